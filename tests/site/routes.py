"""Who gets what at every address, written by hand. A route of the site without a row here fails the tests.

``read`` and ``send`` are the answers to GET and to POST, for each of :data:`ROLES` in that order: 200 a page, 302 sent
elsewhere (to sign in, or onwards), 403 refused, 404 not there for them, 405 no such act. What is sent is an empty form.
``{reporter}`` in an address is the number of that person, ``{mandate}`` of a mandate, ``{organisation}`` of an
organisation.
"""

from typing import NamedTuple

ROLES = ("public", "reporter", "leader", "auditor", "administrator")
Answers = tuple[int, int, int, int, int]
EVERYBODY: Answers = (200, 200, 200, 200, 200)
NOBODY: Answers = (405, 405, 405, 405, 405)
ABSENT: Answers = (404, 404, 404, 404, 404)
SIGNED_IN: Answers = (302, 200, 200, 200, 200)
SEES: Answers = (302, 403, 403, 200, 200)
MANAGES: Answers = (302, 403, 403, 403, 200)
ONWARDS: Answers = (302, 302, 302, 302, 302)
READERS: Answers = (404, 200, 200, 200, 404)
OWNERS: Answers = (404, 403, 200, 403, 404)
IMPORTERS: Answers = (404, 403, 200, 403, 403)


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
    Row("plans/<slug:slug>/", "/plans/draft/", ABSENT, NOBODY, "the page is of what is published: a draft has none, also for who may read drafts"),
    Row("search/", "/search/", EVERYBODY, NOBODY, "finds only what is published, for everybody"),
    Row("plans/<slug:slug>/board/", "/plans/published/board/", EVERYBODY, NOBODY, "a published plan as a table"),
    Row("plans/<slug:slug>/board/", "/plans/draft/board/", ABSENT, NOBODY, "the board is of what is published: a draft has none, and no file of it"),
    Row("plans/<slug:slug>/offices/", "/plans/published/offices/", EVERYBODY, NOBODY, "who carries what is published with the plan"),
    Row("plans/<slug:slug>/offices/", "/plans/draft/offices/", ABSENT, NOBODY, "pages of offices are of what is published, whoever asks"),
    Row("plans/<slug:slug>/offices/<slug:key>/", "/plans/published/offices/o1/", EVERYBODY, NOBODY, "what one office carries is published with the plan"),
    Row("plans/<slug:slug>/offices/<slug:key>/", "/plans/draft/offices/o1/", ABSENT, NOBODY, "pages of offices are of what is published, whoever asks"),
    Row("drafts/", "/drafts/", (404, 200, 200, 200, 403), NOBODY, "a list of what is not published: the own ones, or all for who owns or audits them"),
    Row("drafts/import/", "/drafts/import/", IMPORTERS, (404, 403, 422, 403, 403), "only the leading group's office imports; an empty form is answered with a sentence"),
    Row("drafts/<int:number>/offices/", "/drafts/1/offices/", READERS, (404, 403, 302, 403, 404), "who reads the draft sees its names; only who corrects it matches them"),
    Row("drafts/<int:number>/offices/", "/drafts/999999999/offices/", ABSENT, ABSENT, "there is no such draft, for whoever asks"),
    Row("drafts/<int:number>/changes/", "/drafts/1/changes/", READERS, NOBODY, "who reads the draft sees what was corrected"),
    Row("drafts/<int:number>/adopt/", "/drafts/1/adopt/", OWNERS, (404, 403, 422, 403, 404), "only the leading group's office adopts; an empty form is shown again"),
    Row("drafts/<int:number>/delete/", "/drafts/1/delete/", OWNERS, (404, 403, 422, 403, 404), "only the leading group's office deletes, and only with a reason"),
    Row("drafts/<int:number>/recompile/", "/drafts/1/recompile/", OWNERS, (404, 403, 302, 403, 404), "only the leading group's office has the file read anew"),
    Row("drafts/<int:number>/reopen/", "/drafts/1/reopen/", NOBODY, (404, 403, 422, 403, 404), "only the leading group's office opens a draft again, and only once its plan was withdrawn"),
    Row("drafts/<int:number>/original/", "/drafts/1/original/", READERS, NOBODY, "the file may hold more than its text: for who reads the draft"),
    Row("plans/<slug:slug>/versions/", "/plans/published/versions/", EVERYBODY, NOBODY, "published versions are for everybody to compare"),
    Row("plans/<slug:slug>/versions/", "/plans/draft/versions/", ABSENT, NOBODY, "what was never published has no versions"),
    Row("plans/<slug:slug>/text/", "/plans/published/text/", EVERYBODY, NOBODY, "the text of a published plan is public"),
    Row("plans/<slug:slug>/text/", "/plans/draft/text/", ABSENT, NOBODY, "the text of a draft is not"),
    Row("plans/<slug:slug>/withdraw/", "/plans/published/withdraw/", IMPORTERS, (404, 403, 422, 403, 403), "only the leading group's office withdraws, and only with a reason"),
    Row("plans/<slug:slug>/original/", "/plans/published/original/", (404, 404, 404, 404, 403), NOBODY, "this plan came without a file; others' files are for officials who read plans"),
    Row("plans/<slug:slug>/relations/", "/plans/published/relations/", IMPORTERS, (404, 403, 422, 403, 403), "only the leading group's office says how plans belong together"),
    Row("plans/<slug:slug>/offices/<slug:key>/", "/plans/draft/offices/o1/", ABSENT, NOBODY, "a draft's offices are not public"),
    Row("drafts/<int:number>/", "/drafts/1/", (404, 200, 200, 200, 404), NOBODY, "of 财政局: its reporter, who owns the plans, and who audits them see it beside its source; for others it is not there"),
    Row("drafts/<int:number>/items/", "/drafts/1/items/", NOBODY, (404, 403, 422, 403, 404), "only who owns the plans corrects; without a number of items it is shown again"),
    Row("drafts/<int:number>/items/<str:key>/", "/drafts/1/items/t1/", NOBODY, (404, 403, 422, 403, 404), "only who owns the plans corrects; without an act it is shown again"),
    Row("drafts/<int:number>/add/", "/drafts/1/add/", NOBODY, (404, 403, 422, 403, 404), "only who owns the plans adds; without a kind it is shown again"),
    Row("drafts/<int:number>/undo/", "/drafts/1/undo/", NOBODY, (404, 403, 422, 403, 404), "only who owns the plans takes back; where nothing was done it is shown again"),
    Row("api/", "/api/", ABSENT, ABSENT, "the root of the API has nothing of its own"),
    Row("api/docs", "/api/docs", EVERYBODY, EVERYBODY, "the description of what is public; it answers the same to whatever method, and stores nothing"),
    Row("api/openapi.json", "/api/openapi.json", EVERYBODY, EVERYBODY, "the description of what is public; it answers the same to whatever method, and stores nothing"),
    Row("api/plans", "/api/plans", EVERYBODY, NOBODY, "lists only what is published"),
    Row("api/plans/<slug>", "/api/plans/published", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("api/plans/<slug>", "/api/plans/draft", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/text", "/api/plans/published/text", EVERYBODY, NOBODY, "the text of a published plan is public"),
    Row("api/plans/<slug>/text", "/api/plans/draft/text", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/board", "/api/plans/published/board", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("api/plans/<slug>/board", "/api/plans/draft/board", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/due", "/api/plans/published/due", EVERYBODY, NOBODY, "when what falls due is on the plan's page, too"),
    Row("api/plans/<slug>/due", "/api/plans/draft/due", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/plans/<slug>/versions", "/api/plans/published/versions", EVERYBODY, NOBODY, "published versions are for everybody to compare"),
    Row("api/plans/<slug>/versions", "/api/plans/draft/versions", ABSENT, NOBODY, "what was never published has no versions"),
    Row("api/plans/<slug>/relations", "/api/plans/published/relations", EVERYBODY, NOBODY, "which published plan works out which is public"),
    Row("api/plans/<slug>/relations", "/api/plans/draft/relations", ABSENT, NOBODY, "the API of plans gives no drafts"),
    Row("api/plans/<slug>/groups", "/api/plans/published/groups", EVERYBODY, NOBODY, "who belongs to a group that a published plan names is public"),
    Row("api/plans/<slug>/groups", "/api/plans/draft/groups", ABSENT, NOBODY, "the API of plans gives no drafts"),
    Row("api/plans/<slug>/<kind>", "/api/plans/published/duties", EVERYBODY, NOBODY, "a published plan is for everybody to read"),
    Row("api/plans/<slug>/<kind>", "/api/plans/draft/duties", ABSENT, NOBODY, "the API gives no drafts"),
    Row("api/search", "/api/search", (422, 422, 422, 422, 422), NOBODY, "asked for no words, it says what is missing, to everybody alike"),
    Row("api/drafts", "/api/drafts", EVERYBODY, NOBODY, "lists just the drafts that the caller may read: for the public none"),
    Row("api/drafts/<number>", "/api/drafts/1", (404, 200, 200, 200, 404), NOBODY, "of 财政局: its reporter, who owns the plans, and who audits them read it; for others it is not there"),
    Row("roles/", "/roles/", EVERYBODY, NOBODY, "who may do what is no secret"),
    Row("offices/", "/offices/", SEES, NOBODY, "administrators work with offices, the auditor sees all; others meet offices in plans"),
    Row("offices/add/", "/offices/add/", MANAGES, MANAGES, "only administrators make an office; an empty form is shown again"),
    Row("offices/merge/", "/offices/merge/", MANAGES, MANAGES, "only administrators merge offices; nothing chosen is asked for again"),
    Row("offices/<slug:key>/", "/offices/kjj/", SEES, NOBODY, "who acts for an office is for administrators and the auditor"),
    Row("offices/<slug:key>/", "/offices/none/", (302, 403, 403, 404, 404), NOBODY, "who may not look is not told what is there"),
    Row("offices/<slug:key>/correct/", "/offices/kjj/correct/", MANAGES, MANAGES, "a correction without a reason is refused in the form"),
    Row("offices/<slug:key>/rename/", "/offices/kjj/rename/", MANAGES, MANAGES, "a name is given by administrators only, with a day and a reason"),
    Row("offices/<slug:key>/end/", "/offices/kjj/end/", MANAGES, MANAGES, "an office takes mandates with it when it ends: for administrators only"),
    Row("offices/<slug:key>/reopen/", "/offices/kjj/reopen/", MANAGES, MANAGES, "the question is shown also where nothing has ended; the act refuses"),
    Row("offices/<slug:key>/members/", "/offices/kjj/members/", MANAGES, MANAGES, "members of a group have duties: for administrators only"),
    Row("organisations/", "/organisations/", SEES, NOBODY, "administrators keep the list, the auditor sees all"),
    Row("organisations/add/", "/organisations/add/", MANAGES, MANAGES, "only administrators add one; an empty form is shown again"),
    Row("organisations/<int:pk>/correct/", "/organisations/{organisation}/correct/", MANAGES, MANAGES, "a correction without a reason is refused in the form"),
    Row("organisations/<int:pk>/end/", "/organisations/{organisation}/end/", MANAGES, MANAGES, "an end needs a day and a reason, and an administrator"),
    Row("people/", "/people/", SEES, NOBODY, "names to sign in with are for administrators; the auditor sees who holds what"),
    Row("people/add/", "/people/add/", MANAGES, MANAGES, "nobody signs up: administrators make accounts"),
    Row("people/<int:pk>/", "/people/{reporter}/", SEES, NOBODY, "not even one's own: that is /account/"),
    Row("people/<int:pk>/", "/people/0/", (302, 403, 403, 404, 404), NOBODY, "who may not look is not told who is there"),
    Row("people/<int:pk>/correct/", "/people/{reporter}/correct/", MANAGES, MANAGES, "a name is what others trust: for administrators only"),
    Row("people/<int:pk>/switch/", "/people/{reporter}/switch/", MANAGES, MANAGES, "who is shut out is decided by administrators, with a reason"),
    Row("people/<int:pk>/password/", "/people/{reporter}/password/", MANAGES, MANAGES, "whoever resets a password could act as that person: administrators only, with a reason"),
    Row("people/<int:pk>/second-factor/", "/people/{reporter}/second-factor/", MANAGES, MANAGES, "takes a protection away: administrators only, with a reason"),
    Row("people/<int:pk>/give/", "/people/{reporter}/give/", MANAGES, MANAGES, "all rights come from here: administrators only, with a reason"),
    Row("mandates/<int:pk>/end/", "/mandates/{mandate}/end/", MANAGES, MANAGES, "rights are taken by who gives them"),
    Row("journal/", "/journal/", SEES, NOBODY, "the auditor audits, administrators answer for mandates; nobody writes into it here"),
    Row("journal/verify/", "/journal/verify/", SEES, NOBODY, "reading the chain changes nothing, so it is no act"),
    Row("style/", "/style/", EVERYBODY, NOBODY, "invented contents, for who works on the look"),
    Row("account/", "/account/", SIGNED_IN, NOBODY, "one's own account; the public is sent to sign in"),
    Row("account/act-as/", "/account/act-as/", NOBODY, (302, 403, 403, 403, 403), "acts under a mandate that was offered, and this empty form names none; it is no page"),
    Row("account/sign-in/", "/account/sign-in/", (200, 302, 302, 302, 302), (200, 302, 302, 302, 302), "who is signed in already goes on; an empty form is shown again"),
    Row("account/sign-out/", "/account/sign-out/", SIGNED_IN, ONWARDS, "leaving is asked about first; who has not come in is sent to the start"),
    Row("account/inactive/", "/account/inactive/", EVERYBODY, NOBODY, "says that an account is switched off, of nobody in particular"),
    Row("account/again/", "/account/again/", SIGNED_IN, SIGNED_IN, "one's own password once more; an empty form is shown again"),
    Row("account/password/", "/account/password/", SIGNED_IN, SIGNED_IN, "one's own password, changed only with the present one; an empty form is shown again"),
    Row("account/codes/", "/account/codes/", SIGNED_IN, (302, 405, 405, 405, 405), "says whether one's own second factor is on; it is changed elsewhere"),
    Row("account/codes/sign-in/", "/account/codes/sign-in/", ONWARDS, ONWARDS, "only in the middle of signing in, which none of these are"),
    Row("account/codes/again/", "/account/codes/again/", (302, 302, 302, 302, 302), (302, 302, 302, 302, 302), "one's own code once more; who has none is sent to the password, and the public to sign in"),
    Row("account/codes/add/", "/account/codes/add/", SIGNED_IN, SIGNED_IN, "one's own second factor; an empty form is shown again"),
    Row("account/codes/remove/", "/account/codes/remove/", (302, 404, 404, 404, 404), (302, 404, 404, 404, 404), "who has no second factor has nothing to remove; the public is sent to sign in"),
    Row("account/codes/recovery/", "/account/codes/recovery/", (302, 404, 404, 404, 404), (302, 405, 405, 405, 405), "who has no second factor has no codes to be shown; the public is sent to sign in"),
    Row("account/codes/recovery/renew/", "/account/codes/recovery/renew/", SIGNED_IN, SIGNED_IN, "the question is shown; where there is no second factor the form refuses what is sent"),
)  # fmt: skip
