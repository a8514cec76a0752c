"""What the page on privacy says of cookies, counts and logs is so."""

import pytest
from django.conf import settings
from django.test import Client

from catalog.models import Release
from tests.support import cookies_named, page_of

pytestmark = pytest.mark.django_db


def test_cookies_stay_as_long_as_the_page_says(client: Client, starter_release: Release) -> None:
    stays = cookies_named(page_of(client.get("/privacy/")))

    assert stays["csrftoken"] == f"{settings.CSRF_COOKIE_AGE // 86_400} days"
    assert stays["sessionid"] == f"{settings.SESSION_COOKIE_AGE // 3_600} hours"
    assert stays["plans"] == stays["theme"] == "A year"


def test_privacy_tells_of_counts_log_ins_and_logs(client: Client, starter_release: Release) -> None:
    page = page_of(client.get("/privacy/"))

    assert "sent from one place within an hour" in page
    assert "kept for 15 minutes" in page
    assert "What the server writes down" in page
