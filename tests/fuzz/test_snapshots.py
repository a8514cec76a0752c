"""What an attack must not do to a plan is noticed, and what it may is not."""

import gzip

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse

from tests.fuzz.firing import Attack, faults
from tests.fuzz.snapshots import lost, take_snapshot
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts

YES = HttpResponse(status=303)
NEXT_PAGE = HttpResponse(headers={"HX-Push-Url": "/plan/new/"})
NO = HttpResponse(status=422)


@pytest.fixture
def asked(starter_release: object) -> tuple[Plan, Attack]:
    """Return a plan, and an attack that sends its first page, where the jobs are asked."""
    plan, edit_key = drafts.start({})
    return plan, Attack(who="stranger", method="POST", path=f"/plan/{edit_key}/goal/jobs/")


def test_what_nobody_wrote_is_not_read_again(asked: tuple[Plan, Attack]) -> None:
    plan, _ = asked
    before = take_snapshot((plan.pk,))

    assert take_snapshot((plan.pk,), before) is before


@pytest.mark.parametrize(
    ("answer", "question", "found"),
    [
        (YES, "outputs", 0),
        (NEXT_PAGE, "outputs", 0),
        (NO, "outputs", 1),
        (HttpResponse(), "outputs", 1),
        (YES, "name", 1),
    ],
)
def test_answer_may_change_where_it_is_asked_and_taken(
    asked: tuple[Plan, Attack], answer: HttpResponse, question: str, found: int
) -> None:
    plan, attack = asked
    before = take_snapshot((plan.pk,))
    plan.answers = [[question, "food"]]
    plan.save()
    now = take_snapshot((plan.pk,), before)

    assert now is not before
    assert len(list(lost(attack, answer, before.answers, now.answers))) == found


def test_plan_that_is_gone_is_missed(asked: tuple[Plan, Attack]) -> None:
    plan, attack = asked
    before = take_snapshot((plan.pk,))
    pk = plan.pk
    plan.delete()

    assert list(lost(attack, YES, before.answers, take_snapshot((pk,), before).answers)) == [f"plan {pk} is gone"]


def test_what_the_end_of_the_transaction_would_refuse_is_refused_at_once(asked: tuple[Plan, Attack]) -> None:
    plan, _ = asked
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wizard_plan SET copied_from_id = 2000000000, copied_number = 1, copied_under = %s WHERE id = %s",
            ["0" * 64, plan.pk],
        )

    with pytest.raises(IntegrityError, match=PlanVersion._meta.db_table):
        take_snapshot((plan.pk,))


@pytest.mark.parametrize("header", ["Location", "HX-Push-Url", "HX-Redirect"])
def test_header_that_leads_away_is_noticed(header: str) -> None:
    headers = {"X-Content-Type-Options": "nosniff", header: "//elsewhere.example/"}

    answer = HttpResponse(content_type="text/plain", headers=headers)

    assert faults(answer, "") == ["leads away: //elsewhere.example/"]


@pytest.mark.parametrize(("text", "wrong"), [(b"zq<", ["reflected as it was sent: b'zq<'"]), (b"zq&lt;", [])])
def test_what_was_compressed_is_read(text: bytes, wrong: list[str]) -> None:
    headers = {"X-Content-Type-Options": "nosniff", "Content-Encoding": "gzip"}

    assert faults(HttpResponse(gzip.compress(text), content_type="text/xml", headers=headers), "") == wrong
