"""Eligibility: what a row must meet, one test a requirement; unknown on a must is asked first, never advised."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

from catalog import query
from catalog.schema import AiModel
from catalog.vocabulary import AnswersWithin, Effort, Known, MachineSize, Region, SoldAs, Training
from wizard.decision.answers import Answers, per_month
from wizard.decision.evidence import THINKING, Board
from wizard.decision.fees import ALL_HOURS_A_MONTH, HOURS_A_MONTH, machine_hours, thinking_mtok
from wizard.decision.suitability import Ended, suitability
from wizard.decision.table import Deployment, Row, Table
from wizard.decision.tasks import Task, built_in, check_of, checking_minutes
from wizard.decision.vocabulary import Check, Exactness, Place, State, Use, Way, WrongResult

RETIRES_WITHIN_DAYS = 183
# Ours: a job that reads at most so many tokens at once asks nothing of a model's context window.
SHORT_TOKENS = 16_000
STAYS_PRIVATE = {  # by what a seller does with it, the better terms first
    Training.NO: Known.YES,
    Training.OPT_OUT: Known.YES,
    Training.UNKNOWN: Known.UNKNOWN,
    Training.YES: Known.NO,
}
LEAST_GB_FOR_A_BILLION = Decimal(
    "0.125"
)  # of parameters: one bit each, less than any published copy has


@dataclass(frozen=True, kw_only=True)
class Case:
    """A task with the answers of the owner: what every row of its table is judged by."""

    task: Task
    answers: Answers
    starts: date
    table: Table
    connected: frozenset[str] = (
        frozenset()
    )  # sellers at which private material of the plan is bought anyway

    @cached_property
    def asked(self) -> Hashable:
        """Return all that the requirements, and what passes them, read of a case, beside its kind and its start."""
        task, table = self.task, self.table
        # Jobs of other lengths are held by the same models where no limit lies between them.
        limits = table.catalog.once("limits", partial(_limits, table.catalog.models))
        tokens = (task.tokens_in, task.tokens_out, task.tokens_in + task.tokens_out)
        length = tuple(bisect_left(limits, each) for each in tokens)
        asked = (
            task.must_inputs,
            length,
            task.private,
            self.in_seconds,
            self.place,
            self.answers.in_the_eu,
        )
        if self.place is Place.ANYWHERE:  # no machine of the owner's passes
            return asked
        in_time = tuple(
            machine_hours(task, self.results, size) <= self.hours for size in MachineSize
        )
        return (*asked, self.answers.machine, self.on_card, task.job.stakes, in_time)

    @property
    def judge(self) -> Board:
        """Return the board that decides. Raises ValueError where there is none."""
        if self.table.board is None:
            raise ValueError(f"{self.task.key} has no board")
        return self.table.board

    @cached_property
    def must_last(self) -> date:
        """Return the day until which whatever is bought has to be on sale."""
        return self.starts + timedelta(days=RETIRES_WITHIN_DAYS)

    @cached_property
    def place(self) -> Place:
        """Return where the material of this task may be processed."""
        return self.answers.place_of(self.task.job)

    @cached_property
    def way(self) -> Way:
        """Return how the task is bought: what a use case is sold as decides, then how the owner will use it."""
        if self.place is Place.OWN_SERVERS:
            return Way.MACHINE
        by_hand = self.answers.use_of(self.task.job) is Use.BY_HAND
        return {SoldAs.SEAT: Way.SEAT, SoldAs.API: Way.API}.get(
            self.task.sold_as, Way.SEAT if by_hand else Way.API
        )

    @cached_property
    def ended(self) -> Ended | None:
        """Return how the question ends where no model decides it; None where one may."""
        return suitability(
            self.task, self.table.catalog, by_hand=not built_in(self.answers, self.task)
        )

    @property
    def open(self) -> bool:
        """Return whether a model or an app is paid for: it answers, or words what a list answers."""
        return self.ended is None or self.ended.state is State.LIST

    @property
    def by_seat(self) -> bool:
        """Return whether an app is paid for, and a model is only its yardstick."""
        return self.open and self.way is Way.SEAT

    @property
    def by_use(self) -> bool:
        """Return whether a model is paid for by use or runs on a machine."""
        return self.open and self.way is not Way.SEAT

    @cached_property
    def results(self) -> float:
        """Return how many results a month to count with."""
        return float(per_month(self.task.job))

    @cached_property
    def thinking(self) -> Mapping[Effort, Decimal]:
        """Return the million tokens that a model thinks for one result, by effort."""
        known = (effort for effort in Effort if effort is not Effort.UNNAMED)
        return {effort: thinking_mtok(effort, self.task.tokens_out) for effort in known}

    @cached_property
    def wage(self) -> float:
        """Return what an hour costs, in US dollars; 0 where it is not known."""
        return float(self.answers.wage_usd or 0)

    @cached_property
    def work(self) -> float:
        """Return what reading and mending the results of a month costs, in US dollars."""
        return (checking_minutes(self.answers, self.task) or 0.0) * self.wage / 60 * self.results

    @cached_property
    def by_the_hour(self) -> bool:
        """Return whether a machine is paid by the hour of work: one that is rented, for work overnight."""
        may_rent = (
            self.answers.rented_counts and self.answers.machine.order >= MachineSize.CARD.order
        )
        rented = self.place is Place.EU or (self.place is Place.OWN_SERVERS and may_rent)
        return rented and self.task.answers_within is AnswersWithin.OVERNIGHT

    @property
    def hours(self) -> int:
        """Return the hours of a month in which a machine may work."""
        return ALL_HOURS_A_MONTH if self.by_the_hour else HOURS_A_MONTH

    @cached_property
    def on_card(self) -> bool:
        """Return whether no machine smaller than a card will do: one is rented, or it answers in seconds."""
        return self.place is Place.EU or self.by_the_hour or self.in_seconds

    @cached_property
    def drafts(self) -> bool:
        """Return whether AI only drafts and a person sends: built in, in seconds, and yet each result is read first.

        It then takes minutes. Ours. Whoever asked reads what is used by hand or answers colleagues, what a list answers
        is copied, and what is spoken live nobody can hold back.
        """
        task = self.task
        for_others = task.sold_as is SoldAs.API and not task.live_voice
        read = task.released or (for_others and check_of(self.answers, task) is Check.EVERY)
        in_seconds = (
            task.answers_within is AnswersWithin.SECONDS
            and task.job.exactness is not Exactness.LISTED
        )
        return in_seconds and read and built_in(self.answers, task)

    @cached_property
    def in_seconds(self) -> bool:
        """Return whether an answer is asked for in seconds."""
        return self.task.answers_within is AnswersWithin.SECONDS and not self.drafts

    @cached_property
    def unread(self) -> bool:
        """Return whether nobody reads results and they go straight on, so that none is rejected."""
        nobody = check_of(self.answers, self.task) is Check.NOBODY
        return nobody and self.answers.use_of(self.task.job) is Use.BUILT_IN


def _known(condition: bool) -> Known:  # noqa: FBT001
    return Known.YES if condition else Known.NO


def _stays_on_sale(at: Deployment, case: Case) -> Known:
    """Return whether this offer goes on for six months after the pilot starts."""
    ends = case.table.ends_at(at)
    return _known(ends is None or ends > case.must_last)


def _takes_inputs(at: Deployment, case: Case) -> Known:
    if not case.task.must_inputs:
        return Known.YES
    catalog = case.table.catalog
    answers = {query.reads(catalog, at.model, medium) for medium in case.task.must_inputs}
    if Known.NO in answers:
        return Known.NO
    return Known.UNKNOWN if Known.UNKNOWN in answers else Known.YES


def _holds_length(at: Deployment, case: Case) -> Known:
    task = case.task
    answer = query.takes_length(at.model, task.tokens_in, task.tokens_out)
    is_short = task.tokens_in + task.tokens_out <= SHORT_TOKENS
    return Known.YES if answer is Known.UNKNOWN and is_short else answer


def _business_use(at: Deployment, _: Case) -> Known:
    """Return whether the licence allows this firm's use. A seller's closed model is licensed by buying it."""
    model = at.model
    if model.commercial_use is Known.NO:
        return Known.NO
    if not at.own and model.open_weights is not Known.YES:
        return Known.YES
    if at.own and (model.licence_condition or model.licence_revenue_max_usd is not None):
        return Known.UNKNOWN
    if not at.own and model.commercial_use is Known.UNKNOWN:
        return Known.YES if model.licence else Known.UNKNOWN
    return model.commercial_use


def _licensed_here(at: Deployment, case: Case) -> Known:
    """Return whether the licence holds where the firm is: no for one in the EU that it bars, unknown for all others."""
    if not at.model.licence_not_in or (not at.own and at.model.open_weights is not Known.YES):
        return Known.YES
    in_the_eu = case.answers.in_the_eu or case.place is Place.EU
    return Known.NO if in_the_eu and Region.EU in at.model.licence_not_in else Known.UNKNOWN


def _place(at: Deployment, case: Case) -> Known:
    match case.place:
        case Place.OWN_SERVERS:
            if not at.own:
                return Known.NO
            return (
                at.model.self_hosting
                if at.model.open_weights is Known.YES
                else at.model.open_weights
            )
        case Place.EU:
            return Known.YES if at.offer is None else query.eu_region(case.table.catalog, at.offer)
        case Place.ANYWHERE:
            return _known(not at.own)


def _fits_machine(at: Deployment, case: Case) -> Known:
    """Return whether the largest machine the owner can run holds the weights.

    A rented machine is a card at least, and so is one that answers in seconds. Where somebody could be hurt, only the
    measured precision runs; where a wrong result breaks the law, it runs if it fits.
    """
    if not at.own:
        return Known.YES
    if at.machine is None:  # of weights that nobody states the parameters say the least
        least = MachineSize.holding((at.model.parameters_billion or 0) * LEAST_GB_FOR_A_BILLION)
        return (
            Known.NO if _at_least(least, case).order > case.answers.machine.order else Known.UNKNOWN
        )
    stakes, measured = case.task.job.stakes, at.model.weights_gb_measured
    if not at.measured_precision and stakes.severe:
        fits = (
            measured is not None
            and MachineSize.holding(measured).order <= case.answers.machine.order
        )
        if fits or stakes is WrongResult.HARM:
            return Known.NO
    return _known(_holding(at, case).order <= case.answers.machine.order)


def _keeps_up(at: Deployment, case: Case) -> Known:
    """Return whether the largest machine the owner can run makes so many results in the hours of a month."""
    return _known(
        not at.own or at.machine is None or machine_of(at, case).order <= case.answers.machine.order
    )


def machine_of(at: Deployment, case: Case) -> MachineSize:
    """Return the machine to pay for: the smallest that holds the weights and makes the results of a month in time."""
    sizes = tuple(MachineSize)[_holding(at, case).order :]
    return next(
        (size for size in sizes if machine_hours(case.task, case.results, size) <= case.hours),
        sizes[-1],
    )


def _holding(at: Deployment, case: Case) -> MachineSize:
    """Return the smallest machine that holds the weights, a card where nothing smaller will do."""
    return _at_least(at.machine or MachineSize.CLUSTER, case)


def _at_least(size: MachineSize, case: Case) -> MachineSize:
    """Return a size of machine, or a card where nothing smaller will do."""
    return max(size, MachineSize.CARD, key=lambda each: each.order) if case.on_card else size


def _does_not_train(at: Deployment, case: Case) -> Known:
    if at.offer is None or not case.task.private:
        return Known.YES
    return STAYS_PRIVATE[query.trains_on_inputs(case.table.catalog, at.offer)]


def _has_a_price(at: Deployment, case: Case) -> Known:
    if at.offer is None:
        return _known(at.machine is None or machine_of(at, case) in case.table.machines)
    known = case.table.prices.rates(at.offer, case.task, in_eu=case.place is Place.EU)
    return Known.YES if known is not None else Known.UNKNOWN


# What a deployment must meet, in the order in which it is asked.
REQUIREMENTS: Mapping[str, Callable[[Deployment, Case], Known]] = {
    "inputs": _takes_inputs,
    "length": _holds_length,
    "place": _place,
    "machine": _fits_machine,
    "capacity": _keeps_up,
    "licence-region": _licensed_here,
    "business-use": _business_use,
    "training": _does_not_train,
    "stays-on-sale": _stays_on_sale,
    "price": _has_a_price,
}


def _limits(models: Iterable[AiModel]) -> list[int]:
    """Return every limit of a model, and the shortest length that one is asked for, from low to high."""
    limits = {SHORT_TOKENS}
    for model in models:
        limits |= {model.input_limit or 0, model.output_limit or 0, model.total_limit or 0}
    return sorted(limits)


class Checked(NamedTuple):
    """A deployment after all requirements: the first that it fails, and those that a seller would have to answer."""

    fails: str = ""
    unknown: tuple[str, ...] = ()


PASSES = Checked()  # the one shared value for all that meet every requirement


def check(case: Case) -> Mapping[Deployment, Checked]:
    """Return what the requirements say of every deployment; worked out once for all cases that ask the same."""
    known = case.table.found
    if case.asked not in known:
        known[case.asked] = {at: _check(at, case) for at in case.table.deployments}
    found: Mapping[Deployment, Checked] = known[case.asked]
    return found


def _check(at: Deployment, case: Case) -> Checked:
    unknown = []
    for slug, test in REQUIREMENTS.items():
        answer = test(at, case)
        if answer is Known.NO:
            return Checked(slug)
        if answer is Known.UNKNOWN:
            unknown.append(slug)
    return Checked(unknown=tuple(unknown)) if unknown else PASSES


def never_first(row: Row, case: Case) -> bool:
    """Return whether a row that passes is at most the challenger: an unproved light setting, a preview, a slow one."""
    unproved = row.setting.light and row.model.thinking_off is not Known.YES
    return unproved or row.model.preview or slow(row, case)


def slow(row: Row, case: Case) -> bool:
    """Return whether the setting thinks, and an answer is asked for in seconds."""
    return case.in_seconds and row.setting.effort in THINKING
