"""One part of a decision with everything its sentences need: its job, its names, its figures in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from catalog import ages, query
from catalog.ages import NEVER_SEEN_AGAIN, Age, Sightings
from catalog.formatting import (
    format_count,
    format_list,
    format_money,
    format_rough_money,
    format_spoken_minutes,
    format_unit_cost,
)
from catalog.query import exchange_rate
from catalog.schema import Advice, App, AppPlan, Catalog, ExchangeRate, Price, group_pairs
from catalog.vocabulary import MachineSize
from wizard.decision.answers import Answers, Job, hours_by_hand
from wizard.decision.decision import Choice, Decision, Part, PilotPlan, SeatChoice
from wizard.decision.tasks import Task, check_of, tasks
from wizard.decision.vocabulary import LANGUAGE_KINDS, Certainty, Check, Kind, Place, State, Way
from wizard.plans.document.words import NO_BREAK, app_plan_name, model_name, seller_name

HOUR = 60  # minutes
DEAR_RESULT_USD = (
    10  # ours: from so much on what one result costs is said, where nobody named what an hour costs
)
MOST_APART = 2  # so many parts are said one by one
MUCH = 55  # of 100 comparisons; more is said on top
MANY_WRONG_WORDS = 1.5  # in 100, as much as votes of 55
MEDIA = {
    Kind.LANGUAGE: "text",
    Kind.TRANSCRIPTION: "transcripts",
    Kind.IMAGE: "images",
    Kind.VIDEO: "videos",
    Kind.SPEECH: "voice",
    Kind.MUSIC: "music",
    Kind.SHAPE: "3D models",
}


class Form(StrEnum):
    MODEL = "model"  # a model at a seller or on a machine
    APP = "app"  # a seat in an app
    ASK_APP = "ask-app"  # no app states all that is needed
    TRY_APP = "try-app"  # a seat in an app that nobody has measured
    THREE = "three"  # nothing is measured
    ASK = "ask"
    OVER = "over"
    LIST = "list"
    WRONG = "wrong"
    NONE = "none"
    PROJECT = "project"  # no app passes; a model may be built in
    LEAVE = "leave"  # it does not pay


_FORM_OF_STATE = {
    State.UNMEASURED: Form.THREE,
    State.ASK_FIRST: Form.ASK,
    State.OVER_BUDGET: Form.OVER,
    State.LIST: Form.LIST,
    State.WRONG_TOOL: Form.WRONG,
    State.NONE: Form.NONE,
    State.PROJECT: Form.PROJECT,
    State.LEAVE: Form.LEAVE,
}


@dataclass(frozen=True, kw_only=True)
class PartInWords:
    """A part, the answers it rests on, and its names. Figures of money are in US dollars of a month."""

    part: Part
    task: Task
    answers: Answers
    catalog: Catalog
    siblings: int  # parts of its job, this one included
    seats: Mapping[str, int]  # that the whole plan buys, by plan of an app
    on: date
    rate: ExchangeRate | None = None  # at which money is written; None for US dollars
    seen: Sightings = NEVER_SEEN_AGAIN

    @property
    def job(self) -> Job:
        return self.task.job

    @cached_property
    def form(self) -> Form:
        part = self.part
        if part.state is State.UNMEASURED and part.seat_first is not None:
            return Form.TRY_APP if part.seat is not None else Form.ASK_APP
        if part.state in _FORM_OF_STATE:
            return _FORM_OF_STATE[part.state]
        if part.seat is not None:
            return Form.APP
        if part.seat_tried is not None:
            return Form.TRY_APP
        if part.way is Way.SEAT and part.seats_to_ask:
            return Form.ASK_APP
        return Form.MODEL

    @property
    def advised(self) -> bool:
        return self.form in {Form.MODEL, Form.APP, Form.TRY_APP}

    @property
    def of_app(self) -> bool:
        return self.form in {Form.APP, Form.TRY_APP, Form.ASK_APP}

    @property
    def on_machine(self) -> bool:
        """Return whether a model runs on a machine, the owner's or a rented one."""
        return (
            self.seat is None
            and not self.of_app
            and self.choice is not None
            and self.choice.offer is None
        )

    @property
    def is_copy(self) -> bool:
        """Return whether its model runs in another precision than the measured one."""
        return self.choice is not None and "other-precision" in self.choice.marks

    @property
    def rented(self) -> bool:
        """Return whether its machine is rented; a PC is the owner's own."""
        own = self.choice is None or self.choice.machine is MachineSize.PC
        return self.place is Place.EU or (self.answers.rented_counts and not own)

    @property
    def short_unit(self) -> str:
        """Return one result in one or two words: batch for a batch of 100 answers."""
        return self.part.unit.partition(" of ")[0]

    @property
    def short_units(self) -> str:
        return self.part.unit_plural.partition(" of ")[0]

    @property
    def result(self) -> str:
        """Return what its job makes."""
        use_case = self.task.use_case
        return (
            use_case.result
            if use_case is not None
            else f"“{(self.job.name or self.job.key).rstrip('.')}”"
        )

    @cached_property
    def purpose(self) -> str:
        """Return what it is for, as it stands after "for": answers to customers, images for posts."""
        if self.siblings == 1:
            return self.result
        medium = self.purpose_in_job
        return medium if medium.startswith("the ") else f"{medium} for {self.result}"

    @property
    def purpose_in_job(self) -> str:
        """Return what it is for where its job is named: images, or the images of a result that is called so."""
        medium = MEDIA[self.part.kind]
        if self.siblings == 1:
            return self.result
        return f"the {medium}" if medium in self.result.split() else medium

    @property
    def name(self) -> str:
        if self.seat is not None:
            return app_plan_name(self.catalog, self.seat.app_plan)
        choice = self.choice
        return self.model(choice) if choice is not None else ""

    @property
    def slug(self) -> str:
        return (
            self.seat.app_plan
            if self.seat is not None
            else self.choice.model
            if self.choice is not None
            else ""
        )

    @property
    def seat(self) -> SeatChoice | None:
        with_app = {Form.APP, Form.TRY_APP, Form.LIST}
        return self.part.seat or self.part.seat_tried if self.form in with_app else None

    @property
    def choice(self) -> Choice | None:
        """Return the model that is advised, words the list, or is the yardstick."""
        if self.form is Form.LIST:
            return self.part.to_try[0] if self.part.to_try else None
        if self.form is Form.THREE and len(self.part.to_try) == 1:
            return self.part.to_try[0]
        if self.form is Form.OVER and self.part.over is not None:
            return self.part.over.cheapest
        return self.part.pick

    @cached_property
    def prices(self) -> tuple[Price, ...]:
        """The prices on file that its cost rests on; none of what is paid for already, or of a machine."""
        if self.seat is not None:
            price = query.plan_price(self.catalog, self.seat.app_plan, self.on)
            return () if price is None or self.seat.paid else (price,)
        if self.choice is None or self.choice.offer is None:
            return ()
        return query.prices(self.catalog, self.choice.offer, self.on)

    @cached_property
    def old_price(self) -> Age | None:
        """The age of the price that was read longest ago, where that is so long ago that it is said."""
        age = ages.oldest(self.catalog, self.prices, self.on, self.seen)
        return age if age is not None and age.is_old else None

    @property
    def certainty(self) -> Certainty:
        """Return how sure its name is: thinly proved too where its price or its board was read long ago."""
        board = ages.board_age(self.catalog, self.part.board, self.on, self.seen)
        if any(age is not None and age.is_thin for age in (self.old_price, board)):
            return Certainty.THIN
        return self.part.certainty

    @property
    def seat_to_ask(self) -> SeatChoice | None:
        return self.part.seats_to_ask[0] if self.part.seats_to_ask else None

    @property
    def second(self) -> str:
        """Return the name that is tried beside: the owner's own choice, another maker's app beside an app, else the challenger."""
        if self.part.chosen is not None:
            return self.model(self.part.chosen)
        if self.of_app:
            return (
                self.app_plan_name(self.part.seat_challenger)
                if self.part.seat_challenger is not None
                else ""
            )
        return self.model(self.part.challenger) if self.part.challenger is not None else ""

    @property
    def exit_advice(self) -> Advice | None:
        """Return the row that says what does the job instead of AI; None where AI does it, or words what a list answers."""
        why = self.part.suitability
        without = self.form is Form.WRONG or self.part.list_alone
        return self.catalog.advice_row.get(why.advice) if without and why is not None else None

    def app_plan(self, seat: SeatChoice) -> AppPlan:
        return next(row for row in self.catalog.app_plans if row.slug == seat.app_plan)

    def app(self, seat: SeatChoice) -> App:
        return self.catalog.app[self.app_plan(seat).app]

    def app_plan_name(self, seat: SeatChoice) -> str:
        return app_plan_name(self.catalog, seat.app_plan)

    def model(self, choice: Choice) -> str:
        return model_name(self.catalog, choice.model)

    def seller(self, choice: Choice) -> str:
        return seller_name(self.catalog, choice.offer)

    @property
    def unit(self) -> str:
        return self.part.unit

    @property
    def units(self) -> str:
        return self.part.unit_plural

    @property
    def pilot(self) -> PilotPlan | None:
        return self.part.pilot

    @property
    def cases(self) -> str:
        """Return how many of what are tried: 20 real replies; old ones where too few come up before the day."""
        pilot = self.part.pilot
        if pilot is None:
            return ""
        real = "old" if pilot.from_past == pilot.cases else "real"
        return f"{pilot.cases} {real} {self.unit if pilot.cases == 1 else self.units}"

    @property
    def cases_short(self) -> str:
        """Return how many of what are tried, in short: 20 replies."""
        cases = self.part.pilot.cases if self.part.pilot is not None else 0
        return format_count(cases, self.short_unit, self.short_units)

    @property
    def counts_wrong_words(self) -> bool:
        """Return whether its board counts wrong words, of which fewer are better."""
        board = self.catalog.benchmark.get(self.part.board)
        return board is not None and not board.higher_is_better

    @property
    def dear_result(self) -> str:
        """Return what one result costs, where that is more than an hour of work; empty where it is not."""
        each = Decimal(str(self.fees or 0)) / Decimal(str(self.part.results))
        if self.of_app or each <= (self.answers.wage_usd or DEAR_RESULT_USD):
            return ""
        return format_unit_cost(each, self.short_unit, self.short_units, self.rate)

    @property
    def check(self) -> Check:
        return check_of(self.answers, self.task)

    @property
    def place(self) -> Place:
        return self.answers.place_of(self.job)

    @property
    def fees(self) -> float | None:
        """Return what a month costs: fees, rent or seats; None where nobody states it."""
        if self.seat is not None:
            return self.seat.usd_month
        if self.form in {Form.ASK_APP, Form.ASK, Form.PROJECT}:
            return None
        if (
            self.form is Form.OVER
            and self.part.over is not None
            and self.part.over.seat is not None
        ):
            return self.part.over.seat.usd_month
        nothing = 0.0 if self.form is Form.LIST else None
        return self.choice.fee if self.choice is not None else nothing

    def money(self, usd: Decimal | float | None) -> str:
        """Write US dollars in the owner's currency, as people say it aloud."""
        return format_rough_money(usd, self.rate)

    @property
    def budget(self) -> str:
        return format_money(self.answers.budget_usd, self.rate)

    @property
    def fees_in_words(self) -> str:
        return self.money(self.fees) if self.fees else "nothing more"

    @property
    def hours_by_hand(self) -> str:
        minutes = hours_by_hand(self.job) * 60
        return "1 hour" if HOUR <= minutes < HOUR * 1.25 else format_spoken_minutes(minutes)

    @property
    def to_check(self) -> str:
        """Return what a person does with a result before mending it: read it, or check it where it is no text."""
        return "read" if self.part.kind in LANGUAGE_KINDS else "check"

    @property
    def limit_minutes(self) -> str:
        """Return up to how long reading and mending one may take, empty where nobody can say or it never pays."""
        minutes = self.part.pays_below_minutes
        return format_spoken_minutes(minutes) if minutes else ""

    @property
    def minutes_by_hand(self) -> str:
        return (
            format_spoken_minutes(self.job.minutes_by_hand)
            if self.job.minutes_by_hand is not None
            else ""
        )

    @property
    def lost_to_the_best_anywhere(self) -> str:
        """Return what the limit on the place costs in quality, after the name: loses 60 of 100; empty where it is little."""
        most = self.part.must_loses
        if most is None:
            return ""
        if not self.counts_wrong_words:
            return f"loses {round(most)} of 100 to the best anywhere" if round(most) > MUCH else ""
        words = f"writes {most:g}{NO_BREAK}more wrong words in{NO_BREAK}100 than the best anywhere"
        return words if most > MANY_WRONG_WORDS else ""

    def loses(self, choice: Choice) -> str:
        """Return how a choice compares with the best, as a figure of a table; empty where it is not measured."""
        if choice.loses is None:
            return ""
        if self.counts_wrong_words:
            return f"{choice.loses:g}\N{NO-BREAK SPACE}more wrong words in\N{NO-BREAK SPACE}100"
        return f"{round(choice.loses)} of 100"

    def month(self, choice: Choice) -> str:
        return self.money(choice.fee) if choice.fee is not None else "not stated"


def parts_in_words(
    decision: Decision, answers: Answers, catalog: Catalog, seen: Sightings = NEVER_SEEN_AGAIN
) -> tuple[PartInWords, ...]:
    """Return the parts of a decision with their tasks; parts whose use case was withdrawn are left out.

    `seen` is what was seen again by its day.
    """
    by_key = {task.key: task for task in tasks(answers, catalog)}
    jobs = [part.job for part in decision.parts]
    rate = exchange_rate(catalog, answers.currency, decision.on)
    seats = {line.name: line.count for line in decision.bill.lines if line.way is Way.SEAT}
    return tuple(
        PartInWords(
            part=part,
            task=by_key[part.key],
            answers=answers,
            catalog=catalog,
            siblings=jobs.count(part.job),
            seats=seats,
            on=decision.on,
            rate=rate,
            seen=seen,
        )
        for part in decision.parts
        if part.key in by_key
    )


def checking(parts: Iterable[PartInWords]) -> str:
    """Return what takes a person's time: reading, or checking where not all results are texts."""
    return "reading" if all(part.to_check == "read" for part in parts) else "checking"


def purposes(parts: Iterable[PartInWords]) -> str:
    """Return what several parts are for, as a list; commas alone where one that is not quoted holds an "and" of its own."""
    found = []
    for of_job in group_pairs((part.job.key, part) for part in parts).values():
        first, named = of_job[0], [part.purpose for part in of_job]
        if len(of_job) == first.siblings:
            named = [first.result]
        elif all(each.endswith(f" for {first.result}") for each in named):
            named = [f"{format_list(MEDIA[part.part.kind] for part in of_job)} for {first.result}"]
        found += named
    found = list(dict.fromkeys(found))
    holds_and = any(" and " in each and not each.startswith("“") for each in found)
    return ", ".join(found) if holds_and and len(found) > 1 else format_list(found)


def briefly(some: Sequence[PartInWords], parts: Sequence[PartInWords]) -> str:
    """Return what some of the parts are for; by its medium alone where only its job has several and the headline names it."""
    several = {part.job.key for part in parts if part.siblings > 1}
    named = {part.job.key for part in parts if part.advised}
    if len(some) == 1 and several == {some[0].job.key} and several <= named:
        return MEDIA[some[0].part.kind]
    return purposes(some)
