"""What the browser tests share: a window that is looked at, and one without scripts."""

from collections.abc import Iterator
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import SHAPES, Window


@pytest.fixture
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Window]:
    """Open a window that is looked at, in another shape for each test to begin with."""
    context = browser.new_context()
    yield Window(context.new_page(), crc32(request.node.name.encode()) % len(SHAPES))
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Open a page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
