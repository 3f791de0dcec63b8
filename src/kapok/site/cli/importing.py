"""``kapok import``: plans into this installation, as drafts to be reviewed, or adopted at once by a script."""

import datetime
import sys
from collections.abc import Sequence
from typing import Any

import click

from kapok.site.cli.compile import CODE
from kapok.site.cli.helptext import Command
from kapok.site.cli.installed import installed
from kapok.site.cli.refusal import Refusal, say

BY = "kapok import"
FAILED = 2


@click.command(
    "import",
    cls=Command,
    help="""把计划文件导入这个网站，成为草稿，由人核对后采用。

FILE 是 kapok compile 能读的任何文件，或它编译好的 JSON；- 是标准输入。每份文件各成一份草稿，并显示在哪里核对。

\b
例：
  kapok import 计划.docx --jurisdiction 440100
  kapok import 修订稿.docx --amends guangzhou-2019
  kapok import 计划.docx --adopt yunshan-2026 --on 2026-01-15   不经核对直接公布，供脚本建站用

结束码：0 都已导入；2 有文件没有导入（其余照常导入）。""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--jurisdiction", metavar="CODE", default="", help="行政区划代码，例如 440100：用该地的单位表补上全称。")
@click.option("--office", metavar="KEY", default="", help="草稿归哪个单位：单位代号。")
@click.option("--amends", metavar="SLUG", default="", help="是哪份计划的新一版：那份计划的网址名。")
@click.option("--again", is_flag=True, help="同一份文件已有草稿时，也再建一份。")
@click.option("--adopt", "slug", metavar="SLUG", default="", help="不经核对，直接以这个网址名采用。只能有一个 FILE。")
@click.option("--on", "day", metavar="DAY", default="", help="和 --adopt 一起用：公布日期，不写时是今天。")
def command(
    files: Sequence[str], jurisdiction: str, office: str, amends: str, again: bool, slug: str, day: str
) -> None:
    if jurisdiction and not CODE.fullmatch(jurisdiction):
        raise Refusal(f"--jurisdiction 要写六位行政区划代码，例如 440100，不能是“{jurisdiction}”。")
    if slug and len(files) > 1:
        raise Refusal("--adopt 只能有一个 FILE，请一份一份地采用。")
    if day and not slug:
        raise Refusal("--on 要和 --adopt 一起用。")
    on = _day(day)
    installed()
    _refuse_slug(slug)
    asked = {"jurisdiction": jurisdiction, "office": _office(office), "amends": _amended(amends), "again": again}
    done = [_at_once(path, asked, slug, on) if slug else _told(_imported(path, asked)) for path in files]
    sys.exit(0 if all(done) else FAILED)


def _refuse_slug(slug: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_slug

    try:
        if slug:
            validate_slug(slug)
    except ValidationError:
        raise Refusal(f"--adopt 要写网址名，只用字母、数字、连字符和下划线，不能是“{slug}”。") from None


def _day(written: str) -> datetime.date | None:
    if not written:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise Refusal(f"--on 要写成 2026-01-15 这样的日期，不能是“{written}”。") from None


def _office(key: str) -> Any:
    from kapok.accounts.queries import offices_in_force
    from kapok.site import clock

    found = offices_in_force(clock.today()).filter(key=key).first() if key else None
    if key and found is None:
        raise Refusal(f"没有代号为 {key} 的单位，或它今天已经撤销。请核对单位代号。")
    return found


def _amended(slug: str) -> str:
    from kapok.plans.queries import published_slugs
    from kapok.site import clock

    if slug and slug not in published_slugs(clock.today()):
        raise Refusal(f"没有网址名为“{slug}”的已公布计划，不能导入它的新一版。请核对网址名。")
    return slug


def _imported(path: str, asked: dict[str, Any]) -> Any:
    """The draft of one file; ``None``, with its sentence said, where it could not be imported."""
    from kapok.compiler.errors import CompileError
    from kapok.plans.actions import ImportRefusedError
    from kapok.plans.review.actions import import_draft
    from kapok.plans.review.cities import known_offices
    from kapok.plans.review.taking import RefusedError, take, twin
    from kapok.site import clock
    from kapok.site.cli.loading import read_input

    code, today = asked["jurisdiction"], clock.today()
    try:
        data, name = read_input(path)
        plan, upload = take(data, name, jurisdiction=code, as_of=today)
        other = twin(upload)
        if other and not asked["again"]:
            say(f"{upload.name}：同一份文件已经是草稿 {other.pk}，没有再建一份。请核对那一份；确要另建，加 --again。")
            return None
        return import_draft(
            plan=plan, upload=upload, by=BY, at=clock.now(), office=asked["office"], amends=asked["amends"],
            known=known_offices(code or plan.jurisdiction or "", today),
        )  # fmt: skip
    except (CompileError, RefusedError, ImportRefusedError) as error:
        say(str(error))
        return None


def _told(draft: Any) -> bool:
    """Says where a draft is reviewed; ``False`` where there is none."""
    if draft is None:
        return False
    from kapok.plans.review.progress import progress
    from kapok.plans.review.queries import state

    left = progress(state(draft).items).left
    click.echo(f"草稿 {draft.pk}：{draft.title}，有 {left} 项待核对。请登录后在 /drafts/{draft.pk}/ 核对、采用。")
    return True


def _at_once(path: str, asked: dict[str, Any], slug: str, on: datetime.date | None) -> bool:
    """Imports and adopts, or does neither."""
    from django.db import transaction

    from kapok.plans.actions import ImportRefusedError
    from kapok.plans.review.actions import adopt
    from kapok.plans.review.queries import last_number
    from kapok.site import clock

    try:
        with transaction.atomic():
            draft = _imported(path, asked)
            if draft is None:
                return False
            plan = adopt(
                draft=draft, slug=slug, by=BY, at=clock.now(), on=on or clock.today(), seen=last_number(draft.pk),
                why="由命令采用，未经核对",
            )  # fmt: skip
    except ImportRefusedError as error:
        raise Refusal(f"{error}什么都没有保存。") from error
    click.echo(f"已采用为第 {plan.version} 版：{plan.title}，公布日期 {plan.published_date}。网址：/plans/{plan.slug}/")
    return True
