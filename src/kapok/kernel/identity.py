"""Codes that name an organisation, and what is wrong with one.

The unified social credit code is that of GB 32100-2015: 18 characters, the last a check of the others. Its first two
(registering authority, kind) may be letters, and so may the nine of the body's own code, so nothing is asked of a
character but that it is of the standard's alphabet.
"""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # powers of 3 modulo 31
LENGTH = 18


def credit_code(written: str) -> str:
    """A code as it is kept: without spaces and hyphens, in capital letters.

    >>> credit_code(" 91440101-231245152z ")
    '91440101231245152Z'
    """
    return "".join(written.split()).replace("-", "").upper()


def check_character(first: str) -> str:
    """The 18th character for the first 17 of a code.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def is_credit_code(code: str) -> bool:
    """Whether a code, as :func:`credit_code` gives it, has the standard's form and its own check character.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y44"), is_credit_code("9135")
    (True, False, False)
    """
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]
