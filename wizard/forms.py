"""Forms of the wizard: what a page sends, read into answers, and what was typed, kept for showing again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.formatting import capitalise
from catalog.parsing import Problem
from catalog.schema import group_pairs
from catalog.vocabulary import OUTPUT_MEDIA
from wizard.decision.choices import choice
from wizard.decision.evidence import Limit
from wizard.decision.ranking import Ranking
from wizard.plans.document.blocks import Answer
from wizard.plans.document.forms import verdict, way
from wizard.plans.document.head import trial_and_stop
from wizard.plans.document.part import Form as PartForm, PartInWords, parts_in_words
from wizard.steps.asking import Asked, Form, Json, Nothing, Option
from wizard.steps.finding import find
from wizard.steps.journey import Given, Stop
from wizard.steps.kinds.choosing import passing
from wizard.steps.kinds.figures import Day
from wizard.steps.kinds.outputs import OWN_ROWS
from wizard.steps.kinds.picking import UNSURE

NOT_SURE = "I’m not sure"
MOST_LINES = 4  # models to take for one task
MOST_OPEN = 2  # of more jobs what may be left out stands in a fold
LONG_LIST = 4  # of more answers a list that can be folded stands in a fold
EQUAL = 50  # of 100 comparisons
_CHECKED, _CAREFUL, _NOTHING = SafeString(" checked"), SafeString(' class="careful"'), SafeString("")


@dataclass(frozen=True, slots=True)
class PickOption:
    """One thing to pick as a page draws it, and whether it is picked."""

    option: Option
    id: str
    picked: bool
    field: SafeString  # the start of its input, alike for all of a question

    @property
    def tag(self) -> SafeString:
        """Return its input."""
        return self.named(_NOTHING)

    def named(self, words: SafeString) -> SafeString:
        """Return its input with attributes that say what it is for, where no label does."""
        state = (_CHECKED if self.picked else _NOTHING) + (_CAREFUL if self.option.means else _NOTHING)
        return format_html('{} id="{}" value="{}"{}{}>', self.field, self.id, self.option.value, state, words)


@dataclass(frozen=True, slots=True)
class UseCaseGroup:
    """Use cases under one heading."""

    title: str
    picks: tuple[PickOption, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A job in the owner's own words, and what comes out of it."""

    name: str
    medium: str
    picked: bool
    name_field: str
    medium_field: str
    id: str


@dataclass(frozen=True, slots=True)
class ModelOption:
    """A model or product as the owner may take it; the value is empty for our pick."""

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
        """What the choice is for, where there are several."""
        return capitalise(self.words.purpose) if self.several else ""

    @property
    def lead(self) -> str:
        """What we advise and how to get it, where the first line does not say so."""
        return "" if self.words.advised else " ".join(filter(None, (verdict(self.words), way(self.words))))

    @property
    def other_is_picked(self) -> bool:
        """Whether the owner took another than our pick."""
        return any(line.picked for line in self.lines[1:])

    @property
    def ask_first(self) -> tuple[str, ...]:
        """The names of models or products of which something must be asked before they can be taken."""
        seats = [self.words.product_name(seat) for seat in self.words.part.seats_to_ask]
        named = dict.fromkeys((*seats, *(self.words.model(each) for each in self.words.part.ask_first)))
        return tuple(name for name in named if name not in {line.name for line in self.lines})[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """Figures that several jobs are asked alike: a row a job, a column a question."""

    heads: tuple["Control", ...]  # one of each column
    rows: tuple[
        tuple["Control", tuple["Control | None", ...]], ...
    ]  # each after one of its controls, which names the job
    folds: bool  # whether it stands in a fold

    template = "wizard/controls/table.html"

    @property
    def title(self) -> str:
        """Return the questions of all columns, which the fold is called after."""
        return " ".join(head.asked.title for head in self.heads)

    @property
    def opened(self) -> bool:
        """Return whether the fold stands open: something stands in it, or is wrong."""
        return any(each.value or each.problem for _, row in self.rows for each in row if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMatrix:
    """One question that several jobs are asked: a row a job, a column an answer."""

    controls: tuple["Control", ...]

    template = "wizard/controls/matrix.html"
    folds = False

    @property
    def first(self) -> "Control":
        """Return the control whose words stand for all."""
        return self.controls[0]

    @property
    def rows(self) -> Iterator[tuple["Control", tuple[SafeString, ...]]]:
        """Yield each job's control, and its fields, which job and column name together."""
        heads = [f"{pick.id}-head" for pick in self.first.picks]
        for row in self.controls:
            named = (row.heard(f"{row.id}-job {head}") for head in heads)
            yield row, tuple(pick.named(words) for pick, words in zip(row.picks, named, strict=True))

    @property
    def means(self) -> str:
        """Return what some of the answers bring."""
        return next((pick.option.means for pick in self.first.picks if pick.option.means), "")


@dataclass(frozen=True, kw_only=True)
class Control:
    """A question as a page draws it."""

    asked: Asked
    typed: Form
    problem: str = ""
    words: str = ""  # of a search
    labelled: str = ""  # the ids of what names it in a table

    @property
    def id(self) -> str:
        """The id of the field, or of its first one."""
        return field_id(self.asked.name)

    @property
    def first_id(self) -> str:
        """The id that a link to the question leads to: its first field's."""
        return part_id(self.asked.name, 0) if self.asked.question.kind.control in SEVERAL_FIELDS else self.id

    @property
    def template(self) -> str:
        """The template that draws it."""
        control = self.asked.question.kind.control
        return f"wizard/controls/{'choose' if control in IN_COLUMNS else control}.html"

    @property
    def tag(self) -> SafeString:
        """The field of one line."""
        kind: Any = self.asked.question.kind
        type_ = "date" if isinstance(kind, Day) and not self.problem else "text"
        return format_html(
            '<input class="input {}" type="{}" id="{}" name="{}" value="{}" autocomplete="off"{}>',
            *(kind.width, type_, self.id, self.asked.name, self.value, self.heard(self.labelled)),
        )

    def heard(self, labelled: str = "") -> SafeString:
        """Return the attributes by which a field tells those who hear the page its name, hint and error."""
        told = (
            ("labelledby", labelled),
            ("describedby", self.described_by),
            ("invalid", "true" if self.problem else ""),
        )
        return format_html_join("", ' aria-{}="{}"', ((name, ids) for name, ids in told if ids))

    @property
    def value(self) -> str:
        """What stands in a field of one line."""
        return self._last(self.asked.name)

    @cached_property
    def described_by(self) -> str:
        """The ids of hint and error, for those who hear the page."""
        ids = [f"h-{self.id}"] if self.asked.hint else []
        return " ".join([*ids, f"e-{self.id}"] if self.problem else ids)

    @cached_property
    def picks(self) -> tuple[PickOption, ...]:
        """What can be picked, and what is; "I'm not sure" last, where that is a fair answer."""
        picked = set(self.typed.get(self.asked.name, ()))
        options = self.asked.options
        if self.asked.unsure:
            options = (*options, Option(UNSURE, NOT_SURE, self.asked.unsure, head="Not sure"))
        type_ = "radio" if self.asked.question.kind.control == "one_of" else "checkbox"
        field, start = format_html('<input type="{}" name="{}"', type_, self.asked.name), part_id(self.asked.name, "")
        return tuple(
            PickOption(each, f"{start}{place}", each.value in picked, field) for place, each in enumerate(options)
        )

    @property
    def picked(self) -> tuple[PickOption, ...]:
        """What is picked."""
        return tuple(pick for pick in self.picks if pick.picked)

    @property
    def folded(self) -> str:
        """The words of the fold that a long list stands in; empty where it stands open."""
        return str(getattr(self.asked.question.kind, "folded", "")) if len(self.picks) > LONG_LIST else ""

    @property
    def suffix(self) -> str:
        """What stands after the field."""
        return self.asked.say(getattr(self.asked.question.kind, "suffix", ""))

    @cached_property
    def found(self) -> tuple[PickOption, ...]:
        """The use cases that a search finds, best first."""
        by_slug = {pick.option.value: pick for pick in self.picks}
        return tuple(by_slug[slug] for slug in find(self.words, self.asked.situation.catalog))

    @cached_property
    def groups(self) -> tuple[UseCaseGroup, ...]:
        """The use cases that are neither found nor picked, by kind."""
        first = {pick.option.value for pick in (*self.found, *self.picked)}
        return tuple(
            UseCaseGroup(title, tuple(picks))
            for title, picks in group_pairs(
                (pick.option.group, pick) for pick in self.picks if pick.option.value not in first
            ).items()
        )

    @property
    def chosen(self) -> tuple[PickOption, ...]:
        """The use cases that are picked and not among the found."""
        found = {pick.option.value for pick in self.found}
        return tuple(pick for pick in self.picked if pick.option.value not in found)

    @property
    def own(self) -> tuple[Own, ...]:
        """The jobs in the owner's own words: those that were taken, then the words of the search."""
        fields = [(f"{self.asked.name}.name.{row}", f"{self.asked.name}.medium.{row}") for row in range(OWN_ROWS)]
        rows = [(self._last(name), self._last(medium), True) for name, medium in fields if self._last(name)]
        words = " ".join(self.words.split())
        if words and words.casefold() not in {name.casefold() for name, _, _ in rows} and len(rows) < OWN_ROWS:
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
        """The choices, task by task."""
        situation = self.asked.situation
        parts = parts_in_words(situation.decision, situation.answers, situation.catalog)
        rankings = {ranking.case.task.key: ranking for ranking in situation.rankings}
        return tuple(
            self._chosen(place, each, rankings[each.part.key], count=len(parts)) for place, each in enumerate(parts)
        )

    def _chosen(self, place: int, words: PartInWords, ranking: Ranking, *, count: int) -> Chosen:
        field = f"{self.asked.name}.{words.part.key}"
        picked, id_ = self._last(field), part_id(self.asked.name, place)
        lines = tuple(
            ModelOption(*line, picked=line[0] == picked, id=f"{id_}-{number}" if number else id_)
            for number, line in enumerate(_lines(words, ranking, picked))
        )
        folds = count > MOST_OPEN and len(lines) > 1
        return Chosen(words=words, several=count > 1, folds=folds, field=field, id=id_, lines=lines)

    def _last(self, name: str) -> str:
        return (self.typed.get(name) or ("",))[-1]


def _lines(words: PartInWords, ranking: Ranking, picked: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield value, name, reason and cost of what may be taken: our pick, the challenger, two more, the owner's own."""
    part, passes = words.part, passing(ranking)
    if words.advised:
        yield "", words.name, way(words), f"{words.fees_in_words} a month" if words.fees else "Nothing more"
    elif words.form is PartForm.ASK_PRODUCT and words.seat_to_ask is not None:
        seat = words.seat_to_ask
        unpaid = f"{words.money(seat.usd_month)} a month" if seat.usd_month else "Price not stated"
        yield "", words.product_name(seat), "Ask its seller first.", "Nothing more" if seat.paid else unpaid
    elif words.form is PartForm.THREE:
        yield "", words.model(part.to_try[0]), "Our first to try.", f"{words.month(part.to_try[0])} a month"
    else:
        return
    others = [(each, "Nobody has compared it.") for each in part.to_try]
    if part.pick is not None and words.form is not PartForm.MODEL:
        others.append((part.pick, "Our pick if you build it in."))
    if part.challenger is not None:
        others.append((part.challenger, "We test it beside our pick."))
    others += [(rung.choice, "We advise against it here." if rung.over else RUNGS[rung.limit]) for rung in part.rungs]
    others += [(choice(each), "") for each in ranking.table]
    taken = part.to_try[0] if words.form is PartForm.THREE else part.pick if words.form is PartForm.MODEL else None
    seen = [taken.model if taken is not None else ""]
    for found, why in others:
        if found.model not in seen and found.model in passes and len(seen) < MOST_LINES:
            seen.append(found.model)
            behind = found.loses is not None and round(found.loses) > EQUAL
            loses = f"Loses {words.loses(found)} to the best." if behind else ""
            yield found.model, words.model(found), " ".join(filter(None, (why, loses))), f"{words.month(found)} a month"
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
    """What a page sent: the answers to store, what is wrong, and what was typed."""

    values: Mapping[str, Json] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Form] = field(default_factory=dict)


def read(stop: Stop, sent: QueryDict) -> SentPage:
    """Read the form of a page; names that are none of its fields are left alone."""
    form: Form = dict(sent.lists())
    values: dict[str, Json] = {}
    problems: dict[str, str] = {}
    for given in stop.given:
        asked = given.asked
        found = asked.question.kind.read(form, asked)
        if isinstance(found, Problem):
            problems[asked.name] = found.text
        elif isinstance(found, Nothing):
            if found is Nothing.EMPTY and not asked.question.optional:
                problems[asked.name] = missing(asked)
            else:
                values[asked.name] = None
        else:
            values[asked.name] = asked.question.kind.dump(found)
    return SentPage(values=values, problems=problems, typed=typed(stop, form))


def missing(asked: Asked) -> str:
    """Say that a question needs an answer."""
    if asked.unsure:
        return "Pick an answer, or say that you are not sure"
    return "Pick at least one" if asked.question.kind.control in {"outputs", "many_of"} else "Pick an answer"


def typed(stop: Stop, form: Form) -> Mapping[str, Form]:
    """Return what was typed, question by question."""
    return {given.asked.name: _own_fields(given.asked, form) for given in stop.given}


def stored(stop: Stop) -> Mapping[str, Form]:
    """Return what would have been typed to give the stored answers."""
    return {given.asked.name: _as_typed(given) for given in stop.given}


def controls(stop: Stop, typed: Mapping[str, Form], problems: Mapping[str, str], *, words: str = "") -> list[Control]:
    """Return the questions of a page as it draws them."""
    return [
        Control(
            asked=given.asked,
            typed=typed[given.asked.name],
            problem=problems.get(given.asked.name, ""),
            words=words,
        )
        for given in stop.given
    ]


def grids(controls: Sequence[Control]) -> tuple[tuple[AnswerMatrix | FigureTable, ...], tuple[Control, ...]]:
    """Return the questions that several jobs are asked, and those that are asked once."""
    each = [row for row in controls if row.asked.job]
    picked = group_pairs((row.asked.question.key, row) for row in each if row.asked.question.kind.control in IN_COLUMNS)
    typed = [row for row in each if row.asked.question.kind.control not in IN_COLUMNS]
    alone = {rows[0].asked.name for rows in picked.values() if len(rows) == 1}
    found: list[AnswerMatrix | FigureTable] = [
        AnswerMatrix(controls=tuple(rows)) for rows in picked.values() if len(rows) > 1
    ]
    keys = list(dict.fromkeys(row.asked.question.key for row in typed))
    first = len(keys) if len({row.asked.job for row in typed}) <= MOST_OPEN else 1
    found += [
        _table(typed, asked, folds=folds) for asked, folds in ((keys[:first], False), (keys[first:], True)) if asked
    ]
    return tuple(found), tuple(row for row in controls if not row.asked.job or row.asked.name in alone)


def _table(controls: Sequence[Control], keys: Sequence[str], *, folds: bool) -> FigureTable:
    shown = [row for row in controls if row.asked.question.key in keys]
    heads = {key: next(row for row in shown if row.asked.question.key == key) for key in keys}
    rows = []
    for of_job in group_pairs((row.asked.job, row) for row in shown).values():
        job = f"{of_job[0].id}-job"
        by_key = {row.asked.question.key: row for row in of_job}
        named = {key: replace(row, labelled=f"{job} {heads[key].id}-head") for key, row in by_key.items()}
        rows.append((of_job[0], tuple(map(named.get, keys))))
    return FigureTable(heads=tuple(heads.values()), rows=tuple(rows), folds=folds)


def filled_in(stop: Stop) -> tuple[Answer, ...]:
    """Return what a test takes and what ends it, which the answers so far decide."""
    situation = stop.situation
    parts = parts_in_words(situation.decision, situation.answers, situation.catalog)
    return trial_and_stop(parts) if parts else ()


def field_id(name: str) -> str:
    """Return the id of a field: its name, with nothing in it that a selector would have to escape."""
    return "f-" + name.replace(".", "-").replace("/", "-")


def part_id(name: str, part: int | str) -> str:
    """Return the id of one of several fields of a question: never that of another question, as `own-text` and `own-text-2` are."""
    return f"{field_id(name)}--{part}"


def _as_typed(given: Given) -> Form:
    if not given.answered or (given.gone and given.fitting is None):
        return {}
    return given.asked.question.kind.typed(given.fitting, given.asked)


def _own_fields(asked: Asked, form: Form) -> Form:
    names: Iterable[str] = tuple(asked.question.kind.fields(asked))
    whole = {name for name in names if not name.endswith(".")}
    starts = tuple(name for name in names if name.endswith("."))
    return {name: values for name, values in form.items() if name in whole or name.startswith(starts or ("\0",))}
