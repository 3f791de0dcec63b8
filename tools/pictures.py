"""Makes docs/pictures: the sample city as ``kapok demo`` shows it, in a data folder of its own.

    python tools/pictures.py

Run it after a change to how pages look, and look at what it made before committing it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, StorageState, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/pictures"
PLAN = "plans/guangzhou-2019/"
DRAFT = "drafts/1/"
OFFICIAL = "leading-group"


class Picture(NamedTuple):
    """A page in a window: its file name, address, width, height, and what is shown of it."""

    name: str
    path: str
    width: int
    height: int = 900
    theme: Literal["light", "dark"] = "light"
    press: str = ""  # what is clicked before the picture is taken
    down: str = ""  # what the window is moved to
    signed_in: bool = False  # as the leading group's office


PICTURES = (
    Picture("plan", PLAN, 1440),
    Picture("plan-dark", PLAN, 1440, theme="dark"),
    Picture("plan-en", f"en/{PLAN}", 1440),
    Picture("plan-hant", f"zh-hant/{PLAN}", 1440),
    Picture("plan-phone", PLAN, 390, 844),
    Picture("plan-phone-dark", PLAN, 390, 844, theme="dark"),
    Picture("sentence", PLAN, 1440, press="#row-t8"),
    Picture("sentence-phone", PLAN, 390, 844, press="#row-t8"),
    Picture("home", "", 1440, 700),
    Picture("home-phone", "", 390, 844),
    Picture("home-en", "en/", 1440, 700),
    Picture("board", f"{PLAN}board/", 1440),
    Picture("board-phone", f"{PLAN}board/", 390, 844, down=".board"),
    Picture("board-tasks-phone", f"{PLAN}board/?show=tasks", 390, 844, down=".board"),
    Picture("offices", f"{PLAN}offices/", 1440),
    Picture("offices-phone", f"{PLAN}offices/", 390, 844),
    Picture("office", f"{PLAN}offices/o1/", 1440),
    Picture("office-phone", f"{PLAN}offices/o1/", 390, 844),
    Picture("import", "drafts/import/", 1440, signed_in=True),
    Picture("import-phone", "drafts/import/", 390, 844, signed_in=True),
    Picture("review", f"{DRAFT}?item=t3", 1440, signed_in=True),
    Picture("review-dark", f"{DRAFT}?item=t3", 1440, theme="dark", signed_in=True),
    Picture("review-en", f"en/{DRAFT}?item=t3", 1440, signed_in=True),
    Picture("review-phone", f"{DRAFT}?item=t3", 390, 844, signed_in=True),
)


@contextmanager
def demo() -> Iterator[tuple[str, str]]:
    """A demo of its own: its address, and the password of its official."""
    with tempfile.TemporaryDirectory() as data:
        environ = {**os.environ, "KAPOK_DATA": data, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        code = "from kapok.site.cli import main; main()"
        command = [sys.executable, "-c", code, "demo", "--no-browser", "--port", "8700"]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert process.stdout
        try:
            line = next(line for line in process.stdout if "http://" in line)
            passwords = json.loads((Path(data) / "demo_accounts.json").read_text("utf-8"))
            yield line[line.index("http://") :].split("\u3000")[0].strip(), passwords[OFFICIAL]
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()


def sign_in(browser: Browser, address: str, password: str) -> StorageState:
    """What a browser keeps once the official has signed in."""
    page = browser.new_page()
    page.goto(f"{address}account/sign-in/")
    page.fill("input[name=login]", OFFICIAL)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    kept = page.context.storage_state()
    page.close()
    return kept


def take(browser: Browser, address: str, picture: Picture, kept: StorageState) -> None:
    """One picture as a file."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.theme,
        reduced_motion="reduce", storage_state=kept if picture.signed_in else None,
    )  # fmt: skip
    page.goto(address + picture.path)
    if picture.press:
        page.locator(picture.press).click()
    if picture.down:
        page.locator(picture.down).evaluate("found => scrollTo(0, found.getBoundingClientRect().top - 80)")
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


def main() -> None:
    chromium = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        kept = sign_in(browser, address, password)
        for picture in PICTURES:
            take(browser, address, picture, kept)
        browser.close()


if __name__ == "__main__":
    main()
