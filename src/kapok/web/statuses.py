"""The six statuses: a shape, a word and a colour each, and never one of these alone."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(NamedTuple):
    """``key`` names its colour in ``tokens.css`` and its shape in ``parts/status.html``."""

    key: str
    word: str | Promise


STATUSES = {
    status.key: status
    for status in (
        Status("on-track", _("按进度")),
        Status("watch", _("需关注")),
        Status("behind", _("落后")),
        Status("done", _("已完成")),
        Status("not-due", _("未到期")),
        Status("no-data", _("尚无数据")),
    )
}
