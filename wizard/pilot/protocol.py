"""What is agreed before a pilot: cases, stop rules, targets, risks, and how many results settle each target."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from catalog.schema import ExchangeRate
from catalog.vocabulary import Word
from wizard.pilot.metrics import BY_SLUG, HUNDRED, Metric, Value, Values
from wizard.pilot.statistics import MISSED, WRONG_YES, trials_for_mean, trials_for_share

USUAL_SPREAD = Decimal(
    "0.4"
)  # of a target: how far single results differ until they are measured; ours
USUAL_GAIN = Decimal("0.1")  # of a target, and ten points of a share; ours


class Mode(Word):
    SHORT = "short", "Twenty cases"
    LONG = "long", "A longer pilot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A model or product that is tested, by its name in the plan; `fee` is what the plan expects of one result, in US dollars."""

    model: str
    name: str
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target of a longer pilot, in the unit of its metric; a share is of 100."""

    slug: str
    threshold: Decimal
    gain: Decimal  # the smallest step beyond the threshold that is worth telling from it

    @property
    def metric(self) -> Metric:
        return BY_SLUG[self.slug]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """What was agreed before the first result."""

    mode: Mode
    contenders: tuple[Contender, ...]
    cases: int  # results of each model at which it is judged; in a longer pilot the first look
    job: str = (
        ""  # in words, as all that follows: a plan that moves on takes nothing away from a pilot
    )
    unit: str = "result"
    units: str = "results"
    most_misses: (
        int  # in a short pilot: more results than so many that could not go out end it for a model
    )
    harm: str = (
        ""  # what a harmful error is, in the words of the plan; empty where no harm was stated
    )
    ends_after_harmful: int | None = None
    second_look: int | None = (
        None  # results of a model that is used under a release, until it may be used without
    )
    targets: tuple[Target, ...] = ()  # of a longer pilot
    wrong_yes: Decimal = Decimal(str(WRONG_YES))
    missed: Decimal = Decimal(str(MISSED))
    usd_per_hour: Decimal | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.contenders)

    @property
    def name_of(self) -> Mapping[str, str]:
        return {each.model: each.name for each in self.contenders}

    @property
    def in_pairs(self) -> bool:
        return len(self.contenders) > 1

    def find(self, text: str) -> Contender | None:
        """Return the contender that people call so; the only one where they name none."""
        wanted = " ".join(text.split()).casefold()
        if not wanted and len(self.contenders) == 1:
            return self.contenders[0]
        return next(
            (each for each in self.contenders if wanted in {each.name.casefold(), each.model}), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of one model on one case; a metric that is not in `values` was not measured."""

    number: int
    model: str
    values: Values
    received: Mapping[str, int] = field(
        default_factory=dict
    )  # when each value came in; the same for all at once

    def arrival(self, slugs: Iterable[str]) -> int:
        """Return when the last of these values came in; by number where nobody noted it."""
        return max(
            (self.received[slug] for slug in slugs if slug in self.received), default=self.number
        )

    def get(self, slug: str) -> Value | None:
        return self.values.get(slug)


def usual_target(slug: str, threshold: Decimal) -> Target:
    """Return a target with the smallest difference that matters: ten points of a share, or a tenth."""
    metric = BY_SLUG[slug]
    gain = max(threshold * USUAL_GAIN, metric.last_digit)
    if metric.is_share:
        gain = min(Decimal(10), HUNDRED - threshold) or Decimal(1)
    return Target(slug=slug, threshold=threshold, gain=gain)


def with_targets(protocol: Protocol, targets: Sequence[Target]) -> Protocol:
    """Return a longer pilot with these targets, looked at first when the last of them can be settled."""
    longer = replace(protocol, mode=Mode.LONG, targets=tuple(targets))
    return replace(
        longer, cases=max((results_needed(target, longer) for target in targets), default=1)
    )


def results_needed(target: Target, protocol: Protocol) -> int:
    """Return the results that settle one target at the stated risks."""
    risks = float(protocol.wrong_yes), float(protocol.missed)
    if target.metric.is_share:
        threshold, gain = float(target.threshold / HUNDRED), float(target.gain / HUNDRED)
        return trials_for_share(threshold, min(threshold + gain, 1.0), *risks)
    return trials_for_mean(float(target.threshold * USUAL_SPREAD), float(target.gain), *risks)


def target_text(target: Target, protocol: Protocol, rate: ExchangeRate | None = None) -> str:
    """Return what a target asks for, as a sentence without its full stop; money in the currency of the rate."""
    figure = target.metric.format(target.threshold, rate)
    if target.metric.is_share:
        return f"At least {figure} {protocol.units} can go out as they are"
    if target.slug == "usd":
        return f"At most {figure} for one {protocol.unit} that is used"
    return f"At most {figure} of work for one {protocol.unit}"
