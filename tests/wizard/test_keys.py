"""The keys that follow from a plan: each can be ended, and all end with the private link."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import CharField
from django.test import Client

from tests.rights import FILE, ROW, WALK
from tests.support import page_of
from tests.wizard.pilot.kit import RATES, SIGNED, filled
from tests.wizard.plans import Made, made
from wizard.models import Opinion, Pilot, Plan, PlanQuestion, SignOff
from wizard.pilot import store
from wizard.plans import keys, links
from wizard.plans.drafts import hash_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

# Hashes of keys that are no key of a plan beside its links: the private link itself; what was
# closed; by which key a copy was mine, which opens nothing; of releases, pages, files and results.
OTHERS = {"Plan.edit_key_hash", "ClosedLink.key_hash", "Plan.copied_under"}
TITLE = "A plan of many parts"


def addresses(plan: Plan) -> dict[str, str]:
    """Return what each key opens."""
    return {
        "approval": f"/p/sign-off/{SIGNED}/",
        "rating": f"/p/rate/{RATES}/",
        "file to rate": f"/p/rate/{RATES}/files/{FILE}/",
        "opinion": f"/p/{plan.view_key}/second-opinion/{WALK}/",
    }


def statuses(plan: Plan) -> dict[str, int]:
    found = {name: Client().get(address) for name, address in addresses(plan).items()}
    return {name: answer.status_code for name, answer in found.items()}


def turned_off_by_the_desk_then_on(mine: Made) -> None:
    chief = Client()
    chief.force_login(User.objects.create_superuser("chief"))
    chief.post(f"/admin/wizard/plan/{mine[0].pk}/withdraw/", {"note": "They asked."})
    links.reopen(mine[0])


def act(plan: Made, act: str, **more: str) -> Any:
    answer = Client().post(f"/plan/{plan[1]}/links/", {"act": act, **more})
    assert answer.status_code == 303
    return answer


def withdrawn_and_opened(mine: Made) -> None:
    act(mine, "withdrawn")
    act(mine, "open")


ALL_END: Mapping[str, Callable[[Made], object]] = {
    "a new private link": lambda mine: act(mine, "edit"),
    "turned off, then on": withdrawn_and_opened,
    "turned off by the desk, then on": turned_off_by_the_desk_then_on,
    "deleted": lambda mine: Client().post(f"/plan/{mine[1]}/delete/", {"sure": "yes"}),
}


def test_every_hash_of_a_key_belongs_to_a_kind_that_ends() -> None:
    columns = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("wizard").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and re.search(r"hash|key$|under$|token", field.name)
    }
    of_kinds = {f"{kind.rows([]).model.__name__}.{kind.field}" for kind in keys.KINDS.values()}

    # The view key is the link for others; of a file, a question and a result the key opens nothing
    # by itself.
    assert columns - OTHERS - {"Plan.view_key", "CaseFile.key"} == of_kinds


@pytest.mark.parametrize("way", ALL_END)
def test_all_keys_end_together(way: str) -> None:
    mine = filled(TITLE)
    before = statuses(mine[0])

    ALL_END[way](mine)

    after = statuses(mine[0])
    posts = [Client().post(each).status_code for each in addresses(mine[0]).values()]
    assert before == {"approval": 200, "rating": 200, "file to rate": 200, "opinion": 303}
    assert after == dict.fromkeys(after, 410)
    assert posts[:2] == [410, 410]
    assert not Pilot.objects.exclude(rating_hash="").exists()
    assert not Opinion.objects.exclude(key_hash="").exists()
    assert not SignOff.objects.exclude(key_hash="").exists()


@pytest.mark.parametrize("way", [way for way in ALL_END if way != "deleted"])
def test_what_was_said_by_a_key_stays_with_the_plan(way: str) -> None:
    mine = filled(TITLE)

    ALL_END[way](mine)

    assert SignOff.objects.active().count() == 1
    assert [opinion.pk for opinion in Opinion.objects.all()] == [ROW]  # the one that was agreed to
    assert PlanQuestion.objects.count() == 1
    assert Plan.objects.get(pk=mine[0].pk).pilots.get().cases.count() == 2


def test_the_page_of_links_names_every_key_and_ends_each() -> None:
    mine = filled(TITLE)
    address = f"/plan/{mine[1]}/links/"
    page = page_of(Client().get(address))
    names = re.findall(r'name="key" value="([\w-]+)"', page)

    assert len(names) == 4  # two opinions, one of them kept
    assert {name.partition("-")[0] for name in names} == set(keys.KINDS)
    for count, name in enumerate(names, start=1):
        answer = Client().post(address, {"act": "end", "key": name}, follow=True)
        left = re.findall(r'name="key" value="([\w-]+)"', page_of(answer))
        assert left == names[count:]
        assert "That link is ended" in page_of(answer)
    assert statuses(mine[0]) == dict.fromkeys(addresses(mine[0]), 410)
    assert "Other links that work" not in page_of(Client().get(address))


def test_who_opens_an_ended_key_is_told_so_and_nothing_of_the_plan() -> None:
    mine = filled(TITLE)
    act(mine, "edit")

    page = Client().get(f"/p/rate/{RATES}/")
    text = unescape(page.content.decode())

    assert "This link was ended" in text
    assert TITLE not in text
    assert mine[0].view_key not in text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["", "rating", "rating-", "rating-x", "nothing-1", "rating-" + "9" * 40, "approval-²"]
)
def test_a_key_that_is_none_ends_nothing(name: str) -> None:
    mine = filled(TITLE)

    act(mine, "end", key=name)

    assert statuses(mine[0])["rating"] == 200


def test_a_key_of_another_plan_is_not_ended() -> None:
    plan, _, _ = filled(TITLE)
    pilot = plan.pilots.get()

    act(made(), "end", key=f"rating-{pilot.pk}")

    assert statuses(plan)["rating"] == 200


@pytest.mark.parametrize("way", ["another", "off", "texts"])
def test_one_rating_link_ends_with_its_button(way: str) -> None:
    mine = filled(TITLE)
    pilot = mine[0].pilots.get()
    acts = {"another": "rating", "off": "revoke_rating", "texts": "delete_texts"}

    Client().post(f"/plan/{mine[1]}/pilot/1/act/", {"act": acts[way]})

    assert Client().get(f"/p/rate/{RATES}/").status_code == 410
    assert statuses(mine[0])["approval"] == 200
    if way == "another":
        pilot.refresh_from_db()
        assert pilot.rating_hash not in {"", hash_of(RATES)}
        second = store.make_rating_key(pilot)
        assert Client().get(f"/p/rate/{second}/").status_code == 200
