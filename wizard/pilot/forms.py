"""The forms of a pilot: its targets, and one trial; what is typed is read, or kept and answered with a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalog import parsing
from catalog.formatting import format_number
from catalog.parsing import Bounds, Problem
from wizard.intake import cells
from wizard.intake.rows import Row
from wizard.intake.tables import dollars
from wizard.pilot.terms import Goal, TargetSlug, Terms, trials_needed
from wizard.steps.kinds.figures import USD_FOR

type Typed = Mapping[str, str]

RULES, QUALITIES = ("all", "none"), ("share", "rubric")
SLUGS = ("minutes", "accepted", "usd")
LONGEST_WHY = 200
_HUNDRED = Decimal(100)
_SLUGS = {word.value: word for word in TargetSlug}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One target as its owner set it, in minutes, percent or dollars."""

    slug: str
    threshold: Decimal
    worth_having: Decimal
    primary: bool
    spread: Decimal | None = None  # by how much single results stray; None is not known yet

    @property
    def at_most(self) -> bool:
        """Return whether less is better."""
        return self.slug != "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The terms that were sent."""

    goals: tuple[Wanted, ...]
    rule: str
    quality: str
    usd_per_hour: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was typed, and what is wrong with it, field by field."""

    typed: Typed
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field of one line as a page draws it."""

    name: str
    label: str
    value: str
    hint: str = ""
    suffix: str = ""
    problem: str = ""
    mode: str = ""  # which keyboard a phone shows
    kind: str = "input-short"

    @property
    def id(self) -> str:
        """Return the id of the field."""
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """Return the ids of hint and error."""
        return " ".join([*([f"h-{self.id}"] if self.hint else []), *([f"e-{self.id}"] if self.problem else [])])


# ----------------------------------------------------------------------------------------------------------- targets

_MINUTES = Bounds("the minutes for one", "15", most=Decimal(100_000), least_counts=False)
_SHARE = Bounds("how many of 100", "80", most=Decimal(99), least_counts=False)
_COST = Bounds("the cost of one", "$2 or € 1.50", most=Decimal(1_000_000), least_counts=False)
_HOUR = Bounds("the cost of an hour", "$34 or € 32", most=Decimal(100_000), least_counts=False)
_DIFFERENCE = {
    "minutes": Bounds("the minutes that would matter", "2", most=Decimal(100_000), least_counts=False),
    "accepted": Bounds("the points that would matter", "10", most=_HUNDRED, least_counts=False),
    "usd": Bounds("the amount that would matter", "$0.20", most=Decimal(1_000_000), least_counts=False),
}
_SPREAD = {
    "minutes": Bounds("the minutes by which single ones differ", "4", most=Decimal(100_000), least_counts=False),
    "usd": Bounds("the amount by which single ones differ", "$0.80", most=Decimal(1_000_000), least_counts=False),
}
MOST_TRIALS = 5_000  # of one pilot


def read_terms(sent: Typed) -> Given | Refused:
    """Read the form of the targets; a target whose figure is empty is none."""
    problems: dict[str, str] = {}
    goals: list[Wanted] = []
    primary = sent.get("primary", "")
    for slug in SLUGS:
        threshold = _figure(slug, sent.get(slug, ""), {"minutes": _MINUTES, "accepted": _SHARE, "usd": _COST}[slug])
        worth = _figure(slug, sent.get(f"{slug}_worth", ""), _DIFFERENCE[slug])
        spread = _figure(slug, sent.get(f"{slug}_spread", ""), _SPREAD[slug]) if slug in _SPREAD else None
        for name, found in ((slug, threshold), (f"{slug}_worth", worth), (f"{slug}_spread", spread)):
            if isinstance(found, Problem):
                problems[name] = found.text
        if isinstance(threshold, Decimal) and not isinstance(worth, Problem) and not isinstance(spread, Problem):
            goal = Wanted(
                slug=slug,
                threshold=threshold,
                worth_having=worth if worth is not None else usual_worth(slug, threshold),
                primary=slug == primary,
                spread=spread,
            )
            if problem := _too_far(slug, threshold, worth) or _too_fine(goal):
                problems[f"{slug}_worth"] = problem
            goals.append(goal)
    hour = _figure("usd", sent.get("hour", ""), _HOUR)
    if isinstance(hour, Problem):
        problems["hour"] = hour.text
    problems |= _picks(sent, goals, sound=not problems)
    if problems:
        return Refused(typed=sent, problems=problems)
    return Given(goals=tuple(goals), rule=sent["rule"], quality=sent["quality"], usd_per_hour=hour if isinstance(hour, Decimal) else None)  # fmt: skip


def usual_worth(slug: str, threshold: Decimal) -> Decimal:
    """Return the smallest difference that matters where its owner named none: ten points, or a tenth."""
    if slug == "accepted":
        return min(Decimal(10), _HUNDRED - threshold) or Decimal(1)
    return max(threshold / 10, Decimal("0.0001"))


def _figure(slug: str, text: str, bounds: Bounds) -> Decimal | Problem | None:
    """Read minutes, a share or an amount of dollars; nothing where the field is empty."""
    if not text.strip():
        return None
    if slug == "accepted":
        return parsing.parse_share(text, bounds)
    found = parsing.parse_minutes(text, bounds) if slug == "minutes" else parsing.parse_money(text, bounds)
    if isinstance(found, Problem):
        return found
    if found.low != found.high:
        return Problem(f"Write one figure, for example {bounds.example}")
    times = USD_FOR[found.currency] if isinstance(found, parsing.Sum) else 1
    return (found.low * times).quantize(Decimal("0.0001")) or Problem(
        f"Write at least 0.0001, for example {bounds.example}"
    )


def _too_far(slug: str, threshold: Decimal, worth: Decimal | None) -> str:
    """Say where the better end would lie beyond what there is."""
    if worth is None:
        return ""
    if slug == "accepted":
        best = _HUNDRED - threshold
        return (
            f"Above {format_number(threshold)} there are only {format_number(best)} points" if worth > best > 0 else ""
        )
    return "It must be less than the target itself" if worth >= threshold else ""


def _too_fine(goal: Wanted) -> str:
    """Say where so small a gain takes more trials than a pilot has room for."""
    needed = trials_needed(goal_of(goal), Terms(goals=(), trials=1))
    if needed <= MOST_TRIALS:
        return ""
    return f"Telling so small a gain takes {format_number(needed)} trials, and a pilot has room for {format_number(MOST_TRIALS)}"


def goal_of(wanted: Wanted) -> Goal:
    """Return a target as the engine reads it."""
    return Goal(
        slug=_SLUGS[wanted.slug],
        threshold=wanted.threshold,
        at_most=wanted.at_most,
        worth_having=wanted.worth_having,
        primary=wanted.primary,
        spread=wanted.spread,
    )


def _picks(sent: Typed, goals: list[Wanted], *, sound: bool) -> Mapping[str, str]:
    problems = {}
    if sent.get("rule") not in RULES:
        problems["rule"] = "Pick one of the two"
    if sent.get("quality") not in QUALITIES:
        problems["quality"] = "Pick one of the two"
    if sound and not goals:
        problems["minutes"] = "Set at least one target"
    elif sound and not any(goal.primary for goal in goals):
        problems["primary"] = (
            "Pick a target that has a figure" if sent.get("primary") else "Pick the one that counts first"
        )
    return problems


# ------------------------------------------------------------------------------------------------------------- a trial


def read_trial(sent: Typed, *, quality: str, place: int = 0, key: str = "") -> Row | Refused:
    """Read the form of one trial."""
    problems: dict[str, str] = {}

    def take(name: str, read: Callable[[str], Any]) -> Any:
        found = read(sent.get(name, ""))
        if isinstance(found, Problem):
            problems[name] = found.text
            return None
        return found

    ratings = (take("rating_1", cells.points), take("rating_2", cells.points)) if quality == "rubric" else (None, None)
    if ratings[0] is None and ratings[1] is not None:
        problems.setdefault("rating_1", "Where one person gave points, put them here")
    row = Row(
        place=place,
        model=take("model", lambda text: cells.words(text, "the model", cells.LONGEST_MODEL)) or "",
        what=take("what", lambda text: cells.words(text, "what it was", cells.LONGEST_WHAT)) or "",
        accepted=take("accepted", cells.yes_or_no) if quality == "share" else None,
        ratings=tuple(each for each in ratings if each is not None),
        minutes=take("minutes", cells.minutes),
        usd=take("usd", lambda text: cells.cost(text, dollars)),
        remark=take("remark", lambda text: cells.words(text, "the remark", cells.LONGEST_REMARK)) or "",
        key=key,
    )
    if not problems and not row.measured:
        problems["rating_1" if quality == "rubric" else "accepted"] = (
            "Say how it went: good enough or not, minutes, or cost"
        )
    return Refused(typed=sent, problems=problems) if problems else row


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A form as it is shown: what stands in it, and what is wrong with it."""

    typed: Typed = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def line(self, name: str, label: str, **more: Any) -> Line:
        """Return one of its fields."""
        return Line(name=name, label=label, value=self.typed.get(name, ""), problem=self.problems.get(name, ""), **more)

    def picked(self, name: str) -> str:
        """Return what is picked."""
        return self.typed.get(name, "")
