"""The page of search: hits as its template draws them."""

import datetime
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language, ngettext

from kapok.plans.addresses import item_address, plan_address
from kapok.plans.passages import phrases
from kapok.plans.reading import Reading
from kapok.plans.search import Hit, count, search
from kapok.web.paging import Pager

LONGEST_QUERY = 200


@dataclass(frozen=True)
class HitView:
    """A sentence with the words that were looked for, and where it stands."""

    hit: Hit
    query: str
    reading: Reading

    @property
    def url(self) -> str:
        """An address that lasts: the item in its plan."""
        slug, key = self.hit.slug, self.hit.key
        return item_address(slug, key) if key else plan_address(slug)

    @property
    def language(self) -> str:
        return self.reading.language

    @property
    def runs(self) -> list[tuple[str, bool]]:
        return [(self.reading.show(words), found) for words, found in self.hit.marked(self.query)]

    @property
    def place(self) -> str:
        """The plan, and the clause by number and title where its title is not the sentence itself."""
        number, title = self.hit.clause_number or "", self.hit.clause_title or ""
        clause = number if title[:12] in self.hit.sentence else f"{number}{'' if number.endswith('）') else ' '}{title}"
        return self.reading.show(" · ".join(part for part in (self.hit.title, clause) if part))


def results(asked: QueryDict, as_of: datetime.date) -> dict[str, object]:
    """What the page of search shows for an address."""
    query = " ".join(asked.get("q", "")[:LONGEST_QUERY].replace("\0", "").split())
    pager = Pager(asked, count(query, as_of))
    script = "hant" if get_language() == "zh-hant" else "source"
    hits = [
        HitView(hit, query, Reading(hit.sentence, script))
        for hit in (search(query, as_of, limit=pager.size, offset=pager.offset) if pager.total else ())
    ]
    lead = ngettext("有 {n} 句话含有“{query}”。", "有 {n} 句话含有“{query}”。", pager.total)
    return {
        "query": query,
        "hits": hits,
        "pager": pager,
        "first": pager.offset + 1,
        "lead": lead.format(n=f"{pager.total:,}", query=query),
        "is_short": not phrases(query),
    }
