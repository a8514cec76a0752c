"""Bad input: a clear sentence at the field or a plain page, what was typed is kept, and nothing fails."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests import support
from tests.wizard.test_forms import ANSWERS
from tests.wizard.walker import Reader, Walker
from wizard.plans import drafts
from wizard.steps.journey import STEPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

PAGES = [(step.key, page.key) for step in STEPS for page in step.pages]
# One that a page could show as markup, one that it must not show at all, a figure, digits of another script, a long one; each
# kind of question is tried with more in tests/wizard/steps, and every form with hundreds in tests/fuzz.
NAUGHTY = [
    "<script>alert(1)</script> {{ 7*7 }}",
    "\u202egnp.exe",
    "1e99",
    "\u200f١٢٠\u200f",
    "x" * 3000,
]


def opened(step: str, shown: str, **changed: Any) -> tuple[Walker, str]:
    """Return a walker at a page of the first example, and the draft's key."""
    _, edit_key = drafts.start(ANSWERS | changed)
    return Walker().get(f"/plan/{edit_key}/{step}/{shown}/"), edit_key


@pytest.mark.parametrize(("step", "shown"), PAGES)
def test_no_text_in_any_field_fails(step: str, shown: str) -> None:
    walker, edit_key = opened(step, shown)
    names = {box.name for box in walker.form.boxes if box.type != "hidden"}

    for text in NAUGHTY:
        if walker.status != 422:  # which is this form again
            walker.get(f"/plan/{edit_key}/{step}/{shown}/")
        walker.send(**dict.fromkeys(names, text))

        assert walker.status in {200, 422}, text
        assert "<script>alert" not in walker.text
        if walker.status == 422:
            assert "There is a problem" in walker.text
            assert (Reader(walker.text).faults, Reader(walker.text).lost) == ([], set())


@pytest.mark.parametrize(
    ("step", "shown", "sent", "sentence"),
    [
        ("goal", "mistakes", {"check": "everything"}, "Pick one of the answers on this page"),
        (
            "goal",
            "jobs",
            {"outputs": "no-such"},
            "One of these is not in the catalog, or no longer",
        ),
        ("goal", "amounts", {"volume.product-description": "-3"}, "must be more than 0"),
        ("goal", "amounts", {"budget": "40 CHF"}, "in dollars, euros or pounds"),
        ("goal", "use", {"people": "1.5"}, "as a whole number"),
        (
            "model",
            "choice",
            {"choice.product-description/language": "hal-9000"},
            "Pick one of the models on this page",
        ),
        ("pilot", "test", {"start": "2020-01-01"}, "Pick a day from today"),
        (
            "tune",
            "needs",
            {"symptoms": ["tone", "boredom"]},
            "One of your picks is not on this page, or no longer",
        ),
        ("tune", "brief", {"brief_voice": "x" * 2001}, "may have 2,000 characters; this is 2,001"),
    ],
)
def test_wrong_answer_gets_a_sentence_at_its_field(
    step: str, shown: str, sent: dict[str, Any], sentence: str
) -> None:
    walker, edit_key = opened(step, shown)

    walker.send(**sent)

    plan = drafts.find(edit_key)
    assert plan is not None
    assert walker.status == 422
    assert walker.text.count(sentence) >= 2  # in the summary and at the field
    assert 'role="alert"' in walker.text
    assert "<title>Error: " in walker.text
    assert dict(plan.answers) == ANSWERS
    fields = [
        link for link in walker.page.links if link.startswith("#f-")
    ]  # the summary leads to them
    assert fields
    assert all(f'id="{link[1:]}"' in walker.text for link in fields)
    for (
        name,
        typed,
    ) in sent.items():  # what was typed is kept; what cannot be picked is not there to be shown
        (box, *others) = walker.form.named(name)
        assert others or box.type not in {"text", "textarea"} or box.value == typed


def test_two_hundred_jobs_pasted_into_the_search_are_shortened_and_told() -> None:
    walker, _ = opened("goal", "jobs")

    walker.get(f"{walker.address}?q={'bread+' * 200}")
    walker.send(
        **{
            "outputs.name.0": walker.form.named("outputs.name.0")[0].value,
            "outputs.medium.0": "text",
        }
    )

    assert walker.status == 422
    assert "Your own words may have 80 characters" in walker.text


def test_euros_are_taken_and_their_rate_is_shown() -> None:
    walker, edit_key = opened("goal", "amounts")

    walker.send(budget="€ 40")

    assert walker.address == f"/plan/{edit_key}/check/"
    assert "Limit on fees a month" in walker.text
    assert "€40" in walker.text


@pytest.mark.parametrize(
    ("step", "shown", "sent"),
    [
        ("tune", "brief", {"brief_voice": "a\0b"}),
        ("tune", "brief", {"brief_voice": "x" * 5_000_000}),
        ("goal", "jobs", {"outputs": ["menu-photos"] * 3000}),
    ],
    ids=["nul", "five megabytes", "three thousand fields"],
)
def test_what_no_form_sends_gets_a_plain_page(step: str, shown: str, sent: dict[str, Any]) -> None:
    walker, edit_key = opened(step, shown)

    response = walker.client.post(walker.address, walker.form.sent() | sent)

    plan = drafts.find(edit_key)
    assert plan is not None
    assert response.status_code in {400, 413}
    assert dict(plan.answers) == ANSWERS


def test_unknown_key_and_page_get_a_plain_page() -> None:
    _, edit_key = drafts.start(ANSWERS)

    for rest in (*("A" * 22, "short", "%00", "..%2f..%2fetc"), *(f"{edit_key}/{page}" for page in ("goal/no-such-page", "no-such-step/jobs", "pilot/jobs"))):  # fmt: skip
        assert Client().get(f"/plan/{rest}/").status_code in {400, 404}, rest


def test_page_open_while_a_use_case_is_withdrawn_keeps_all_and_says_what_happened() -> None:
    _, edit_key = drafts.start(ANSWERS)
    gone, left = "product-photo-background", "product-description"
    walker = Walker().get(f"/plan/{edit_key}/goal/mistakes/")
    publish_without(gone)

    walker.send(**{f"wrong_result.{gone}": "harm", f"wrong_result.{left}": "law"})

    assert walker.address.endswith("/goal/jobs/")
    assert "Another window" not in walker.text
    assert "1 of your picks is no longer in the catalog" in walker.text
    plan = drafts.find(edit_key)
    assert plan is not None
    kept = {name: value for name, value in plan.stored.items() if name.startswith("wrong_result.")}
    assert kept == {f"wrong_result.{gone}": "harm", f"wrong_result.{left}": "law"}


def publish_without(gone: str) -> None:
    """Publish the starter catalog without one use case."""
    catalog = support.starter_catalog()
    use_cases = tuple(row for row in catalog.use_cases if row.slug != gone)
    cells = tuple(row for row in catalog.cells if row.use_case != gone)
    support.publish_catalog(replace(catalog, use_cases=use_cases, cells=cells))
