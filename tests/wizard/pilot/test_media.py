"""Pictures, speech and video of a pilot: what is taken, who sees it, and how it is sent.

Also when it is gone.
"""

import re
from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.vocabulary import Branch
from tests.wizard.pilot.kit import CASES, planned, rate, started
from tests.wizard.pilot.samples import REFUSED, TAKEN, png, wav
from wizard.management.commands.purge_plans import purge
from wizard.models import CaseFile, PilotResult, Plan
from wizard.pilot import store, texts
from wizard.pilot.cases import CasePair
from wizard.pilot.context import frames_of
from wizard.pilot.media import requested_part, sniff
from wizard.templatetags.plan import with_links

ASKED = [CasePair(asked=f"A photo of dish {number}") for number in range(1, 4)]
MEGABYTE = 1_000_000


def upload(client: Client, edit_key: str, case: int, **sent: object) -> Any:
    """Send the form of one case; bytes become a file of that name."""
    fields = {
        name: SimpleUploadedFile(value[0], value[1], content_type="image/png")
        if isinstance(value, tuple)
        else value
        for name, value in sent.items()
    }
    return client.post(f"/plan/{edit_key}/pilot/1/files/", {"case": case, **fields})


def pictures(client: Client) -> tuple[Plan, str]:
    """Return a plan with a pilot whose first case has two pictures, and its private key."""
    plan, edit_key, _ = started(cases=ASKED)
    answer = upload(
        client, edit_key, 1, **{"file-1": ("a.png", png()), "file-2": ("b.png", png(9, 9))}
    )
    assert answer.status_code == 303
    return plan, edit_key


# ------------------------------------------------------------------------------------------ formats


def test_a_file_is_known_by_its_first_bytes() -> None:
    assert {name: sniff(data) for name, (data, _) in TAKEN.items()} == {
        name: kind for name, (_, kind) in TAKEN.items()
    }
    assert {name: sniff(data) for name, data in REFUSED.items()} == dict.fromkeys(REFUSED)


def test_a_part_of_a_file_is_what_the_header_asks_for() -> None:
    for header, found in {
        "bytes=0-": slice(0, 100),
        "bytes=0-1": slice(0, 2),
        "bytes=90-400": slice(90, 100),
        "bytes=99-99": slice(99, 100),
        # What is not understood, or begins behind the end, is ignored: all is sent.
        **dict.fromkeys(("", "bytes=7-3", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=-10")),
        **dict.fromkeys(("bytes=100-", "bytes=100-200")),
    }.items():
        assert requested_part(header, 100) == found, header


def test_an_answer_is_a_link_where_it_is_https_and_holds_no_password() -> None:
    for text in (
        "https://cloud.example.org/s/photo?size=2",
        "https://example.org",
        "https://example.org/my photo",
    ):
        assert re.findall(r'<a href="([^"]+)"', with_links(text)) == [text.partition(" ")[0]]
    for text in (
        *(
            "http://cloud.example.org/photo",
            "javascript:alert(1)",
            "data:text/html,hello",
            "https:///photo",
            "photo.png",
        ),
        *("https://ada:password@example.org/photo", "https://ada@example.org/photo"),
    ):
        assert "<a " not in with_links(text), text


def test_links_in_private_texts_tell_their_site_nothing_and_all_else_is_text() -> None:
    text = (
        "See https://example.org/a?b=1&c=2.\n<img src=x> http://example.org javascript:alert(1) "
        'https://e.org/"x'
    )

    found = with_links(text)

    assert re.findall(r'<a href="([^"]+)" rel="([^"]+)"', found) == [
        ("https://example.org/a?b=1&amp;c=2", "noreferrer nofollow"),
        ("https://e.org/", "noreferrer nofollow"),
    ]
    assert "<img" not in found
    assert "<br>" in found


# ------------------------------------------------------------------------------------------- upload


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
class TestUpload:
    """Files on their way in."""

    def test_two_pictures_make_a_case_that_can_be_rated(self, client: Client) -> None:
        plan, edit_key = pictures(client)
        pilot = plan.pilots.get()

        page = client.get(f"/plan/{edit_key}/pilot/1/rate/").content.decode()

        assert texts.answered(pilot, texts.cases_of(pilot)) == [1]
        assert "Case 1 of 1" in page
        shown = re.findall(r'<img class="sample" src="([^"]+)" alt="(\w+)"', page)
        assert [alt for _, alt in shown] == ["One", "Two"]
        sizes = {len(client.get(address).content) for address, _ in shown}
        assert sizes == {len(png()), len(png(9, 9))}

    def test_a_picture_that_is_html_is_named_and_the_good_one_is_kept(self, client: Client) -> None:
        _, edit_key, _ = started(cases=ASKED)

        answer = upload(
            client,
            edit_key,
            1,
            **{"file-1": ("hat.png", png()), "file-2": ("coat.png", REFUSED["page.png"])},
        )

        assert answer.status_code == 422
        text = answer.content.decode()
        assert "coat.png: it is none of PNG, JPEG" in text
        assert "hat.png" not in text
        assert list(CaseFile.objects.values_list("place", "media_type")) == [(1, "image/png")]

    def test_another_file_takes_the_place_of_the_first_and_can_be_deleted(
        self, client: Client
    ) -> None:
        _, edit_key = pictures(client)

        upload(client, edit_key, 1, **{"file-1": ("c.png", png(20, 20))})
        assert sorted(CaseFile.objects.values_list("size", flat=True)) == sorted(
            [len(png(20, 20)), len(png(9, 9))]
        )
        upload(client, edit_key, 1, remove="1")

        assert CaseFile.objects.get().place == 2

    def test_a_file_takes_five_megabytes_and_a_plan_fifty(self, client: Client) -> None:
        _, edit_key, pilot = started(cases=CASES)
        full = png() + b"\0" * (5 * MEGABYTE - len(png()))

        too_large = upload(
            client,
            edit_key,
            1,
            **{"file-1": ("large.png", full + b"\0"), "file-2": ("b.png", full)},
        )
        rate(pilot, 1, {"accepted": True}, {"accepted": False})
        for number in range(2, 11):
            assert texts.save_file(pilot, number, 1, BytesIO(full[:-2_000])) == ""
        eleventh = upload(client, edit_key, 11, **{"file-1": ("more.png", full[:30_000])})
        instead = upload(client, edit_key, 10, **{"file-1": ("less.png", png())})

        assert "large.png: it is larger than 5 MB" in too_large.content.decode()
        assert "A plan takes 50 MB of cases, answers and files" in eleventh.content.decode()
        assert instead.status_code == 303

    def test_the_site_has_a_cap_of_its_own(self, client: Client, settings: Any) -> None:
        _, edit_key = pictures(client)
        settings.PILOT_SPACE_MB = 0

        answer = upload(client, edit_key, 2, **{"file-1": ("c.png", png())})

        assert "This site has no room for more" in answer.content.decode()
        assert CaseFile.objects.count() == 2

    def test_only_the_address_for_files_takes_megabytes(self, client: Client) -> None:
        _, edit_key, _ = started(cases=ASKED)
        eleven = b"\0" * (11 * MEGABYTE)

        here = upload(client, edit_key, 1, **{"file-1": ("a.png", eleven)})
        elsewhere = [
            client.post(
                f"/plan/{edit_key}/pilot/1/{place}", {"file": SimpleUploadedFile("a.png", eleven)}
            )
            for place in ("cases/", "rate/")
        ]

        assert here.status_code == 422
        assert {each.status_code for each in elsewhere} <= {400, 413}

    def test_answers_may_be_links_that_are_shown_as_links_alone(self, client: Client) -> None:
        _, edit_key, pilot = started(cases=ASKED)
        address = "https://cloud.example.org/dish-1.png"

        client.post(
            f"/plan/{edit_key}/pilot/1/cases/",
            {"a1-0": address, "all-1": "[1] http://e.org/dish.png"},
        )
        page = client.get(f"/plan/{edit_key}/pilot/1/rate/").content.decode()

        assert f'<a href="{address}" rel="noreferrer nofollow">' in page
        assert f'src="{address}"' not in page
        assert 'href="http://e.org' not in page
        assert texts.answered(pilot, texts.cases_of(pilot)) == [1]

    def test_a_job_that_makes_pictures_leads_to_the_page_for_files(self, client: Client) -> None:
        plan, edit_key = planned("restaurant")
        frame = next(each for each in frames_of(plan.versions.get()) if each.branch == Branch.MEDIA)

        answer = client.post(
            f"/plan/{edit_key}/pilot/",
            {"seen": 0, "job": frame.job.key, "cases": "A pasta dish\n\nA salad"},
        )

        assert answer.headers["Location"].endswith("/pilot/1/files/")


# ------------------------------------------------------------------------------------------ privacy


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
class TestPrivacy:
    """Who sees files, and how they are sent."""

    def test_a_file_is_sent_so_that_no_browser_runs_it(self, client: Client) -> None:
        _, edit_key = pictures(client)
        file = CaseFile.objects.get(place=1)

        answer = client.get(f"/plan/{edit_key}/pilot/1/files/{file.key}/")

        assert answer.content == png()
        headers = answer.headers
        assert headers["Content-Type"] == "image/png"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Disposition"] == "attachment"
        assert set(headers["Content-Security-Policy"].split("; ")) == {
            "default-src 'none'",
            "sandbox",
        }
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")

    def test_phones_get_speech_and_video_in_parts(self, client: Client) -> None:
        _, edit_key, pilot = started(cases=ASKED)
        sound = wav()
        texts.save_file(pilot, 1, 1, BytesIO(sound))
        address = f"/plan/{edit_key}/pilot/1/files/{CaseFile.objects.get().key}/"

        part = client.get(address, headers={"Range": "bytes=4-7"})
        behind = client.get(address, headers={"Range": f"bytes={len(sound)}-"})

        assert (part.status_code, part.content) == (206, sound[4:8])
        assert part.headers["Content-Range"] == f"bytes 4-7/{len(sound)}"
        assert (behind.status_code, behind.content) == (200, sound)

    def test_a_large_file_is_sent_in_the_parts_that_are_asked_for(
        self, client: Client, django_assert_num_queries: Any
    ) -> None:
        _, edit_key, pilot = started(cases=ASKED)
        sound = wav() + Random(1).randbytes(2_500_000)  # noqa: S311  # the same each time
        texts.save_file(pilot, 1, 1, BytesIO(sound))
        file = CaseFile.objects.get()
        address = f"/plan/{edit_key}/pilot/1/files/{file.key}/"

        assert client.get(address).content == sound
        for first, last in ((0, 0), (999_999, 1_000_000), (1_500_000, 2_400_000)):
            part = client.get(address, headers={"Range": f"bytes={first}-{last}"})
            assert part.content == sound[first : last + 1]
        with django_assert_num_queries(1):
            assert texts.bytes_of(file, slice(700_000, 700_002)) == sound[700_000:700_002]

    def test_files_open_with_the_private_link_and_the_rating_link_alone(
        self, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        plan, edit_key = pictures(client)
        pilot, file = plan.pilots.get(), CaseFile.objects.get(place=1)
        rating_key = store.make_rating_key(pilot)
        _, other_key, other = started(cases=ASKED)
        others_rating_key = store.make_rating_key(other)

        opens = {
            address: Client().get(address).status_code
            for address in (
                f"/plan/{edit_key}/pilot/1/files/{file.key}/",
                f"/p/rate/{rating_key}/files/{file.key}/",
                f"/p/{plan.view_key}/files/{file.key}/",
                f"/p/{plan.view_key}/pilot/1/files/{file.key}/",
                f"/plan/{plan.view_key}/pilot/1/files/{file.key}/",
                f"/plan/{other_key}/pilot/1/files/{file.key}/",
                f"/p/rate/{others_rating_key}/files/{file.key}/",
            )
        }

        assert list(opens.values()) == [200, 200, *[404] * 5]
        assert not [text for text in (rating_key, edit_key) if text in caplog.text]

    def test_neither_address_nor_page_of_a_blind_case_tells_the_model(self, client: Client) -> None:
        plan, edit_key = pictures(client)
        rating_key = store.make_rating_key(plan.pilots.get())

        for address in (f"/plan/{edit_key}/pilot/1/rate/", f"/p/rate/{rating_key}/"):
            page = client.get(address).content.decode()
            sources = re.findall(r'src="([^"]+/files/[^"]+)"', page)
            assert len(sources) == 2
            assert all(len(source.rstrip("/").rpartition("/")[2]) == 11 for source in sources)
            assert "a.png" not in page
            assert not [name for name in store.protocol_of(plan.pilots.get()).names if name in page]

    @pytest.mark.parametrize("way", ["button", "retention", "plan"])
    def test_files_go_with_the_texts(self, client: Client, settings: Any, way: str) -> None:
        plan, edit_key = pictures(client)
        pilot = plan.pilots.get()
        first = store.protocol_of(pilot).contenders[0].model
        store.rate(pilot, 1, 0, {first: {"accepted": True}})
        address = f"/plan/{edit_key}/pilot/1/files/{CaseFile.objects.all()[0].key}/"

        if way == "button":
            client.post(f"/plan/{edit_key}/pilot/1/act/", {"act": "delete_texts"})
        elif way == "retention":
            purge(settings.RETENTION, timezone.now() + timedelta(days=200))
        else:
            plan.delete()

        assert not CaseFile.objects.exists()
        assert client.get(address).status_code == 404
        assert PilotResult.objects.exists() is (way != "plan")

    def test_privacy_page_says_so(self, client: Client) -> None:
        page = client.get("/privacy/").content.decode()

        assert "pictures, speech and video" in page
        assert "5 MB" in page
