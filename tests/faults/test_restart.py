"""A new version is served without a failed request: workers are replaced one after the other behind the shipped proxy."""

import os
import signal
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.faults.test_faults import PATIENCE, children, until_taken
from tests.load_client import lost, walking
from tests.proxied import nginx
from tests.serving import free_port, served

pytestmark = pytest.mark.fault

VISITORS = 20
WORKERS = 2


def test_reload_fails_no_request_of_twenty_visitors(
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
    with served(workers=WORKERS, settings={"BASE_URL": proxied}) as site:
        site_port = urlsplit(site.base).port or 0
        with nginx(tmp_path, site=site_port, listens=port, changed=changed):
            before = children(site.server.pid)
            with walking(proxied, VISITORS, timeout=PATIENCE) as visitors:
                until_taken(visitors, VISITORS * 2)
                begun = time.monotonic()
                os.kill(site.server.pid, signal.SIGHUP)
                while {*before} & {*children(site.server.pid)}:
                    assert time.monotonic() < begun + PATIENCE
                    time.sleep(0.1)
                ended = time.monotonic()
                until_taken(visitors, sum(len(one.taken) for one in visitors) + VISITORS * 2)
            moments = sorted(taken.at for one in visitors for taken in one.taken)
            gone = lost(proxied, visitors)

    refused = [each for one in visitors for each in one.refused]
    record_property("workers replaced: answers taken meanwhile", sum(begun < at < ended for at in moments))
    record_property("workers replaced: requests that failed", len(refused))
    longest = max(after - earlier for earlier, after in pairwise(moments))
    record_property("workers replaced: longest time without an answer taken", f"{longest:.1f} s")
    assert sum(begun < at < ended for at in moments) > VISITORS
    assert refused == []
    assert gone == []
