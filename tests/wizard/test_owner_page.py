"""What only an owner sees: the code of the link, read back square by square.

Also how large their page may be.
"""

import gzip
import re
from collections.abc import Iterator

import pytest
import segno
from django.test import Client
from django.utils.timezone import localdate

from catalog import releases
from tests.wizard.test_measures import JOBS, WRITTEN
from wizard.plans import drafts, versions
from wizard.views.owner_page import code_of

ADDRESS = "https://plans.example.org/p/Abcdefghijklmnopqrstuv/"
MOST_BYTES = 16_000  # of a page as it is sent; its code varies with the address
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def squares(path: str) -> Iterator[tuple[int, int]]:
    """Yield the squares that a line drawn in the middle of each row covers."""
    x, y = 0, 0.0
    for act, one, two in STEP.findall(path):
        if act == "h":
            yield from ((x + step, int(y)) for step in range(int(one)))
            x += int(one)
            continue
        x, y = (int(one), float(two)) if act == "M" else (x + int(one), y + float(two))


def test_code_read_back_is_that_of_the_address() -> None:
    code = code_of(ADDRESS)

    rows = [*segno.make(ADDRESS, micro=False).matrix_iter(border=4)]
    (path,) = re.findall(r' d="([^"]+)"', code)
    assert f'viewBox="0 0 {len(rows)} {len(rows)}"' in code
    assert {*squares(path)} == {
        (x, y) for y, row in enumerate(rows) for x, square in enumerate(row) if square
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
@pytest.mark.parametrize("jobs", [JOBS, WRITTEN], ids=["mixed", "written"])
def test_page_of_six_jobs_stays_within_its_bytes(jobs: tuple[str, ...]) -> None:
    plan, edit_key = drafts.start({"what": {"jobs": [*jobs]}})
    versions.make(plan, releases.current(), localdate())

    page = Client().get(f"/plan/{edit_key}/")

    assert page.content.count(b'class="qr-code"') == 1
    assert len(gzip.compress(page.content)) <= MOST_BYTES
