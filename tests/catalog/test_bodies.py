"""Pages are sent compressed to those who take it, and made once."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Release


def test_a_compressed_page_is_the_same_page(client: Client, starter_release: Release) -> None:
    plain = client.get("/use-cases/")
    small = client.get("/use-cases/", headers={"Accept-Encoding": "br, gzip;q=0.8"})

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 4
    assert "Accept-Encoding" in plain["Vary"]
    repeated = client.get(
        "/use-cases/", headers={"Accept-Encoding": "gzip", "If-None-Match": small["ETag"]}
    )
    assert (repeated.status_code, repeated.content) == (304, b"")


@pytest.mark.parametrize(
    "address", ["/models/?makes=image", "/search/?q=menu+photos", "/models/gemini-4-argon/"]
)
def test_a_page_that_is_known_costs_the_query_for_the_release(
    address: str, client: Client, starter_release: Release
) -> None:
    takes = {"Accept-Encoding": "gzip"}
    first = client.get(address, headers=takes)

    with CaptureQueriesContext(connection) as known:
        spared = client.get(address, headers=takes | {"If-None-Match": first["ETag"]})

    assert len(known) == 1
    assert spared.status_code == 304
    # what is compressed is the same in what it says
    assert spared["ETag"] == first["ETag"].removeprefix("W/")
    assert [spared[name] for name in ("Vary", "Cache-Control")] == [
        first[name] for name in ("Vary", "Cache-Control")
    ]


def test_a_tag_speaks_for_its_own_address_alone(client: Client, starter_release: Release) -> None:
    tag = client.get("/models/")["ETag"]

    assert client.get("/models/?makes=video", headers={"If-None-Match": tag}).status_code == 200
    assert (
        client.get("/models/no-such-model/", headers={"If-None-Match": f"{tag}, *"}).status_code
        == 404
    )
