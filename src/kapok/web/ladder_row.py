"""One row of the target ladder as HTML. A board has hundreds of cells, and a template takes four times as long."""

from functools import cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kapok.web.parts import Figure, LadderCell, LadderFigure, LadderRow, LadderSource


class Said(NamedTuple):
    """What every row says: the language of what is quoted, and words in the language of the page."""

    language: str
    colon: str
    nothing: str
    lasting: str
    same: str


def said(language: str) -> Said:
    """The words of a table whose quotations are in a language."""
    return Said(escape(language), _("："), _("没有目标值"), _("固定链接"), _("同一个指标："))


def ladder_row(row: LadderRow, words: Said) -> SafeString:
    """An indicator: its name opens what stands behind its figures."""
    note = f' <span class="soft small">{escape(row.note)}</span>' if row.note else ""
    behind = "".join(_source(found, source, words) for found in row.figures for source in found.sources)
    cells = "".join(_cell(cell, words) for cell in row.cells)
    return SafeString(
        f'<tr><th scope="row"><details><summary><span lang="{words.language}">{escape(row.name)}</span>{note}</summary>'
        f'<ul class="sources">{behind}</ul>{_others(row, words)}</details></th>{cells}</tr>\n'
    )


def _others(row: LadderRow, words: Said) -> str:
    return "".join(
        f'<p class="small others">{words.same}<a href="{escape(other.url)}" lang="{escape(other.language)}">'
        f"{escape(other.word)}</a></p>"
        for other in row.others
    )


def _source(found: LadderFigure, source: LadderSource, words: Said) -> str:
    lasting = f' <a class="lasting" href="{escape(source.lasting)}">{words.lasting}</a>' if source.lasting else ""
    quoted = f"{escape(source.clause)}<q>{escape(source.quote)}</q>"
    return (
        f'<li><span class="soft">{escape(found.year)}</span> '
        f'<b lang="{words.language}">{escape(found.figure.other)}</b> '
        f'<span class="soft">{escape(source.note)}</span><br>'
        f'<a href="{escape(source.url)}" lang="{words.language}">{quoted}</a>{lasting}</li>'
    )


def _cell(cell: LadderCell, words: Said) -> str:
    drawn = "".join(_due(found, words) for found in cell.figures)
    return f'<td class="number">{drawn or f"""<span class="none" aria-label="{words.nothing}">–</span>"""}</td>'


def _due(found: LadderFigure, words: Said) -> str:
    first, *others = found.sources
    also = "".join(f'<span id="row-{escape(source.key)}" class="anchor"></span>' for source in others)
    keys = "".join(f"{source.key} " for source in found.sources)
    return (
        f'{also}<a class="due" id="row-{escape(first.key)}" data-items="{escape(keys)}" href="{escape(first.url)}">'
        f'{_shape(found.status.key)}<span class="unseen">{escape(found.status.word)}{words.colon}</span>'
        f'<span lang="{words.language}">{_figure(found.figure)}</span></a>'
    )


def _figure(figure: Figure) -> str:
    title = f' title="{escape(figure.other)}"' if figure.other and figure.other != figure.shown else ""
    return f'<span class="figure"{title}>{escape(figure.shown)}</span>'


@cache
def _shape(key: str) -> str:
    return render_to_string("web/parts/status_shape.html", {"key": key}).strip()
