"""The site that five files share; and what a server said where a test fails."""

from collections.abc import Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.breaking import CONNECTIONS, TOKEN, WORKERS
from tests.faults.hostile import PAGES, Owned, plan_of, sent
from tests.proxied import Behind, before
from tests.serving import Served, free_port, served


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Yield one site for all files, because to start one takes longest.

    One process runs them, and last the file that breaks the site: see `TOGETHER` in
    tests/conftest.py.
    """
    settings = {
        "BASE_URL": f"http://127.0.0.1:{free_port()}",  # where nginx may come before it
        "DATABASE_POOL_MIN": f"{CONNECTIONS}",  # as after many visitors at once
        "METRICS_TOKEN": TOKEN,
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path_factory.mktemp("metrics")),
    }
    with served(workers=WORKERS, lasting=True, settings=settings) as made:
        for page in PAGES * 6:  # whose first answer a worker works out
            sent(made, "GET", page)
        yield made


@pytest.fixture(scope="package")
def behind(site: Served) -> Iterator[Behind]:
    """Yield the site with nginx before it."""
    with TemporaryDirectory(prefix="pilotlight-nginx-") as name:
        home = Path(name)
        home.chmod(0o711)  # its workers run as nobody, and store bodies there
        with before(site, home) as public:
            yield Behind(site, public, home)


@pytest.fixture(scope="package")
def owned(site: Served) -> Owned:
    """Return a plan with a locked pilot, for all who only send something to it."""
    return plan_of(site)


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
