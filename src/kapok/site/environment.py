"""Every setting that an installation may give: one table, typed readers, refusals in sentences."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

Network = IPv4Network | IPv6Network


class SettingError(Exception):
    """A setting that cannot be used. ``str(error)`` says which, why, and what to write instead."""


class Setting(NamedTuple):
    """One environment variable: its name, default as written, reader, and what it is for."""

    name: str
    default: str
    read: Callable[[str], Any]
    help: str


def flag(written: str) -> bool:
    """``1`` or ``0`` and the usual words for them.

    >>> flag("yes"), flag("0")
    (True, False)
    """
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if written.strip().lower() not in words:
        raise ValueError("只能写 1 或 0")
    return words[written.strip().lower()]


def words(written: str) -> list[str]:
    """A list divided by commas.

    >>> words("a.gov.cn, b.gov.cn")
    ['a.gov.cn', 'b.gov.cn']
    """
    return [word.strip() for word in written.split(",") if word.strip()]


def day(written: str) -> date | None:
    """A day as ``2020-09-30``; nothing where nothing is written."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError("要写成 2020-09-30 这样的日期") from None


def language(written: str) -> str:
    """One of the languages that the screens are written in."""
    if written not in LANGUAGES:
        raise ValueError(f"只能是 {'、'.join(LANGUAGES)} 之一")
    return written


def folder(written: str) -> Path:
    """An absolute path; ``~`` is the home folder."""
    return Path(written).expanduser().resolve()


class Proxies(NamedTuple):
    """Who may say for whom a request is: networks, and whoever can reach the server's own socket file."""

    networks: tuple[Network, ...] = ()
    socket: bool = False


def proxies(written: str) -> Proxies:
    """Addresses and networks divided by commas; ``unix`` for a proxy that comes by a socket file.

    >>> proxies("127.0.0.1, 10.2.0.0/16, unix")
    Proxies(networks=(IPv4Network('127.0.0.1/32'), IPv4Network('10.2.0.0/16')), socket=True)
    """
    named = words(written)
    try:
        found = tuple(ip_network(word) for word in named if word != "unix")
    except ValueError:
        raise ValueError("要写地址或网段，用逗号隔开，例如 127.0.0.1,10.2.0.0/16；经套接字文件的写 unix") from None
    if any(network.prefixlen == 0 for network in found):
        raise ValueError("不能信任所有地址，那样谁都能冒充别处。请只写代理服务器自己的地址")
    return Proxies(found, "unix" in named)


def database(written: str) -> dict[str, Any] | None:
    """Django's settings for ``postgresql://user:password@host:port/name``; nothing for SQLite in the data folder.

    A socket folder may stand in the query: ``postgresql:///kapok?host=/run/postgresql``.

    >>> database("postgresql://kapok@db:5433/plans")["NAME"]
    'plans'
    """
    if not written:
        return None
    url = urlsplit(written)
    if url.scheme not in ("postgresql", "postgres") or not url.path.strip("/"):
        raise ValueError("要写成 postgresql://用户:密码@主机:端口/库名")
    if find_spec("psycopg") is None:
        raise ValueError("没有装 PostgreSQL 的驱动，请先运行 pip install kapok[postgres]")
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


LANGUAGES = ("zh-hans", "zh-hant", "en")

SETTINGS = (
    Setting("KAPOK_DATA", "var", folder, "数据文件夹：SQLite 数据库、密钥和静态文件都在这里"),
    Setting("KAPOK_DATABASE_URL", "", database, "PostgreSQL 的地址；不写则用数据文件夹里的 SQLite"),
    Setting("KAPOK_SECRET_KEY", "", str, "签名用的密钥，至少 32 个字符；也可写在 KAPOK_SECRET_KEY_FILE 指的文件里"),
    Setting("KAPOK_HOSTS", "localhost,127.0.0.1,[::1]", words, "允许的网站域名，用逗号隔开"),
    Setting("KAPOK_PROXIES", "", proxies, "信任的代理服务器的地址或网段，用逗号隔开；不写则谁说的来处都不信"),
    Setting("KAPOK_HTTPS", "0", flag, "网站是否只经 HTTPS 访问：1 是，0 否"),
    Setting("KAPOK_DEBUG", "0", flag, "开发时用：出错时显示细节；1 是，0 否"),
    Setting("KAPOK_AS_OF", "", day, "把“今天”固定为某一天（2020-09-30），用于演示和复算；不写则用真实日期"),
    Setting("KAPOK_LANGUAGE", "zh-hans", language, "网址不带语言时所用的界面语言：zh-hans、zh-hant 或 en"),
)


def read(name: str, environ: Mapping[str, str] = os.environ) -> Any:
    """The value of one setting, from ``NAME``, from the file that ``NAME_FILE`` names, or its default.

    >>> read("KAPOK_HTTPS", {"KAPOK_HTTPS": "1"})
    True
    """
    setting = next(row for row in SETTINGS if row.name == name)
    written = environ.get(name)
    try:
        if written is None and f"{name}_FILE" in environ:
            written = Path(environ[f"{name}_FILE"]).read_text("utf-8").strip()
        return setting.read(setting.default if written is None else written)
    except (ValueError, OSError) as error:
        raise SettingError(f"设置 {name} 不能用：{error}。请改正这个环境变量后再启动。") from error


def secret_key(data: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The signing key: as set, or as ``kapok demo`` has left it in the data folder; else ``""``."""
    key: str = read("KAPOK_SECRET_KEY", environ)
    if key and len(key) < 32:
        raise SettingError("设置 KAPOK_SECRET_KEY 不能用：少于 32 个字符。请换一个更长的随机字符串后再启动。")
    kept = data / "secret_key"
    return key or (kept.read_text("utf-8").strip() if kept.is_file() else "")
