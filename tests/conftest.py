"""What holds for all tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, and on as few workers as there are files of them.

    The browser's driver keeps an event loop running in its process until the session ends; tests with a loop of their own
    could not follow it there.
    """
    last = [item for item in items if item.get_closest_marker("browser")]
    for item in last:
        item.add_marker(pytest.mark.xdist_group(f"browser-{len(item.path.name) % 2}"))
    items[:] = [item for item in items if not item.get_closest_marker("browser")] + last
