"""Readers may keep the page of a plan; whatever is written of the plan makes another page at once."""

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from catalog import releases
from tests.support import publish_catalog, starter_catalog
from tests.wizard.colleagues import made, next_version
from tests.wizard.pilot.kit import rows, start
from wizard.colleagues import questions, signoffs
from wizard.models import Plan, SignOff, TakenBackBy
from wizard.pilot import store
from wizard.plans import drafts, links, replies
from wizard.plans.overlay import Point, RepliedRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

GZIP = {"Accept-Encoding": "gzip"}


def _asks(plan: Plan) -> None:
    questions.ask(plan.versions.newest_first()[0], about="pilot", name="Ines", text="Who tries it?")


def _answers(plan: Plan) -> None:
    question = plan.questions.get()
    questions.answer(plan, question.pk, "Mira.", seen_mark=questions.seen(question))


def _deletes(plan: Plan) -> None:
    plan.questions.get().delete()


def _closes(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(takes_questions=False)


def _signs(plan: Plan) -> None:
    assert isinstance(signoffs.sign(plan.versions.newest_first()[0], "Ines", "", ""), str)


def _takes_back(plan: Plan) -> None:
    signoffs.take_back(SignOff.objects.get(version__plan=plan), TakenBackBy.OWNER)


def _takes_no_signoffs(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(takes_signoffs=False)


def _replies(plan: Plan) -> None:
    model = releases.current().catalog.models[0].slug
    point = Point(kind=RepliedRow.MODEL, subject=model, field="commercial_use")
    replies.record(plan, point, value="yes", name="Jo", stated_on=localdate(), valid_until=localdate())


def _takes_reply_back(plan: Plan) -> None:
    assert replies.take_back(plan, 1)


def _locks(plan: Plan) -> None:
    start(plan)


def _tries(plan: Plan) -> None:
    store.take(plan.pilots.get(), rows(plan.pilots.get(), 3, 1))


def _allows_previews(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(previews=True)


def _makes_a_version(plan: Plan) -> None:
    next_version(plan, plan.versions.count() + 1)


def _publishes(_: Plan) -> None:
    publish_catalog(replace(starter_catalog(), articles=()))


# In this order: some undo what others did, and what is as it was before is a new page all the same.
ACTS: tuple[Callable[[Plan], None], ...] = (
    _asks,
    _answers,
    _deletes,
    _closes,
    _signs,
    _takes_back,
    _takes_no_signoffs,
    _replies,
    _takes_reply_back,
    _locks,
    _tries,
    _allows_previews,
    _makes_a_version,
    _publishes,
)


def _page(address: str) -> bytes:
    """Return the page as a new reader gets it."""
    return Client().get(address).content


def test_every_act_that_the_page_shows_makes_another_page_at_once(client: Client) -> None:
    plan, _, _ = made()
    address = plan.get_absolute_url()
    known, seen = client.get(address, headers=GZIP), set()

    for act in ACTS:
        act(plan)
        plan.refresh_from_db()
        answer = client.get(address, headers=GZIP | {"If-None-Match": known.headers["ETag"]})
        before, known = known, client.get(address, headers=GZIP)

        now = gzip.decompress(known.content)
        assert now == _page(address), act.__name__
        if now != gzip.decompress(before.content):
            seen.add(act)
        assert answer.status_code == (200 if act in seen else 304), act.__name__

    assert seen >= {_asks, _answers, _deletes, _signs, _takes_back, _takes_no_signoffs, _locks, _makes_a_version}


@pytest.mark.parametrize("column", ["withdrawn", "expires"])
def test_page_that_is_kept_closes_with_its_link(client: Client, column: str) -> None:
    plan, _, _ = made()
    first = client.get(plan.get_absolute_url(), headers=GZIP)
    Plan.objects.filter(pk=plan.pk).update(**{column: now()})

    assert client.get(plan.get_absolute_url(), headers=GZIP).status_code == 410
    assert client.get(plan.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]}).status_code == 410


@pytest.mark.parametrize("end", ["run out", "renewed"])
def test_copy_says_at_once_that_its_original_was_closed(client: Client, end: str) -> None:
    original, _, version = made()
    copy, _, _ = made()
    under = drafts.hash_of(original.view_key)
    Plan.objects.filter(pk=copy.pk).update(copied_from=version, copied_number=1, copied_under=under)
    address = copy.get_absolute_url()
    opened = client.get(address, headers=GZIP)
    if end == "renewed":
        links.renew_view(original)
    else:
        Plan.objects.filter(pk=original.pk).update(expires=now())

    closed = client.get(address, headers=GZIP)

    assert closed.headers["ETag"] != opened.headers["ETag"]
    assert gzip.decompress(closed.content) == _page(address)
