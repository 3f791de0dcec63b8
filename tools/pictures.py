"""Makes docs/pictures: the sample city as ``kapok demo`` shows it, in a data folder of its own.

    python tools/pictures.py

Run it after a change to how pages look, and look at what it made before committing it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/pictures"
PLAN = "plans/guangzhou-2019/"


class Picture(NamedTuple):
    """A page in a window: its file name, address, width, height, and what is shown of it."""

    name: str
    path: str
    width: int
    height: int = 900
    theme: Literal["light", "dark"] = "light"
    press: str = ""  # what is clicked before the picture is taken
    down: str = ""  # what the window is moved to


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
)


@contextmanager
def demo() -> Iterator[str]:
    """A demo of its own, and its address."""
    with tempfile.TemporaryDirectory() as data:
        environ = {**os.environ, "KAPOK_DATA": data, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        code = "from kapok.site.cli import main; main()"
        command = [sys.executable, "-c", code, "demo", "--no-browser", "--port", "8700"]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert process.stdout
        try:
            line = next(line for line in process.stdout if "http://" in line)
            yield line[line.index("http://") :].split("\u3000")[0].strip()
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """One picture as a file."""
    window = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=window, color_scheme=picture.theme, reduced_motion="reduce")  # type: ignore[arg-type]
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
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for picture in PICTURES:
            take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
