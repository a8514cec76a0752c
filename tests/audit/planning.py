"""A plan made as an owner would, with its pilot under way, and all pages of its two links."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin

from tests.audit.reading import Site
from tests.http_client import Visitor
from tests.wizard.walker import Reader, Walker, filled

NOT_OPENED = re.compile(r"/(v/\d+/)?[\w.-]+\.\w+$|/static/")  # files to take away
CHOICE = re.compile(r'name="better" value="(\w+)"')


def planned(base: str) -> tuple[str, str]:
    """Make a plan, agree on its pilot and enter a first result; return both its addresses."""
    with Visitor(base) as owner:
        walker = Walker(client=owner).get("/plan/new/").walk().send()
        private, shared = walker.address, walker.permalink
        pilot = f"{private}pilot/"
        sent = filled(owner.get(pilot).text)[1]
        rating = owner.post(pilot, {**sent, "texts": "no"})
        assert rating.status_code == HTTPStatus.SEE_OTHER
        page = owner.get(rating.headers["location"]).text
        (first, *_) = CHOICE.findall(page)  # how many there are depends on how many answers are
        rated = owner.post(rating.headers["location"], {**filled(page)[1], "better": first})
        assert rated.status_code == HTTPStatus.SEE_OTHER
    return shared, private


def reached(site: Site, shared: str, private: str) -> Iterator[str]:
    """Yield each page of a plan that its two links lead to, by links alone."""
    waiting, seen = [shared, private], {shared, private}
    while waiting:
        address = waiting.pop(0)
        answer = site[address]
        if answer.status_code != HTTPStatus.OK or not answer.is_page:
            continue
        yield address
        for link in Reader(answer.text).links:
            target = (
                urldefrag(urljoin(site.base + address, link))
                .url.removeprefix(site.base)
                .partition("?")[0]
            )
            if (
                target.startswith((shared, private))
                and target not in seen
                and not NOT_OPENED.search(target)
            ):
                seen.add(target)
                waiting.append(target)
