"""What one model's results say of it: drop it, test on, passed.

This goes by what was agreed beforehand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from catalog.formatting import format_count
from catalog.vocabulary import Word
from wizard.decision.measured import TrialLook
from wizard.decision.trial import MOST_LOOKS, StopRule, binomial_at_most
from wizard.pilot.metrics import AMOUNTS
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import Result

# Of a wrong "95 % sure", divided among the looks: one may go on and look again.
LOOK_RISK = 0.05 / MOST_LOOKS


class ResultState(Word):
    """What the results of one model say of it."""

    USE = "use", "Passed"
    TEST_ON = "test-on", "Test on"
    DROP = "drop", "Drop it"
    NO_DATA = "no-data", "No data yet"

    @property
    def settled(self) -> bool:
        """Return whether the pilot of the model has ended."""
        return self in {ResultState.USE, ResultState.DROP}

    @property
    def passed(self) -> bool:
        return self is ResultState.USE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """What one result took, on average, in minutes or US dollars."""

    of: int = 0  # results
    value: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the results of one model say of it."""

    state: ResultState
    sentence: str = ""
    rated: int = 0  # results of which it was said whether they are good enough, that count
    redone: int = 0  # of them: have to be done again
    slipped: int = 0  # of them: the first reader let them pass, and they would have done damage
    missed: int = 0  # of them: the tool missed what has to be found, whoever noticed it
    second_read: int = 0  # of them: by a second person too
    differing: int = 0  # of them: the two raters differ, and nobody settled it
    looks: tuple[TrialLook, ...] = ()  # at each full set of cases, then at what there is
    measured: Mapping[str, Mean] = field(default_factory=dict)  # amounts, by metric

    @property
    def wrong(self) -> int:
        """Return how many were found wrong, whoever found it."""
        return self.redone + self.slipped


def verdict(protocol: Protocol, results: Sequence[Result]) -> Verdict:
    """Return what the results of one model say, whatever their order.

    A test may go on: it is looked at after each full set of cases, three times at most, and
    whoever fails one look is out. So more cases never make a bad one pass.
    """
    ordered = sorted(results, key=lambda result: result.number)
    rated = [result for result in ordered if result.is_rated]
    counted = rated[: protocol.most_cases]
    looks = tuple(_looks(protocol.rule, counted))
    last = looks[-1] if looks else TrialLook(cases=0, redone=0, slipped=0)
    counts = Verdict(
        state=ResultState.TEST_ON if looks else ResultState.NO_DATA,
        rated=last.cases,
        redone=last.redone,
        slipped=last.slipped,
        missed=last.missed,
        second_read=sum(result.second_read for result in counted),
        differing=sum(result.differs for result in counted),
        looks=looks,
        measured=dict(_measured(ordered)),
    )
    return _by_counts(protocol.rule, counts)


def by_model(protocol: Protocol, results: Sequence[Result]) -> dict[str, Verdict]:
    """Return a verdict for each model of the pilot, in the plan's order.

    Results are never pooled.
    """
    verdicts = {}
    for model in protocol.name_of:
        of_model = [row for row in results if row.model == model]
        verdicts[model] = verdict(protocol, of_model)
    return verdicts


def wrong_of_100(misses: int, count: int, noticed: float = 1.0) -> int:
    """Return how many of 100 may be wrong, given so many that were noticed.

    It is the exact upper limit, rounded up.

    Clopper and Pearson 1934, Biometrika 26, 404–413, one-sided: the first share at which so few are
    too seldom. At 95 % over three looks, so each look has a third of the risk (Bonferroni). Where
    readers notice only a share of what is wrong, as many more may be.
    """
    for share in range(100):
        if binomial_at_most(misses, count, noticed * share / 100) <= LOOK_RISK:
            return share
    return 100


def _looks(rule: StopRule, rated: Sequence[Result]) -> Iterator[TrialLook]:
    """Yield the counts after each full set of cases, and after all where that is none."""
    ends = {*range(rule.cases, len(rated) + 1, rule.cases), len(rated)} - {0}
    for end in sorted(ends):
        seen = rated[:end]
        yield TrialLook(
            cases=end,
            redone=sum(result.is_redone for result in seen),
            slipped=sum(result.slipped for result in seen),
            missed=sum(result.missed for result in seen) if rule.known_bad else 0,
        )


def _by_counts(rule: StopRule, counts: Verdict) -> Verdict:
    failed = next((look for look in counts.looks if rule.for_look(look).fails(look)), None)
    # A grave fault ends it whatever both still settle; what is done again waits for that.
    if failed is not None and (not counts.differing or rule.for_look(failed).fails_gravely(failed)):
        return replace(counts, state=ResultState.DROP, sentence=_why_failed(rule, failed))
    to_go = max(rule.cases - counts.rated, 0) if failed is None else 0
    to_do = next(_to_do(rule, counts, to_go), "")
    if to_do:
        return replace(counts, sentence=to_do)
    return _passed(rule, counts)


def _why_failed(rule: StopRule, look: TrialLook) -> str:
    """Return what ended a test, the gravest first."""
    most = rule.for_look(look)
    if most.second_reads and look.slipped:
        return f"{look.slipped} passed the first reader and would have done damage."
    if most.fails_gravely(look):
        missed = f"It missed {look.missed} of what is known to be there"
        return f"{missed}; the agreed limit was {most.most_missed or 'none'}."
    redone = f"{look.redone} of {look.cases} were not good enough"
    return f"{redone}; the agreed limit was {most.most_redone}."


def _to_do(rule: StopRule, counts: Verdict, to_go: int) -> Iterator[str]:
    """Yield what is left to do before a verdict, in its order."""
    if to_go:
        yield f"About {to_go:,} more to rate."
    unread = seconds_to_go(rule, counts)
    if unread:
        yield f"{format_count(unread, 'case', 'cases')} still to be read by a second person."
    if counts.differing:
        answers = format_count(counts.differing, "answer", "answers")
        yield f"{answers} on which you differ, to be settled by both."


def _passed(rule: StopRule, counts: Verdict) -> Verdict:
    sentence = f"{counts.rated - counts.wrong} of {counts.rated} were good enough."
    if not rule.goes_unread(counts.looks[-1]):
        most = rule.for_cases(counts.rated)
        sentence += (
            f" Go on reading every one: fewer may be read once at most {most.most_wrong} of "
            f"{most.shown_from} are wrong."
        )
    return replace(counts, state=ResultState.USE, sentence=sentence)


def seconds_to_go(rule: StopRule, counts: Verdict) -> int:
    """Return how many more a second person has to read, of those that passed."""
    return max(min(rule.second_reads, counts.rated - counts.redone) - counts.second_read, 0)


def _measured(results: Sequence[Result]) -> Iterator[tuple[str, Mean]]:
    """Yield the mean of every amount that was measured."""
    for slug in AMOUNTS:
        values = [result.values.get(slug) for result in results]
        figures = [float(value) for value in values if value is not None]
        if figures:
            yield slug, Mean(of=len(figures), value=fmean(figures))
