"""What the audit must see: tried on pages that are wrong on purpose."""

from http import HTTPStatus
from typing import override

from tests.audit.reading import Answer, Finding, Page, Site, broken, outside, policy

STRICT = {"content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; img-src 'self'"}
TEXT = (
    '<h1 id="top">Here</h1><a href="#top">up</a><a href="/b/#far">b</a><a href="/gone/">c</a><a href="mailto:a@b">d</a>'
)


class Toy(Site):
    """A site that answers from a few texts."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__("http://127.0.0.1:1")
        self._texts = texts

    @override
    def _asked(self, path: str) -> Answer:
        return Answer(HTTPStatus.OK if path in self._texts else HTTPStatus.NOT_FOUND, STRICT, self._texts.get(path, ""))


def test_links_that_lead_nowhere_are_told() -> None:
    site = Toy({"/a/": TEXT, "/b/": '<p id="near">There</p>'})

    found = list(broken(site, {"/a/": Page(TEXT)}))

    assert found == [
        Finding("link", "/a/", "/b/#far: no such place on that page"),
        Finding("link", "/a/", "/gone/ answers 404"),
    ]


def test_what_the_policy_forbids_is_told() -> None:
    text = '<p style="color: red">a</p><script>1</script><script type="application/ld+json">{}</script><b onclick="x()">b</b>'

    found = list(policy("/a/", Answer(HTTPStatus.OK, STRICT, text), Page(text)))

    assert [row.words for row in found] == [
        'inline: <p style="color: red">',
        "inline: <script>",
        'inline: <b onclick="x()">',
    ]
    assert [row.words for row in policy("/", Answer(HTTPStatus.OK, {}, ""), Page(""))] == ["no content security policy"]


def test_what_is_fetched_elsewhere_is_told() -> None:
    assert outside(["http://127.0.0.1:80/a.css", "data:image/png;base64,", "https://fonts.example.org/a"]) == [
        "https://fonts.example.org/a"
    ]
