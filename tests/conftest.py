"""What holds for all tests."""

import inspect
import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("AUDIT_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

# The same examples every time and no limit on how long one takes: nobody's change fails by chance. Others are tried with
# `pytest --hypothesis-profile=explore`.
settings.register_profile("house", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("house")

# What a shell starts in the background ignores Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
