"""Forms of the wizard: what a page sends, read into answers, and what was typed, kept for showing again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.http import QueryDict

from catalog.parsing import Problem
from catalog.vocabulary import OUTPUT_MEDIA
from wizard.decision.ranking import Candidate, Ranking
from wizard.steps import wording
from wizard.steps.asking import Asked, Form, Json, Nothing, Option
from wizard.steps.finding import find
from wizard.steps.journey import Given, Stop
from wizard.steps.kinds.choosing import passing
from wizard.steps.kinds.outputs import CROSS_INDUSTRY, OWN_ROWS
from wizard.steps.kinds.picking import UNSURE

NOT_SURE = "I’m not sure"
SHOWN = 6  # models of the ranking on the page where the owner picks


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to pick, and whether it is picked."""

    option: Option
    id: str
    picked: bool


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
class Offered:
    """A model as the owner may pick it: fees of a month in US dollars, and what it loses of 100 to the best."""

    candidate: Candidate
    place: str  # "Our advice", "Try it too", or nothing
    loses: int | None

    @property
    def usd(self) -> Decimal | None:
        """Return the fees of a month; None where they are not known."""
        cost = self.candidate.cost
        return None if cost is None else Decimal(str(round(cost.fees.likely, 2)))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The field for the owner's own choice for one task."""

    ranking: Ranking
    name: str  # of the job
    shown: tuple[Offered, ...]
    ask_first: tuple[str, ...]  # names of models of which something must be asked
    options: tuple[Option, ...]
    field: str
    picked: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Control:
    """A question as a page draws it."""

    asked: Asked
    typed: Form
    problem: str = ""
    alone: bool = False
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
            if self.asked.question.kind.control in {"one_of", "many_of", "outputs", "choice"}
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
        """The fields for the owner's own choice, task by task."""
        return tuple(self._chosen(place, each) for place, each in enumerate(self.asked.situation.rankings))

    def _chosen(self, place: int, ranking: Ranking) -> Chosen:
        task = ranking.case.task
        field = f"{self.asked.name}.{task.key}"
        return Chosen(
            ranking=ranking,
            name=wording.name_of(task.job, self.asked.situation.catalog),
            shown=tuple(_offered(ranking)),
            ask_first=tuple(each.row.model.name for each in ranking.ask_first[:SHOWN]),
            options=tuple(Option(slug, name) for slug, name in passing(ranking).items()),
            field=field,
            picked=self._last(field),
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


def _offered(ranking: Ranking) -> Iterator[Offered]:
    """Yield the pick, the challenger and the next of the ranking, each model once."""
    places = ((ranking.pick, "Our advice"), (ranking.challenger, "Try it too"))
    named = [(each, place) for each, place in places if each is not None]
    named += [(each, "") for each in (*ranking.table, *ranking.to_try)]
    seen: set[str] = set()
    for each, place in named:
        slug = each.row.model.slug
        if slug not in seen and len(seen) < SHOWN:
            seen.add(slug)
            yield Offered(each, place, round(ranking.loses(each)) if each.behind is not None else None)


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


def controls(stop: Stop, typed: Mapping[str, Form], problems: Mapping[str, str], *, words: str = "") -> list[Control]:
    """Return the questions of a page as it draws them."""
    return [
        Control(
            asked=given.asked,
            typed=typed[given.asked.name],
            problem=problems.get(given.asked.name, ""),
            alone=stop.page.alone,
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
