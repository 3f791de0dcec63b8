import datetime
import re
from pathlib import Path

import pytest

from kapok.site import environment
from kapok.site.environment import SETTINGS, SettingError, read, secret_key


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda row: row.name)
def test_each_setting_has_a_default_that_works(setting: object) -> None:
    read(setting.name, {})  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "written", "cause"),
    [
        ("KAPOK_DEBUG", "maybe", "只能写 1 或 0"),
        ("KAPOK_AS_OF", "30.9.2020", "要写成 2020-09-30 这样的日期"),
        (
            "KAPOK_PROXIES",
            "proxy.local",
            "要写地址或网段，用逗号隔开，例如 127.0.0.1,10.2.0.0/16；经套接字文件的写 unix",
        ),
        ("KAPOK_PROXIES", "0.0.0.0/0", "不能信任所有地址，那样谁都能冒充别处。请只写代理服务器自己的地址"),
        ("KAPOK_LANGUAGE", "fr", "只能是 zh-hans、zh-hant、en 之一"),
        ("KAPOK_DATABASE_URL", "mysql://x/y", "要写成 postgresql://用户:密码@主机:端口/库名"),
        ("KAPOK_DATABASE_URL", "postgresql://host", "要写成 postgresql://用户:密码@主机:端口/库名"),
    ],
)
def test_a_bad_value_is_refused_with_its_name_its_cause_and_what_to_do(name: str, written: str, cause: str) -> None:
    with pytest.raises(SettingError) as refused:
        read(name, {name: written})
    assert str(refused.value) == f"设置 {name} 不能用：{cause}。请改正这个环境变量后再启动。"


def test_a_day_is_read_as_a_day() -> None:
    assert read("KAPOK_AS_OF", {"KAPOK_AS_OF": "2020-09-30"}) == datetime.date(2020, 9, 30)
    assert read("KAPOK_AS_OF", {}) is None


def test_hosts_are_a_list() -> None:
    assert read("KAPOK_HOSTS", {"KAPOK_HOSTS": "a.gov.cn, b.gov.cn,"}) == ["a.gov.cn", "b.gov.cn"]


def test_a_database_address_is_taken_apart() -> None:
    found = read(
        "KAPOK_DATABASE_URL", {"KAPOK_DATABASE_URL": "postgresql://kapok:p%40ss@db:5433/plans?sslmode=require"}
    )
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "plans",
        "USER": "kapok",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_may_be_behind_a_socket() -> None:
    found = read("KAPOK_DATABASE_URL", {"KAPOK_DATABASE_URL": "postgresql:///kapok?host=/run/postgresql"})
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


def test_postgres_without_its_driver_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_spec", lambda _name: None)
    with pytest.raises(SettingError) as refused:
        read("KAPOK_DATABASE_URL", {"KAPOK_DATABASE_URL": "postgresql://kapok@db/plans"})
    assert "pip install kapok[postgres]" in str(refused.value)


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n", "utf-8")
    assert secret_key(tmp_path, {"KAPOK_SECRET_KEY_FILE": str(tmp_path / "key")}) == "k" * 40


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError):
        secret_key(tmp_path, {"KAPOK_SECRET_KEY_FILE": str(tmp_path / "absent")})


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as refused:
        secret_key(tmp_path, {"KAPOK_SECRET_KEY": "short"})
    assert "少于 32 个字符" in str(refused.value)


def test_the_secret_that_a_demo_left_in_the_data_folder_is_used_again(tmp_path: Path) -> None:
    assert secret_key(tmp_path, {}) == ""
    (tmp_path / "secret_key").write_text("d" * 64, "utf-8")
    assert secret_key(tmp_path, {}) == "d" * 64


def test_every_setting_is_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs/operate.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(KAPOK_\w+)` \| (`[^`]*`)? ?\|", page, re.MULTILINE))
    assert rows == {setting.name: f"`{setting.default}`" if setting.default else "" for setting in SETTINGS}
