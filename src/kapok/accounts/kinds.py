"""The kinds of offices, as a city's pack and the screens name them."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "government": _("政府部门"),
    "national_vertical": _("国家垂直管理单位"),
    "party": _("党委部门"),
    "court": _("法院"),
    "district": _("区政府"),
    "peoples_organisation": _("群团组织"),
    "group": _("一类单位"),
}
