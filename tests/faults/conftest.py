"""The site behind nginx that three files share; and what a server said where a test fails."""

from collections.abc import Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.test_hostile import PAGES, sent
from tests.proxied import Behind, served_behind
from tests.serving import Served

WORKERS = 2


@pytest.fixture(scope="package")
def behind() -> Iterator[Behind]:
    """Yield one site for all whose tests leave it as it was, because to start one takes longest.

    One process runs their files: see `TOGETHER` in tests/conftest.py.
    """
    with TemporaryDirectory(prefix="pilotlight-nginx-") as name:
        home = Path(name)
        home.chmod(0o711)  # its workers run as nobody, and store bodies there
        with served_behind(home, workers=WORKERS) as (site, public):
            for page in PAGES * 6:  # whose first answer a worker works out
                sent(public, "GET", page)
            yield Behind(site, public, home)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the end of the server's log to the report."""
    report = yield
    funcargs = getattr(item, "funcargs", {})
    site = funcargs["behind"].site if "behind" in funcargs else funcargs.get("site")
    if report.failed and isinstance(site, Served) and site.log.exists():
        report.sections.append(("the server’s last words", site.last_words()))
    return report
