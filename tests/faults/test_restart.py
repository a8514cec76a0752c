"""One process after the other is restarted, and no request fails behind the proxy.

This is done as for a new version or other settings.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.environment import PROJECT
from tests.faults.breaking import PATIENCE, longest_wait, taken_of, until_taken
from tests.http_client import Response, Visitor
from tests.load_client import lost, resting, walking
from tests.proxied import served_behind
from tests.serving import Served, end, free_port, granian

pytestmark = pytest.mark.fault

VISITORS = 20


def started(site: Served, home: Path) -> "subprocess.Popen[bytes]":
    """Start one more process at the site's address, and return when it takes requests."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd, site.log.open("ab") as log:
        place = home / f"notify-{free_port()}"
        systemd.bind(str(place))
        systemd.settimeout(PATIENCE)
        environment = {**site.environment, "NOTIFY_SOCKET": str(place)}
        port = urlsplit(site.base).port or 0
        process = granian(port, environment, workers=1, log=log.fileno(), own_group=True)
        assert systemd.recv(100) == b"READY=1"
    return process


@pytest.fixture(scope="module")
def proxied(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Served, str, list[subprocess.Popen[bytes]]]]:
    """Yield a site, the address of the nginx before it, and its processes.

    There is one process, and what a test puts in its place.
    """
    home = tmp_path_factory.mktemp("nginx")
    with served_behind(home, workers=1) as (site, behind):
        processes = [site.server]
        yield site, behind.base, processes
        for process in processes:
            end(process)


def test_restart_of_both_processes_fails_no_request_of_twenty_visitors(
    proxied: tuple[Served, str, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    site, address, processes = proxied
    processes.append(started(site, tmp_path))
    with walking(address, VISITORS, timeout=PATIENCE) as visitors:
        until_taken(visitors, VISITORS * 2)
        begun = time.monotonic()
        stopped = []
        for place, old in enumerate(processes):
            stopped.append(time.monotonic())
            end(old)
            with resting(visitors):
                processes[place] = started(site, tmp_path)
            # all are back when the next one stops
            until_taken(visitors, taken_of(visitors) + VISITORS)
        ended = time.monotonic()
    gone = lost(address, visitors, *stopped, ended)

    meanwhile = sum(begun < taken.at < ended for one in visitors for taken in one.taken)
    refused = [each for one in visitors for each in one.refused]
    record_property("both restarted: answers taken meanwhile", meanwhile)
    record_property("both restarted: requests that failed", len(refused))
    record_property(
        "both restarted: longest time without an answer taken", f"{longest_wait(visitors):.1f} s"
    )
    assert meanwhile > VISITORS
    assert refused == []
    assert gone == []


COLLECT_ANOTHER_VERSION = """
import sys
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
settings.STATICFILES_DIRS = sys.argv[1:]
settings.STATICFILES_FINDERS = settings.STATICFILES_FINDERS[:1]  # without Django's own files, which take longest
call_command("collectstatic", interactive=False, verbosity=0)
"""


def test_page_of_either_version_finds_its_stylesheet_while_the_old_process_answers(
    proxied: tuple[Served, str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    site, address, _ = proxied
    old = stylesheet(site)
    files = shutil.copytree(PROJECT / "static", tmp_path / "static")
    with (files / "css" / "pilotlight.css").open("a") as changed:
        changed.write("html { scrollbar-gutter: stable }\n")
    settings = {**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(
        [sys.executable, "-c", COLLECT_ANOTHER_VERSION, files],
        cwd=PROJECT,
        env=settings,
        check=True,
    )
    new = stylesheet(site)

    assert new != old
    # it knows the files that were there when it started
    assert asked(site.base, new).status_code == HTTPStatus.NOT_FOUND
    for name in (old, new):
        answer = asked(address, name)
        assert answer.status_code == HTTPStatus.OK
        assert answer.headers["content-type"] == "text/css"
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
    # the site's own
    assert asked(address, "img/flame.svg").headers["cross-origin-resource-policy"] == "same-origin"


def stylesheet(site: Served) -> str:
    """Return the name of the stylesheet in the version that was collected last."""
    names = json.loads(
        Path(site.environment["DATA_DIR"], "static", "staticfiles.json").read_text("utf-8")
    )
    return str(names["paths"]["css/pilotlight.css"])


def asked(base: str, name: str) -> Response:
    """Return a static file as it is sent to browsers."""
    with Visitor(base, timeout=PATIENCE) as visitor:
        return visitor.send("GET", f"/static/{name}", None, {"Accept-Encoding": "gzip"})
