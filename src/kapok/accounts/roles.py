"""The roles, as code: each says in prose what who holds it may do. ``/roles/`` prints them."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(NamedTuple):
    """``reads_only``: no rule can ever let this role change anything (:func:`kapok.accounts.policy.open_up`)."""

    key: str
    name: str | Promise
    description: str | Promise
    reads_only: bool = False


PUBLIC = Role(
    "public",
    _("公众"),
    _("不用登录。只能看已经公布的计划和公开的说明，看不到草稿，也不能改动任何内容。"),
    reads_only=True,
)
OFFICE_REPORTER = Role(
    "office_reporter",
    _("单位填报人"),
    _("代表一个单位。看得到公众能看的一切，以及本单位的草稿；看不到其他单位的草稿。"),
)
LEADING_GROUP_OFFICE = Role(
    "leading_group_office",
    _("领导小组办公室"),
    _("计划的主人。看得到全部计划和草稿；可以导入、修改、公布计划，写明理由后撤回，也可以删除草稿。"),
)
AUDITOR = Role(
    "auditor",
    _("审计人"),
    _("看得到全部内容，包括草稿、单位、人员、授权和操作日志，但不能改动任何内容。"),
    reads_only=True,
)
ADMINISTRATOR = Role(
    "administrator",
    _("管理员"),
    _("管理单位、机构、人员和授权，看得到操作日志；不能改动计划，也看不到草稿。"),
)
ROLES = {role.key: role for role in (PUBLIC, OFFICE_REPORTER, LEADING_GROUP_OFFICE, AUDITOR, ADMINISTRATOR)}
GIVEN = tuple(key for key in ROLES if key != PUBLIC.key)  # what a mandate can be for
WITHOUT_OFFICE = (ADMINISTRATOR.key,)  # an empty installation has an administrator before it has an office
