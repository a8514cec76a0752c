"""What the audit must see: tried on pages that are wrong on purpose."""

from http import HTTPStatus
from typing import override

from tests.audit.reading import Finding, Site, broken, outside, policy, sampled
from tests.http_client import Response
from tests.wizard.walker import Reader

STRICT = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; img-src 'self'",
}
TEXT = (
    '<h1 id="top">Here</h1><a href="#top">up</a><a href="/b/#far">b</a><a href="/gone/">c</a><a '
    'href="mailto:a@b">d</a>'
)


def page_of(text: str) -> Response:
    return Response(HTTPStatus.OK, text.encode(), STRICT)


class Toy(Site):
    """A site that answers from a few texts."""

    @override
    def __missing__(self, path: str) -> Response:
        return Response(HTTPStatus.NOT_FOUND, b"", STRICT)


def test_links_that_lead_nowhere_are_told() -> None:
    site = Toy("http://127.0.0.1:1")
    site |= {"/a/": page_of(TEXT), "/b/": page_of('<p id="near">There</p>')}

    found = list(broken(site, {"/a/": Reader(TEXT)}))

    assert found == [
        Finding("link", "/a/", "/b/#far: no such place on that page"),
        Finding("link", "/a/", "/gone/ answers 404"),
    ]


def test_what_the_policy_forbids_is_told() -> None:
    text = (
        '<p style="color: red">a</p><script>1</script><script '
        'type="application/ld+json">{}</script><b onclick="x()">b</b>'
    )

    found = list(policy("/a/", page_of(text), Reader(text)))

    assert [row.words for row in found] == ["inline style", "inline <script>", "inline onclick"]
    bare = policy("/", Response(HTTPStatus.OK, b"", {}), Reader(""))
    assert [row.words for row in bare] == ["no content security policy"]


def test_what_is_fetched_elsewhere_is_told() -> None:
    assert outside(
        ["http://127.0.0.1:80/a.css", "data:image/png;base64,", "https://fonts.example.org/a"]
    ) == ["https://fonts.example.org/a"]


def test_a_sample_has_pages_of_each_kind() -> None:
    models = [f"/models/{number}/" for number in range(7)]

    assert sampled(["/", *models, "/about/"], 3) == ["/", *models[::3], "/about/"]
    assert sampled(models, None) == models
