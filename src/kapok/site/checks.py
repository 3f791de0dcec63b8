"""What ``kapok manage check --deploy`` says of this installation."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def secret_key_is_kept(**_: Any) -> list[CheckMessage]:
    """A key made up at each start would differ between the server's processes."""
    if settings.SECRET_KEY_IS_KEPT:
        return []
    return [
        Error(
            "没有签名密钥：每个进程都会自己造一个，彼此不认。",
            hint="把至少 32 个随机字符写进 KAPOK_SECRET_KEY，或写进文件并用 KAPOK_SECRET_KEY_FILE 指明。",
            id="kapok.E001",
        )
    ]
