"""Editors bring rows in and download lists in admin.

Rows are looked at first, taken as drafts, and refused in words.
"""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalog.admin import imports
from catalog.imports.cells import fact_of, read_fact_rows
from catalog.models import Import, Price, Provider, Revision, Source
from catalog.registry import KINDS
from catalog.tables import TableFormat
from tests.support import flat, page_of, saved

pytestmark = pytest.mark.django_db

IN = reverse("admin:catalog_import_in")
LIST = reverse("admin:catalog_import_changelist")


def editor_of(client: Client, *models: str) -> Client:
    """Sign in as somebody who may edit these tables and nothing else."""
    user = User.objects.create_user("maria", is_staff=True)
    names = [f"{act}_{model}" for act in ("add", "change", "view") for model in models]
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="catalog", codename__in=names)
    )
    client.force_login(user)
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    return editor_of(client, "provider", "price")


def upload(client: Client, text: bytes, kind: str = "providers", form: str = "csv") -> str:
    """Upload a file, and return where that leads."""
    file = SimpleUploadedFile(f"{kind}.{form}", text)
    answer = client.post(IN, {"kind": kind, "file": file})
    assert answer.status_code == 302, re.findall(
        r"errorlist[^>]*>(.*?)</ul>", page_of(answer), re.DOTALL
    )
    return str(answer["Location"])


def grown(answer: Any) -> list[str]:
    """Return a page that grows, piece by piece."""
    return [flat(piece.decode()) for piece in answer.streaming_content]


def test_large_file_shows_how_far_it_is_then_leads_on(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "LARGE", 0)
    monkeypatch.setattr(imports, "MANY", 0)
    text = b"slug,name\n" + b"".join(b"p-%d,P %d\n" % (number, number) for number in range(1200))

    looking = grown(
        editor.post(IN, {"kind": "providers", "file": SimpleUploadedFile("many.csv", text)})
    )
    page = reverse("admin:catalog_import_change", args=[Import.objects.get().pk])
    taking = grown(editor.post(page, {"note": "From the fair."}))

    for pieces in (looking, taking):
        how_far = [
            found
            for piece in pieces
            if (found := re.search(r'value="(\d+)".*> ?([\d,]+) rows', piece))
        ]
        assert [found[2] for found in how_far] == ["500", "1,000", "1,200"][: len(how_far)]
        assert [int(found[1]) for found in how_far] == sorted({int(found[1]) for found in how_far})
        assert f'<meta http-equiv="refresh" content="0; url={page}">' in pieces[-2]
    assert re.findall(r"([\d,]+) rows</p>", "".join(taking)) == ["500", "1,000", "1,200"]
    assert Provider.objects.count() == 1200


def test_large_file_that_is_refused_says_why_on_the_page(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "LARGE", 0)
    file = SimpleUploadedFile("wrong.csv", b"slug,nonsense\na,b\n")

    page = "".join(grown(editor.post(IN, {"kind": "providers", "file": file})))

    assert "errornote" in page
    assert "nonsense" in page
    assert "refresh" not in page


def test_taking_needs_a_note(editor: Client) -> None:
    page = upload(editor, b"slug,name\nb,B\n")

    assert "This field is required." in page_of(editor.post(page, {"note": " "}))
    assert not Provider.objects.exists()


def test_change_in_between_is_said_and_the_note_is_kept(editor: Client) -> None:
    row = saved(Provider, slug="acme", name="Acme")
    page = upload(editor, b"slug,name\nacme,Other\n")
    Provider.objects.filter(pk=row.pk).update(name="Acme Ltd")

    answer = page_of(editor.post(page, {"note": "From the fair."}))

    assert "The desk has changed since this dry run: acme." in answer
    assert "From the fair.</textarea>" in answer


def test_rows_are_shown_page_by_page_and_by_what_they_do(editor: Client) -> None:
    rows = b"".join(b"b%d,%s\n" % (number, b"B" if number % 2 else b"") for number in range(250))
    page = upload(editor, b"slug,name\n" + rows)

    shown = page_of(editor.get(page))
    assert "Page 1 of 2" in shown  # what can be taken; what cannot follows a link
    assert "the name is missing" not in shown
    assert "Page 2 of 2" in page_of(editor.get(page, {"act": "rejected", "page": "2"}))
    assert "Page 2 of 2" in page_of(editor.get(page, {"act": "<script>", "page": "9999"}))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"title\n", "Providers have no column “title”"),
        (b"\xff\xfea\0", "The file is in UTF-16."),
        (b"\xd0\xcf\x11\xe0 an old Excel file", "The first row is no text in UTF-8."),
        (b"", "empty"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(
    editor: Client, text: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("providers.csv", text)

    answer = editor.post(IN, {"kind": "providers", "file": file})

    assert sentence in page_of(answer)
    assert not Import.objects.exists()


def test_file_that_is_too_large_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.admin.imports.LARGEST_FILE", 10)

    answer = editor.post(
        IN, {"kind": "providers", "file": SimpleUploadedFile("p.csv", b"slug,name\nb,B\n")}
    )

    assert "Cut it into parts." in page_of(answer)


@pytest.mark.parametrize("form", TableFormat)
def test_rows_go_out_and_come_back(editor: Client, form: TableFormat) -> None:
    saved(Provider, slug="acme", name="=1+1", state="published")
    saved(Provider, slug="b", name="B")

    answer = editor.get(reverse("admin:catalog_provider_download", args=[form.value]))

    content = b"".join(answer)
    assert answer["Content-Disposition"].startswith('attachment; filename="providers-')
    kind = KINDS["providers"]
    assert [
        fact_of(kind, line.cells).name for line in read_fact_rows(io.BytesIO(content), form, kind)
    ] == ["=1+1", "B"]
    assert "Nothing new" in page_of(editor.get(upload(editor, content, form=form.value)))


def test_list_is_downloaded_as_it_is_filtered(editor: Client) -> None:
    saved(Provider, slug="acme", name="Acme", state="published")
    saved(Provider, slug="b", name="Acme, old")
    saved(Provider, slug="c", name="Other", state="published")
    place = reverse("admin:catalog_provider_download", args=["csv"])
    shown = editor.get(
        reverse("admin:catalog_provider_changelist"), {"state__exact": "published", "q": "acme"}
    )

    answer = b"".join(editor.get(place, {"state__exact": "published", "q": "acme"}))
    unknown = editor.get(place, {"colour": "red"}, follow=True)

    assert [line.split(",")[0] for line in answer.decode("utf-8-sig").split()] == ["slug", "acme"]
    assert f'href="{place}?state__exact=published&amp;q=acme"' in page_of(shown)
    assert "The list has no such filter" in page_of(unknown)
    assert editor.get(reverse("admin:catalog_provider_download", args=["doc"])).status_code == 404


def test_editors_see_and_take_only_their_kinds(client: Client) -> None:
    run = saved(Import, kind="claims", origin="claims.csv")
    sources = saved(Import, kind="sources", origin="sources.csv")
    saved(Source)
    editor = editor_of(client, "source")

    assert "claims.csv" not in editor.get(LIST).content.decode()
    assert "sources.csv" in editor.get(LIST).content.decode()
    assert editor.get(reverse("admin:catalog_import_change", args=[run.pk])).status_code == 404
    assert editor.get(reverse("admin:catalog_import_change", args=[sources.pk])).status_code == 200
    assert editor.get(reverse("admin:catalog_import_change", args=[987654])).status_code == 404
    assert editor.get(reverse("admin:catalog_claim_download", args=["csv"])).status_code == 403


@pytest.mark.parametrize("address", [IN, LIST])
def test_who_edits_nothing_has_nothing_to_bring(client: Client, address: str) -> None:
    client.force_login(User.objects.create_user("otto", is_staff=True))

    assert client.get(address).status_code == 403
    assert client.post(address).status_code in {403, 405}


def test_corrections_are_a_group_of_their_own_with_a_tick_and_a_reason(editor: Client) -> None:
    row = saved(Price, state="published", amount=8, valid_from="2024-01-30")
    text = f"offer,app_plan,unit,amount,valid_from\n{row.offer.slug},,{row.unit},7.5,2024-01-30\n".encode()
    page = upload(editor, text, "prices")

    seen = page_of(editor.get(page))
    refused = [
        page_of(editor.post(page, {"note": "x", **sent})) for sent in ({}, {"correct": "on"})
    ]
    before = Price.objects.get().amount
    editor.post(page, {"note": "x", "correct": "on", "reason": "It was the cached price."})

    assert "1 row would overwrite a figure that readers had" in seen
    assert '<td class="short">Correction</td>' in seen
    assert "Only corrections can be taken here." in refused[0]
    assert "Say what was wrong, in a sentence." in refused[1]
    assert (before, Price.objects.get().amount) == (Decimal(8), Decimal("7.5"))
    assert Revision.objects.of(row).values_list("act", "note")[0] == (
        "corrected",
        "It was the cached price.",
    )


def test_kind_is_found_from_the_columns_where_another_was_chosen(editor: Client) -> None:
    row = {
        "offer": "sol@acme",
        "app_plan": "",
        "unit": "input_mtok",
        "amount": "2",
        "valid_from": "2026-01-01",
    }
    text = "\n".join(";".join(part) for part in (row, row.values()))

    page = page_of(editor.get(upload(editor, text.encode(), "providers")))

    assert "The columns are those of prices, so it was read as that." in page
    assert (Import.objects.get().kind, Import.objects.get().rejected) == ("prices", 1)
