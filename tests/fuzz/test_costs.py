"""What a form may make a process hold and do.

Each of its fields is sent as large as a form may be, with what takes most.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from django.db import transaction

from config.request_cost import FORM_BYTES
from tests.fuzz.firing import Attack, Target
from tests.fuzz.siege import target  # noqa: F401  # a fixture
from tests.fuzz.world import Page, of_strangers, staged
from tests.wizard.walker import HtmlForm

FORM = "application/x-www-form-urlencoded"
NOT_TYPED = {"file", "submit", "checkbox", "radio"}
MOST_MEGABYTES, MOST_SECONDS = 50, 5
# Signs that become eighteen letters where a text is written plainly, and six where it is shown on a
# page.
GROWING = ("\ufdfa", '"')


def memory(name: str) -> float:
    """Return a line of what the kernel counts for this process, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def large(page: Page, form: HtmlForm) -> Iterator[tuple[str, Attack]]:
    """Yield a form with each of its fields in turn as large as can be."""
    goal = urlsplit(urljoin(page.address, form.action.partition("#")[0]))
    for name in dict.fromkeys(box.name for box in form.boxes if box.type not in NOT_TYPED):
        others = "&".join(
            f"{quote(other)}={quote(value)}"
            for other, values in form.sent().items()
            for value in values
            if other != name
        )
        begin = f"{others}&{quote(name)}=".encode()
        for sign in GROWING:
            body = begin + sign.encode() * ((FORM_BYTES - len(begin)) // len(sign.encode()))
            attack = Attack(
                who=page.who,
                path=goal.path,
                query=goal.query,
                method="POST",
                body=body,
                kind=FORM,
            )
            yield f"{page.route} {name} of {sign}", attack


def test_no_field_of_a_form_takes_much_memory_or_time(target: Target) -> None:  # noqa: F811
    pages = of_strangers(target, staged())
    forms = [(page, form) for page in pages for form in page.sends]
    attacks = dict(named for page, form in forms for named in large(page, form))
    dear = []
    for name, attack in attacks.items():
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        held, begun = memory("VmRSS"), time.thread_time()
        with transaction.atomic():
            answer = target.fire(attack)
            transaction.set_rollback(True)
        more, seconds = memory("VmHWM") - held, time.thread_time() - begun
        assert answer.status_code < 500, name
        if more > MOST_MEGABYTES or seconds > MOST_SECONDS:
            dear.append(f"{name}: {more:.0f} MB, {seconds:.1f} s")

    assert len(attacks) > 50
    assert dear == []
