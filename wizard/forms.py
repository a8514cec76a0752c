"""Forms of the wizard: what a page sends, read into answers, and what was typed, kept for showing again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict

from catalog.parsing import Problem
from catalog.vocabulary import OUTPUT_MEDIA
from wizard.engine.decision import Candidate, Part
from wizard.engine.vocabulary import Importance
from wizard.steps.asking import Asked, Form, Json, Nothing, Option
from wizard.steps.finding import find
from wizard.steps.journey import Given, Stop
from wizard.steps.kinds.choosing import able_models
from wizard.steps.kinds.outputs import CROSS_INDUSTRY, OWN_ROWS
from wizard.steps.kinds.picking import UNSURE
from wizard.steps.panel import Cost

NOT_SURE = "I’m not sure"
SHOWN = 6  # models of a shortlist on the page where the owner picks; the plan shows more


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to pick, and whether it is picked."""

    option: Option
    id: str
    picked: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of the weights."""

    option: Option
    name: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Use cases under one heading; `folded` behind a summary."""

    title: str
    picks: tuple[Pick, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Own:
    """A row for something of the owner's own."""

    medium: str
    name: str
    medium_field: str
    name_field: str
    id: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The fields for one part's own choice."""

    part: Part
    shown: tuple[Candidate, ...]
    more: int  # on the shortlist, not in the table
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    first_field: str
    second_field: str
    first: str
    second: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Control:
    """A question as a page draws it."""

    asked: Asked
    typed: Form
    problem: str = ""
    alone: bool = False
    cost: Cost | None = None
    words: str = ""  # of a search

    @property
    def id(self) -> str:
        """The id of the field, or of its first one."""
        return field_id(self.asked.name)

    @property
    def first_id(self) -> str:
        """The id that a link to the question leads to: its first field's."""
        return (
            part_id(self.asked.name, 0)
            if self.asked.question.kind.control in {"one_of", "many_of", "weights", "outputs", "choice"}
            else self.id
        )

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"wizard/controls/{self.asked.question.kind.control}.html"

    @property
    def value(self) -> str:
        """What stands in a field of one line."""
        return (self.typed.get(self.asked.name) or ("",))[-1]

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for those who hear the page."""
        ids = [f"h-{self.id}"] if self.asked.hint else []
        return " ".join([*ids, f"e-{self.id}"] if self.problem else ids)

    @cached_property
    def picks(self) -> tuple[Pick, ...]:
        """What can be picked, and what is."""
        picked = set(self.typed.get(self.asked.name, ()))
        return tuple(
            Pick(option, part_id(self.asked.name, place), option.value in picked)
            for place, option in enumerate(self.asked.question.kind.options(self.asked))
        )

    @property
    def suffix(self) -> str:
        """What stands after the field."""
        return self.asked.say(getattr(self.asked.question.kind, "suffix", ""))

    @property
    def lines(self) -> tuple[Weight, ...]:
        """The lines of the weights."""
        return tuple(
            Weight(option, name, tuple(self._weigh(name, place, word) for word in Importance))
            for place, option in enumerate(self.asked.question.kind.options(self.asked))
            for name in [f"{self.asked.name}.{option.value}"]
        )

    def _weigh(self, name: str, place: int, word: Importance) -> Pick:
        first = place == 0 and word is Importance.MUST
        picked = word.value in self.typed.get(name, ())
        return Pick(
            Option(word.value, word.label), part_id(self.asked.name, 0) if first else part_id(name, word.value), picked
        )

    @property
    def trade(self) -> str | None:
        """The owner's trade, where one was picked."""
        return self.asked.situation.answers.trade

    @cached_property
    def found(self) -> tuple[Pick, ...]:
        """The use cases that a search finds, best first."""
        by_slug = {pick.option.value: pick for pick in self.picks}
        return tuple(by_slug[slug] for slug in find(self.words, self.asked.situation.catalog))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The use cases, each once: found ones, picked ones of other trades, the owner's trade, every trade's, the others."""
        found = self.found
        near = {self.trade, CROSS_INDUSTRY}
        industry = {row.slug: row.industry for row in self.asked.situation.catalog.use_cases}
        first = {pick.option.value for pick in found}
        far = tuple(
            pick
            for pick in self.picks
            if pick.picked and pick.option.value not in first and industry[pick.option.value] not in near
        )
        first |= {pick.option.value for pick in far}
        rest: dict[str, list[Pick]] = {}
        for pick in self.picks:
            if pick.option.value not in first:
                rest.setdefault(pick.option.group, []).append(pick)
        folded = {pick.option.group: industry[pick.option.value] not in near for pick in self.picks}
        groups = [Group("Found", found, folded=False), Group("Picked from other trades", far, folded=False)]
        groups += [Group(title, tuple(picks), folded=folded[title]) for title, picks in rest.items()]
        return tuple(group for group in groups if group.picks)

    @property
    def own(self) -> tuple[Own, ...]:
        """The rows for something of the owner's own."""
        rows = []
        for row in range(OWN_ROWS):
            medium, name = f"{self.asked.name}.medium.{row}", f"{self.asked.name}.name.{row}"
            rows.append(Own(self._last(medium), self._last(name), medium, name, part_id(self.asked.name, f"own-{row}")))
        return tuple(rows)

    @property
    def owns(self) -> bool:
        """Whether something of the owner's own was typed."""
        return any(row.medium or row.name for row in self.own)

    @property
    def media(self) -> tuple[Option, ...]:
        """The media that something of the owner's own may have."""
        return tuple(Option(medium.value, medium.label) for medium in OUTPUT_MEDIA)

    @cached_property
    def parts(self) -> tuple[Chosen, ...]:
        """The fields for the owner's own choice, part by part."""
        return tuple(self._chosen(place, part) for place, part in enumerate(self.asked.situation.parts))

    def _chosen(self, place: int, part: Part) -> Chosen:
        able = able_models(part, self.asked.situation)
        short = {candidate.model for candidate in part.candidates}
        groups = (
            ("On the shortlist", tuple(Option(slug, name) for slug, name in able.items() if slug in short)),
            ("Others that pass", tuple(Option(slug, name) for slug, name in able.items() if slug not in short)),
        )
        first, second = f"{self.asked.name}.first.{part.key}", f"{self.asked.name}.second.{part.key}"
        return Chosen(
            part=part,
            shown=part.candidates[:SHOWN],
            more=max(part.able - SHOWN, 0),
            groups=tuple(group for group in groups if group[1]),
            first_field=first,
            second_field=second,
            first=self._last(first),
            second=self._last(second),
            id=part_id(self.asked.name, place),
        )

    def _last(self, name: str) -> str:
        return (self.typed.get(name) or ("",))[-1]

    @property
    def unsure(self) -> Pick | None:
        """The pick "I'm not sure", where that is a fair answer."""
        if not self.asked.question.unsure:
            return None
        picked = UNSURE in self.typed.get(self.asked.name, ())
        return Pick(Option(UNSURE, NOT_SURE), part_id(self.asked.name, "unsure"), picked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page sent: the answers to store, what is wrong, and what was typed."""

    values: Mapping[str, Json] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Form] = field(default_factory=dict)


def read(stop: Stop, sent: QueryDict) -> Reading:
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
    return Reading(values=values, problems=problems, typed=typed(stop, form))


def missing(asked: Asked) -> str:
    """Say that a question needs an answer."""
    if asked.question.unsure:
        return "Pick an answer, or say that you are not sure"
    return "Pick at least one" if asked.question.kind.control in {"outputs", "many_of"} else "Pick an answer"


def typed(stop: Stop, form: Form) -> Mapping[str, Form]:
    """Return what was typed, question by question."""
    return {given.asked.name: _own_fields(given.asked, form) for given in stop.given}


def stored(stop: Stop) -> Mapping[str, Form]:
    """Return what would have been typed to give the stored answers."""
    return {given.asked.name: _as_typed(given) for given in stop.given}


def controls(
    stop: Stop, typed: Mapping[str, Form], problems: Mapping[str, str], costs: Mapping[str, Cost], *, words: str = ""
) -> list[Control]:
    """Return the questions of a page as it draws them."""
    return [
        Control(
            asked=given.asked,
            typed=typed[given.asked.name],
            problem=problems.get(given.asked.name, ""),
            alone=stop.page.alone,
            cost=costs.get(given.asked.name),
            words=words,
        )
        for given in stop.given
    ]


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
