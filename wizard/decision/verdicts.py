"""Verdicts: which ending holds for a job with options, the first of a list (METHOD §4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor

from msgspec import structs

from wizard.decision.costs import Costing, Priced, paid_usd, unread_usd, usd_with_ai
from wizard.decision.endings import (
    Advised,
    AsDear,
    AskFirst,
    CostComparison,
    Ending,
    FromList,
    LeaveIt,
    OverLimit,
    Project,
    Recommendation,
    SecondLook,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
)
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Option
from wizard.decision.ranking import Ranking
from wizard.decision.situation import HOURS_OF_A_SEAT, Work
from wizard.decision.sparing import sparing
from wizard.decision.together import shared_by
from wizard.decision.trial import StopRule, chance_to_pass, is_read_at_first, is_tested, stop_rule
from wizard.decision.vocabulary import (
    ASKED_ALONG,
    QUESTION_OF,
    Certainty,
    Condition,
    DecidesOn,
    Review,
    Stakes,
    Unknown,
    WhyTry,
)

LEAST_PERCENT_WITHIN_LIMIT = 20  # ours: less of the work is not worth a tool of its own
LEAST_GAIN = 0.05  # ours: of the cost by hand; less than that nobody changes over for
MONTHS_TO_COME_BACK = 3  # ours: nobody hires for what comes back later than in a quarter
# Ours: by hand. With a tool about half of it is left, a week of the month.
MOST_HOURS_OF_ONE = 2 * HOURS_OF_A_SEAT


@dataclass(frozen=True, kw_only=True)  # without slots: the comparison is worked out once
class ComparedPick:
    """What is named first for a ranked job, held against the work by hand."""

    ranking: Ranking
    pick: Priced  # what is named first

    @property
    def work(self) -> Work:
        return self.ranking.costing.work

    @property
    def costing(self) -> Costing:
        return self.ranking.costing

    @property
    def by_hand_usd(self) -> float:
        """Return the job's cost today, or its results' worth where nobody could do it by hand."""
        return self.costing.by_hand_usd

    @cached_property
    def with_ai_usd(self) -> float:
        """Return what the job costs with the pick, less what other jobs pay as well."""
        return usd_with_ai(self.pick, self.costing) - self.ranking.shared_usd

    @property
    def hours_with_ai(self) -> float:
        """Return how long people work with the pick."""
        redone = self.work.results * self.pick.wrong * self.costing.noticed
        # As the money counts it, so that paid and hours make up the sum.
        return self._hours_at_least + redone * self.costing.redo_usd / self.work.wage_usd

    @cached_property
    def comparison(self) -> CostComparison:
        return CostComparison(
            option=self.pick,
            by_hand_usd=self.by_hand_usd,
            with_ai_usd=self.with_ai_usd,
            hours_by_hand=self.work.hours_by_hand,
            hours_with_ai=self.hours_with_ai,
            unread_usd=unread_usd(self.pick, self.costing),
            while_read=self._while_read,
        )

    @property
    def _hours_at_least(self) -> float:
        """Return how long people work with the pick where nothing has to be done again."""
        return self.pick.hours + self.pick.corrections_usd / self.work.wage_usd

    @property
    def _while_read(self) -> CostComparison | None:
        """Return the comparison for the first weeks, in which all is read; None if nobody must."""
        option = self.pick.option
        if not is_read_at_first(self.costing, option.tool):
            return None
        costing = replace(self.costing, work=replace(self.work, review=Review.EVERY))
        ranking = replace(self.ranking, costing=costing)
        return ComparedPick(ranking=ranking, pick=costing.price(option)).comparison

    @property
    def saved_usd(self) -> float:
        """Return what the pick saves against the work by hand."""
        return self.by_hand_usd - self.with_ai_usd

    @cached_property
    def compares_with_hands(self) -> bool:
        """Return whether the cost by hand decides.

        It does not for what is paid, nor where nobody could do it by hand.
        """
        is_counted = self.by_hand_usd > 0 and not self.pick.option.paid
        return is_counted and not self.costing.is_worth_unsaid

    @property
    def is_far_dearer(self) -> bool:
        """Return whether the work by hand costs under three quarters of it."""
        least_usd = self.with_ai_usd * (1 - self.costing.guesses.even_band)
        return self.compares_with_hands and self.by_hand_usd < least_usd

    @property
    def is_as_dear(self) -> bool:
        """Return whether the work by hand costs no quarter more than it."""
        least_usd = self.with_ai_usd * (1 + self.costing.guesses.even_band)
        return self.compares_with_hands and self.by_hand_usd < least_usd

    @property
    def is_not_worth_waiting(self) -> bool:
        """Return whether it saves too little for a seller or a developer to be waited for."""
        least_usd = least_saved_usd(self.pick.option, self.work, self.by_hand_usd)
        return self.compares_with_hands and self.saved_usd < least_usd

    @property
    def brings_back_too_little(self) -> bool:
        """Return whether what is bought brings in neither its price once more nor a day's wage.

        What other jobs pay is no price of this one.
        """
        price_usd = max(self.pick.bill_usd - self.ranking.shared_usd, 0.0)
        least_usd = least_brought_back_usd(price_usd, self.work)
        return self.compares_with_hands and self.saved_usd < least_usd

    @property
    def gains_nothing(self) -> bool:
        """Return whether it is dearer than by hand and takes as long."""
        is_longer = self.hours_with_ai >= self.work.hours_by_hand
        return self.compares_with_hands and self.with_ai_usd >= self.by_hand_usd and is_longer

    @property
    def saves_hardly(self) -> bool:
        """Return whether nobody would change over for what it saves, if it saves anything."""
        least_usd = self.by_hand_usd * (1 - LEAST_GAIN)
        return self.compares_with_hands and self.with_ai_usd > least_usd


@dataclass(frozen=True, kw_only=True)
class RankedJob(ComparedPick):
    """A ranked job whose ending is looked for. It has a pick."""

    # Only votes speak for the dearer, which the ranking has first: it is tried beside.
    starts_cheaper: bool = False

    @cached_property
    def stop(self) -> StopRule:
        """Return what ends the test.

        Where hours are to be saved, never more is done again than leaves some.
        """
        rule, by_hand = stop_rule(self.work), self.work.hours_by_hand
        if self.work.is_second_look or not self.compares_with_hands or not by_hand:
            return rule
        return rule.at_most((by_hand - self._hours_at_least) / by_hand)

    def advised[Kind: Advised](self, kind: Callable[..., Kind], **more: object) -> Kind:
        """Return an ending in which the pick is named first and tested."""
        second = self.ranking.pick if self.starts_cheaper else self.ranking.challenger
        recommendation = Recommendation(
            first=self.pick,
            second=second,
            # Whoever is named first for its price alone is never clearly the one.
            certainty=Certainty.CLOSE if self.starts_cheaper else self.ranking.certainty,
            stop=self.stop,
            passes=chance_to_pass(self.pick, self.costing, self.stop),
            sparing=sparing(self.pick, second, self.ranking),
            tried_in=self._tried_in,
        )
        return kind(
            job=self.work.key, comparison=self.comparison, recommendation=recommendation, **more
        )

    @property
    def _tried_in(self) -> Priced | None:
        """Return the same maker's cheapest that may be used at once and is not sold by the year."""
        pick = self.pick.option
        if Condition.PAID_BY_THE_YEAR not in pick.conditions:
            return None
        alike = [
            row
            for row in self.ranking.passing
            if row.option.maker == pick.maker
            and row.option.is_ready
            and Condition.PAID_BY_THE_YEAR not in row.option.conditions
        ]
        return min(alike, key=lambda row: row.rank, default=None)


# ---------------------------------------------------------------- the endings, in their order


def ending(ranking: Ranking) -> Ending:
    """Return how the question of a ranked job ends. Raises IndexError where nothing may be named.

    A limit and the cost by hand come before the question to a seller, which nobody asks about what
    he will not use.
    """
    job = job_of(ranking)
    kind = kind_of_ending(job)
    advised = _advised(job, kind) if issubclass(kind, Advised) else None
    if DecidesOn.LIST in job.work.decides_on:
        return FromList(job=job.work.key, wording=advised)
    return advised or _not_advised(job, kind)


def kind_of_ending(job: RankedJob) -> type[Ending]:
    """Return how the question ends, apart from whether a list answers it.

    What saves hardly anything is left for that reason, whatever the limit. Nobody is to raise it
    for what does not bring in its price once more.
    """
    if _is_left(job):
        return LeaveIt
    if not job.ranking.over_limit:
        return _kind_of_advice(job)
    return LeaveIt if job.saves_hardly or job.brings_back_too_little else OverLimit


def _not_advised(job: RankedJob, kind: type[Ending]) -> Ending:
    """Return that a job is left, or that nothing is within the limit."""
    key, comparison = job.work.key, job.comparison
    if kind is OverLimit:
        return OverLimit(job=key, comparison=comparison)
    return LeaveIt(job=key, comparison=comparison, is_dangerous=job.work.is_dangerous)


def least_saved_usd(option: Option, work: Work, by_hand_usd: float) -> float:
    """Return what it has to save: a twentieth of the cost by hand, or a fifth for a developer.

    He has to bring back soon what he takes, too. For a seller's answer it is the less of a day's
    wage and a fifth, never under a twentieth.
    """
    least_usd = by_hand_usd * LEAST_GAIN
    if option.is_ready:
        return least_usd
    fifth_usd = by_hand_usd * GUESSES.even_band / (1 + GUESSES.even_band)
    if option.needs_developer:
        # What it saves has its part of connecting taken off already.
        a_month_usd = option.connecting_usd / MONTHS_TO_COME_BACK
        return max(fifth_usd, a_month_usd - option.connecting_usd / work.spread)
    day_usd = GUESSES.day_hours * work.wage_usd
    return min(max(least_usd, day_usd), fifth_usd)


def least_brought_back_usd(price_usd: float, work: Work) -> float:
    """Return what something at a price has to save: as much once more, or a day's wage."""
    return min(price_usd, GUESSES.day_hours * work.wage_usd)


def is_left_for_unread(ranking: Ranking) -> bool:
    """Return whether a job does not pay, and mistakes that nobody reads are a part of why.

    It is then ranked again with every result read: people err too, and nobody counted that, so that
    such a sum changes who reads, and not whether the job is done.
    """
    if ranking.is_empty:
        return False
    job = job_of(ranking)
    return _is_as_by_hand(job) and unread_usd(job.pick, job.costing) > 0


def is_left_for_its_price(ranking: Ranking) -> bool:
    """Return whether a job is left or as dear as by hand, and would save work if it were free."""
    if ranking.is_empty:
        return False
    job = job_of(ranking)
    if job.work.is_dangerous or not _is_as_by_hand(job):
        return False
    unpaid_usd = job.with_ai_usd - job.pick.bill_usd
    return unpaid_usd * (1 + job.costing.guesses.even_band) < job.by_hand_usd


def _is_as_by_hand(job: RankedJob) -> bool:
    """Return whether a job is left or as dear as by hand, and no list answers it."""
    is_listed = DecidesOn.LIST in job.work.decides_on
    return not is_listed and kind_of_ending(job) in {LeaveIt, AsDear}


def _is_left(job: RankedJob) -> bool:
    """Return whether by hand costs under three quarters, or is no dearer or longer.

    Where a developer has to be hired or a seller to answer first, it has to save as much as
    `least_saved_usd` says. A second look saves nothing: it is left at a nuisance, or where it costs
    a quarter more. What nobody can release and somebody may be hurt by is left at any price.
    """
    if job.work.is_dangerous:
        return True
    if job.work.is_second_look:
        a_quarter_more_usd = job.by_hand_usd * (1 + job.costing.guesses.even_band)
        return job.work.stakes is Stakes.NUISANCE or job.with_ai_usd > a_quarter_more_usd
    if job.pick.option.is_ready:
        return job.is_far_dearer or job.gains_nothing
    return job.is_not_worth_waiting or job.gains_nothing


def _kind_of_advice(job: RankedJob) -> type[Advised]:
    """Return the first ending that holds of those in which something is named and tested."""
    option = job.pick.option
    if option.unknowns:
        return AskFirst
    if job.is_as_dear and not job.work.is_second_look:
        return AsDear
    if option.needs_developer:
        return Project
    return SecondLook if job.work.is_second_look else _kind_of_use(job)


def _kind_of_use(job: RankedJob) -> type[Advised]:
    """Return how the pick is used or tried, where it may be and saves work."""
    if job.pick.option.paid:
        return UseWhatYouHave
    if job.starts_cheaper:
        return StartWith
    return Use if _why_try(job) is None else Try


def _advised(job: RankedJob, kind: type[Advised]) -> Advised:
    """Return an ending of that kind, in which something is named and tested."""
    if kind is AskFirst:
        return job.advised(AskFirst, questions=_questions(job.pick.option))
    if kind is Try:
        return job.advised(Try, why=_why_try(job))
    return job.advised(kind)


def _questions(option: Option) -> tuple[Unknown, ...]:
    """Return what a seller has to answer.

    Whoever is asked anyhow is asked for all that has to be signed, and for the language.
    """
    also = (QUESTION_OF[row] for row in ASKED_ALONG if row in option.conditions)
    return (*option.unknowns, *also)


def _why_try(job: RankedJob) -> WhyTry | None:
    """Return why an option is only tried; None where it may simply be used."""
    option = job.pick.option
    # Once the owner's own test has counted, it no longer matters that nobody else did.
    is_tested_here = is_tested(job.costing, option.tool)
    if option.strength is None and not is_tested_here:
        return WhyTry.UNMEASURED
    if not option.says_inside and not is_tested_here:
        return WhyTry.INSIDE_UNSAID
    return WhyTry.WORTH_UNSAID if job.costing.is_worth_unsaid else None


def gained_usd(rankings: Sequence[Ranking]) -> float:
    """Return what jobs that share a tool save together, read as the owner wants to read them.

    It may be below 0.
    """
    jobs = [job_of(_as_if_shared(ranking)) for ranking in rankings]
    lasting = [job.comparison.lasting(once=job.work.once) for job in jobs]
    together_usd = sum(row.by_hand_usd - row.with_ai_usd for row in lasting)
    return together_usd - shared_by(rankings).usd


def _as_if_shared(ranking: Ranking) -> Ranking:
    """Return a ranking of which other jobs pay all that one tool costs whatever it serves."""
    return replace(ranking, shared_usd=shared_by((ranking,)).usd)


def left_alone(ranking: Ranking) -> LeaveIt:
    """Return that a job is left, with its cost if no other job paid a part of its tool."""
    job = job_of(replace(ranking, shared_usd=0.0))
    return LeaveIt(job=job.work.key, comparison=job.comparison)


def job_of(ranking: Ranking) -> RankedJob:
    """Return a ranked job with what is named first. Raises IndexError where nothing may be."""
    cheaper = ranking.challenger
    if cheaper is not None and ranking.starts_cheaper:
        return RankedJob(ranking=ranking, pick=cheaper, starts_cheaper=True)
    return RankedJob(ranking=ranking, pick=ranking.pick)


def work_of_few(work: Work) -> Work:
    """Return the work in as few hands as do all of it in a week of the month each."""
    hours = work.hours_by_hand / work.months
    return replace(work, doers=min(max(ceil(hours / MOST_HOURS_OF_ONE), 1), work.doers))


def work_of_fewer(work: Work, doers: float, *, is_own: bool) -> Work:
    """Return the work in fewer hands: all of it, or their own part where nobody hands his over."""
    if not is_own:
        return replace(work, doers=doers)
    results = floor(work.results * doers / work.doers)
    return replace(work, doers=doers, results=max(results, 1))


def work_within_limit(ranking: Ranking) -> Work | None:
    """Return the work of as many results, and people, as the limit on a month pays for.

    None where that is hardly any.
    """
    pick, work = job_of(ranking).pick.option, ranking.costing.work
    for percent in range(99, LEAST_PERCENT_WITHIN_LIMIT - 1, -1):
        results = floor(work.results * percent / 100)
        part = _of_fewer_people(pick, work, percent)
        is_paid_for = paid_usd(part, results) <= (work.limit_usd or 0.0)
        if results and is_paid_for and not work.once:
            doers = max(1, round(work.doers * percent / 100))
            return replace(work, results=results, doers=doers)
    return None


def _of_fewer_people(option: Option, work: Work, percent: int) -> Option:
    """Return an option with seats for a part of those who do the job, where each has one."""
    if option.seats > work.doers:
        return option
    seats = ceil(option.seats * percent / 100)
    return structs.replace(option, seats_usd=option.seats_usd * seats / option.seats)
