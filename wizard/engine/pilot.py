"""The pilot: one workflow, targets set beforehand, and the trials that settle each."""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import (
    CENT,
    capitalise,
    format_count,
    format_day,
    format_limit,
    format_minutes,
    format_rounded,
    lower_first,
    spell_count,
    with_article,
)
from catalog.schema import Catalog
from catalog.vocabulary import Topic
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Fact, Part, Pilot, Reason, Target, Told
from wizard.engine.statistics import difference_told, share, trials_for_mean, trials_for_share
from wizard.engine.workload import Need

WORTH_HAVING_POINTS = 10  # a share must be told from one ten points better
WORTH_HAVING_TENTH = Decimal("0.1")  # a figure must be told from one a tenth better
SPREAD_OF_TARGET = Decimal("0.4")  # one result's figure strays by two fifths, until the pilot has measured it
DEFAULT_ACCEPTED = Decimal(80)
DEFAULT_MINUTES_SHARE = Decimal("0.5")
DAYS_A_MONTH = Decimal("30.4")
LONGEST_PILOT_DAYS = 182  # half a year; who waits longer is better served by older cases
HIGHEST_SHARE = Decimal(99)


def pilot(
    answers: Answers, catalog: Catalog, on: date, parts: tuple[Part, ...], needs: tuple[Need, ...]
) -> Pilot | None:
    """Return the pilot of the part the owner named, or of the first; None where nothing is left to try."""
    alive = [(part, need) for part, need in zip(parts, needs, strict=True) if part.chosen]
    if not alive:
        return None
    made = [(part, need) for part, need in alive if not need.transcript] or alive
    part, need = next(((part, need) for part, need in made if part.output == answers.pilot_output), made[0])
    targets = _targets(answers, catalog, need, part)
    trials = max(target.trials for target in targets)
    begins, ends = answers.pilot_begins(on), answers.pilot_ends(on)
    return Pilot(
        part=part.key,
        workflow=part.name,
        begins=begins,
        ends=ends,
        targets=targets,
        trials=trials,
        expected=_expected(part, begins, ends),
        enough=_enough(part, trials, begins, ends),
        reasons=_size_reasons(catalog, part, trials),
    )


def _targets(answers: Answers, catalog: Catalog, need: Need, part: Part) -> tuple[Target, ...]:
    accepted = answers.targets.accepted_percent or DEFAULT_ACCEPTED
    targets = [_accepted_target(answers, catalog, need, part, accepted)]
    today = minutes_today(answers, need)
    minutes = answers.targets.minutes or (today * DEFAULT_MINUTES_SHARE if today else None)
    if minutes:
        targets.insert(
            0, _mean_target(catalog, need, part, slug="minutes", threshold=minutes, today=today, answers=answers)
        )
    usd_today = today * answers.usd_per_hour / 60 if today and answers.usd_per_hour else None
    usd = answers.targets.usd or (usd_today * DEFAULT_MINUTES_SHARE if usd_today else None)
    if usd and usd >= CENT:
        targets.append(_mean_target(catalog, need, part, slug="usd", threshold=usd, today=usd_today, answers=answers))
    return tuple(targets)


def minutes_today(answers: Answers, need: Need) -> Decimal | None:
    """Return the minutes one result takes by hand: the owner's own figure for the piloted output, else the estimate.

    Where no output was named for the pilot, the figure belongs to the first.
    """
    keys = [output.key for output in answers.outputs]
    piloted = answers.pilot_output if answers.pilot_output in keys else keys[0]
    if answers.minutes_today and need.output.key == piloted:
        return answers.minutes_today.middle
    return need.use_case.minutes_by_hand if need.use_case else None


def _accepted_target(answers: Answers, catalog: Catalog, need: Need, part: Part, percent: Decimal) -> Target:
    settled = min(percent, HIGHEST_SHARE)  # no number of trials shows that all will be accepted
    better = min(settled + WORTH_HAVING_POINTS, Decimal(100))
    trials = trials_for_share(share(settled), share(better))
    told = (
        f"At least {format_rounded(percent)} of 100 accepted."
        if answers.targets.accepted_percent
        else "No share was named."
    )
    return Target(
        slug="accepted",
        text=f"At least {format_rounded(percent)} of 100 {part.unit_plural} accepted",
        threshold=settled,
        unit="%",
        at_most=False,
        trials=trials,
        why=Reason(
            text=f"{format_count(trials, 'trial', 'trials')} tell {format_rounded(settled)} of 100 from {format_rounded(better)} of 100.",
            told=(Told(question="targets", text=told),),
            rule="trials-for-a-share",
            facts=_basis(catalog, need, Topic.TEST_SIZE),
        ),
    )


def _mean_target(  # noqa: PLR0913 - a target has as many sides
    catalog: Catalog, need: Need, part: Part, *, slug: str, threshold: Decimal, today: Decimal | None, answers: Answers
) -> Target:
    named = getattr(answers.targets, slug) is not None
    in_words = format_limit(threshold) if slug == "usd" else _work(threshold, part.unit)
    trials = trials_for_mean(float(SPREAD_OF_TARGET), float(WORTH_HAVING_TENTH))
    unit = with_article(f"accepted {part.unit}") if slug == "usd" else with_article(part.unit)
    told = f"At most {in_words} {unit}." if named else "No target was named, so we take half of today."
    return Target(
        slug=slug,
        text=f"At most {in_words} {unit}",
        threshold=threshold.quantize(Decimal("0.01"), ROUND_HALF_UP),
        unit="$" if slug == "usd" else "min",
        at_most=True,
        today=None if today is None else today.quantize(CENT, ROUND_HALF_UP),
        trials=trials,
        why=Reason(
            text=f"{format_count(trials, 'trial', 'trials')} are enough to tell {in_words} from a tenth less, "
            "as long as single results mostly lie within two fifths of their average.",
            told=(Told(question="targets", text=told),),
            rule="trials-for-a-mean",
            facts=_basis(catalog, need, Topic.TEST_SIZE),
        ),
    )


def _work(minutes: Decimal, unit: str) -> str:
    """Return a time per result; where results are counted in minutes too, which minutes are meant."""
    return f"{format_minutes(minutes)} of work" if {"minute", "hour"} & set(unit.split()) else format_minutes(minutes)


def _basis(catalog: Catalog, need: Need, topic: Topic) -> tuple[Fact, ...]:
    facts = [cite.of_guidance(catalog, row) for row in catalog.guidance_on.get(topic, ())[:1]]
    if need.use_case is not None and need.use_case.pilot_measure:
        text = f"“{need.use_case.name}”: measure {lower_first(need.use_case.pilot_measure)}"
        facts.append(cite.of_use_case(catalog, need.use_case, text.rstrip(".") + "."))
    if not facts:
        facts.append(
            cite.of_medium(
                need.medium, catalog, on=max(row.as_of for row in catalog.cells) if catalog.cells else date.min
            )
        )
    return tuple(facts)


def _enough(part: Part, trials: int, begins: date, ends: date) -> str:
    """Return in words whether the pilot's weeks bring the trials that are needed."""
    if part.per_month_low is None:
        return f"You need {format_count(trials, part.unit, part.unit_plural)}. How many a month there are is not known."
    made = _expected(part, begins, ends) or 0
    come_up = f"about {made:,} {part.unit_plural} come up" if made > 1 else f"hardly one {part.unit} comes up"
    opening = f"From {format_day(begins)} to {format_day(ends)} {come_up}"
    if made >= trials:
        return f"{opening}: enough for {trials:,} trials."
    return f"{opening}: too few for {trials:,} trials. {_tells(made)}{_longer(part.per_month_low, trials)}"


def _expected(part: Part, begins: date, ends: date) -> int | None:
    """Return how many results come up in the pilot's weeks, if the volume is known."""
    return None if part.per_month_low is None else int(part.per_month_low * (ends - begins).days / DAYS_A_MONTH)


def _tells(trials: int) -> str:
    """Return what fewer trials can still tell: a difference of less than the whole figure."""
    difference = difference_told(float(SPREAD_OF_TARGET), trials)
    if difference is None or difference >= 1:
        return ""
    return f"{capitalise(spell_count(trials))} of them only tell a figure from one {difference * 100:.0f} % better. "


def _longer(per_month: Decimal, trials: int) -> str:
    """Return what to do when the pilot's weeks bring too few trials."""
    days = trials * DAYS_A_MONTH / per_month if per_month > 0 else None
    if days is None or days > LONGEST_PILOT_DAYS:
        return "Try it on older cases too."
    return f"Let it run for {math.ceil(days / 7)} weeks, or try it on older cases too."


def _size_reasons(catalog: Catalog, part: Part, trials: int) -> tuple[Reason, ...]:
    """Return what others say about the size and the manner of a test."""
    rows = (*catalog.guidance_on.get(Topic.TEST_SIZE, ())[:1], *catalog.guidance_on.get(Topic.TEST_METHOD, ())[:2])
    return tuple(
        Reason(
            text=row.statement,
            told=(
                Told(question="targets", text=f"The pilot needs {format_count(trials, part.unit, part.unit_plural)}."),
            ),
            rule="trials-for-a-share",
            facts=(cite.of_guidance(catalog, row),),
        )
        for row in rows
    )
