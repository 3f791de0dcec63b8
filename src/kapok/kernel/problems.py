"""A problem found in something that was given: what, where, and a word that names its kind."""

from dataclasses import dataclass

from kapok.kernel.spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something mended or left unsettled. ``code`` is stable and for programs, ``message`` for people."""

    code: str
    message: str
    span: Span = Span(0, 0)
