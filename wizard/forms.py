"""Forms of the wizard: what a page sends, read into answers, and what was typed, kept for showing again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.formatting import capitalise, spell
from catalog.parsing import Problem
from catalog.schema import group_pairs
from catalog.vocabulary import OUTPUT_MEDIA
from wizard.decision.choices import choice
from wizard.decision.decision import Bill
from wizard.decision.evidence import Limit
from wizard.decision.ranking import Ranking
from wizard.decision.vocabulary import Way
from wizard.plans.document.blocks import Answer
from wizard.plans.document.part import Form as PartForm, PartInWords, parts_in_words
from wizard.plans.document.trial import trial_and_stop
from wizard.plans.document.verdicts import verdict, way
from wizard.steps.asking import Asked, Form, Json, Nothing, Option
from wizard.steps.journey import Stop
from wizard.steps.kinds.figures import Day
from wizard.steps.kinds.outputs import OWN_ROWS
from wizard.steps.kinds.picking import UNSURE, passing

NOT_SURE = "I’m not sure"
MOST_LINES = 4  # models to take for one task
MOST_OPEN = 2  # of more jobs what may be left out stands in a fold
LONG_LIST = 4  # of more answers a list that can be folded stands in a fold
EQUAL = 50  # of 100 comparisons
CAREFUL = ' class="careful"'  # of an answer that brings something
MEANS = '<div class="choice-cost notice"><p><b>Then we plan more carefully.</b> {}</p></div>'


@dataclass(frozen=True, slots=True)
class Own:
    """A job in the owner's own words, and what comes out of it."""

    name: str
    medium: str
    picked: bool
    name_field: str
    medium_field: str
    id: str


class ModelOption(NamedTuple):
    value: str
    name: str
    why: str
    cost: str
    picked: bool
    id: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choice for one task: a few lines to take, and what has to be asked first."""

    words: PartInWords
    several: bool
    folds: bool  # whether the lines stand in a fold, and our pick alone above it
    field: str
    id: str
    lines: tuple[ModelOption, ...]

    @property
    def title(self) -> str:
        return capitalise(self.words.purpose) if self.several else ""

    @property
    def lead(self) -> str:
        """What we advise and how to get it, where the first line does not say so."""
        return (
            ""
            if self.words.advised
            else " ".join(filter(None, (verdict(self.words), way(self.words))))
        )

    @property
    def other_is_picked(self) -> bool:
        return any(line.picked for line in self.lines[1:])

    @property
    def unlisted_challenger(self) -> str:
        """Return the name that the test runs beside our pick; empty where a line has it."""
        named = {line.name for line in self.lines}
        return self.words.second if self.words.advised and self.words.second not in named else ""

    @property
    def ask_first(self) -> tuple[str, ...]:
        """The same of one job."""
        seats = [self.words.app_plan_name(seat) for seat in self.words.part.seats_to_ask]
        named = dict.fromkeys(
            (*seats, *(self.words.model(each) for each in self.words.part.ask_first))
        )
        return tuple(name for name in named if name not in {line.name for line in self.lines})[:2]


class GridRow(NamedTuple):
    """What one job is asked in a grid."""

    id: str
    job: str
    hint: str
    problem: str
    cells: tuple[Any, ...]  # a field or a control each; None where this job is not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Questions that several jobs are asked alike: a row a job; a column a question, or an answer to the one question."""

    title: str
    heads: tuple[tuple[str, str], ...]  # the id and the words of each column
    rows: tuple[GridRow, ...]
    meant: tuple[
        tuple[str, str, str], ...
    ] = ()  # what heads in a word stand for, each with its hint
    means: str = ""  # what some of the answers bring
    of_answers: bool = False
    folds: bool = False  # whether it stands in a fold
    opened: bool = False  # whether the fold stands open: something stands in it, or is wrong


@dataclass(frozen=True, kw_only=True)
class Control:
    asked: Asked
    typed: Form
    problem: str = ""
    words: str = ""  # of a search
    fitting: Sequence[str] = ()  # the use cases that it found
    labelled: str = ""  # the ids of what names it in a table

    @property
    def id(self) -> str:
        return field_id(self.asked.name)

    @property
    def first_id(self) -> str:
        return (
            part_id(self.asked.name, 0)
            if self.asked.question.kind.control in SEVERAL_FIELDS
            else self.id
        )

    @property
    def template(self) -> str:
        control = self.asked.question.kind.control
        return f"wizard/controls/{'choose' if control in IN_COLUMNS else control}.html"

    @property
    def tag(self) -> SafeString:
        kind: Any = self.asked.question.kind
        type_ = "date" if isinstance(kind, Day) and not self.problem else "text"
        return format_html(
            '<input class="input {}" type="{}" id="{}" name="{}" value="{}" autocomplete="off"{}>',
            *(kind.width, type_, self.id, self.asked.name, self.value, self.heard()),
        )

    def heard(self, labelled: str = "") -> SafeString:
        """Return the attributes by which a field tells those who hear the page its name, hint and error."""
        attributes = (
            ("labelledby", labelled or self.labelled),
            ("describedby", self.described_by),
            ("invalid", "true" if self.problem else ""),
        )
        return format_html_join(
            "", ' aria-{}="{}"', ((name, ids) for name, ids in attributes if ids)
        )

    @property
    def value(self) -> str:
        return self._last(self.asked.name)

    @cached_property
    def described_by(self) -> str:
        """The ids of hint and error, for those who hear the page."""
        ids = [f"h-{self.id}"] if self.asked.hint else []
        return " ".join([*ids, f"e-{self.id}"] if self.problem else ids)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What can be picked; "I'm not sure" last, where that is a fair answer."""
        unsure = self.asked.unsure
        return (
            *self.asked.options,
            *([Option(UNSURE, NOT_SURE, unsure, head="Not sure")] if unsure else []),
        )

    @property
    def picked(self) -> set[str]:
        return set(self.typed.get(self.asked.name, ()))

    def fields(self, named: Sequence[str] = ()) -> tuple[SafeString, ...]:
        """Return the input of each option; `named` are the ids of what names each, where no label does."""
        kind: Any = self.asked.question.kind
        picked, start = self.picked, part_id(self.asked.name, "")
        lists = kind.control == "select"
        if lists and not picked and not kind.none:
            picked = {self.options[0].value}
        begun = (
            "<option"
            if lists
            else format_html(
                '<input type="{}" name="{}"',
                "radio" if kind.control == "one_of" else "checkbox",
                self.asked.name,
            )
        )
        state = " selected" if lists else " checked"
        return tuple(
            SafeString(
                f'{begun} id="{start}{place}" value="{escape(each.value)}"{state if each.value in picked else ""}'
                f"{CAREFUL if each.means else ''}{self.heard(named[place]) if named else ''}>"
            )
            for place, each in enumerate(self.options)
        )

    @cached_property
    def by_value(self) -> Mapping[str, SafeString]:
        """What can be picked as a page draws it, by value; a template would take a tenth of the time of a page for it."""
        lists = self.asked.question.kind.control == "select"
        drawn = zip(self.options, self.fields(), strict=True)
        return {
            each.value: SafeString(f"{field}{escape(each.label)}</option>")
            if lists
            else _choice(field, each)
            for each, field in drawn
        }

    @property
    def picks(self) -> Collection[SafeString]:
        return self.by_value.values()

    @property
    def folded(self) -> str:
        """The words of the fold that a long list stands in; empty where it stands open."""
        return (
            str(getattr(self.asked.question.kind, "folded", ""))
            if len(self.options) > LONG_LIST
            else ""
        )

    @property
    def suffix(self) -> str:
        return self.asked.say(getattr(self.asked.question.kind, "suffix", ""))

    @property
    def found(self) -> tuple[SafeString, ...]:
        return tuple(self.by_value[slug] for slug in self.fitting)

    @property
    def chosen(self) -> tuple[SafeString, ...]:
        """The use cases that are picked and not among the found."""
        return tuple(
            self.by_value[slug] for slug in self.by_value if slug in self.picked - {*self.fitting}
        )

    @property
    def groups(self) -> Collection[tuple[str, Sequence[SafeString]]]:
        """The use cases that are neither found nor picked, by kind."""
        first = self.picked | {*self.fitting}
        rest = (each for each in self.options if each.value not in first)
        return group_pairs((each.group, self.by_value[each.value]) for each in rest).items()

    @property
    def own(self) -> tuple[Own, ...]:
        """The jobs in the owner's own words: those that were taken, then the words of the search."""
        fields = [
            (f"{self.asked.name}.name.{row}", f"{self.asked.name}.medium.{row}")
            for row in range(OWN_ROWS)
        ]
        rows = [
            (self._last(name), self._last(medium), True)
            for name, medium in fields
            if self._last(name)
        ]
        words = " ".join(self.words.split())
        if (
            words
            and words.casefold() not in {name.casefold() for name, _, _ in rows}
            and len(rows) < OWN_ROWS
        ):
            rows.append((words, "", False))
        return tuple(
            Own(name, medium, picked, *fields[place], part_id(self.asked.name, f"own-{place}"))
            for place, (name, medium, picked) in enumerate(rows)
        )

    @property
    def media(self) -> tuple[Option, ...]:
        """What may come out of a job in the owner's own words."""
        return tuple(Option(medium.value, medium.label) for medium in OUTPUT_MEDIA)

    @cached_property
    def parts(self) -> tuple[Chosen, ...]:
        situation = self.asked.situation
        parts = parts_in_words(situation.decision, situation.answers, situation.catalog)
        rankings = {ranking.case.task.key: ranking for ranking in situation.rankings}
        return tuple(
            self._chosen(place, each, rankings[each.part.key], count=len(parts))
            for place, each in enumerate(parts)
        )

    @property
    def ask_first(self) -> Collection[str]:
        """The names of models or apps of which something must be asked before they can be taken, of all jobs."""
        return dict.fromkeys(name for part in self.parts for name in part.ask_first)

    def _chosen(self, place: int, words: PartInWords, ranking: Ranking, *, count: int) -> Chosen:
        field = f"{self.asked.name}.{words.part.key}"
        picked, id_ = self._last(field), part_id(self.asked.name, place)
        lines = tuple(
            ModelOption(*line, line[0] == picked, f"{id_}-{number}" if number else id_)
            for number, line in enumerate(
                _lines(words, self.asked.situation.decision.bill, ranking, picked)
            )
        )
        folds = count > MOST_OPEN and len(lines) > 1
        return Chosen(words=words, several=count > 1, folds=folds, field=field, id=id_, lines=lines)

    def _last(self, name: str) -> str:
        return (self.typed.get(name) or ("",))[-1]


def _choice(field: str, option: Option) -> SafeString:
    hint = f' <span class="hint">{escape(option.hint)}</span>' if option.hint else ""
    means = MEANS.format(escape(option.means)) if option.means else ""
    return SafeString(
        f'<div class="choice"><label>{field} <span>{escape(option.label)}{hint}</span></label>{means}</div>\n'
    )


def _month(words: PartInWords, bill: Bill) -> str:
    """Return what a month of our pick costs; of an app all seats that the plan buys, and how many tasks they serve."""
    if not words.fees:
        return "Nothing more"
    seats = next(
        (each for each in bill.lines if each.way is Way.SEAT and words.part.key in each.parts), None
    )
    if seats is None:
        return f"{words.fees_in_words} a month"
    tasks = f" for {spell(len(seats.parts), 'task')}" if len(seats.parts) > 1 else ""
    return f"{words.money(seats.usd_month)} a month: {spell(seats.count, 'seat')}{tasks}"


def _lines(
    words: PartInWords, bill: Bill, ranking: Ranking, picked: str
) -> Iterator[tuple[str, str, str, str]]:
    """Yield value, name, reason and cost of what may be taken: our pick, the challenger, two more, the owner's own."""
    part, passes = words.part, passing(ranking)
    if words.advised:
        yield "", words.name, way(words), _month(words, bill)
    elif words.form is PartForm.ASK_APP and words.seat_to_ask is not None:
        seat = words.seat_to_ask
        unpaid = f"{words.money(seat.usd_month)} a month" if seat.usd_month else "Price not stated"
        yield (
            "",
            words.app_plan_name(seat),
            "Ask its seller first.",
            "Nothing more" if seat.paid else unpaid,
        )
    elif words.form is PartForm.THREE:
        yield (
            "",
            words.model(part.to_try[0]),
            "Our first to try.",
            f"{words.month(part.to_try[0])} a month",
        )
    elif words.form is PartForm.PROJECT and part.pick is not None:
        yield (
            "",
            words.model(part.pick),
            "Our pick if you build it in.",
            f"{words.month(part.pick)} a month",
        )
    else:
        return
    others = [(each, "Nobody has compared it.") for each in part.to_try]
    if part.pick is not None and words.form is not PartForm.MODEL:
        others.append((part.pick, "Our pick if you build it in."))
    if part.challenger is not None:
        why = (
            "Another one to build in." if words.of_app else "We test it beside our pick."
        )  # an app beside an app
        others.append((part.challenger, why))
    others += [
        (rung.choice, "We advise against it here." if rung.over else RUNGS[rung.limit])
        for rung in part.rungs
    ]
    others += [(choice(each), "") for each in ranking.table]
    taken = (
        part.to_try[0]
        if words.form is PartForm.THREE
        else part.pick
        if words.form is PartForm.MODEL
        else None
    )
    seen = [taken.model if taken is not None else ""]
    for found, why in others:
        if found.model not in seen and found.model in passes and len(seen) < MOST_LINES:
            seen.append(found.model)
            behind = found.loses is not None and round(found.loses) > EQUAL
            loses = f"Loses {words.loses(found)} comparisons with the best." if behind else ""
            yield (
                found.model,
                words.model(found),
                " ".join(filter(None, (why, loses))),
                f"{words.month(found)} a month",
            )
    if picked and picked not in seen:
        row = words.catalog.model.get(picked)
        yield picked, row.name if row else picked, "Your own choice.", ""


RUNGS = {
    Limit.BEST: "The best of all.",
    Limit.NEAR: "Nearly as good.",
    Limit.FAR: "Cheaper, and often good enough.",
}
IN_COLUMNS = {"one_of", "many_of"}  # of several jobs their answers are the columns
SEVERAL_FIELDS = {"one_of", "many_of", "outputs", "choice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """What a page sent: the answers to store, and what is wrong."""

    values: Mapping[str, Json]
    problems: Mapping[str, str]


def read(questions: Iterable[Asked], form: Form) -> SentPage:
    """Read what a form answers of some questions; names that are none of their fields are left alone."""
    values: dict[str, Json] = {}
    problems: dict[str, str] = {}
    for asked in questions:
        found = asked.question.kind.read(form, asked)
        if isinstance(found, Problem):
            problems[asked.name] = found.text
        elif isinstance(found, Nothing):
            if found is Nothing.EMPTY and not asked.question.empty:
                problems[asked.name] = missing(asked)
            else:
                values[asked.name] = None
        else:
            values[asked.name] = asked.question.kind.dump(found)
    return SentPage(values=values, problems=problems)


def missing(asked: Asked) -> str:
    if asked.unsure:
        return "Pick an answer, or say that you are not sure"
    return (
        "Tick at least one"
        if asked.question.kind.control in {"outputs", "many_of"}
        else "Pick an answer"
    )


def stored(stop: Stop) -> Form:
    """Return what would have been typed to give the stored answers."""
    shown = (
        given
        for given in stop.given
        if given.answered and (not given.gone or given.fitting is not None)
    )
    typed = (given.asked.question.kind.typed(given.fitting, given.asked) for given in shown)
    return {name: values for form in typed for name, values in form.items()}


def controls(
    stop: Stop,
    typed: Form,
    problems: Mapping[str, str],
    *,
    words: str = "",
    fitting: Sequence[str] = (),
) -> list[Control]:
    return [
        Control(
            asked=each,
            typed=typed,
            problem=problems.get(each.name, ""),
            words=words,
            fitting=fitting,
        )
        for each in stop.asked
    ]


def grids(controls: Sequence[Control]) -> tuple[tuple[Grid, ...], tuple[Control, ...]]:
    """Return the questions that several jobs are asked, and those that are asked once."""
    each = [row for row in controls if row.asked.job]
    by_key = group_pairs((row.asked.question.key, row) for row in each)
    picked = [rows for rows in by_key.values() if rows[0].asked.question.kind.control in IN_COLUMNS]
    typed = [
        key for key, rows in by_key.items() if rows[0].asked.question.kind.control not in IN_COLUMNS
    ]
    alone = {rows[0].asked.name for rows in picked if len(rows) == 1}
    first = len(typed) if len({row.asked.job for row in each}) <= MOST_OPEN else 1
    found = [
        *(_of_answers(rows) for rows in picked if len(rows) > 1),
        *(
            _of_figures([by_key[key] for key in keys], folds=keys != typed[:first])
            for keys in (typed[:first], typed[first:])
            if keys
        ),
    ]
    return tuple(found), tuple(
        row for row in controls if not row.asked.job or row.asked.name in alone
    )


def _of_answers(controls: Sequence[Control]) -> Grid:
    """Return one question that several jobs are asked, an answer a column."""
    first, options = controls[0], controls[0].options
    heads = tuple(
        (f"{part_id(first.asked.name, place)}-head", each.head or each.label)
        for place, each in enumerate(options)
    )
    return Grid(
        title=first.asked.title,
        heads=heads,
        rows=tuple(
            _row(each, each.fields([f"{each.id}-job {head}" for head, _ in heads]))
            for each in controls
        ),
        meant=tuple(
            (each.head, "" if each.value == UNSURE else f"{each.label}.", each.hint)
            for each in options
            if options[0].head
        ),
        means=next((each.means for each in options if each.means), ""),
        of_answers=True,
    )


def _of_figures(columns: Sequence[Sequence[Control]], *, folds: bool) -> Grid:
    """Return figures that several jobs are asked, a question a column."""
    heads = tuple((f"{rows[0].id}-head", rows[0].asked.title) for rows in columns)
    by_job = group_pairs((each.asked.job, each) for rows in columns for each in rows)
    rows = []
    for controls in by_job.values():
        of_question = {each.asked.question.key: each for each in controls}
        cells = (
            (of_question.get(column[0].asked.question.key), head)
            for column, (head, _) in zip(columns, heads, strict=True)
        )
        job = f"{controls[0].id}-job"
        rows.append(
            _row(
                controls[0],
                [cell and replace(cell, labelled=f"{job} {head}") for cell, head in cells],
                full=False,
            )
        )
    return Grid(
        title=" ".join(words for _, words in heads),
        heads=heads,
        rows=tuple(rows),
        folds=folds,
        opened=any(each.value or each.problem for rows in columns for each in rows),
    )


def _row(first: Control, cells: Iterable[Any], *, full: bool = True) -> GridRow:
    hint, problem = (first.asked.hint, first.problem) if full else ("", "")
    return GridRow(first.id, first.asked.job, hint, problem, tuple(cells))


def filled_in(stop: Stop) -> tuple[Answer, ...]:
    """Return what a test takes and what ends it, which the answers so far decide."""
    situation = stop.situation
    parts = parts_in_words(situation.decision, situation.answers, situation.catalog)
    return trial_and_stop(situation.decision, parts) if parts else ()


def field_id(name: str) -> str:
    """Return the id of a field: its name, with nothing in it that a selector would have to escape."""
    return "f-" + name.replace(".", "-").replace("/", "-")


def part_id(name: str, part: int | str) -> str:
    """Return the id of one of several fields of a question: never that of another question, as `own-text` and `own-text-2` are."""
    return f"{field_id(name)}--{part}"
