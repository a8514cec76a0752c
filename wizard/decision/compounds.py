"""Compounds: a job of several parts bought as models.

Each further part takes the cheapest that passes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec import structs

from wizard.decision.costs import Costing, Priced, best_of
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Option
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Review, Unknown


def compounds(
    main: Iterable[Option], further: Sequence[Sequence[Option]], work: Work
) -> tuple[Option, ...]:
    """Return the options of the part that decides, each with what does the other parts beside it.

    A result is read once, as a whole: the further parts are chosen by their fees and mistakes
    alone. Empty where some part has no option.
    """
    companions = [_cheapest(options, work) for options in further]
    chosen = [row for row in companions if row is not None]
    if len(chosen) < len(companions):
        return ()
    return tuple(_joined(option, chosen) for option in main)


def heard_by(options: Iterable[Option], work: Work) -> Priced | None:
    """Return the cheapest that writes down recordings for apps that hear nothing.

    What takes recordings is sold by the hour; a seat may be of what one speaks into. Nothing
    private goes to a seller who has to answer first; what it costs at most, and whether it knows
    the language, an hour's try shows.
    """
    tried = {Unknown.PRICE, Unknown.LANGUAGE}
    by_hour = (row for row in options if row.result_usd and not row.needs_developer)
    safe = [row for row in by_hour if not row.challenger_only and {*row.unknowns} <= tried]
    costing = Costing(work=replace(work, review=Review.NOBODY), guesses=GUESSES)
    priced = (costing.price(row) for row in safe)
    return min(priced, key=lambda row: (len(row.option.unknowns), row.rank), default=None)


def with_hearing(
    options: Iterable[Option], heard: Priced | None, results: float
) -> tuple[Option, ...]:
    """Return apps that hear nothing, each paid together with what writes down what is said."""
    if heard is None:
        return tuple(options)
    each_usd = heard.paid_usd / results
    return tuple(
        structs.replace(
            option,
            each_usd=option.each_usd + each_usd,
            hears_with=heard.option.tool,
            hearing_usd=each_usd,
            prices=option.prices + heard.option.prices,
        )
        for option in options
    )


def _cheapest(options: Sequence[Option], work: Work) -> Priced | None:
    """Return the cheapest that surely may be named; None where there is none."""
    namable = [row for row in options if not row.challenger_only and not row.unknowns]
    measured = [row for row in namable if row.measured] or namable
    unread = replace(work, review=Review.NOBODY)
    costing = Costing(work=unread, guesses=GUESSES, best=best_of(measured))
    return min((costing.price(row) for row in measured), key=lambda row: row.rank, default=None)


def _joined(option: Option, companions: Iterable[Priced]) -> Option:
    """Return one option that pays for all parts and is judged by the first.

    Nobody corrects the words of a transcript that a model reads on: they count only where the
    transcript is what was asked for.
    """
    joined = option
    for row in companions:
        other = row.option
        joined = structs.replace(
            joined,
            key=f"{joined.key}+{other.key}",
            tool=f"{joined.tool}+{other.tool}",
            seats_usd=joined.seats_usd + other.seats_usd,
            result_usd=joined.result_usd + other.result_usd,
            each_usd=joined.each_usd + other.each_usd,
            care_hours=max(joined.care_hours, other.care_hours),
            prices=joined.prices + other.prices,
        )
    return joined
