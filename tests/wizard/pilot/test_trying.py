"""How a shop owner tries a tool, and how answers that come as files find their cases."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msgspec.structs import replace

from tests.wizard.pilot.kit import CASES, frame_of, started
from tests.wizard.pilot.samples import png
from tests.wizard.plans import made
from wizard.decision.vocabulary import Condition
from wizard.pilot import context
from wizard.pilot.cases import CasePair, case_of_file
from wizard.pilot.context import frames_of
from wizard.pilot.trying import PRICES, TriedTool, ways_to_try
from wizard.plans.examples import all_examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


@pytest.mark.parametrize("slug", [example.slug for example in all_examples()])
def test_each_tool_of_a_test_has_an_address_and_a_first_step(slug: str) -> None:
    _, _, version = made(slug)

    for frame in frames_of(version):
        ways = ways_to_try(frame)
        assert len(ways) == len(frame.protocol.contenders)
        assert all(way.address.startswith("https://") for way in ways)
        assert not any("pricing" in way.address for way in ways)
        assert all(way.steps for way in ways)


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://chatgpt.com/pricing", "https://chatgpt.com/"),
        ("https://crisp.chat/en/pricing/", "https://crisp.chat/en/"),
        ("https://www.freshworks.com/freshdesk/pricing/", "https://www.freshworks.com/freshdesk/"),
        ("https://hiverhq.com/pricing/hiver-in-gmail", "https://hiverhq.com/"),
        ("https://www.klarify.ca/#pricing", "https://www.klarify.ca/"),
        ("https://pricing.example.org/start", "https://pricing.example.org/start"),
        ("https://app.example.org/", "https://app.example.org/"),
    ],
)
def test_a_tool_is_tried_on_its_site_and_not_on_its_page_of_prices(address: str, site: str) -> None:
    assert PRICES.sub("/", address) == site


def test_what_is_paid_is_used_as_it_is_and_what_is_not_is_bought_or_tried_free() -> None:
    paid, _, _ = made("garden-shop", what={"jobs": ["product-description"]})
    unpaid, _, _ = made(
        "garden-shop", what={"jobs": ["product-description"]}, software={"paid": []}
    )

    (has_it,) = ways_to_try(frame_of(paid))
    (has_none,) = ways_to_try(frame_of(unpaid))

    assert has_it.name == "ChatGPT Business".replace(" ", "\u00a0")
    assert "You pay for it already" in " ".join(has_it.steps)
    steps = " ".join(has_none.steps)
    assert "costs nothing" in steps


def how_to_get(**changes: Any) -> str:
    """Return the first step to what is tested, where it was changed so."""
    frame = frame_of(made("garden-shop", what={"jobs": ["product-description"]})[0])
    (option,) = {priced.option for priced in context.tested(frame.basis.decided)}
    tool = TriedTool(replace(option, **changes), frame.basis.names, has_secrets=False)
    return next(iter(tool.steps), "")


BY_THE_YEAR = (Condition.PAID_BY_THE_YEAR,)


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"tool": "canva-business", "paid": True}, "You pay for it already"),
        ({"tool": "microsoft-365-copilot-chat"}, "costs nothing"),
        ({"tool": "kapwing-pro", "seats_usd": 24.0}, "perhaps weaker than Kapwing"),
        ({"tool": "langdock", "seats_usd": 25.0}, "for one month"),
        # For what is sold by the year nobody pays a month: its seller is asked for a trial.
        ({"tool": "tandem-pro", "seats_usd": 79.0, "conditions": BY_THE_YEAR}, "by the year"),
    ],
)
def test_what_is_tested_is_got_in_the_way_that_is_on_file(
    changes: dict[str, Any], step: str
) -> None:
    unpaid = {"paid": False, "seats_usd": 0.0, "result_usd": 0.0, "conditions": ()}

    assert step in how_to_get(**unpaid | changes)


@pytest.mark.parametrize("condition", Condition)
def test_each_condition_has_a_step_where_a_test_begins(condition: Condition) -> None:
    assert how_to_get(paid=True, pasting=False, conditions=(condition,))


@pytest.mark.parametrize(
    ("name", "place", "case"),
    [
        ("7.png", 0, 7),
        ("case 3.jpg", 0, 3),
        ("2026-11-30 shot 12.png", 0, 12),
        ("IMG_9999.jpg", 0, None),  # a camera’s own number is no case
        ("pasta.png", 0, 1),
        ("salad.png", 19, 20),
        ("soup.png", 20, None),
        ("4", 0, 4),
        ("12 (1).png", 0, 12),  # a second copy of it
        ("answer (3).png", 0, 3),
    ],
)
def test_a_dropped_file_finds_its_case(name: str, place: int, case: int | None) -> None:
    assert case_of_file(name, range(1, 21), place) == case


def dropped(client: Client, key: str, **files: Any) -> Any:
    return client.post(f"/plan/{key}/pilot/1/files/", files)


def test_texts_and_pictures_are_dropped_all_at_once(client: Client) -> None:
    _, key, pilot = started(cases=[*CASES[:3]])

    answer = dropped(
        client,
        key,
        **{
            "file-1": [SimpleUploadedFile("all.txt", b"1. One\n2. Two\n3. Three", "text/plain")],
            "file-2": [
                SimpleUploadedFile("2.png", png(), "image/png"),
                SimpleUploadedFile("3.txt", b"Drei", "text/plain"),
            ],
        },
    )

    assert answer.status_code == 303
    cases = list(pilot.cases.order_by("number"))
    assert [case.first for case in cases] == ["One", "Two", "Three"]
    assert cases[2].second == "Drei"
    picture = cases[1].files.get()
    assert (picture.place, bytes(picture.data)) == (2, png())


def test_a_file_that_names_its_case_is_its_answer_with_all_lists_in_it(client: Client) -> None:
    _, key, pilot = started(cases=[*CASES[:3]])
    before = [case.first for case in pilot.cases.order_by("number")]
    steps = "Do this:\n1. wash\n2. dry\n3. fold"

    dropped(client, key, **{"file-1": SimpleUploadedFile("2.txt", steps.encode(), "text/plain")})

    assert [case.first for case in pilot.cases.order_by("number")] == [before[0], steps, before[2]]


def test_the_files_of_one_case_may_be_texts_too(client: Client) -> None:
    _, key, pilot = started(cases=[CasePair(asked="Open?"), CasePair(asked="Nuts?")])

    dropped(client, key, case="2", **{"file-2": SimpleUploadedFile("a.txt", b"No", "text/plain")})

    assert pilot.cases.get(number=2).second == "No"


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (SimpleUploadedFile("9.txt", b"x", "text/plain"), "no case has this number"),
        (SimpleUploadedFile("1.txt", png(), "text/plain"), "it is no text"),
        (SimpleUploadedFile("1.png", b"<html>", "image/png"), "it is none of"),
        (
            SimpleUploadedFile("a.txt", b"1. a\n2. b\n3. c\n4. d", "text/plain"),
            "there is no case 4",
        ),
        (SimpleUploadedFile("1.txt", b"x" * 20_001, "text/plain"), "an answer takes 20,000"),
        (
            SimpleUploadedFile("1.png", png() + b"0" * 6_000_000, "image/png"),
            "it is larger than 5 MB",
        ),
    ],
)
def test_what_cannot_be_dropped_is_named_and_the_rest_is_stored(
    client: Client, file: SimpleUploadedFile, problem: str
) -> None:
    _, key, pilot = started(cases=[*CASES[:3]])
    file.seek(0)

    answer = dropped(
        client,
        key,
        **{"file-1": [file], "file-2": [SimpleUploadedFile("1.txt", b"Good", "text/plain")]},
    )

    assert answer.status_code == 422
    assert f"{file.name}: {problem}" in answer.content.decode()
    assert pilot.cases.get(number=1).second == "Good"


def test_the_same_answers_twice_are_noticed(client: Client) -> None:
    _, key, pilot = started(cases=[*CASES[:2]])
    pilot.cases.update(first="The same", second="The same")

    assert "word for word" in client.get(f"/plan/{key}/pilot/1/cases/").content.decode()
