"""Publishing asks every plan and every golden plan first.

It waits for whoever must accept what flips.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse

from catalog import releases
from catalog.models import AiModel, Cell, Price, Release
from catalog.schema import dump
from tests.support import member, page_of, starter_catalog, take_published_desk
from tests.wizard.impact import keep_plans
from wizard.models import Acceptance, GoldenPlan, Look, Plan
from wizard.publishing import golden, impact_run
from wizard.publishing.gate import Accepted, ObjectionError, publish

pytestmark = pytest.mark.django_db

PAGE = "admin:catalog_release_publish"
ON = date(2026, 11, 25)
STARTERS = golden.starters()
SOME = {"garden-shop", "law-office", "wholesaler"}


@pytest.fixture(scope="module", autouse=True)
def desk(rows_of_module: None) -> None:
    """Fill the desk, publish it, and load some golden plans.

    Each is decided on two catalogs whenever one publishes.
    """
    take_published_desk()
    GoldenPlan.objects.bulk_create(row for row in golden.starters() if row.slug in SOME)


def turn_the_shop(times: Decimal = Decimal(400)) -> None:
    """Let what the garden shop would take for photos cost so many times as much.

    This turns its plan.
    """
    rows = Price.objects.filter(app_plan__slug="mokker-starter")
    rows.update(amount=F("amount") * times)


def turn_the_office() -> None:
    """Let the licence of what the law office would take forbid work for a firm."""
    AiModel.objects.filter(slug="gemma-4-31b").update(commercial_use="no")


def reviewer(*permissions: str) -> Client:
    client = Client()
    user = User.objects.create_user("rhea", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=permissions or ("view_release", "publish_release"))
    )
    client.force_login(user)
    return client


def sent(**more: Any) -> dict[str, Any]:
    """Return what the form sends that shows the desk as it is."""
    return {
        "expected": releases.digest_of(dump(releases.compile_desk())),
        "note": "The matrix was read anew.",
        **more,
    }


def test_starters_are_loaded_once_and_never_touched_again() -> None:
    GoldenPlan.objects.all().delete()
    call_command("load_golden")
    GoldenPlan.objects.filter(slug="garden-shop").update(why="Because we say so.")
    call_command("load_golden")

    assert GoldenPlan.objects.count() == len(STARTERS) == 8
    assert GoldenPlan.objects.get(slug="garden-shop").why == "Because we say so."


def test_flipped_golden_plan_holds_the_publication_until_accepted_by_name() -> None:
    turn_the_shop()
    client = reviewer()
    shown = client.get(reverse(PAGE))
    page, typed = shown.content.decode(), sent(expected=shown.context["form"]["expected"].value())

    refused_page = client.post(reverse(PAGE), typed).content.decode()
    wrong = client.post(reverse(PAGE), typed | {"accept": ["wholesaler"]}).content.decode()
    done = client.post(
        reverse(PAGE), typed | {"accept": ["garden-shop"]}, follow=True
    ).content.decode()

    assert "Publishing waits until you accept each of these by name." in page
    assert "Product photos: Mokker Starter" in page
    for refused in (refused_page, wrong):
        assert "Not published. Accept each of these by name: Garden shop." in refused
    assert "Release 2 is what readers see now." in done
    accepted = Acceptance.objects.get()
    assert (accepted.golden.slug, accepted.release, accepted.author) == (
        "garden-shop",
        2,
        User.objects.get(),
    )
    assert "Mokker Starter" in accepted.before
    assert "Mokker Starter" not in accepted.after
    expected = GoldenPlan.objects.get(slug="garden-shop").expected
    assert expected["product-photo-background"]["tools"] == ["mokker-starter"]


def test_note_and_ticks_are_kept_where_publishing_is_held() -> None:
    turn_the_shop()
    turn_the_office()
    client = reviewer()

    answer = client.post(reverse(PAGE), sent(accept=["garden-shop"]))

    assert "by name: Law office." in page_of(answer)
    assert answer.context["form"]["note"].value() == "The matrix was read anew."
    assert 'value="garden-shop" checked' in page_of(answer)
    assert Release.objects.count() == 1


def test_what_is_expected_from_now_on_needs_a_why() -> None:
    turn_the_shop()
    client = reviewer()
    typed = sent(accept=["garden-shop"], expect=["garden-shop"])

    refused = client.post(reverse(PAGE), typed).content.decode()
    before = Release.objects.count()
    client.post(reverse(PAGE), typed | {"why_garden-shop": "Menus want pictures now."})

    assert "Not published. Say why what you expect from now on is right: Garden shop." in refused
    assert (before, Release.objects.count()) == (1, 2)
    assert GoldenPlan.objects.get(slug="garden-shop").why == "Menus want pictures now."


def test_accepted_outcome_can_be_expected_from_then_on() -> None:
    turn_the_shop()

    publish(
        author=None,
        note="Turned.",
        expected=None,
        accepted=Accepted(
            slugs=["garden-shop"], expected_since={"garden-shop": "Menus want pictures now."}
        ),
    )

    row = GoldenPlan.objects.get(slug="garden-shop")
    assert row.why == "Menus want pictures now."
    assert row.expected["product-photo-background"]["tools"] != ["mokker-starter"]
    assert golden.evaluate(row, releases.current().catalog, ON).broken == ()
    turn_the_shop(Decimal("0.0025"))
    with pytest.raises(ObjectionError, match="Garden shop"):
        publish(author=None, note="Back.", expected=None, accepted=Accepted())


def test_what_was_accepted_or_put_away_holds_nothing() -> None:
    turn_the_shop()
    publish(author=None, note="Turned.", expected=None, accepted=Accepted(slugs=["garden-shop"]))
    Cell.objects.filter(use_case__slug="code-review").update(reason="Read anew.")
    publish(author=None, note="Words.", expected=None, accepted=Accepted())
    assert (Release.objects.count(), Acceptance.objects.count()) == (3, 1)

    GoldenPlan.objects.filter(slug="law-office").update(enforced=False)
    turn_the_office()
    publish(author=None, note="Turned, too.", expected=None, accepted=Accepted())
    assert Acceptance.objects.count() == 1


def test_command_is_held_too_and_says_how_to_accept() -> None:
    turn_the_shop()

    with pytest.raises(CommandError, match="--accept garden-shop  Product descriptions"):
        call_command("publish_release", note="Turned.")
    call_command("publish_release", "--accept", "garden-shop", note="Turned.")

    assert Acceptance.objects.get().author is None


def test_plans_that_a_publication_moves_are_counted_and_nobody_is_named() -> None:
    keep_plans(range(8), releases.current().digest)
    Price.objects.filter(app_plan__isnull=False).update(amount=F("amount") * 50)

    text = member("Reviewer").get(reverse(PAGE)).content.decode()

    assert "of 8</strong>. A plan that nobody" in text
    assert re.search(r"[1-8] plans? would say something else</strong>", text)
    assert [plan for plan in Plan.objects.order_by("pk") if plan.view_key in text] == []
    for secret in ("Some words", "My own", "/p/"):
        assert secret not in text


def test_progress_is_shown_and_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_plans(range(6), releases.current().digest)
    monkeypatch.setattr(impact_run, "AT_ONCE", 2)
    monkeypatch.setattr(impact_run, "A_TURN", 0)
    turn_the_shop()
    client = reviewer()

    first = client.get(reverse(PAGE)).content.decode()
    look = f"{reverse('admin:catalog_release_look')}?look={Look.objects.get().pk}"
    more = [client.get(look, headers={"HX-Request": "true"}).content.decode() for _ in range(3)]
    plain = client.get(look)

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in first
    assert "Looked at 2 of 6 plans." in first
    assert "Looked at 4 of 6 plans." in more[0]
    assert "Looked at 6 of 6 plans." in more[1]
    assert "would say something else" in more[2]
    assert plain.url == reverse(PAGE)  # type: ignore[attr-defined]  # a redirect
    assert "<progress" not in client.get(reverse(PAGE)).content.decode()


def test_looking_again_sees_plans_that_were_made_since() -> None:
    turn_the_shop()
    client = reviewer()
    client.get(reverse(PAGE))
    keep_plans([1], releases.current().digest)

    before = client.get(reverse(PAGE)).content.decode()
    after = client.post(
        reverse("admin:catalog_release_look"), {"look": Look.objects.get().pk}, follow=True
    )

    assert "0 of 0</strong>" in before
    assert "1</strong>. A plan that nobody" in after.content.decode()


def test_old_looks_are_forgotten() -> None:
    for day in range(1, 9):
        impact_run.begin(releases.current(), starter_catalog(), date(2027, 1, day))

    assert Look.objects.count() == impact_run.MOST_LOOKS


# Golden plans on the desk


def test_new_golden_plan_takes_its_answers_from_an_example(admin_client: Client) -> None:
    typed = {
        "name": "Another shop",
        "slug": "another-shop",
        "firm": "A shop.",
        "why": "It wants both.",
        "enforced": "on",
        "answers_from": "garden-shop",
    }

    answer = admin_client.post(reverse("admin:wizard_goldenplan_add"), typed)

    row = GoldenPlan.objects.get(slug="another-shop")
    assert answer.status_code == 302
    assert row.expected == GoldenPlan.objects.get(slug="garden-shop").expected


def test_new_golden_plan_takes_its_answers_from_a_link(admin_client: Client) -> None:
    (version,) = keep_plans([3], releases.current().digest)
    typed = {"name": "Mine", "slug": "mine", "firm": "A firm.", "why": "So.", "enforced": "on"}

    add = reverse("admin:wizard_goldenplan_add")
    wrong = admin_client.post(
        add, typed | {"answers_from": "https://x.example/p/nothing-like-this-1/"}
    )
    admin_client.post(
        add, typed | {"answers_from": f"https://x.example/p/{version.plan.view_key}/"}
    )

    assert "There is no plan with this link" in wrong.content.decode()
    assert GoldenPlan.objects.get(slug="mine").answers == version.answers


def test_golden_plan_is_read_in_the_words_of_the_questions_and_expects_what_it_says_today(
    admin_client: Client,
) -> None:
    row = GoldenPlan.objects.get(slug="garden-shop")
    expected = row.expected
    GoldenPlan.objects.filter(pk=row.pk).update(expected={}, named_on=None)
    address = reverse("admin:wizard_goldenplan_change", args=[row.pk])
    page = admin_client.get(address).content.decode()
    typed = {
        "name": row.name,
        "slug": row.slug,
        "firm": row.firm,
        "why": row.why,
        "enforced": "on",
        "expect": "on",
    }

    unexplained = admin_client.post(address, typed)
    answer = admin_client.post(address, typed | {"why": "Both still hold."})

    assert "What is expected changes: say why it is right now." in unexplained.content.decode()
    assert "<dt>People</dt><dd>3</dd>" in page
    assert answer.status_code == 302
    changed = GoldenPlan.objects.get(pk=row.pk)
    assert changed.expected == expected
    assert (changed.named_on, changed.answers) == (1, row.answers)
