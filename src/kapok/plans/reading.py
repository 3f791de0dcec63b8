"""How a plan is being read: in which script, and on a page in which language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kapok.kernel.spans import Span
from kapok.plans.scripts import converted, script_of

HTML_SCRIPTS = {"hans": "zh-Hans", "hant": "zh-Hant"}


@dataclass(frozen=True)
class Reading:
    """``script`` is "source" (as published), "hans" or "hant"; ``in_english`` is said of the page around the text."""

    text: str
    script: str = "source"
    in_english: bool = False

    @cached_property
    def source_script(self) -> str:
        return script_of(self.text)

    @property
    def other_script(self) -> str:
        return "hans" if self.source_script == "hant" else "hant"

    @property
    def is_converted(self) -> bool:
        return self.script == self.other_script

    @property
    def language(self) -> str:
        """The language of what is quoted from the plan, as HTML writes it."""
        return HTML_SCRIPTS[self._shown_script]

    @property
    def _shown_script(self) -> str:
        return self.other_script if self.is_converted else self.source_script

    def show(self, words: str) -> str:
        """Words of the plan in the script that is read."""
        return converted(words, self.script) if self.is_converted else words

    def name(self, words: str) -> str:
        """What the compiler always gives in simplified script (offices, units), in the script that is read."""
        return converted(words, "hant") if self._shown_script == "hant" else words

    def words(self, span: Span) -> str:
        """What a span holds, as published."""
        return span.of(self.text)

    def quote(self, span: Span) -> str:
        """What a span holds, in the script that is read."""
        return self.show(self.words(span)).strip()


@dataclass(frozen=True)
class SentenceReading(Reading):
    """A reading of some sentences of a plan whose text is not loaded: by where an item in them begins."""

    sentences: Mapping[int, str] = field(default_factory=dict)

    def words(self, span: Span) -> str:
        """The sentence that holds a span, as published."""
        return self.sentences.get(span.start, "")
