"""A test that fails shows what the server said."""

from collections.abc import Generator

import pytest

from tests.serving import Served


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the end of the server's log to the report."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and isinstance(site, Served):
        report.sections.append(("the server’s last words", site.last_words()))
    return report
