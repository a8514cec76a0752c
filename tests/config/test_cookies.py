"""The cookies that the page on privacy and the documentation name are those of the table, with its words."""

from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from catalog.models import Release
from config.cookies import COOKIES
from config.environment import PROJECT

pytestmark = pytest.mark.django_db


def test_every_cookie_is_told_of(client: Client, starter_release: Release) -> None:
    page = unescape(client.get("/privacy/").text)
    documented = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")

    for cookie in COOKIES:
        words = [cookie.why, cookie.when, cookie.stays]
        assert f"<code>{cookie.name}</code>" in page
        assert [each for each in words if each[:1].upper() + each[1:] not in page] == []
        assert f"| `{cookie.name}` | {cookie.why} | {cookie.when} | {cookie.stays} |" in documented


def test_how_long_is_what_is_set() -> None:
    stays = {cookie.name: cookie.stays for cookie in COOKIES}

    assert settings.CSRF_COOKIE_AGE == 31 * 24 * 3600
    assert (stays["csrftoken"], stays["sessionid"]) == ("31 days", "12 hours")
    assert stays["plans"] == stays["theme"] == "a year"


def test_privacy_tells_of_counts_log_ins_and_logs(client: Client, starter_release: Release) -> None:
    page = client.get("/privacy/").text

    assert "sent from one place within an hour" in page
    assert "kept for 15 minutes" in page
    assert "something that our rules for pages forbid" in page
    assert "What the server writes down" in page
