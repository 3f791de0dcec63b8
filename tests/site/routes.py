"""Who gets what at every address, written by hand. A route of the site without a row here fails the tests.

``read`` and ``send`` are the answers to GET and to POST, for each of :data:`ROLES` in that order: 200 a page, 302 sent
elsewhere (to sign in, or onwards), 403 refused, 404 not there for them, 405 no such act.
"""

from typing import NamedTuple

ROLES = ("public", "reporter", "leader", "auditor", "administrator")
Answers = tuple[int, int, int, int, int]
EVERYBODY: Answers = (200, 200, 200, 200, 200)
NOBODY: Answers = (405, 405, 405, 405, 405)
ABSENT: Answers = (404, 404, 404, 404, 404)
SIGNED_IN: Answers = (302, 200, 200, 200, 200)
ONWARDS: Answers = (302, 302, 302, 302, 302)


class Row(NamedTuple):
    """``route`` as Django knows it, an address of it, the answers, and why they are right."""

    route: str
    address: str
    read: Answers
    send: Answers
    because: str


ROWS = (
    Row("", "/", EVERYBODY, NOBODY, "the list of published plans is public, and nothing can be sent to it"),
    Row("plans/<slug:slug>/", "/plans/published/", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("plans/<slug:slug>/", "/plans/draft/", ABSENT, NOBODY, "a draft has no public page, for whoever asks"),
    Row("search/", "/search/", EVERYBODY, NOBODY, "finds only what is published, for everybody"),
    Row("plans/<slug:slug>/board/", "/plans/published/board/", EVERYBODY, NOBODY, "a published plan as a table"),
    Row("plans/<slug:slug>/board/", "/plans/draft/board/", ABSENT, NOBODY, "a draft has no public board, and no file of it"),
    Row("plans/<slug:slug>/offices/", "/plans/published/offices/", EVERYBODY, NOBODY, "who carries what is published with the plan"),
    Row("plans/<slug:slug>/offices/", "/plans/draft/offices/", ABSENT, NOBODY, "a draft's offices are not public"),
    Row("plans/<slug:slug>/offices/<slug:key>/", "/plans/published/offices/o1/", EVERYBODY, NOBODY, "what one office carries is published with the plan"),
    Row("plans/<slug:slug>/offices/<slug:key>/", "/plans/draft/offices/o1/", ABSENT, NOBODY, "a draft's offices are not public"),
    Row("api/", "/api/", ABSENT, ABSENT, "the root of the API has nothing of its own"),
    Row("api/docs", "/api/docs", EVERYBODY, EVERYBODY, "the description of what is public, however it is asked for"),
    Row("api/openapi.json", "/api/openapi.json", EVERYBODY, EVERYBODY, "the description of what is public, however it is asked for"),
    Row("api/plans", "/api/plans", EVERYBODY, NOBODY, "lists only what is published"),
    Row("api/plans/<slug>", "/api/plans/published", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("api/plans/<slug>", "/api/plans/draft", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/text", "/api/plans/published/text", EVERYBODY, NOBODY, "the text of a published plan is public"),
    Row("api/plans/<slug>/text", "/api/plans/draft/text", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/board", "/api/plans/published/board", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("api/plans/<slug>/board", "/api/plans/draft/board", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/<kind>", "/api/plans/published/duties", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("api/plans/<slug>/<kind>", "/api/plans/draft/duties", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/search", "/api/search", (422, 422, 422, 422, 422), NOBODY, "asked for no words, it says what is missing, to everybody alike"),
    Row("api/drafts", "/api/drafts", EVERYBODY, NOBODY, "lists just the drafts that the caller may read: for the public none"),
    Row("api/drafts/<number>", "/api/drafts/1", (404, 200, 200, 200, 404), NOBODY, "of 财政局: its reporter, who owns the plans, and who audits them read it; for others it is not there"),
    Row("roles/", "/roles/", EVERYBODY, NOBODY, "who may do what is no secret"),
    Row("style/", "/style/", EVERYBODY, NOBODY, "invented contents, for who works on the look"),
    Row("account/", "/account/", SIGNED_IN, NOBODY, "one's own account; the public is sent to sign in"),
    Row("account/act-as/", "/account/act-as/", NOBODY, (302, 403, 403, 403, 403), "a mandate that was not offered is refused"),
    Row("account/sign-in/", "/account/sign-in/", (200, 302, 302, 302, 302), (200, 302, 302, 302, 302), "who is signed in already goes on; an empty form is shown again"),
    Row("account/sign-out/", "/account/sign-out/", SIGNED_IN, ONWARDS, "leaving is asked about first; it changes nothing but one's own session"),
    Row("account/inactive/", "/account/inactive/", EVERYBODY, NOBODY, "says that an account is switched off, of nobody in particular"),
    Row("account/again/", "/account/again/", SIGNED_IN, SIGNED_IN, "one's own password once more; an empty form is shown again"),
    Row("account/password/", "/account/password/", SIGNED_IN, SIGNED_IN, "one's own password, with the present one; an empty form is shown again"),
    Row("account/codes/", "/account/codes/", SIGNED_IN, (302, 405, 405, 405, 405), "one's own second factor"),
    Row("account/codes/sign-in/", "/account/codes/sign-in/", ONWARDS, ONWARDS, "only in the middle of signing in, which none of these are"),
    Row("account/codes/again/", "/account/codes/again/", (302, 302, 302, 302, 302), (302, 302, 302, 302, 302), "only for who has a second factor, which none of these have"),
    Row("account/codes/add/", "/account/codes/add/", SIGNED_IN, SIGNED_IN, "one's own second factor; an empty form is shown again"),
    Row("account/codes/remove/", "/account/codes/remove/", (302, 404, 404, 404, 404), (302, 404, 404, 404, 404), "nothing to remove where there is none"),
    Row("account/codes/recovery/", "/account/codes/recovery/", (302, 404, 404, 404, 404), (302, 405, 405, 405, 405), "nothing to show where there is none"),
    Row("account/codes/recovery/renew/", "/account/codes/recovery/renew/", SIGNED_IN, SIGNED_IN, "nothing to renew where there is no second factor: refused in the form"),
)  # fmt: skip
