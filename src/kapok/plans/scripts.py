"""A text in the other script, character for character, so that every span stays true; with that script's quotes."""

from functools import lru_cache

from opencc import OpenCC

_CONFIGURATIONS = {"hans": "t2s", "hant": "s2tw"}
_QUOTES = {"hans": str.maketrans("「」『』", "“”‘’"), "hant": str.maketrans("“”‘’", "「」『』")}


@lru_cache(maxsize=len(_CONFIGURATIONS))
def _converter(script: str) -> OpenCC:
    return OpenCC(_CONFIGURATIONS[script])


def converted(text: str, script: str) -> str:
    """``text`` in ``script`` ("hans" or "hant"), with just as many code points.

    >>> converted("国际科技合作基地", "hant")
    '國際科技合作基地'
    """
    return "\n".join(_line(line, script) for line in text.split("\n")).translate(_QUOTES[script])


def _line(line: str, script: str) -> str:
    converter = _converter(script)
    whole: str = converter.convert(line)
    if len(whole) == len(line):
        return whole
    each = (converter.convert(character) for character in line)
    return "".join(new if len(new) == 1 else old for old, new in zip(line, each, strict=True))


def script_of(text: str) -> str:
    """Which script a text is in: the one that changes it less.

    >>> script_of("國際科技合作基地"), script_of("国际科技合作基地")
    ('hant', 'hans')
    """
    head = text[:5000]
    return min(_CONFIGURATIONS, key=lambda script: _differences(head, converted(head, script)))


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
