"""Bodies that are held, and a disk that is full, at a site behind `ops/nginx.conf`.

It stores little of them, and answers others.
"""

import resource
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.bodies import MOST_ON_DISK, ON_DISK_TWICE
from tests.faults.hostile import Owned, Waits, answering_soon, form, memory, owners, sent
from tests.proxied import Behind

pytestmark = pytest.mark.fault

MEGABYTE = 1_000_000
LARGE = 20 * MEGABYTE
PIECE = b"a" * 65_536
SENDING_SECONDS = 5  # until a sender has sent, been answered, or given up
SMALL_DISK = 3 * MEGABYTE
SPACE_OF_A_WORKER = MOST_ON_DISK // ON_DISK_TWICE
UNKNOWN_KEY = "k" * 22


def stored(processes: Sequence[int]) -> int:
    """Return how many bytes of files without a name these processes have on disk."""
    total = 0
    for pid in processes:
        for file in Path(f"/proc/{pid}/fd").iterdir():
            try:
                if str(file.readlink()).endswith("(deleted)"):
                    total += file.stat().st_blocks * 512
            except FileNotFoundError:  # closed meanwhile
                continue
    return total


def hold(behind: Behind, address: str, length: int, network: str) -> socket.socket:
    """Send nearly all of a body, for as long as it is taken, and leave the connection open."""
    place = urlsplit(behind.public.base)
    sender = socket.create_connection((place.hostname or "", place.port or 0), timeout=1)
    head = (
        f"POST {address} HTTP/1.1\r\nHost: {place.netloc}\r\nX-Visitor: {network}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n"
    )
    sender.sendall(head.encode())
    until = time.monotonic() + SENDING_SECONDS
    left = length - len(PIECE)
    try:
        while left > 0 and time.monotonic() < until:
            left -= sender.send(PIECE[:left])
    except OSError:  # it was answered, or nobody reads on
        pass
    return sender


def statuses_of(senders: Sequence[socket.socket]) -> list[str]:
    """Return which status has come to each a while later, "held" where none has."""
    time.sleep(1)
    statuses = []
    for sender in senders:
        sender.setblocking(False)
        try:
            statuses.append(sender.recv(1_000).split()[1].decode())
        except BlockingIOError:
            statuses.append("held")
    return statuses


@contextmanager
def held(
    behind: Behind, bodies: Sequence[tuple[str, int]], network: Callable[[int], str]
) -> Iterator[list[socket.socket]]:
    with ExitStack() as open_until_then, ThreadPoolExecutor(len(bodies)) as senders:
        sending = [
            senders.submit(hold, behind, address, length, network(number))
            for number, (address, length) in enumerate(bodies)
        ]
        yield [open_until_then.enter_context(each.result()) for each in sending]


def test_forty_held_bodies_of_forty_networks_are_bounded(
    behind: Behind, owned: Owned, record_property: Callable[[str, object], None]
) -> None:
    pilot = "/plan/{}/pilot/1/files/"
    bodies = {
        "nowhere": ("/nowhere/", MEGABYTE, 10),
        "a plan": ("/plan/new/", 2 * MEGABYTE, 10),
        "files of no plan": (pilot.format(UNKNOWN_KEY), LARGE, 5),
        "files of the desk": ("/admin/catalog/import/in/", LARGE, 5),
        "files of a plan": (pilot.format(owned.edit_key), LARGE, 10),
    }
    sent_to = [(name, *body[:2]) for name, body in bodies.items() for _ in range(body[2])]
    before = {pid: memory(pid, "VmRSS") for pid in behind.processes}
    workers = len(behind.workers)
    fit = workers * (SPACE_OF_A_WORKER // LARGE)

    def forty(_: Waits) -> None:
        with held(behind, [body[1:] for body in sent_to], "192.0.2.{}".format) as senders:
            on_disk = [stored(behind.processes)]
            more = max(memory(pid, "VmRSS") - before[pid] for pid in behind.processes)
            statuses = statuses_of(senders)
            on_disk.append(stored(behind.processes))

        most = max(on_disk)
        record_property("40 held bodies", f"{most // MEGABYTE} MB on disk, {more} MB of memory")
        came: dict[str, Counter[str]] = {name: Counter() for name in bodies}
        for (name, _address, _length), status in zip(sent_to, statuses, strict=True):
            came[name][status] += 1
        assert came["nowhere"] == came["a plan"] == {"held": 10}  # of 1 and 2 MB, in the proxy
        assert came["files of no plan"] == {"404": 5}
        assert came["files of the desk"] == {"302": 5}  # nobody is signed in
        assert came["files of a plan"].keys() <= {"held", "503"}
        assert came["files of a plan"]["held"] <= fit
        assert most <= 1.1 * (30 * MEGABYTE + workers * SPACE_OF_A_WORKER)
        assert more <= 50

    answering_soon(behind.public, forty)


@pytest.mark.parametrize(
    ("address", "length", "may"),
    [("/plan/{}/pilot/1/files/", LARGE, 2), ("/nowhere/", MEGABYTE, 20)],
    ids=["large files", "anything"],
)
def test_one_network_holds_few_bodies_and_is_told_so(
    behind: Behind, owned: Owned, address: str, length: int, may: int
) -> None:
    bodies = [(address.format(owned.edit_key), length)] * (may + 8)

    def at_once(_: Waits) -> None:
        with held(behind, bodies, lambda _: "198.51.100.1") as senders:
            assert Counter(statuses_of(senders)) == {"held": may, "429": 8}

    answering_soon(behind.public, at_once)


@contextmanager
def full_disk(behind: Behind) -> Iterator[None]:
    """Let no worker write a file of more than a few megabytes, as if no more room were left."""
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in behind.workers}
    for pid, (_, most) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (SMALL_DISK, most))
    try:
        yield
    finally:
        for pid, limit in limits.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def test_file_that_finds_no_room_is_answered_with_a_page_and_may_come_again(
    behind: Behind, owned: Owned
) -> None:
    site = behind.public
    address = f"/plan/{owned.edit_key}/pilot/1/bring/"
    headers = owners(owned, site, "multipart/form-data; boundary=b")
    body = b"\r\n".join(
        [
            b'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            + owned.token.encode(),
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="results.csv"\r\n\r\n'
            + b"not a table\n" * 700_000,
            b"--b--\r\n",
        ]
    )

    with full_disk(behind):
        refused = sent(site, "POST", address, body, headers)
        switched = sent(
            site,
            "POST",
            f"/plan/{owned.edit_key}/switch/",
            form(owned, previews="yes"),
            owners(owned, site),
        )
    repeated = sent(site, "POST", address, body, headers)

    assert refused.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "what you typed is still in the form" in refused.text
    assert refused.headers["retry-after"] == "10"
    assert switched.status_code == HTTPStatus.SEE_OTHER
    assert repeated.status_code == HTTPStatus.UNPROCESSABLE_ENTITY  # read, and no table
