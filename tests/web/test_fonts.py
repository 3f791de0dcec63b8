import hashlib
from pathlib import Path

import kapok.web

FONTS = Path(kapok.web.__file__).parent / "static/web/fonts"


def test_the_fonts_are_those_whose_checksums_were_written_down() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.woff2")}
    noted = {
        name: checksum for checksum, name in map(str.split, (FONTS / "SHA256SUMS").read_text("utf-8").splitlines())
    }
    assert found == noted
    assert set(found) == {"kapok-sans-hans.woff2", "kapok-sans-hant.woff2"}


def test_their_licence_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_they_are_small_enough_to_carry() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) <= 2_500_000
