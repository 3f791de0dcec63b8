"""First passwords: made by chance, read from a screen or over the telephone, changed at the first sign-in."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another: no i, l, o, 0, 1
GROUPS, IN_GROUP = 4, 4


def by_chance() -> str:
    """Sixteen characters in groups of four: as hard to guess as a key of 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
