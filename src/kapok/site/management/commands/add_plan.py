"""``kapok manage add_plan FILE``: a plan in Word, PDF or text becomes a page."""

import hashlib
import re
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from kapok.compiler import CompileError, compile_bytes
from kapok.compiler.model import Plan
from kapok.plans.actions import ImportRefusedError, import_plan, publish_plan
from kapok.site import clock
from kapok.site.packs import offices


class Command(BaseCommand):
    help = "编译一份计划文件，存入数据库；加 --publish 则立即公布。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="计划文件：.docx、.pdf、.txt、.html、.xlsx……")
        parser.add_argument("--slug", help="网址名，例如 guangzhou-2019；不写则取自文件名")
        parser.add_argument("--title", help="计划的名称；不写则取自文字")
        parser.add_argument("--jurisdiction", help="行政区划代码，例如 440100")
        parser.add_argument("--by", default="kapok manage", help="谁导入的")
        parser.add_argument("--publish", action="store_true", help="立即公布")

    def handle(self, *_args: Any, **given: Any) -> None:
        path, day = given["file"], clock.today()
        compiled = _compiled(path, given["jurisdiction"])
        compiled = replace(compiled, title=given["title"] or compiled.title)
        slug = given["slug"] or _slug(path.stem, compiled.text)
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,80}", slug):
            raise CommandError(f"网址名“{slug}”不能用：只能有字母、数字、- 和 _，至多 80 个。请改正 --slug。")
        try:
            plan = import_plan(plan=compiled, slug=slug, by=given["by"], on=day)
        except ImportRefusedError as error:
            raise CommandError(str(error)) from error
        if given["publish"]:
            publish_plan(plan=plan, by=given["by"], on=day)
        self.stdout.write(_said(plan.title, slug, is_published=plan.published_date is not None))


def _compiled(path: Path, jurisdiction: str | None) -> Plan:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} 打不开（{error.strerror}）。请检查路径，再运行一次。") from error
    try:
        known = offices(jurisdiction) if jurisdiction else {}
        return compile_bytes(data, path.name, jurisdiction=jurisdiction, offices=known)
    except CompileError as error:
        raise CommandError(str(error)) from error


def _slug(stem: str, text: str) -> str:
    """An address made of the file's name, or of the text's checksum where the name has no letters of an address."""
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:80]
    return words or f"plan-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _said(title: str, slug: str, *, is_published: bool) -> str:
    if is_published:
        return f"已公布：{title}，网址 {reverse('plans:plan', args=[slug])}"
    return f"已存入，尚未公布：{title}。公布请再运行一次，加上 --publish。"
