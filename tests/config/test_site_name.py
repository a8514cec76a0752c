"""A firm's own name and logo stand wherever a reader sees the site’s.

Without settings it is Pilotlight.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pypdf import PdfReader
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from catalog import cards
from config.environment import Logo
from tests.config.reading import Read
from tests.wizard.exports import kit
from tests.wizard.pilot.samples import png
from wizard.exports.documents import plan_pdf

NAME = "Bits & Bobs"
HTML_NAME = "Bits &amp; Bobs"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><style>.a{fill:#12406b}</style>'
    b'<rect class="a" width="80" height="80"/><circle cx="40" cy="40" r="22" style="fill:#fff"/></svg>'
)


LOGOS = (Logo("image/svg+xml", SVG), Logo("image/png", png()))


@pytest.fixture
def named(settings: Settings) -> Iterator[Settings]:
    """Name the site; pictures of other tests bear another name."""
    settings.SITE_NAME = NAME
    cards.picture.cache_clear()
    yield settings
    cards.picture.cache_clear()


@pytest.mark.usefixtures("starter_release")
def test_page_bears_the_name_in_head_title_and_preview(client: Client, named: Settings) -> None:
    for path in ("/", "/privacy/", "/nowhere/", "/plan/new/", "/admin/login/"):
        html = client.get(path).text
        assert HTML_NAME in html.partition("<title>")[2].partition("</title>")[0], path
        assert HTML_NAME in html.partition("<body")[2].partition("</header>")[0]
        assert NAME not in html
        assert "Pilotlight" not in html.partition("<main")[0]


@pytest.mark.usefixtures("starter_release")
def test_previews_feeds_and_machines_are_told_the_name(client: Client, named: Settings) -> None:
    home = client.get("/").content.decode()

    assert f'<meta property="og:site_name" content="{HTML_NAME}">' in home
    assert '{"@type":"WebSite","name":"Bits \\u0026 Bobs"' in home
    assert f"<name>{HTML_NAME}</name>" in client.get("/releases/feed/").content.decode()
    picture = client.get(reverse("machines:home_card")).content
    named.SITE_NAME = "Pilotlight"
    cards.picture.cache_clear()
    assert client.get(reverse("machines:home_card")).content != picture


@pytest.mark.parametrize("logo", LOGOS, ids=["svg", "png"])
@pytest.mark.usefixtures("starter_release")
def test_logo_stands_in_place_of_the_name_and_runs_nothing(
    client: Client, named: Settings, logo: Logo
) -> None:
    assert client.get("/logo").status_code == 404

    named.SITE_LOGO = logo
    given = client.get("/logo")

    assert (given.content, given.headers["content-type"]) == (logo.content, logo.media_type)
    assert given.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert client.get("/logo", headers={"if-none-match": given.headers["etag"]}).status_code == 304
    assert f'<img src="/logo" alt="{HTML_NAME}, home">' in client.get("/").content.decode()
    assert '<img src="/logo" alt="">' in client.get("/admin/login/").content.decode()


def opened() -> PdfReader:
    return PdfReader(io.BytesIO(plan_pdf(kit.copy())))


@pytest.mark.parametrize("logo", [None, *LOGOS], ids=["name", "svg", "png"])
def test_pdf_bears_the_name_or_the_logo_and_has_no_more_pages(
    settings: Settings, logo: Logo | None
) -> None:
    plain = opened()
    settings.SITE_NAME, settings.SITE_LOGO = NAME, logo

    reader = opened()

    assert plain.metadata is not None
    assert reader.metadata is not None
    assert (plain.metadata.author, reader.metadata.author) == ("Pilotlight", NAME)
    assert (NAME in reader.pages[0].extract_text()) == (logo is None)
    assert NAME not in plain.pages[0].extract_text()
    assert len(reader.pages) == len(plain.pages)
    drawn = [len(each.pages[0].get_contents().get_data()) for each in (plain, reader)]  # type: ignore[union-attr]
    assert drawn[1] > drawn[0]


WRONG = (
    *(b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", b"<svg><g/></svg>"),
    *(b"<html xmlns='http://www.w3.org/1999/xhtml'/>", png() + b"x" * 100_000),
)


def test_logo_is_read_when_the_site_starts_and_another_file_stops_it(
    read: Read, tmp_path: Path
) -> None:
    file = tmp_path / "logo"
    for logo in LOGOS:
        file.write_bytes(logo.content)
        assert read({"SITE_LOGO": str(file)}).site_logo == logo
    for content in WRONG:
        file.write_bytes(content)
        with pytest.raises(Exception, match="SITE_LOGO: name an SVG or PNG file of at most 100 kB"):
            read({"SITE_LOGO": str(file)})


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_logo_is_drawn_under_the_policy(
    page: Page, live_server: LiveServer, settings: Settings
) -> None:
    settings.SITE_LOGO = LOGOS[0]

    page.goto(f"{live_server.url}/admin/login/")

    drawn = page.locator("#branding img").evaluate(
        "image => [image.naturalWidth, image.offsetHeight]"
    )
    assert drawn[0] == 300
    assert drawn[1] >= 32
