"""What an attack must not do to a plan is noticed, and what it may is not."""

import gzip

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse

from tests.fuzz.firing import LEADING, Attack, faults
from tests.fuzz.snapshots import lost, take_snapshot
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts

YES, NEXT = HttpResponse(status=303), HttpResponse(headers={"HX-Push-Url": "/plan/new/"})


@pytest.fixture
def asked(starter_release: object) -> tuple[Plan, Attack]:
    """Return a plan, and an attack that sends its first page, where the jobs are asked."""
    plan, edit_key = drafts.start({})
    return plan, Attack(who="stranger", method="POST", path=f"/plan/{edit_key}/goal/what/")


def test_answer_may_change_where_it_is_asked_and_taken_and_a_plan_that_is_gone_is_missed(
    asked: tuple[Plan, Attack],
) -> None:
    plan, attack = asked
    pk, empty = plan.pk, take_snapshot((plan.pk,))
    assert take_snapshot((pk,), empty) is empty  # what nobody wrote is not read again

    found = {}
    for page in ("what", "amounts"):
        plan.answers = {page: {"jobs": "food"}}
        plan.save()
        now = take_snapshot((pk,), empty)
        for answer in (YES, NEXT, HttpResponse(status=422), HttpResponse()):
            found[page, answer] = len(list(lost(attack, answer, empty.answers, now.answers)))
    plan.delete()

    assert [*found.values()] == [0, 0, 1, 1, 1, 1, 1, 1]
    assert [*lost(attack, YES, empty.answers, take_snapshot((pk,), empty).answers)] == [
        f"plan {pk} is gone"
    ]


def test_what_the_end_of_the_transaction_would_refuse_is_refused_at_once(
    asked: tuple[Plan, Attack],
) -> None:
    plan, _ = asked
    with connection.cursor() as cursor:
        cursor.execute(
            (
                "UPDATE wizard_plan SET copied_from_id = 2000000000, copied_number = 1, "
                "copied_under = %s WHERE id = %s"
            ),
            ["0" * 64, plan.pk],
        )

    with pytest.raises(IntegrityError, match=PlanVersion._meta.db_table):
        take_snapshot((plan.pk,))


@pytest.mark.parametrize(
    ("text", "headers", "wrong"),
    [
        *(
            (b"", {name: "//elsewhere.example/"}, ["leads away: //elsewhere.example/"])
            for name in LEADING
        ),
        (
            gzip.compress(b"zq<", mtime=0),
            {"Content-Encoding": "gzip"},
            ["reflected as it was sent: b'zq<'"],
        ),
        (gzip.compress(b"zq&lt;", mtime=0), {"Content-Encoding": "gzip"}, []),
    ],
)
def test_fault_of_an_answer_is_noticed(
    text: bytes, headers: dict[str, str], wrong: list[str]
) -> None:
    answer = HttpResponse(
        text, content_type="text/xml", headers={"X-Content-Type-Options": "nosniff", **headers}
    )

    assert faults(answer, "") == wrong
