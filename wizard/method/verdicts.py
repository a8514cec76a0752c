"""Verdicts: which ending holds for a job that has options, the first of a named list (METHOD §4)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import floor

from wizard.method.costs import Costing, Priced, usd_with_ai
from wizard.method.endings import (
    Advice,
    AsDear,
    AskFirst,
    Comparison,
    Ending,
    FromList,
    LeaveIt,
    OverLimit,
    Project,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
)
from wizard.method.ranking import Ranking
from wizard.method.situation import Work
from wizard.method.trial import stop_rule
from wizard.method.vocabulary import Certainty, DecidesOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A ranked job whose ending is looked for. It has a pick."""

    ranking: Ranking
    pick: Priced

    @property
    def work(self) -> Work:
        return self.ranking.costing.work

    @property
    def costing(self) -> Costing:
        return self.ranking.costing

    @property
    def by_hand_usd(self) -> float:
        """Return what the job costs today, or what its results are worth where nobody could do it by hand."""
        if self.work.worth_usd is not None and self.beyond_hands:
            return self.work.results * self.work.worth_usd
        return self.work.usd_by_hand

    @property
    def with_ai_usd(self) -> float:
        """Return what the job costs with the pick, less what other jobs pay as well."""
        return usd_with_ai(self.pick, self.costing) - self.ranking.shared_usd

    @property
    def comparison(self) -> Comparison:
        return Comparison(
            option=self.pick, by_hand_usd=self.by_hand_usd, with_ai_usd=self.with_ai_usd
        )

    @property
    def advice(self) -> Advice:
        return Advice(
            first=self.pick,
            second=self.ranking.challenger,
            certainty=self.ranking.certainty,
            stop=stop_rule(self.work),
        )

    @property
    def beyond_hands(self) -> bool:
        return self.work.beyond_hands(self.costing.guesses)

    @property
    def compares_with_hands(self) -> bool:
        """Return whether the cost by hand decides: not of what is paid, nor where nobody could do it by hand."""
        if self.pick.option.paid or self.by_hand_usd <= 0:
            return False
        return not self.beyond_hands or self.work.worth_usd is not None

    @property
    def is_worth_unsaid(self) -> bool:
        """Return whether the owner has yet to say what one result is worth."""
        return self.beyond_hands and self.work.worth_usd is None


# ------------------------------------------------------------------------- one ending a function


def project(verdict: Verdict) -> Ending | None:
    """Return the ending where everything that passes needs a developer, and the firm has none."""
    if not verdict.pick.option.needs_developer:
        return None
    return Project(job=verdict.work.key, cheapest=verdict.pick)


def from_list(verdict: Verdict) -> Ending | None:
    """Return the ending where a list has the right answer."""
    if verdict.work.decides_on is not DecidesOn.LIST:
        return None
    return FromList(job=verdict.work.key, advice=verdict.advice)


def leave_it(verdict: Verdict) -> Ending | None:
    """Return the ending where the work by hand costs less than three quarters."""
    least = verdict.with_ai_usd * (1 - verdict.costing.guesses.even_band)
    if not verdict.compares_with_hands or verdict.by_hand_usd >= least:
        return None
    return LeaveIt(job=verdict.work.key, comparison=verdict.comparison)


def over_limit(verdict: Verdict) -> Ending | None:
    """Return the ending where nothing that may be named is within the owner's limit."""
    if not verdict.ranking.over_limit:
        return None
    return OverLimit(
        job=verdict.work.key, comparison=verdict.comparison, results=_results_within(verdict)
    )


def as_dear(verdict: Verdict) -> Ending | None:
    """Return the ending where it costs what it costs by hand, within a quarter either way."""
    most = verdict.with_ai_usd * (1 + verdict.costing.guesses.even_band)
    if not verdict.compares_with_hands or verdict.by_hand_usd >= most:
        return None
    return AsDear(job=verdict.work.key, comparison=verdict.comparison, advice=verdict.advice)


def ask_first(verdict: Verdict) -> Ending | None:
    """Return the ending where the seller does not say something that the job requires."""
    questions = verdict.pick.option.unknowns
    if not questions:
        return None
    return AskFirst(
        job=verdict.work.key,
        comparison=verdict.comparison,
        advice=verdict.advice,
        questions=questions,
    )


def use_what_you_have(verdict: Verdict) -> Ending | None:
    """Return the ending where the firm pays for the pick already."""
    if not verdict.pick.option.paid:
        return None
    return UseWhatYouHave(
        job=verdict.work.key, comparison=verdict.comparison, advice=verdict.advice
    )


def start_with(verdict: Verdict) -> Ending | None:
    """Return the ending where votes alone ask for much more: the cheaper is named first."""
    cheaper = verdict.ranking.challenger
    if cheaper is None or not verdict.ranking.starts_cheaper:
        return None
    turned_round = replace(verdict, pick=cheaper)
    return StartWith(
        job=verdict.work.key,
        comparison=turned_round.comparison,
        # Whoever is named first for its price alone is never clearly the one.
        advice=replace(turned_round.advice, second=verdict.pick, certainty=Certainty.CLOSE),
    )


def try_it(verdict: Verdict) -> Ending | None:
    """Return the ending where nobody measured it, or nobody said what a result is worth."""
    if verdict.pick.option.measured and not verdict.is_worth_unsaid:
        return None
    return Try(job=verdict.work.key, comparison=verdict.comparison, advice=verdict.advice)


def use(verdict: Verdict) -> Ending | None:
    """Return the ending where one option passes every requirement and costs least."""
    return Use(job=verdict.work.key, comparison=verdict.comparison, advice=verdict.advice)


# The first that holds. A list, a limit and the cost by hand come before the question to a seller,
# which nobody asks about what he will not use.
ENDINGS: tuple[Callable[[Verdict], Ending | None], ...] = (
    project,
    from_list,
    leave_it,
    over_limit,
    as_dear,
    ask_first,
    use_what_you_have,
    start_with,
    try_it,
    use,
)


def over_the_sum(ranking: Ranking) -> Ending:
    """Return the ending of a job that the limit does not reach for, beside what the other jobs take of it."""
    if ranking.pick is None:
        raise ValueError("A job without options has no verdict.")
    verdict = Verdict(ranking=ranking, pick=ranking.pick)
    return OverLimit(
        job=verdict.work.key, comparison=verdict.comparison, results=_results_within(verdict)
    )


def ending(ranking: Ranking) -> Ending:
    """Return how the question of a ranked job ends. Raises ValueError where nothing may be named."""
    if ranking.pick is None:
        raise ValueError("A job without options has no verdict.")
    verdict = Verdict(ranking=ranking, pick=ranking.pick)
    endings = (rule(verdict) for rule in ENDINGS)
    return next(row for row in endings if row is not None)


def _results_within(verdict: Verdict) -> float:
    """Return how many results the limit buys of the cheapest option, whole ones."""
    option, work = verdict.pick.option, verdict.work
    limit = (work.limit_usd or 0.0) - (option.connecting_usd if work.once else 0.0)
    fixed = 0.0 if option.paid else option.seats_usd
    if limit < fixed:
        return 0.0
    if option.result_usd <= 0:
        return min(option.included, option.holds, work.results)
    return min(floor(option.included + (limit - fixed) / option.result_usd), work.results)
