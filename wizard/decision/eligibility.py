"""Eligibility: what a row must meet, one value a requirement; unknown on a must is asked first, never advised."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from catalog import query
from catalog.vocabulary import AnswersWithin, Known, MachineSize, Region, Training
from wizard.decision.answers import Answers, checking_minutes, per_month
from wizard.decision.evidence import THINKING
from wizard.decision.fees import ALL_HOURS_A_MONTH, HOURS_A_MONTH, machine_hours
from wizard.decision.table import Row, Table
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import Check, Place, Standing, Use

type Checked = tuple[str, tuple[str, ...]]  # the requirement that a row fails, and those on which nothing is known

RETIRES_WITHIN_DAYS = 183
# Ours: a job that reads at most so many tokens at once asks nothing of a model's context window.
SHORT_TOKENS = 16_000


@dataclass(frozen=True, kw_only=True)
class Case:
    """A task with the answers of the owner: what every row of its table is judged by."""

    task: Task
    answers: Answers
    starts: date
    table: Table

    @cached_property
    def place(self) -> Place:
        """Return where the material of this task may be processed."""
        return self.answers.place_of(self.task.job)

    @cached_property
    def careful(self) -> bool:
        """Return whether a seller with the better data terms is worth a little more."""
        return self.task.careful

    @cached_property
    def results(self) -> float:
        """Return how many results a month to count with."""
        return float(per_month(self.task.job))

    @cached_property
    def wage(self) -> float:
        """Return what an hour costs, in US dollars; 0 where it is not known."""
        return float(self.answers.wage_usd or 0)

    @cached_property
    def work(self) -> float:
        """Return what reading and mending the results of a month costs, in US dollars."""
        return (checking_minutes(self.answers, self.task.job) or 0.0) * self.wage / 60 * self.results

    @cached_property
    def rented(self) -> bool:
        """Return whether a machine for this task is rented."""
        return self.place is Place.EU or (self.place is Place.OWN_SERVERS and self.answers.rented_counts)

    @cached_property
    def by_the_hour(self) -> bool:
        """Return whether a machine is paid by the hour of work: one that is rented, for work overnight."""
        return self.rented and self.task.answers_within is AnswersWithin.OVERNIGHT

    @cached_property
    def unread(self) -> bool:
        """Return whether nobody reads results and they go straight on, so that none is rejected."""
        job = self.task.job
        return self.answers.check_of(job) is Check.NOBODY and self.answers.use_of(job) is Use.BUILT_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A condition on a row. `reads` names fields of Answers and Job, `uses` fields of the catalog's rows."""

    slug: str
    reads: frozenset[str]
    uses: frozenset[str]
    test: Callable[[Row, Case], Known]


def _known(condition: bool) -> Known:  # noqa: FBT001
    return Known.YES if condition else Known.NO


def _stays_on_sale(row: Row, case: Case) -> Known:
    """Return whether neither the model nor this offer of it ends within six months of the pilot."""
    until = case.starts + timedelta(days=RETIRES_WITHIN_DAYS)
    return _known(all(last is None or last > until for last in (row.model.retires, row.ends)))


def _takes_inputs(row: Row, case: Case) -> Known:
    if not case.task.must_inputs:
        return Known.YES
    if not row.model.inputs:
        return Known.UNKNOWN
    return _known(all(medium in row.model.inputs for medium in case.task.must_inputs))


def _holds_length(row: Row, case: Case) -> Known:
    needed = case.task.tokens_in + case.task.tokens_out
    if row.model.context_tokens is None:
        return Known.YES if needed <= SHORT_TOKENS else Known.UNKNOWN
    return _known(needed <= row.model.context_tokens)


def _business_use(row: Row, _: Case) -> Known:
    """Return whether the licence allows this firm's use. A seller's closed model is licensed by buying it."""
    model = row.model
    if model.commercial_use is Known.NO:
        return Known.NO
    if not row.own and model.open_weights is not Known.YES:
        return Known.YES
    if row.own and (model.licence_condition or model.licence_revenue_max_usd is not None):
        return Known.UNKNOWN
    if not row.own and model.commercial_use is Known.UNKNOWN:
        return Known.YES if model.licence else Known.UNKNOWN
    return model.commercial_use


def _licensed_here(row: Row, case: Case) -> Known:
    """Return whether the licence holds where the firm is: no for one in the EU that it bars, unknown for all others."""
    if not row.model.licence_not_in or (not row.own and row.model.open_weights is not Known.YES):
        return Known.YES
    in_the_eu = case.answers.in_the_eu or case.place is Place.EU
    return Known.NO if in_the_eu and Region.EU in row.model.licence_not_in else Known.UNKNOWN


def _place(row: Row, case: Case) -> Known:
    match case.place:
        case Place.OWN_SERVERS:
            if not row.own:
                return Known.NO
            return row.model.self_hosting if row.model.open_weights is Known.YES else row.model.open_weights
        case Place.EU:
            return Known.YES if row.offer is None else query.eu_region(case.table.catalog, row.offer)
        case Place.ANYWHERE:
            return _known(not row.own)


def _fits_machine(row: Row, case: Case) -> Known:
    """Return whether the largest machine the owner can run holds the weights.

    A rented machine is a card at least, and so is one that answers in seconds. Where a wrong result is severe the
    measured precision runs, if it fits.
    """
    if not row.own:
        return Known.YES
    if row.machine is None:
        return Known.UNKNOWN
    if not row.measured_precision and case.task.job.stakes.severe:
        measured = row.model.weights_gb_measured
        if measured is not None and MachineSize.holding(measured).order <= case.answers.machine.order:
            return Known.NO
    return _known(_holding(row, case).order <= case.answers.machine.order)


def _keeps_up(row: Row, case: Case) -> Known:
    """Return whether the largest machine the owner can run makes so many results in the hours of a month."""
    return _known(not row.own or row.machine is None or machine_of(row, case).order <= case.answers.machine.order)


def machine_of(row: Row, case: Case) -> MachineSize:
    """Return the machine to pay for: the smallest that holds the weights and makes the results of a month in time."""
    hours = ALL_HOURS_A_MONTH if case.by_the_hour else HOURS_A_MONTH
    sizes = tuple(MachineSize)[_holding(row, case).order :]
    return next((size for size in sizes if machine_hours(case.task, case.results, size) <= hours), sizes[-1])


def _holding(row: Row, case: Case) -> MachineSize:
    """Return the smallest machine that holds the weights; a card where it is rented or answers in seconds."""
    size = row.machine or MachineSize.CLUSTER
    if case.rented or case.task.answers_within is AnswersWithin.SECONDS:
        return max(size, MachineSize.CARD, key=lambda each: each.order)
    return size


def _does_not_train(row: Row, case: Case) -> Known:
    if row.offer is None or not case.task.private:
        return Known.YES
    training = query.trains_on_inputs(case.table.catalog, row.offer)
    return {Training.NO: Known.YES, Training.OPT_OUT: Known.YES, Training.YES: Known.NO}.get(training, Known.UNKNOWN)


def _has_a_price(row: Row, case: Case) -> Known:
    if row.own:
        return _known(row.machine is None or machine_of(row, case) in case.table.machines)
    return Known.YES if (row.eu_fee if case.place is Place.EU else row.fee) is not None else Known.UNKNOWN


REQUIREMENTS: tuple[Requirement, ...] = tuple(
    Requirement(slug=slug, reads=frozenset(reads.split()), uses=frozenset(uses.split()), test=test)
    for slug, reads, uses, test in (
        ("inputs", "jobs", "model.inputs use_case.must_inputs", _takes_inputs),
        ("length", "jobs length", "model.context_tokens", _holds_length),
        ("place", "place", "offer.eu_region model.open_weights model.self_hosting", _place),
        ("machine", "place machine_limit rented_counts wrong_result", "model.weights_gb", _fits_machine),
        ("capacity", "volume place machine_limit", "model.weights_gb", _keeps_up),
        ("licence-region", "place", "model.licence_not_in", _licensed_here),
        ("business-use", "place", "model.commercial_use model.licence_condition", _business_use),
        ("training", "material", "offer.trains_on_inputs", _does_not_train),
        ("stays-on-sale", "pilot_start", "model.retires offer.ends", _stays_on_sale),
        ("price", "place", "price.usd", _has_a_price),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A row after all requirements: what it may be, what it fails, what nobody knows."""

    row: Row
    standing: Standing
    fails: str = ""  # the first requirement that it fails
    unknown: tuple[str, ...] = ()  # requirements that a seller would have to answer
    slow: bool = False
    in_eu: bool = False  # bought for processing in the EU


def screen(rows: Iterable[Row], case: Case) -> tuple[Screened, ...]:
    """Return every row with its standing. The settings of a model at one offer share all but their speed."""
    checked: dict[tuple[str, str, bool], Checked] = {}
    lasting: dict[tuple[str, str, bool], Checked] = case.table.known.setdefault(
        (case.task.kind, asks_of_offers(case)), {}
    )
    tests = [(requirement, _found_of(requirement, case)) for requirement in REQUIREMENTS]
    found = []
    for row in rows:
        where = (row.model.slug, row.offer.slug if row.offer is not None else "", row.measured_precision)
        found_before = lasting.get(where) or checked.get(where)
        if found_before is None:  # an offer without an end is judged alike, whenever a plan starts
            ends = row.own or row.ends is not None or row.model.retires is not None
            found_before = (checked if ends else lasting)[where] = _check(row, case, tests)
        fails, unknown = found_before
        slow = case.task.answers_within is AnswersWithin.SECONDS and row.setting.effort in THINKING
        if fails:
            standing = Standing.OUT
        elif unknown:
            standing = Standing.ASK_FIRST
        else:
            unproved = row.setting.light and row.model.thinking_off is not Known.YES
            only_beside = slow or unproved or row.model.preview
            standing = Standing.CHALLENGER_ONLY if only_beside else Standing.MAY_BE_PICKED
        found.append(Screened(row=row, standing=standing, fails=fails, unknown=unknown, slow=slow))
    return tuple(found)


def asks_of_offers(case: Case) -> Hashable:
    """Return all of a case that the requirements read of a row at an offer; a machine hangs on more answers."""
    task = case.task
    reads = (task.must_inputs, task.tokens_in, task.tokens_out, task.answers_within, task.private, task.careful)
    return (case.place, case.answers.in_the_eu, *reads)


def asks_of_machines(case: Case) -> Hashable:
    """Return all of a case that the requirements read of a row on a machine of the owner's."""
    hours = ALL_HOURS_A_MONTH if case.by_the_hour else HOURS_A_MONTH
    in_time = tuple(machine_hours(case.task, case.results, size) <= hours for size in MachineSize)
    return (asks_of_offers(case), case.answers.machine, case.rented, case.task.job.stakes.severe, in_time)


# What of a case a requirement reads of a row at an offer, so that one look serves all tasks and plans that ask alike.
# Those that are not named read the prices of the row too.
READS: Mapping[str, Callable[[Case], Hashable]] = {
    "inputs": lambda case: case.task.must_inputs,
    "length": lambda case: case.task.tokens_in + case.task.tokens_out,
    "place": lambda case: case.place,
    "licence-region": lambda case: (case.place, case.answers.in_the_eu),
    "business-use": lambda _: (),
    "machine": lambda _: (),
    "training": lambda case: case.task.private,
}


def _found_of(requirement: Requirement, case: Case) -> dict[str, Known] | None:
    """Return what is known already of offers, by slug; None where each row has to be looked at."""
    reads = READS.get(requirement.slug)
    return None if reads is None else case.table.known.setdefault((requirement.slug, reads(case)), {})


def _check(row: Row, case: Case, tests: Sequence[tuple[Requirement, dict[str, Known] | None]]) -> Checked:
    """Return the first requirement that a row fails, and those on which nothing is known."""
    unknown, offer = [], row.offer.slug if row.offer is not None else ""
    for requirement, known in tests:
        if known is None or not offer:
            answer = requirement.test(row, case)
        elif (answer := known.get(offer)) is None:  # type: ignore[assignment]
            answer = known[offer] = requirement.test(row, case)
        if answer is Known.NO:
            return requirement.slug, ()
        if answer is Known.UNKNOWN:
            unknown.append(requirement.slug)
    return "", tuple(unknown)
