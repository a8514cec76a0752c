"""What a plan's money starts from, before anything is measured: each figure with the answer, fact or estimate behind it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from catalog.formatting import (
    capitalise,
    format_minutes,
    format_money,
    format_range,
    format_rounded,
    format_unit_cost,
    lower_first,
)
from catalog.parsing import Span
from catalog.schema import Catalog
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.assumptions import ONE
from wizard.engine.decision import Assumed, Assumptions, Candidate, Fact, Figure, Line, Reason, Told
from wizard.engine.lanes import FEE_SPREAD, HANDLING_SHARE, TRIES, Lane, Triple
from wizard.engine.pilot import DEFAULT_ACCEPTED, minutes_today
from wizard.engine.vocabulary import Basis, Check, FactKind, Input, Joining

WHERE_ASKED = {  # the page of the wizard that asks for it
    Input.WAGE: "workflow",
    Input.SETUP: "checking",
    Input.VOLUME: "volume",
    Input.CHECKING: "checking",
    Input.BY_HAND: "workflow",
}


def assumptions(answers: Answers, catalog: Catalog, on: date, lanes: Sequence[Lane]) -> Assumptions:
    """Return every figure that the money of a plan rests on."""
    given = _Given(answers, catalog, on)
    rows = [*given.of_all()]
    outputs = {lane.part.output: lane for lane in reversed(lanes)}
    for lane in lanes:
        if outputs[lane.part.output] is lane:
            rows += given.of_output(lane)
        rows += given.of_lane(lane)
    return Assumptions(lines=tuple(_lines(answers, lanes)), rows=tuple(rows))


def _lines(answers: Answers, lanes: Sequence[Lane]) -> Iterator[Line]:
    for place, lane in enumerate(lanes):
        part = lane.part
        chosen, spare = part.candidate(part.chosen), part.candidate(part.runner_up)
        together = answers.joining is Joining.TOGETHER
        later = [other for other in lanes[place + 1 :] if together or other.part.output == part.output]
        yield Line(
            part=part.key,
            output=part.output,
            name=lane.need.result,
            unit=part.unit,
            unit_plural=part.unit_plural,
            model=chosen.name if chosen else "",
            transcript=lane.need.transcript,
            after=tuple(other.part.key for other in later if not other.need.transcript),
            spare=spare.name if spare else "",
            spare_usd=spare.unit_usd if spare else None,
        )


class _Given:
    """The answers, facts and estimates that figures are made of."""

    def __init__(self, answers: Answers, catalog: Catalog, on: date) -> None:
        self.answers, self.catalog, self.on = answers, catalog, on

    def of_all(self) -> Iterator[Assumed]:
        """Return what belongs to the whole plan."""
        wage, setup = self.answers.usd_per_hour, self.answers.setup_usd
        text = "Nobody said what an hour costs." if wage is None else f"An hour costs {format_money(wage)}."
        yield self._answered(Input.WAGE, "", "usd an hour", figure=None if wage is None else Figure.of(wage), text=text)
        if setup is not None:
            text = f"The set-up costs {_range(setup, format_money)}."
            yield self._answered(Input.SETUP, "", "usd", figure=_figure(setup), text=text)

    def of_output(self, lane: Lane) -> Iterator[Assumed]:
        """Return what belongs to an output, whatever its pieces."""
        need, part = lane.need, lane.part
        volume = need.output.per_month
        if volume is None:
            text = f"How many {part.unit_plural} a month there are is not known."
        else:
            text = f"{capitalise(format_range(volume.low, volume.high))} {part.unit_plural if volume.high != 1 else part.unit} a month."
        yield self._answered(
            Input.VOLUME, part.output, "a month", figure=_figure(volume) if volume else None, text=text
        )
        today = minutes_today(self.answers, need)
        own = self.answers.minutes_today
        if own is not None and today == own.middle and need.output.key == _piloted(self.answers):
            text = f"By hand one {part.unit} takes {_range(own, format_minutes)}."
            yield self._answered(Input.BY_HAND, part.output, "min", figure=_figure(own), text=text)
        elif today is not None and need.use_case is not None:
            text = f"By hand one {part.unit} takes about {format_minutes(today)}."
            facts = (cite.of_use_case(self.catalog, need.use_case, f"“{need.use_case.name}”: {lower_first(text)}"),)
            yield _row(
                Input.BY_HAND,
                part.output,
                "min",
                figure=Figure.of(today),
                basis=Basis.ESTIMATE,
                text=text,
                told=self._asked(need.wanted),
                facts=facts,
            )
        else:
            text = f"How long one {part.unit} takes by hand is not known."
            yield self._answered(Input.BY_HAND, part.output, "min", figure=None, text=text)

    def of_lane(self, lane: Lane) -> Iterator[Assumed]:
        """Return what belongs to one kind of model's work."""
        yield from self._fees(lane)
        if lane.need.transcript:
            return
        percent = self.answers.targets.accepted_percent or DEFAULT_ACCEPTED
        text = f"{capitalise(lane.need.result)}: {format_rounded(percent)} of 100 accepted, ten more or ten fewer at the ends."
        figure = Figure(low=lane.accepted.high, likely=lane.accepted.likely, high=lane.accepted.low)
        yield self._estimated(Input.ACCEPTED, lane, "share", figure=figure, text=text, rule="accepted-costs")
        yield self._checking(lane)
        low, _, high = HANDLING_SHARE
        handling = _of(lane.handling) if lane.minutes_today is not None else None
        if handling is None:
            text = f"{capitalise(lane.need.result)}: how long it takes to ask for one and put it to use is not known."
        else:
            text = (
                f"{capitalise(lane.need.result)}: asking for one and putting it to use takes a tenth of the minutes by hand, "
                f"{format_rounded(low * 100)} to {format_rounded(high * 100)} of 100 at the ends."
            )
        yield self._estimated(Input.HANDLING, lane, "min", figure=handling, text=text, rule="accepted-costs")

    def _fees(self, lane: Lane) -> Iterator[Assumed]:
        part, result = lane.part, capitalise(lane.need.result)
        candidate = part.candidate(part.chosen)
        usd = candidate.unit_usd if candidate else None
        if candidate is None or usd is None:
            text = f"{result}: no price is on file."
            yield self._estimated(Input.PRICE, lane, "usd", figure=None, text=text, rule="fee-per-unit")
            return
        text = f"{result}: {format_unit_cost(usd, part.unit, part.unit_plural)} at {candidate.seller or candidate.provider}."
        facts = _price_facts(candidate) or (self._house("fee-per-unit"),)
        told = self._asked(lane.need.wanted)
        yield _row(
            Input.PRICE, part.key, "usd", figure=Figure.of(usd), basis=Basis.CATALOG, text=text, told=told, facts=facts
        )
        text = f"{result}: how much goes in and out is an estimate, so half to double is reckoned."
        yield self._estimated(Input.UNITS, lane, "times", figure=Figure.of(*FEE_SPREAD), text=text, rule="fee-per-unit")
        tries = TRIES[lane.need.branch]
        text = f"{result}: asked for {_often(tries)} before one is looked at."
        yield self._estimated(Input.TRIES, lane, "times", figure=Figure.of(*tries), text=text, rule="asking-again")

    def _checking(self, lane: Lane) -> Assumed:
        result, checking = capitalise(lane.need.result), lane.checking
        if self.answers.check is Check.NOBODY:
            text = f"{result}: nobody checks, so no time is counted."
            return self._answered(
                Input.CHECKING, lane.part.key, "min", figure=Figure.of(Decimal(0)), text=text, asked="check"
            )
        if checking is None:
            text = f"{result}: how long a check takes is not known."
            return self._answered(Input.CHECKING, lane.part.key, "min", figure=None, text=text)
        figure = _of(checking)
        if self.answers.check_minutes is not None:
            text = f"{result}: a check takes {_ends(figure, format_minutes)} for each result."
            return self._answered(Input.CHECKING, lane.part.key, "min", figure=figure, text=text)
        text = f"{result}: a check is taken as a fifth of the minutes by hand, a tenth to two fifths at the ends."
        return self._estimated(Input.CHECKING, lane, "min", figure=figure, text=text, rule="accepted-costs")

    def _answered(  # noqa: PLR0913 - a figure has as many sides
        self, kind: Input, about: str, unit: str, *, figure: Figure | None, text: str, asked: str = ""
    ) -> Assumed:
        told = (Told(question=asked or WHERE_ASKED[kind], text=text),)
        return _row(
            kind,
            about,
            unit,
            figure=figure,
            basis=Basis.ANSWER,
            text=text,
            told=told,
            facts=(self._house("your-figures"),),
        )

    def _estimated(  # noqa: PLR0913 - the same
        self, kind: Input, lane: Lane, unit: str, *, figure: Figure | None, text: str, rule: str
    ) -> Assumed:
        told = self._asked(lane.need.wanted)
        return _row(
            kind,
            lane.part.key,
            unit,
            figure=figure,
            basis=Basis.ESTIMATE,
            text=text,
            told=told,
            facts=(self._house(rule),),
            rule=rule,
        )

    def _asked(self, wanted: str) -> tuple[Told, ...]:
        return (Told(question="outputs", text=wanted),)

    def _house(self, rule: str) -> Fact:
        return cite.fact(
            self.catalog,
            kind=FactKind.METHOD,
            subject=rule,
            text=HOUSE[rule],
            source="editors-judgement",
            as_of=self.on,
        )


HOUSE = {
    "your-figures": "The money is reckoned with your own figures where you gave them.",
    "fee-per-unit": "What goes in and out of a model is estimated; half to double is reckoned.",
    "asking-again": "How often one asks again before a result is worth a look is our estimate.",
    "accepted-costs": "Checking, asking and what is accepted are our estimates until your pilot has measured them.",
}
RULE_OF = {Basis.ANSWER: "your-figures", Basis.CATALOG: "fee-per-unit", Basis.ESTIMATE: "accepted-costs"}


def _row(  # noqa: PLR0913 - a figure has as many sides
    kind: Input,
    about: str,
    unit: str,
    *,
    figure: Figure | None,
    basis: Basis,
    text: str,
    told: tuple[Told, ...],
    facts: tuple[Fact, ...],
    rule: str = "",
) -> Assumed:
    return Assumed(
        kind=kind,
        about=about,
        title=kind.label,
        unit=unit,
        figure=figure,
        basis=basis,
        reason=Reason(text=text, told=told, rule=rule or RULE_OF[basis], facts=facts),
    )


def _piloted(answers: Answers) -> str:
    keys = [output.key for output in answers.outputs]
    return answers.pilot_output if answers.pilot_output in keys else keys[0]


def _price_facts(candidate: Candidate) -> tuple[Fact, ...]:
    return tuple(fact for mark in candidate.marks if mark.criterion == "cost" for fact in mark.facts)


def _figure(given: Span) -> Figure:
    return Figure.of(given.low, given.middle, given.high)


def _of(triple: Triple) -> Figure:
    return Figure(low=triple.low, likely=triple.likely, high=triple.high)


def _range(given: Span, words: Callable[[Decimal], str]) -> str:
    return _ends(_figure(given), words)


def _ends(figure: Figure, words: Callable[[Decimal], str]) -> str:
    """Write the ends of a figure, once where they are the same."""
    low, high = words(figure.low), words(figure.high)
    return low if low == high else f"{low} to {high}"


def _often(tries: tuple[Decimal, Decimal, Decimal]) -> str:
    low, likely, high = tries
    usual = "once" if likely == ONE else "twice" if likely == ONE * 2 else f"{format_rounded(likely)} times"
    return f"{usual}, {format_rounded(low)} to {format_rounded(high)} times at the ends,"
