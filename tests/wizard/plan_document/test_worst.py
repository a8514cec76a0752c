"""The worst that an owner named: its kind by its words, and the act against it, not a riddle."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.support import starter_catalog
from tests.wizard.plan_document.test_endings import ON
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import DecidesOn
from wizard.document.blocks import ListBlock
from wizard.document.compose import document_of
from wizard.document.worst import kind_of_worst

CATALOG = starter_catalog()


@pytest.mark.parametrize(
    ("worst", "kind"),
    [
        ("An emergency is not put through", "injury"),
        ("An injured person is sent the wrong way", "injury"),
        ("A stove that should be shut goes on burning", "injury"),
        ("A fall is not passed on to the next shift", "handed-on"),
        ("An account for somebody on a list of sanctions", "sanctions"),
        ("A false bank account is paid", "changed-account"),
        ("We open a door for a burglar", "identity"),
        ("A guard is taken off because the manual left a step out", "on-the-spot"),
        ("A valve is opened under pressure", "on-the-spot"),
        ("A patient takes twice the dose", "dose"),
        ("A danger on the site is not in the paper", "left-out"),
        ("A master dismisses an apprentice because we said that he may", "relied-on"),
        ("A court reads a time that was never in the log", "invented"),
        ("A guest with a nut allergy is served", "allergy"),
        ("A report accuses the wrong person", "accused"),
        ("A plot goes to the wrong buyer", "recipient"),
        ("A wrong name at the grave", "name"),
        ("A competitor learns our prices", "secret"),
        ("Somebody is passed over for her age", "unequal"),
        ("The cover is that of somebody else", "copied"),
        ("Players say that we stole a style", "copied"),
        ("A cream promises to heal", "claim"),
        ("A room is promised that is taken", "promise"),
        ("A debtor is sued who had paid", "paid"),
        ("An invoice is paid twice", "twice"),
        ("A family misses a deadline", "deadline"),
        ("A clerk applies an old rule", "outdated"),
        ("A copy is sold as the work of a master", "genuine"),
        ("We forget a piece of work in an offer", "left-out"),
        ("An objection is not weighed", "left-out"),
        ("It names a ruling that does not exist", "invented"),
        ("The wrong seal is sent and a plant stands still", "item"),
        ("A member is told a wrong pension", "figure"),
        ("A patient is not called back", "unanswered"),
        ("A guest gets a room that is not free", "promise"),
        ("A weld that is cracked is not found", "unnoticed"),
        ("The tone hurts a family", "offended"),
        ("Somebody loses a finger at the saw", "on-the-spot"),
        ("A date of notice is missed", "deadline"),
        ("We write to a widow as if her husband lived", "addressed"),
        # near misses: no kind
        ("Nobody sees the leak of a pipe", ""),
        ("A competitor opens next door", ""),
        ("A student fails because of a comment", ""),
        ("We lose a good customer", ""),
        ("Our health officer complains", ""),
        ("The nutcracker is late", ""),
        ("A machinist complains", ""),
        ("", ""),
    ],
)
def test_kind_of_the_worst_is_told_by_its_words(worst: str, kind: str) -> None:
    assert kind_of_worst(worst) == kind


def risk(job: Job) -> str:
    """Return the biggest risk that a plan of one job says."""
    answers = Answers(jobs=(job,), people=6, wage_usd=Decimal(30))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    tiles = {tile.key: tile for tile in plan.head.tiles}
    return " ".join((tiles["risk"].big, *tiles["risk"].fine)) if "risk" in tiles else ""


REPLIES = Job(key="support-email-reply", use_case="support-email-reply", results=Decimal(700))


@pytest.mark.parametrize(
    ("worst", "act"),
    [
        ("A room is promised that is taken", "Before every promise, look in your own calendar"),
        ("A guest is angry", "Refunds, promises and questions of safety"),
        # nothing is recognised
        ("A guest is disappointed", "Refunds, promises and questions of safety"),
    ],
)
def test_worst_is_quoted_with_the_act_against_it(worst: str, act: str) -> None:
    says = risk(replace(REPLIES, worst=worst))

    assert says.startswith(f"You wrote: “{worst}.” {act}")


def test_who_named_no_worst_reads_that_of_the_job_with_its_act() -> None:
    row = CATALOG.phrases_of["support-email-reply"]

    assert risk(REPLIES) == f"{row.cost_of_wrong} {row.against}"


def test_fear_of_a_job_that_comes_later_stands_first_among_its_risks() -> None:
    """Above is only that of the job that is begun."""
    later = Job(
        key="knowledge-search",
        use_case="knowledge-search",
        results=Decimal(300),
        worst="A family misses a deadline",
    )
    jobs = (replace(REPLIES, worst="A room is promised that is taken"), later)
    answers = Answers(jobs=jobs, people=6, wage_usd=Decimal(30))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    (risks,) = [section for section in plan.sections if section.key == "risks"]
    blocks = [block for group in risks.groups for block in group.blocks]
    rows = [row for block in blocks if isinstance(block, ListBlock) for row in block.rows]
    quoted = [str(row.says[0]) for row in rows if "You wrote" in str(row.says)]
    act = "Copy every deadline from its source into your own calendar."

    assert "A room is promised" in str([tile for tile in plan.head.tiles if tile.key == "risk"])
    assert quoted == [f"You wrote: “A family misses a deadline.” {act}"]


@pytest.mark.parametrize(
    ("worst", "says"),
    [
        ("An emergency is not put through", "You wrote: “An emergency is not put through.” Every"),
        ("We lose a good customer", "Somebody asks AI anyway"),
    ],
)
def test_where_ai_must_not_do_it_nothing_is_said_of_its_results(worst: str, says: str) -> None:
    calls = Job(
        key="support-voice-agent",
        use_case="support-voice-agent",
        results=Decimal(9_500),
        worst=worst,
        decides_on=frozenset({DecidesOn.TREATMENT}),
    )

    assert risk(calls).startswith(says)
    assert CATALOG.phrases_of["support-voice-agent"].against not in risk(calls)
