"""Files that cost more than they weigh, sent to a site as it is operated.

It stays small and quick, and honest files are taken.
"""

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from random import Random

import openpyxl
import pytest

from config.environment import PROJECT
from tests.faults.hostile import Waits, answering_soon, memory, owners, plan_of, sent
from tests.hostile_files import JSON, TABLES, WORKBOOKS, pack, sheet
from tests.http_client import Response, Visitor
from tests.proxied import Behind
from tests.serving import Served, children
from tests.wizard.walker import Reader

pytestmark = pytest.mark.fault

SEEDS = os.environ.get("FAULT_SEEDS", "35").split(",")  # FAULT_SEEDS=1,2,3 draws others
ROWS = 25_000  # of an honest file at the desk; held at once they would take more than a worker may
FEW_ROWS = 100
RESULTS = 2_000
AT_ONCE = 2
SECONDS = 12.0  # that a file may take: 6 to 11 were measured beside two other workers of tests
MEGABYTES = 50  # by which a worker may grow
TRIES = 3
QUICK = 0.2  # seconds that a page takes on a machine with no other work, at most
MAKE_AN_EDITOR = """
import django
django.setup()
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
client = Client()
client.force_login(User.objects.create_superuser("maria"))
print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
IMPORT = "/admin/catalog/import/in/"
VISITORS = (f"198.18.{number // 250}.{number % 250}" for number in count(1))
type Maker = Callable[[Random], bytes]


@dataclass(frozen=True, slots=True)
class Taking:
    """An address that takes files, with the fields of its form."""

    address: str
    headers: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = "file"

    def from_somewhere(self) -> Mapping[str, str]:
        """Return the headers of a sender of whom nginx knows nothing yet."""
        return {**self.headers, "X-Visitor": next(VISITORS)}

    def body(self, content: bytes, filename: str) -> bytes:
        """Return a form with a file as a browser sends it."""
        head = 'Content-Disposition: form-data; name="{}"'
        parts = [
            f"--b\r\n{head.format(name)}\r\n\r\n{value}\r\n".encode()
            for name, value in self.fields.items()
        ]
        named = f'--b\r\n{head.format(self.name)}; filename="{filename}"\r\n\r\n'.encode()
        return b"".join([*parts, named, content, b"\r\n--b--\r\n"])


@dataclass(frozen=True, slots=True)
class Operated:
    """A site behind nginx, its workers, and the addresses that take files."""

    site: Served
    server: int
    workers: tuple[int, ...]
    bring: Taking
    cases: Taking
    start: Taking
    desk: Taking
    model: str


@pytest.fixture(scope="module")
def operated(behind: Behind) -> Operated:
    site = behind.public
    plan = plan_of(site)
    headers = owners(plan, site, "multipart/form-data; boundary=b")
    token = {"csrfmiddlewaretoken": plan.token}
    pilot = f"/plan/{plan.edit_key}/pilot/1"
    return Operated(
        site=site,
        server=site.server.pid,
        workers=tuple(children(site.server.pid)),
        bring=Taking(f"{pilot}/bring/", headers, token),
        cases=Taking(f"{pilot}/cases/", headers, {**token, "act": "more"}),
        start=Taking("/plan/new/", headers, token, name="plan"),
        desk=desk_of(site),
        model=plan.model,
    )


def desk_of(site: Served) -> Taking:
    """Sign an editor in, and open the form for files."""
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    script = [sys.executable, "-W", "ignore", "-c", MAKE_AN_EDITOR]
    cookie, session = subprocess.check_output(
        script, cwd=PROJECT, env=environment, text=True
    ).split()
    with Visitor(site.base, cookies={cookie: session}) as editor:
        forms = Reader(editor.get(IMPORT).text).forms
        form = next(form for form in forms if form.named("file"))
        cookies = "; ".join(f"{name}={value}" for name, value in editor.cookies.items())
    headers = {
        "Cookie": cookies,
        "Content-Type": "multipart/form-data; boundary=b",
        "Origin": site.base,
    }
    (token,) = form.sent()["csrfmiddlewaretoken"]
    return Taking(IMPORT, headers, {"csrfmiddlewaretoken": token, "kind": "synonyms"})


@dataclass
class Hostile:
    """A file and where it is sent, how long the fastest try took, and what came."""

    name: str
    taking: Taking
    content: bytes
    filename: str
    seconds: float = float("inf")
    statuses: set[int] = field(default_factory=set)

    def send(self, site: Served, most: float) -> None:
        """Send it until one try is quick.

        Other work of the machine passes; what the site does itself does not.
        """
        body = self.taking.body(self.content, self.filename)
        for _ in range(TRIES):
            begun = time.monotonic()
            answer = sent(site, "POST", self.taking.address, body, self.taking.from_somewhere())
            self.seconds = min(self.seconds, time.monotonic() - begun)
            self.statuses.add(answer.status_code)
            if self.seconds < most:
                return


def hostile_files(operated: Operated, seed: str) -> Iterator[Hostile]:
    """Yield each file that the seed draws, for each of the addresses in turn."""
    taking = cycle((operated.bring, operated.cases, operated.desk))
    kinds = [(maker, "a.xlsx") for maker in WORKBOOKS] + [(maker, "a.csv") for maker in TABLES]
    for (maker, filename), where in zip(kinds, taking, strict=False):
        yield Hostile(maker.__name__, where, drawn(maker, seed), filename)
    for maker, where in zip(JSON, cycle((operated.bring, operated.desk)), strict=False):
        yield Hostile(maker.__name__, where, drawn(maker, seed), "a.json")
    nested = b'{"format":"pilotlight-plan","answers":' + b"[" * 400_000
    yield Hostile("plan", operated.start, nested, "plan.json")


def drawn(maker: Maker, seed: str) -> bytes:
    return maker(Random(f"{seed}/{maker.__name__}"))  # noqa: S311  # the same each time


def results(model: str, rows: int) -> bytes:
    """Return results in a workbook as spreadsheets write one."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Case", "Model", "Accepted", "Minutes", "Cost"])
    for number in range(1, rows + 1):
        page.append([number, model, "yes" if number % 3 else "no", number % 90, number / 1_000])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def synonyms(rows: int) -> bytes:
    """Return a workbook for the desk, whose texts are shared."""
    texts = "".join(f"<si><t>word {number}</t></si>" for number in range(rows))
    heads = "".join(f'<c t="str"><v>{name}</v></c>' for name in ("slug", "word", "words"))
    filled = "".join(
        f'<row><c t="str"><v>s-{number}</v></c>{f'<c t="s"><v>{number}</v></c>' * 2}</row>'
        for number in range(rows)
    )
    whole = sheet("").partition("<row")[0] + f"<row>{heads}</row>{filled}</sheetData></worksheet>"
    return pack(whole, texts=texts)


def post(operated: Operated, where: Taking, content: bytes) -> Response:
    """Send a file that is a workbook."""
    body = where.body(content, "a.xlsx")
    return sent(operated.site, "POST", where.address, body, where.from_somewhere())


def imported(operated: Operated, rows: int) -> str:
    """Bring an honest file to the desk, and return the page that says what is in it."""
    answer = post(operated, operated.desk, synonyms(rows))
    # What takes a moment leads on by itself; else a page grows, and ends with the way to the
    # result.
    leads_to = answer.headers.get("location") or answer.text
    (address,) = re.findall(r"/admin/catalog/import/\d+/change/", leads_to)[:1]
    return sent(operated.site, "GET", address, None, operated.desk.headers).text


def warm(operated: Operated) -> dict[int, int]:
    """Send honest files of each kind until each worker read some; return what it takes in MB."""
    for _ in range(4 * len(operated.workers)):
        post(operated, operated.bring, results(operated.model, FEW_ROWS))
        post(operated, operated.cases, pack(sheet("")))
        imported(operated, FEW_ROWS)
    for pid in operated.workers:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew
    return {pid: memory(pid, "VmRSS") for pid in operated.workers}


@pytest.mark.parametrize("seed", SEEDS)
def test_hostile_files_take_little_of_anything_and_honest_ones_are_taken(
    operated: Operated, seed: str, record_property: Callable[[str, object], None]
) -> None:
    files = list(hostile_files(operated, seed))
    brought = results(operated.model, RESULTS)
    base = warm(operated)

    def all_at_once(waits: Waits) -> None:
        most = SECONDS * max(1, waits.before / QUICK)
        with ThreadPoolExecutor(AT_ONCE + 1) as senders:
            of_desk = senders.submit(imported, operated, ROWS)
            list(senders.map(lambda file: file.send(operated.site, most), files))
            preview = post(operated, operated.bring, brought).text
        assert [f"{file.name} {file.seconds:.1f} s" for file in files if file.seconds >= most] == []
        assert f"{RESULTS:,} results can go in" in preview
        assert f"{ROWS:,}" in of_desk.result()

    waits = answering_soon(operated.site, all_at_once)

    grown = max(memory(pid, "VmHWM") - base[pid] for pid in operated.workers)
    slowest = max(files, key=lambda file: file.seconds)
    drawn_from = f"{len(files)} hostile files of seed {seed}"
    record_property(f"{drawn_from}: memory above the workers’ base", f"{grown} MB")
    record_property(f"{drawn_from}: slowest", f"{slowest.name}, {slowest.seconds:.1f} s")
    record_property(f"{drawn_from}: longest wait for a page", f"{max(waits.pages):.2f} s")
    assert {status for file in files for status in file.statuses} <= {200, 302, 303, 422}
    assert grown <= MEGABYTES
    assert tuple(children(operated.server)) == operated.workers
