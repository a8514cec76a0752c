"""A client without JavaScript that walks the wizard by its forms, as a plain browser would."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any, override
from urllib.parse import urljoin

from django.test import Client

from tests.support import page_of

VOID = {"br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "use"}


@dataclass
class Box:
    """One field of a form."""

    name: str
    type: str
    value: str
    checked: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class HtmlForm:
    """A form as a browser sees it."""

    action: str
    method: str
    boxes: list[Box] = field(default_factory=list)

    def sent(self) -> dict[str, list[str]]:
        """Return what a browser would send if nobody touched it."""
        data: dict[str, list[str]] = {}
        for box in self.boxes:
            if not box.name or (box.type in {"radio", "checkbox"} and not box.checked):
                continue
            data.setdefault(box.name, []).append(box.value)
        return data

    def named(self, name: str) -> list[Box]:
        """Return the fields of that name."""
        return [box for box in self.boxes if box.name == name]


class Reader(HTMLParser):
    """Reads a page: forms, headings, ids, what it leads to and fetches.

    Also whether each element is closed, and what no policy allows.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self.links: list[str] = []
        self.heading = ""
        self.headings: list[int] = []
        self.ids: Counter[str] = Counter()
        self.fetched: set[str] = set()
        self.faults: list[str] = []
        self.inline: list[str] = []
        self._pointed: set[str] = set()  # ids that another element names
        self._open: list[str] = []
        self._form: HtmlForm | None = None
        self._select: Box | None = None
        self._area: Box | None = None
        self.feed(text)
        self.faults += [*self.inline, *(f"<{tag}> is not closed" for tag in self._open)]
        self.faults += [
            f"two elements are #{name}" for name, count in self.ids.items() if count > 1
        ]

    @property
    def lost(self) -> set[str]:
        """The ids that are named and not there."""
        return self._pointed - {*self.ids}

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("id"):
            self.ids[given["id"]] += 1
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            self._pointed |= {given["href"][1:]} if given["href"].startswith("#") else set()
        elif tag != "base":
            self.fetched |= {given[name] for name in ("href", "src") if name in given}
        for name in ("aria-describedby", "aria-labelledby", "for"):
            self._pointed |= {*given.get(name, "").split()}
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.inline += [
            f"inline {name}" for name in given if name == "style" or name.startswith("on")
        ]
        if (
            tag in {"script", "style"}
            and "src" not in given
            and given.get("type") != "application/ld+json"
        ):
            self.inline.append(f"inline <{tag}>")
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self._form = HtmlForm(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is not None:
            self._read_box(tag, given, self._form)

    def _read_box(self, tag: str, given: dict[str, str], form: HtmlForm) -> None:
        if tag == "input":
            kind = given.get("type", "text")
            value = given.get("value", "on" if kind == "checkbox" else "")
            form.boxes.append(Box(given.get("name", ""), kind, value, "checked" in given))
        elif tag == "select":
            self._select = Box(given["name"], "select", "")
            form.boxes.append(self._select)
        elif tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in given:
                self._select.value = given.get("value", "")
        elif (
            tag == "textarea" and "name" in given
        ):  # without one it is there to be copied, and never sent
            self._area = Box(given["name"], "textarea", "")
            form.boxes.append(self._area)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self._open or self._open.pop() != tag):
            self.faults.append(f"</{tag}> closes nothing")
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None

    @override
    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        if "h1" in self._open:
            self.heading += data


@lru_cache(maxsize=4)
def read_page(text: str) -> Reader:
    """Return a page as it is read; a walk asks the same page for its form and for its answers."""
    return Reader(text)


def filled(text: str) -> tuple[HtmlForm, dict[str, list[str]]]:
    """Return a page's form, and what somebody sends who takes each needed first answer.

    That is the first answer wherever one is needed.
    """
    form = next(
        one
        for one in read_page(text).forms
        if one.method == "post" and not one.action.startswith("/theme/")
    )
    sent = form.sent()
    for name in dict.fromkeys(box.name for box in form.boxes if box.name):
        boxes = form.named(name)
        is_picked = boxes[0].type in {"radio", "checkbox"}
        if is_picked and not any(box.checked for box in boxes) and not _is_of_no_job(name, sent):
            sent[name] = [boxes[0].value]
    return form, sent


def _is_of_no_job(name: str, sent: dict[str, list[str]]) -> bool:
    """Return whether a box asks about a job in own words that nobody wrote."""
    words = sent.get(f"{name.rpartition('-')[0]}-words")
    return words is not None and not any(words)


@dataclass
class Walker:
    """A visitor with a browser that has no JavaScript and checks the CSRF token."""

    # or a Visitor, over real HTTP
    client: Any = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    address: str = ""
    status: int = 0
    text: str = ""
    headers: Any = None
    seen: list[str] = field(default_factory=list)

    def get(self, address: str) -> "Walker":
        """Open a page and follow where it leads."""
        return self._take(self.client.get(address, follow=True), address)

    def _take(self, response: Any, address: str) -> "Walker":
        chain = getattr(response, "redirect_chain", [])
        self.address = urljoin(address, chain[-1][0]) if chain else address
        self.status, self.text, self.headers = (
            response.status_code,
            page_of(response),
            response.headers,
        )
        self.seen.append(self.address)
        return self

    @property
    def page(self) -> Reader:
        """The page that is open."""
        return read_page(self.text)

    @property
    def form(self) -> HtmlForm:
        """The form of the page: the last one that posts and is not the theme's."""
        return filled(self.text)[0]

    @property
    def done(self) -> bool:
        """Whether there are no more questions: the answers, an exit, or the plan."""
        return re.fullmatch(r"/plan/[\w-]{22}/((check|exit)/)?", self.address) is not None

    @property
    def permalink(self) -> str:
        """The address for colleagues that stands on the owner's page."""
        return str(re.findall(r"/p/[\w-]{22}/", self.text)[0])

    def send(self, **answers: Any) -> "Walker":
        """Send the form with these answers in it, everything else as it stands."""
        data = self.form.sent()
        for name, value in answers.items():
            data[name] = [value] if isinstance(value, str) else list(value)
        address = urljoin(self.address, self.form.action.partition("#")[0])
        return self._take(self.client.post(address, data, follow=True), address)

    def answer(self) -> "Walker":
        """Fill the form in with the first answer wherever one is needed, and send it."""
        return self.send(**filled(self.text)[1])

    def walk(self, limit: int = 40, to: str | None = None) -> "Walker":
        """Answer page after page until the plan, an exit, a dead end, or a `to` address.

        A dead end does not lead on; a `to` address has `to` in it.
        """
        for _ in range(limit):
            if self.status != 200 or self.done or (to is not None and to in self.address):
                return self
            before = self.address
            self.answer()
            assert self.address != before, self.text
        raise AssertionError(f"still walking at {self.address}")
