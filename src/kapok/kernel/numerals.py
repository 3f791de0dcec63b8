"""Chinese numerals, alone and mixed with digits: 三点五亿, 2.5万, 一千二百."""

import re
from decimal import Decimal

DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES = SMALL_SCALES | LARGE_SCALES

_CHINESE = "".join(DIGITS) + "".join(SCALES)
NUMERAL = re.compile(rf"(?:\d[\d,]*(?:\.\d+)?|[{_CHINESE}]+(?:点[{''.join(DIGITS)}]+)?)[{''.join(SCALES)}]*")


def numeral(words: str) -> Decimal:
    """The number that a numeral in simplified script stands for.

    Raises :class:`ValueError` when the words are no numeral.

    >>> numeral("三点五亿"), numeral("2.5万"), numeral("一千二百"), numeral("1,200"), numeral("十二")
    (Decimal('350000000'), Decimal('25000'), Decimal('1200'), Decimal('1200'), Decimal('12'))
    """
    head, scale = _split_scale(words)
    if head and head[0].isdigit():
        number = Decimal(head.replace(",", ""))
    elif "点" in head:
        whole, _, part = head.partition("点")
        number = Decimal(f"{_whole(whole)}.{''.join(str(_digit(c)) for c in part)}")
    else:
        return Decimal(_whole(words))
    return _plain(number * scale)


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _split_scale(words: str) -> tuple[str, int]:
    scale, head = 1, words
    while head and head[-1] in SCALES and (head[0].isdigit() or "点" in head):
        scale *= SCALES[head[-1]]
        head = head[:-1]
    return head, scale


def _digit(character: str) -> int:
    if character not in DIGITS:
        raise ValueError(f"not a numeral: {character!r}")
    return DIGITS[character]


def _whole(words: str) -> int:
    """A whole number written in characters; 二〇二五 is read digit by digit."""
    if not words:
        raise ValueError("not a numeral: ''")
    if len(words) > 1 and all(c in DIGITS for c in words):
        return int("".join(str(DIGITS[c]) for c in words))
    total = section = digit = 0
    largest = 1  # 一万亿 multiplies what stands before, 一亿二千万 adds to it
    for character in words:
        if character in LARGE_SCALES:
            scale, part = LARGE_SCALES[character], section + digit or (0 if total else 1)
            total = (total + part) * scale if scale > largest else total + part * scale
            largest, section, digit = max(scale, largest), 0, 0
        elif character in SMALL_SCALES:
            section, digit = section + (digit or 1) * SMALL_SCALES[character], 0
        else:
            digit = _digit(character)
    return total + section + digit
