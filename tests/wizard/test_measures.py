"""What a whole walk asks of its owner: pages, fields and words, for 1, 2 and 6 jobs.

They are held to their figures.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import override

import pytest

from tests.wizard.walker import Walker
from wizard.plans.drafts import start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

JOBS = (
    "support-chat-agent",
    "menu-photos",
    "product-description",
    "contract-review",
    "invoice-capture",
    "podcast-voice-over",
)
WRITTEN = (
    "contract-review",
    "support-email-reply",
    "hotel-review-reply",
    "job-ad",
    "citizen-letter-plain",
    "proposal-draft",
)
VOID = {"input", "br", "meta", "link", "hr", "img", "use", "path"}
MOST_PAGES = 12
UNSEEN = {"aside", "script", "style", "template", "svg"}
TABS = {"a", "button", "select", "textarea", "summary"}


class Seen(HTMLParser):
    """Counts words, fields and tab stops met in a page's main part, folds as they open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = 0
        self.fields: dict[str, None] = {}
        self.stops: list[str] = []  # in order; radios of one name are one stop
        self._open: list[tuple[str, bool]] = []  # each element, and whether what is in it is seen
        self._before_list = 0  # words before the first option of the list that drops down
        self.feed(text)

    @property
    def _in_main(self) -> bool:
        return any(tag == "main" for tag, _ in self._open)

    @property
    def _shown(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inside = self._shown or tag == "main"
        folded = bool(self._open) and self._open[-1][0] == "details" and tag == "summary"
        shown = (inside or folded) and tag not in UNSEEN and "hidden" not in given
        shown = shown and given.get("class") not in {"choice-cost", "botbar"}
        if tag == "select":
            self._before_list = self.words
        # A list that drops down shows the one that is picked, else the first.
        if tag == "option" and "selected" in given:
            self.words = self._before_list
        elif tag == "option":
            shown = shown and self.words == self._before_list
        if (
            tag in {"input", "select", "textarea"}
            and given.get("type") != "hidden"
            and self._in_main
        ):
            self.fields[given.get("name") or ""] = None
        if shown and (tag in TABS or (tag == "input" and given.get("type") != "hidden")):
            radio = f"radio {given.get('name')}" if given.get("type") == "radio" else ""
            if not radio or radio not in self.stops:
                self.stops.append(radio or tag)
        if tag not in VOID:
            self._open.append((tag, shown and not (tag == "details" and "open" not in given)))

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                return

    @override
    def handle_data(self, data: str) -> None:
        if self._shown:
            self.words += sum(1 for word in data.split() if re.search(r"\w", word))


@dataclass(frozen=True, slots=True)
class Measured:
    """One page of a walk."""

    name: str
    words: int
    fields: tuple[str, ...]
    tabs: int  # from the heading to Continue


def measured(jobs: tuple[str, ...]) -> list[Measured]:
    """Walk from the first page to the answers with these jobs, taking the first answer."""
    _, edit_key = start()
    walker, found = Walker().get(f"/plan/{edit_key}/"), []
    for _ in range(20):
        seen = Seen(walker.text)
        found.append(
            Measured(
                name=walker.address.rstrip("/").rpartition("/")[2],
                words=seen.words,
                fields=tuple(seen.fields),
                tabs=seen.stops.index("button", 3 if "q" in seen.fields else 0),
            )
        )
        if walker.done:
            return found
        if "/goal/what/" in walker.address:
            walker.send(jobs=list(jobs))
        else:
            walker.answer()
    raise AssertionError(found)


@pytest.mark.parametrize(
    ("jobs", "most_fields", "most_tabs", "most_words"),
    [
        (JOBS[:1], 32, 26, 1400),
        (JOBS[:2], 48, 37, 1720),
        (JOBS, 110, 87, 3150),  # of which a third on the page that shows all answers
        (WRITTEN, 110, 87, 3240),
    ],
    ids=["one", "two", "six", "six that are written"],
)
def test_walk_stays_within_its_figures(
    jobs: tuple[str, ...], most_fields: int, most_tabs: int, most_words: int
) -> None:
    pages = measured(jobs)

    summary = "\n".join(
        f"{each.name}: {each.words} words, {len(each.fields)} fields, {each.tabs} tabs"
        for each in pages
    )
    assert len(pages) <= MOST_PAGES, summary
    assert sum(len(each.fields) for each in pages) <= most_fields, summary
    assert sum(each.words for each in pages) <= most_words, summary
    assert max(each.tabs for each in pages) <= most_tabs, summary
    for each in pages:
        of_one_job = [
            name
            for name in each.fields
            if not name.startswith(tuple(f"{job}-" for job in jobs[1:]))
        ]
        assert len(of_one_job) <= 7 + (len(jobs) > 1), summary  # where all jobs share the place
