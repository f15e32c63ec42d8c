"""What holds for all tests."""

import inspect
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("AUDIT_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser. Where there is none, CI fails and a developer is told what was left out."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with the browser of this process come last, and the longest of the others first, so that no process waits for them at the end.

    The browser's driver keeps an event loop running until the session ends; tests with a loop of their own could not follow it there.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("browser") and not _has_a_loop_of_its_own(item):
        return 2
    return 0 if item.get_closest_marker("slow") else 1


def _has_a_loop_of_its_own(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.function)
