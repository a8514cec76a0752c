"""One process after the other is restarted, as for a new version or other settings, and no request fails behind the proxy."""

import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.faults.test_faults import PATIENCE, longest_wait, until_taken
from tests.load_client import lost, walking
from tests.proxied import nginx
from tests.serving import Served, end, free_port, granian, served

pytestmark = pytest.mark.fault

VISITORS = 20


def started(site: Served, home: Path) -> "subprocess.Popen[bytes]":
    """Start one more process at the site's address, and return when it says that it takes requests, as systemd does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd, site.log.open("ab") as log:
        place = home / f"notify-{free_port()}"
        systemd.bind(str(place))
        systemd.settimeout(PATIENCE)
        environment = {**site.environment, "NOTIFY_SOCKET": str(place)}
        port = urlsplit(site.base).port or 0
        process = granian(port, environment, workers=1, log=log.fileno(), own_group=True)
        assert systemd.recv(100) == b"READY=1"
    return process


def test_restart_of_both_processes_fails_no_request_of_twenty_visitors(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    port = free_port()
    proxied = f"http://127.0.0.1:{port}"
    changed = (
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        ("    http2 on;\n", ""),
        ("    ssl_certificate     /etc/ssl/plans.example.org.pem;\n", ""),
        ("    ssl_certificate_key /etc/ssl/plans.example.org.key;\n", ""),
        ("proxy_set_header Host $host;", "proxy_set_header Host $http_host;"),  # a port that is not TLS's own
        ("rate=30r/s", "rate=10000r/s"),  # all visitors have one address here
    )
    with served(workers=1, settings={"BASE_URL": proxied}) as site:
        processes = [site.server, started(site, tmp_path)]
        try:
            with nginx(tmp_path, site=urlsplit(site.base).port or 0, listens=port, changed=changed):
                with walking(proxied, VISITORS, timeout=PATIENCE) as visitors:
                    until_taken(visitors, VISITORS * 2)
                    begun = time.monotonic()
                    for place, old in enumerate(processes):
                        end(old)
                        processes[place] = started(site, tmp_path)
                    ended = time.monotonic()
                    until_taken(visitors, sum(len(one.taken) for one in visitors) + VISITORS * 2)
                gone = lost(proxied, visitors)
        finally:
            for process in processes:
                end(process)

    meanwhile = sum(begun < taken.at < ended for one in visitors for taken in one.taken)
    refused = [each for one in visitors for each in one.refused]
    record_property("both restarted: answers taken meanwhile", meanwhile)
    record_property("both restarted: requests that failed", len(refused))
    record_property("both restarted: longest time without an answer taken", f"{longest_wait(visitors):.1f} s")
    assert meanwhile > VISITORS
    assert refused == []
    assert gone == []
