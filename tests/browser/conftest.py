"""What the browser tests share: a window that is looked at, and one without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import Window

pytest.register_assert_rewrite("tests.browser.desk_pages")  # whose assertion says which page, and what


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """Open a window that is looked at in both shapes."""
    context = browser.new_context()
    yield Window(context.new_page())
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Open a page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
