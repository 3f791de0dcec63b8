"""Numbers of lists as their style writes them: 一、 （二） ③ IV. — what a word processor or a browser would show."""

import re
from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LEGAL_SIMPLE = str.maketrans("一二三四五六七八九十百千万〇零", "壹贰叁肆伍陆柒捌玖拾佰仟万零零")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十百千万〇零", "壹貳參肆伍陸柒捌玖拾佰仟萬零零")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 99_999  # beyond this a list number is written in plain digits, whatever its style
_NEEDS_SPACE = re.compile(
    r"[0-9０-９A-Za-z章节条篇编部款项一二三四五六七八九十百千万零〇壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸]$"
)

# What begins an item of a numbered outline; a decimal point (3.5万人) begins none.
BEGINS_ITEM = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,5}[章节条编篇部][\s　]*|[（(〔]?[一二三四五六七八九十百]{1,4}[、）)．.]"
    r"|[（(]\d{1,3}[）)]|\d{1,3}(?:[、）)]|[.．](?!\d))|[①-⑳]|附件\s*\d|专栏\s*\d"
)


def counting(number: int) -> str:
    """A number as it is counted in Chinese.

    >>> [counting(n) for n in (3, 10, 12, 20, 101, 110, 10010)]
    ['三', '十', '十二', '二十', '一百零一', '一百一十', '一万零一十']
    """
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return f"{counting(high)}万{'零' if 0 < low < 1000 else ''}{_thousands(low)}"
    words = _thousands(number)
    return words[1:] if words.startswith("一十") else words or "〇"


def _thousands(number: int) -> str:
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[power]
        gap = digit == 0
    return words


def digits(number: int) -> str:
    """A number digit by digit: 10 is 一〇."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """A number in Roman capitals."""
    words = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        words += letters * count
    return words


def letters(number: int) -> str:
    """A number as Word letters it: Z is followed by AA, BB, …"""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, most: int) -> Callable[[int], str]:
    """A run of single characters that begins at 1, such as ① to ⑳; plain digits beyond it."""
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


def _circled(number: int) -> str:
    for first, low, high in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return str(number)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)]


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


# Every numbering style of WordprocessingML that Chinese documents use, and those of HTML (lower row).
STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "ideographDigital": digits,
    "taiwaneseDigital": digits,
    "japaneseDigitalTenThousand": digits,
    "chineseLegalSimplified": lambda number: counting(number).translate(_LEGAL_SIMPLE),
    "ideographLegalTraditional": lambda number: counting(number).translate(_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "ordinal": str,
    "numberInDash": lambda number: f"-{number}-",
}  # fmt: skip
_HTML_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_TYPES: dict[str, str] = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}


def written(number: int, style: str) -> str:
    """A number in a style of WordprocessingML; plain digits where the style is not known or has no such number.

    >>> written(2, "chineseCountingThousand"), written(3, "decimalEnclosedCircle"), written(4, "upperRoman")
    ('二', '③', 'IV')
    """
    if not 0 < number <= _MOST:
        return str(number)
    return STYLES.get(style, str)(number)


def list_marker(number: int, kind: str, css: str) -> str:
    """The marker of an item of an HTML list, by its ``type`` or by the style sheet's word for it.

    >>> list_marker(2, "1", ""), list_marker(2, "1", "cjk-ideographic"), list_marker(2, "1", "none")
    ('2.', '二、', '')
    """
    if css in ("none", "disc", "circle", "square"):
        return ""
    style = _CSS_TYPES.get(css) or _HTML_TYPES.get(kind, "decimal")
    return written(number, style) + ("、" if css.startswith(("cjk", "simp", "trad")) else ".")


def led(number: str, text: str) -> str:
    """A number before its text, parted where the two would run together.

    >>> led("一、", "总体要求"), led("1.", "2025年建成"), led("第一章", "总则")
    ('一、总体要求', '1. 2025年建成', '第一章 总则')
    """
    runs_together = _NEEDS_SPACE.search(number) or (number[-1:] in ".．" and text[:1].isdigit())
    return f"{number} {text}" if number and text and runs_together else number + text
