"""The words around a span: the sentence that an item comes from, and the place where it stands."""

from bisect import bisect_right

from kapok.compiler.model import Source
from kapok.kernel.spans import Span

ENDS = "。！？；\n"
LONGEST = 300  # a sentence of a broken text may be a page


class Quoter:
    """Quotes a source: sentences by span, and where they stand.

    >>> quoter = Quoter(Source("先说一句。\\n到2021年，建成基地60家；再说一句。"))
    >>> quoter.sentence(Span(13, 19)), quoter.place(Span(13, 19))
    ('到2021年，建成基地60家；', '第2行')
    """

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        self._lines = [0, *(at + 1 for at, character in enumerate(source.text) if character == "\n")]

    def sentence(self, span: Span) -> str:
        """The sentence that holds a span, on one line."""
        low, high = max(span.start - LONGEST, 0), span.end + LONGEST
        start = max(self.text.rfind(end, low, span.start) for end in ENDS) + 1 or low
        if span.end > span.start and self.text[span.end - 1] in ENDS:
            return one_line(self.text[start : span.end])
        ends = [at + 1 for end in ENDS if (at := self.text.find(end, span.end, high)) >= 0]
        return one_line(self.text[start : min(ends, default=high)])

    def words(self, span: Span) -> str:
        """Just the words that the span holds, on one line."""
        return one_line(span.of(self.text))

    def place(self, span: Span) -> str:
        """The page of a span where there are pages, its line otherwise."""
        page = self.source.page(span.start)
        return f"第{page}页" if page else f"第{bisect_right(self._lines, span.start)}行"


def one_line(words: str) -> str:
    """Words with each run of white space made one space."""
    return " ".join(words.split())


def cut(words: str, length: int) -> str:
    """At most ``length`` characters, with a sign where some are left out.

    >>> cut("建成国际科技合作基地", 5)
    '建成国际…'
    """
    return words if len(words) <= length else words[: length - 1] + "…"
