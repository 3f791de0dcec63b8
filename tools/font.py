"""Makes the web fonts that Kapok carries: two subsets of Noto Sans SC (SIL OFL 1.1), and their checksums.

    python tools/font.py

Run once at a change of the character set, and commit what it writes. It needs ``fonttools``,
``brotli`` and the fonts of ``pylopdf-fonts-zh-cn`` (all in requirements/test.in). A browser fetches
``hans`` only where the machine has none of the fonts named before it (tokens.css), and ``hant`` only
where the page holds a character that ``hans`` lacks.
"""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from opencc import OpenCC

FOLDER = Path(__file__).parents[1] / "src/kapok/web/static/web/fonts"
SOURCE = files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"
RANGES = ((0x20, 0x17F), (0x2000, 0x206F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF),
          (0x25A0, 0x25FF), (0x3000, 0x303F), (0x3200, 0x32FF), (0xFF00, 0xFFEF))  # fmt: skip
VARIANTS = ("s2t", "s2tw", "s2hk")  # 里 becomes 裏 or 裡


def decoded(encoding: str, leads: range, trails: Iterable[int]) -> set[str]:
    """All characters of a double-byte character set."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return {character for pair in pairs if len(character := pair.decode(encoding, "ignore")) == 1}


def simplified() -> set[str]:
    """GB 2312, Latin, punctuation and the signs that plans use."""
    signs = {chr(code) for first, last in RANGES for code in range(first, last + 1)}
    return signs | decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))


def traditional() -> set[str]:
    """The common half of Big5, and what the characters of GB 2312 become in the other script."""
    common = decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    return common | {new for script in VARIANTS for new in OpenCC(script).convert("".join(sorted(simplified())))}


def write(name: str, characters: set[str]) -> Path:
    """One subset as WOFF2."""
    path = FOLDER / f"kapok-sans-{name}.woff2"
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "tnum", "locl"], hinting=False, desubroutinize=True
    )
    font = subset.load_font(str(SOURCE), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    subset.save_font(font, str(path), options)
    return path


def main() -> None:
    hans = simplified()
    sets = {"hans": hans, "hant": traditional() - hans}
    paths = [write(name, characters) for name, characters in sets.items()]
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    (FOLDER / "SHA256SUMS").write_text(sums, "utf-8")


if __name__ == "__main__":
    main()
