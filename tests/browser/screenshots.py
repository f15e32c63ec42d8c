"""Pictures of a folder of reports, for the README.

python -m tests.browser.screenshots reports/demo docs/pictures
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM

PICTURES = (
    ("report", "latest/index.html", 1000, 720, "light"),
    ("report-phone", "latest/index.html", 360, 720, "light"),
)
"""Name, page, width and height of the window, colour scheme."""


def take(reports: Path, out: Path) -> None:
    """Write one picture of each."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, page_name, width, height, scheme in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto((reports.resolve() / page_name).as_uri())
            page.screenshot(path=out / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
