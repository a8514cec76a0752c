"""Everyday use: money, yield and break-even, reckoned by hand."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.parsing import Span
from catalog.schema import Catalog
from catalog.vocabulary import Branch, Fit, Medium, PriceUnit, Task
from tests.wizard.engine.strategies import ON
from tests.wizard.engine.toys import LETTERS, PLAIN, catalog, cell, model, offer, price, use_case
from wizard.engine.answers import Answers, Output, Targets
from wizard.engine.decide import decide
from wizard.engine.decision import CostRow, Scale
from wizard.engine.vocabulary import Check, Joining

SET_UP = Span(low=Decimal(1000), high=Decimal(2000))
NOTES = Output(key="notes", use_case="notes", per_month=LETTERS.per_month)
BOTH = replace(PLAIN, outputs=(LETTERS, NOTES))


def everyday(answers: Answers = PLAIN, known: Catalog | None = None) -> Scale:
    found = decide(answers, known or catalog(), ON).scale
    assert found is not None
    return found


def rows(answers: Answers = PLAIN) -> dict[str, CostRow]:
    return {row.slug: row for row in everyday(answers).costs}


def figures(row: CostRow) -> tuple[str | None, ...]:
    return tuple(None if value is None else str(value) for value in (row.low, row.likely, row.high, row.today))


def test_month_of_letters_costs_what_the_sums_say() -> None:
    found = rows(replace(PLAIN, setup_usd=SET_UP))

    # 30 minutes by hand; handling takes 1.5, 3 or 6, a check 3, 6 or 12; of 100 results 90, 80 or 70 are accepted; an hour costs $60.
    assert figures(found["minutes"]) == ("500.00", "1125.00", "2571.43", "3000.00")
    # A letter costs a cent at Alpha; half, once or twice that, up to one and a half times asked, over the share accepted.
    assert figures(found["fees"]) == ("0.56", "1.25", "4.29", None)
    assert figures(found["total"]) == ("500.56", "1126.25", "2575.71", "3000.00")
    assert figures(found["year"]) == ("6006.67", "13515.00", "30908.57", "36000.00")
    assert figures(found["saved"]) == ("424.29", "1873.75", "2499.44", None)
    assert figures(found["payback"]) == ("0.4", "0.8", "4.7", None)
    assert figures(found["break-even"]) == ("4", "7", "40", None)


def test_set_up_is_paid_back_from_so_many_on() -> None:
    found = everyday(replace(PLAIN, setup_usd=SET_UP))

    # $1,500 over twelve months of $1,873.75 is 6.67 of 100 letters.
    assert found.break_even == "From 7 letters a month on, the set-up is paid back within a year."


def test_set_up_that_is_not_paid_back_is_said_to_need_more() -> None:
    dear = Span(low=Decimal(30_000), high=Decimal(60_000))

    found = everyday(replace(PLAIN, setup_usd=dear))

    assert found.break_even == (
        "The set-up is paid back within a year only from 201 letters a month on; you named 100."
    )


def test_several_outputs_break_even_as_a_share_of_the_work() -> None:
    found = everyday(replace(BOTH, setup_usd=SET_UP))

    assert found.break_even == "The set-up is paid back within a year if the work is at least 4 % of what you named."


def test_nothing_saved_is_said() -> None:
    slow = replace(PLAIN, check_minutes=Span(low=Decimal(60), high=Decimal(60)), setup_usd=SET_UP)

    found = {row.slug: row for row in everyday(slow).costs}

    assert figures(found["payback"])[:3] == (None, None, None)
    assert everyday(slow).break_even.startswith("On the likely figures this saves no money.")


def test_no_set_up_leaves_nothing_to_pay_back() -> None:
    none = Span(low=Decimal(0), high=Decimal(0))

    found = everyday(replace(PLAIN, setup_usd=none))

    assert found.break_even == "On the likely figures a month saves $1,874, and there is no set-up to pay back."


def test_unknown_volume_is_reckoned_by_the_piece() -> None:
    single = replace(PLAIN, outputs=(replace(LETTERS, per_month=None),))

    found = everyday(single)

    assert [row.label for row in found.costs] == ["Model fees for one letter", "Minutes of a person for one letter"]
    assert figures(found.costs[1]) == ("5.00", "11.25", "25.71", "30.00")
    assert found.break_even.startswith("How many results a month")


def test_nobody_checking_leaves_the_handling_and_no_station() -> None:
    found = everyday(replace(PLAIN, check=Check.NOBODY))

    assert [link.who for link in found.chains[0].links] == ["Alpha"]
    assert rows(replace(PLAIN, check=Check.NOBODY))["minutes"].likely == 375


def test_sample_takes_a_tenth_of_the_checking() -> None:
    found = rows(replace(PLAIN, check=Check.SAMPLE))

    assert figures(found["minutes"])[:3] == ("200.00", "450.00", "1028.57")


def test_own_checking_minutes_count() -> None:
    found = rows(replace(PLAIN, check_minutes=Span(low=Decimal(1), high=Decimal(3))))

    assert figures(found["minutes"])[:3] == ("277.78", "625.00", "1285.71")


@pytest.mark.parametrize(("accepted", "passing"), [(None, 64), (Decimal(90), 81), (Decimal(50), 25)])
def test_chain_passes_what_every_check_passes(accepted: Decimal | None, passing: int) -> None:
    told = replace(BOTH, joining=Joining.TOGETHER, targets=Targets(accepted_percent=accepted))

    (chain,) = everyday(told).chains

    assert chain.first_pass_percent == passing
    made = ["Make the letters", "Check the letters", "Make the notes", "Check the notes"]
    assert [link.title for link in chain.links] == made
    assert chain.fallbacks == ("If Alpha is down: Gamma.",) * 2


def test_jobs_of_their_own_are_chains_of_their_own() -> None:
    found = everyday(replace(BOTH, joining=Joining.APART))

    assert [(chain.name, chain.first_pass_percent) for chain in found.chains] == [
        ("Write letters", 80),
        ("Write notes", 80),
    ]


def illustrated(fit: Fit = Fit.YES) -> Catalog:
    """Return a catalog in which letters come with a picture."""
    known = catalog()
    picture = model("iris", outputs=(Medium.IMAGE,))
    return replace(
        known,
        models=(*known.models, picture),
        offers=(*known.offers, offer("iris")),
        prices=(*known.prices, price("iris", "0.1", PriceUnit.IMAGE)),
        use_cases=(use_case(outputs=(Medium.TEXT, Medium.IMAGE), tasks=(Task.WRITING, Task.IMAGES)),),
        cells=(cell(), cell(branch=Branch.MEDIA, fit=fit)),
    )


def test_checking_is_shared_out_among_the_pieces_of_a_result() -> None:
    found = everyday(PLAIN, illustrated())

    (chain,) = found.chains
    assert [link.minutes_likely for link in chain.links] == [None, Decimal("3.0"), None, Decimal("3.0")]
    assert {row.slug: row for row in found.costs}["minutes"].today == 3000


def test_weakest_hand_off_is_the_one_the_matrix_doubts() -> None:
    sure, doubtful = everyday(PLAIN, illustrated()), everyday(PLAIN, illustrated(Fit.LIMITED))

    assert [link.title for link in sure.chains[0].links if link.weakest] == []
    assert [link.title for link in doubtful.chains[0].links if link.weakest] == ["Check the pictures of the letters"]


def test_phases_follow_the_pilot() -> None:
    phases = everyday(replace(PLAIN, pilot_start=ON + timedelta(days=7), pilot_weeks=2)).phases

    assert [(phase.title, (phase.begins - ON).days) for phase in phases] == [
        ("Get ready", 0),
        ("Pilot", 7),
        ("Side by side", 21),
        ("Everyday use", 63),
    ]


def test_pilot_under_way_needs_no_getting_ready() -> None:
    phases = everyday(replace(PLAIN, pilot_start=ON - timedelta(days=1))).phases

    assert [phase.title for phase in phases] == ["Pilot", "Side by side", "Everyday use"]
