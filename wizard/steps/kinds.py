"""The kinds of answers: one word, several, numbers, money, time, days, text, and the three that are this wizard's own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, override

from catalog.vocabulary import OUTPUT_MEDIA, Medium, Word
from catalog.wording import capital, longday, money, running
from wizard.engine.answers import Choice, Output, Span, Weights
from wizard.engine.decision import Part
from wizard.engine.requirements import Case
from wizard.engine.shortlist import judgements
from wizard.engine.vocabulary import Criterion, Importance
from wizard.engine.workload import PriceBook, needs
from wizard.steps import reading, wording
from wizard.steps.asking import Asked, Form, Gone, Json, Kind, Nothing, Option, Situation
from wizard.steps.reading import Bounds, Problem, Sum

UNSURE = "unsure"
MOST_OUTPUTS = 6
OWN_ROWS = 3
OWN_NAME = 80  # characters

# Round figures of the editors, said wherever they are used; nobody should do their accounts with them.
USD_FOR = {"USD": Decimal(1), "EUR": Decimal("1.15"), "GBP": Decimal("1.30")}
SIGN = {"USD": "$", "EUR": "€ ", "GBP": "£"}


def first(form: Form, name: str) -> str:
    """Return the last value sent under a name, as browsers mean it; an empty text where there is none."""
    values = form.get(name) or ("",)
    return values[-1]


def _string(stored: Json) -> str:
    if not isinstance(stored, str):
        raise TypeError(stored)
    return stored


def _strings(stored: Json) -> tuple[str, ...]:
    if isinstance(stored, str) or not isinstance(stored, (list, tuple)):
        raise TypeError(stored)
    return tuple(_string(item) for item in stored)


def _mapping(stored: Json) -> Mapping[str, Json]:
    if not isinstance(stored, Mapping):
        raise TypeError(stored)
    return stored


def word[W: Word](among: type[W], value: str) -> W:
    """Return the word that is stored as this value. Raises `ValueError`."""
    for candidate in among:
        if candidate.value == value:
            return candidate
    raise ValueError(value)


def _decimal(stored: Json) -> Decimal:
    value = Decimal(_string(stored)) if _string(stored).replace(".", "", 1).isdecimal() else None
    if value is None:
        raise ValueError(stored)
    return value


def _plain(value: Decimal) -> str:
    """Return the number without an exponent and without empty decimals, as it is stored."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# ------------------------------------------------------------------------------------------------------- one and many


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Kind[Any]):
    """One of a few words, or of rows of the catalog."""

    offered: Callable[[Asked], tuple[Option, ...]]
    make: Callable[[str], Any] = str
    control: str = "one_of"
    gone: str = "This answer is no longer on the list; please pick again"

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        return self.offered(asked)

    @override
    def read(self, form: Form, asked: Asked) -> Any:
        picked = first(form, asked.name)
        if not picked:
            return Nothing.EMPTY
        if picked == UNSURE and asked.question.unsure:
            return Nothing.UNSURE
        if picked not in {option.value for option in self.offered(asked)}:
            return Problem("Pick one of the answers on this page")
        return self.make(picked)

    @override
    def dump(self, value: Any) -> Json:
        return str(value)

    @override
    def load(self, stored: Json, asked: Asked) -> Any:
        if _string(stored) not in {option.value for option in self.offered(asked)}:
            return Gone(self.gone)
        return self.make(_string(stored))

    @override
    def typed(self, value: Any, asked: Asked) -> Form:
        return {asked.name: (UNSURE if value is None else str(value),)}

    @override
    def describe(self, value: Any, asked: Asked) -> str:
        return next((option.label for option in self.offered(asked) if option.value == str(value)), str(value))

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string"}


def words(*offered: tuple[Word, str] | Word) -> OneOf:
    """Return the kind that takes one word of a closed list; a word may come with a hint."""
    pairs = [(item, "") if isinstance(item, Word) else item for item in offered]
    options = tuple(Option(item.value, item.label, hint) for item, hint in pairs)
    return WordOf(
        offered=lambda _: options, make=partial(word, type(pairs[0][0])), among=tuple(item for item, _ in pairs)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOf(OneOf):
    """One word of a closed list."""

    among: tuple[Word, ...] = ()

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"enum": [item.value for item in self.among]}


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Kind[bool]):
    """Yes or no."""

    control: str = "one_of"
    yes: str = "Yes"
    no: str = "No"

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        return (Option("yes", self.yes), Option("no", self.no))

    @override
    def read(self, form: Form, asked: Asked) -> bool | Problem | Nothing:
        picked = first(form, asked.name)
        if picked == UNSURE and asked.question.unsure:
            return Nothing.UNSURE
        if not picked:
            return Nothing.EMPTY
        return {"yes": True, "no": False}.get(picked, Problem("Pick one of the answers on this page"))

    @override
    def dump(self, value: bool) -> Json:
        return value

    @override
    def load(self, stored: Json, asked: Asked) -> bool:
        if not isinstance(stored, bool):
            raise TypeError(stored)
        return stored

    @override
    def typed(self, value: bool | None, asked: Asked) -> Form:
        return {asked.name: (UNSURE if value is None else "yes" if value else "no",)}

    @override
    def describe(self, value: bool, asked: Asked) -> str:
        return self.yes if value else self.no

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyOf(Kind[tuple[Any, ...]]):
    """Any number of a few words, or of rows of the catalog."""

    offered: Callable[[Asked], tuple[Option, ...]]
    make: Callable[[str], Any] = str
    control: str = "many_of"

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        return self.offered(asked)

    @override
    def read(self, form: Form, asked: Asked) -> tuple[Any, ...] | Problem | Nothing:
        picked = [value for value in form.get(asked.name, ()) if value]
        order = [option.value for option in self.offered(asked)]
        if not picked:
            return Nothing.EMPTY
        if set(picked) - set(order):
            return Problem("Pick from the answers on this page")
        return tuple(self.make(value) for value in order if value in picked)

    @override
    def dump(self, value: tuple[Any, ...]) -> Json:
        return [str(item) for item in value]

    @override
    def load(self, stored: Json, asked: Asked) -> tuple[Any, ...] | Gone:
        order = {option.value for option in self.offered(asked)}
        kept = tuple(self.make(item) for item in _strings(stored) if item in order)
        return kept or Gone("These answers are no longer on the list; please pick again")

    @override
    def typed(self, value: tuple[Any, ...] | None, asked: Asked) -> Form:
        return {asked.name: tuple(str(item) for item in value or ())}

    @override
    def describe(self, value: tuple[Any, ...], asked: Asked) -> str:
        labels = {option.value: option.label for option in self.offered(asked)}
        return "; ".join(labels.get(str(item), str(item)) for item in value)

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "array", "items": {"type": "string"}, "uniqueItems": True}


def many_words(list_of: type[Word], applies: Callable[[Word, Asked], bool] = lambda _word, _asked: True) -> ManyOf:
    """Return the kind that takes any words of a closed list, of those that apply."""

    def offered(asked: Asked) -> tuple[Option, ...]:
        return tuple(Option(item.value, item.label) for item in list_of if applies(item, asked))

    return ManyOf(offered=offered, make=partial(word, list_of))


# ------------------------------------------------------------------------------------------------------------ numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Line[V](Kind[V]):
    """Something typed on one line."""

    bounds: Bounds
    suffix: str = ""  # after the field; may use {unit} and {units}
    control: str = "line"
    width: str = "input-mid"

    def bounds_for(self, asked: Asked) -> Bounds:
        """Return the bounds with the words of the output."""
        return Bounds(
            what=asked.say(self.bounds.what),
            example=self.bounds.example,
            least=self.bounds.least,
            most=self.bounds.most,
            least_counts=self.bounds.least_counts,
            whole=self.bounds.whole,
        )

    def parse(self, text: str, bounds: Bounds) -> V | Problem:
        """Read what was typed."""
        raise NotImplementedError

    def write(self, value: V) -> str:
        """Write the value as its owner would type it."""
        raise NotImplementedError

    @override
    def read(self, form: Form, asked: Asked) -> V | Problem | Nothing:
        text = first(form, asked.name)
        return self.parse(text, self.bounds_for(asked)) if reading.tidy(text) else Nothing.EMPTY

    @override
    def typed(self, value: V | None, asked: Asked) -> Form:
        return {asked.name: ("" if value is None else self.write(value),)}

    @override
    def describe(self, value: V, asked: Asked) -> str:
        return " ".join(filter(None, (self.write(value), asked.say(self.suffix))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Line[Decimal]):
    """One number."""

    width: str = "input-short"

    @override
    def parse(self, text: str, bounds: Bounds) -> Decimal | Problem:
        return reading.number(text, bounds)

    @override
    def write(self, value: Decimal) -> str:
        return reading.written(value)

    @override
    def dump(self, value: Decimal) -> Json:
        return _plain(value)

    @override
    def load(self, stored: Json, asked: Asked) -> Decimal:
        return _decimal(stored)

    @override
    def tell(self, value: Decimal) -> Any:
        return int(value) if self.bounds.whole else value

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string", "pattern": r"^\d+(\.\d+)?$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent(Number):
    """A share in percent."""

    suffix: str = "percent"

    @override
    def parse(self, text: str, bounds: Bounds) -> Decimal | Problem:
        return reading.percent(text, bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Line[Span]):
    """A number that may be a range."""

    @override
    def parse(self, text: str, bounds: Bounds) -> Span | Problem:
        return reading.span(text, bounds)

    @override
    def write(self, value: Span) -> str:
        return _span(value, reading.written)

    @override
    def dump(self, value: Span) -> Json:
        return {"low": _plain(value.low), "high": _plain(value.high)}

    @override
    def load(self, stored: Json, asked: Asked) -> Span:
        row = _mapping(stored)
        low, high = _decimal(row["low"]), _decimal(row["high"])
        if low > high:
            raise ValueError(stored)
        return Span(low=low, high=high)

    @override
    def schema(self) -> Mapping[str, Any]:
        ends = {end: {"type": "string", "pattern": r"^\d+(\.\d+)?$"} for end in ("low", "high")}
        return {"type": "object", "properties": ends, "required": ["low", "high"], "additionalProperties": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Amount):
    """A time in minutes that may be a range."""

    width: str = "input-short"

    @override
    def parse(self, text: str, bounds: Bounds) -> Span | Problem:
        return reading.minutes(text, bounds)

    @override
    def describe(self, value: Span, asked: Asked) -> str:
        unit = "minute" if value.low == value.high == 1 else "minutes"
        return f"{self.write(value)} {unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTime(Minutes):
    """A time in minutes, told to the engine as one number."""

    @override
    def parse(self, text: str, bounds: Bounds) -> Span | Problem:
        found = reading.minutes(text, bounds)
        if isinstance(found, Span) and found.low != found.high:
            return Problem(f"Write one time, for example {bounds.example}")
        return found

    @override
    def tell(self, value: Span) -> Any:
        return value.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Line[Sum]):
    """An amount of money, or a range where `ranged`; the engine is told dollars."""

    ranged: bool = False
    width: str = "input-short"

    @override
    def parse(self, text: str, bounds: Bounds) -> Sum | Problem:
        found = reading.money(text, bounds)
        if isinstance(found, Sum) and found.low != found.high and not self.ranged:
            return Problem(f"Write one amount, for example {bounds.example}")
        return found

    @override
    def write(self, value: Sum) -> str:
        sign = SIGN[value.currency]
        low, high = f"{sign}{reading.written(value.low)}", f"{sign}{reading.written(value.high)}"
        return low if low == high else f"{low} to {high}"

    @override
    def describe(self, value: Sum, asked: Asked) -> str:
        said = " ".join(filter(None, (self.write(value), asked.say(self.suffix))))
        if value.currency == "USD":
            return said
        return f"{said}, counted as {_span(_dollars(value), money)} (the editors’ round rate)"

    @override
    def dump(self, value: Sum) -> Json:
        return {"low": _plain(value.low), "high": _plain(value.high), "currency": value.currency}

    @override
    def load(self, stored: Json, asked: Asked) -> Sum:
        row = _mapping(stored)
        currency = _string(row["currency"])
        low, high = _decimal(row["low"]), _decimal(row["high"])
        if currency not in USD_FOR or low > high:
            raise ValueError(stored)
        return Sum(low, high, currency)

    @override
    def tell(self, value: Sum) -> Any:
        return _dollars(value) if self.ranged else _dollars(value).high

    @override
    def schema(self) -> Mapping[str, Any]:
        ends = {end: {"type": "string", "pattern": r"^\d+(\.\d+)?$"} for end in ("low", "high")}
        properties = {**ends, "currency": {"enum": list(USD_FOR)}}
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _dollars(value: Sum) -> Span:
    return Span(low=value.low, high=value.high).times(USD_FOR[value.currency])


def _span(value: Span, write: Callable[[Decimal], str]) -> str:
    low, high = write(value.low), write(value.high)
    return low if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Line[date]):
    """A day from today to some years on."""

    years: int = 3
    width: str = "input-mid"
    control: str = "day"

    @override
    def read(self, form: Form, asked: Asked) -> date | Problem | Nothing:
        found = super(Day, self).read(form, asked)
        today = asked.situation.on
        if isinstance(found, date):
            if found < today:
                return Problem(f"Pick a day from today, {longday(today)}, on")
            if found.year > today.year + self.years:
                return Problem(f"Pick a day before the end of {today.year + self.years}")
        return found

    @override
    def parse(self, text: str, bounds: Bounds) -> date | Problem:
        return reading.day(text, bounds)

    @override
    def write(self, value: date) -> str:
        return value.isoformat()

    @override
    def describe(self, value: date, asked: Asked) -> str:
        return longday(value)

    @override
    def dump(self, value: date) -> Json:
        return value.isoformat()

    @override
    def load(self, stored: Json, asked: Asked) -> date:
        return date.fromisoformat(_string(stored))

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string", "format": "date"}


# --------------------------------------------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Kind[str]):
    """Words of the owner's own; several lines where `lines`."""

    what: str  # "the name", in sentences about it
    most: int
    lines: bool = False
    width: str = "input"
    suffix: str = ""
    rows: int = 3

    @property
    @override
    def control(self) -> str:  # type: ignore[override]  # follows from another field
        """The template: one line or several."""
        return "lines" if self.lines else "line"

    @override
    def read(self, form: Form, asked: Asked) -> str | Problem | Nothing:
        found = reading.prose(first(form, asked.name), self.what, self.most, lines=self.lines)
        return found or Nothing.EMPTY

    @override
    def dump(self, value: str) -> Json:
        return value

    @override
    def load(self, stored: Json, asked: Asked) -> str:
        return _string(stored)

    @override
    def typed(self, value: str | None, asked: Asked) -> Form:
        return {asked.name: (value or "",)}

    @override
    def describe(self, value: str, asked: Asked) -> str:
        return value

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string", "maxLength": self.most}


# ------------------------------------------------------------------------------------------------------- the weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing(Kind[Weights]):
    """How much each criterion counts; a line left empty is not sure."""

    control: str = "weights"
    hints: Mapping[Criterion, str] = field(default_factory=dict)

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        return tuple(Option(criterion.value, criterion.label, self.hints.get(criterion, "")) for criterion in Criterion)

    @override
    def fields(self, asked: Asked) -> Iterable[str]:
        return tuple(f"{asked.name}.{criterion.value}" for criterion in Criterion)

    @override
    def read(self, form: Form, asked: Asked) -> Weights | Problem | Nothing:
        picked = {criterion: first(form, f"{asked.name}.{criterion.value}") for criterion in Criterion}
        if any(said and said not in {*Importance} for said in picked.values()):
            return Problem("Pick must, nice or no matter")
        said = {criterion.value: word(Importance, said) for criterion, said in picked.items() if said}
        return Weights(**said) if said else Nothing.EMPTY

    @override
    def dump(self, value: Weights) -> Json:
        given = {criterion.value: getattr(value, criterion.value) for criterion in Criterion}
        return {key: str(importance) for key, importance in given.items() if importance is not None}

    @override
    def load(self, stored: Json, asked: Asked) -> Weights:
        row = _mapping(stored)
        return Weights(**{word(Criterion, key).value: word(Importance, _string(said)) for key, said in row.items()})

    @override
    def typed(self, value: Weights | None, asked: Asked) -> Form:
        said = value or Weights()
        return {f"{asked.name}.{criterion.value}": (getattr(said, criterion.value) or "",) for criterion in Criterion}

    @override
    def describe(self, value: Weights, asked: Asked) -> str:
        def told(criterion: Criterion) -> str:
            importance = getattr(value, criterion.value)
            return running(importance) if importance else "not answered"

        return " ".join(f"{criterion.label}: {told(criterion)}." for criterion in Criterion)

    @override
    def schema(self) -> Mapping[str, Any]:
        weight = {"enum": [importance.value for importance in Importance]}
        return {
            "type": "object",
            "properties": {criterion.value: weight for criterion in Criterion},
            "additionalProperties": False,
        }


# ------------------------------------------------------------------------------------------------- what comes out


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Kind[tuple[Output, ...]]):
    """What should come out: use cases of the catalog, and things of the owner's own by medium and name."""

    control: str = "outputs"

    @override
    def fields(self, asked: Asked) -> Iterable[str]:
        return (asked.name, f"{asked.name}.")

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        catalog = asked.situation.catalog
        trade = asked.situation.answers.trade
        rows = sorted(
            catalog.use_cases, key=lambda row: (_nearness(row.industry, trade), row.industry, row.name, row.slug)
        )
        return tuple(Option(row.slug, row.name, group=catalog.industry[row.industry].name) for row in rows)

    @override
    def read(self, form: Form, asked: Asked) -> tuple[Output, ...] | Problem | Nothing:
        known = asked.situation.catalog.use_case
        picked = list(dict.fromkeys(value for value in form.get(asked.name, ()) if value))
        if any(slug not in known for slug in picked):
            return Problem("One of these is not in the catalog, or no longer; pick from the list, or describe your own")
        own = self._own(form, asked)
        if isinstance(own, Problem):
            return own
        found = (*(Output(key=slug, use_case=slug) for slug in sorted(picked)), *own)
        if len(found) > MOST_OUTPUTS:
            return Problem(
                f"Pick {MOST_OUTPUTS} at most; you picked {len(found)}. You can make another plan for the rest"
            )
        return found or Nothing.EMPTY

    def _own(self, form: Form, asked: Asked) -> tuple[Output, ...] | Problem:
        rows: list[Output] = []
        for row in range(OWN_ROWS):
            medium = first(form, f"{asked.name}.medium.{row}")
            name = reading.prose(first(form, f"{asked.name}.name.{row}"), "the name", OWN_NAME)
            if isinstance(name, Problem):
                return name
            if not medium and not name:
                continue
            if not medium:
                return Problem(f"Say what “{name}” is: text, pictures, film or another medium")
            if medium not in {*OUTPUT_MEDIA}:
                return Problem("Pick one of the media on this page")
            rows.append(_own_output(word(Medium, medium), name, rows))
        return tuple(rows)

    @override
    def dump(self, value: tuple[Output, ...]) -> Json:
        return [
            {"use_case": row.use_case} if row.use_case is not None else {"medium": str(row.medium), "name": row.name}
            for row in value
        ]

    @override
    def load(self, stored: Json, asked: Asked) -> tuple[Output, ...] | Gone:
        found = outputs_of(stored)
        lost = [
            row for row in found if row.use_case is not None and row.use_case not in asked.situation.catalog.use_case
        ]
        if lost:
            return Gone(
                f"{len(lost)} of your picks {'is' if len(lost) == 1 else 'are'} no longer in the catalog. "
                "Pick another, or describe it as something of your own",
                kept=tuple(row for row in found if row not in lost),
            )
        return found

    @override
    def typed(self, value: tuple[Output, ...] | None, asked: Asked) -> Form:
        rows = value or ()
        own = [row for row in rows if row.use_case is None]
        typed = {asked.name: tuple(row.use_case for row in rows if row.use_case is not None)}
        for place, row in enumerate(own):
            typed[f"{asked.name}.medium.{place}"] = (str(row.medium),)
            typed[f"{asked.name}.name.{place}"] = (row.name,)
        return typed

    @override
    def describe(self, value: tuple[Output, ...], asked: Asked) -> str:
        return capital("; ".join(wording.inside(row, asked.situation.catalog) for row in value))

    @override
    def schema(self) -> Mapping[str, Any]:
        use_case = {
            "type": "object",
            "properties": {"use_case": {"type": "string"}},
            "required": ["use_case"],
            "additionalProperties": False,
        }
        own = {
            "type": "object",
            "properties": {
                "medium": {"enum": [medium.value for medium in OUTPUT_MEDIA]},
                "name": {"type": "string", "maxLength": OWN_NAME},
            },
            "required": ["medium", "name"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": {"oneOf": [use_case, own]}, "minItems": 1, "maxItems": MOST_OUTPUTS}


def outputs_of(stored: Json) -> tuple[Output, ...]:
    """Return stored outputs whether or not the catalog still knows them. Raises on any other shape."""
    if isinstance(stored, str) or not isinstance(stored, (list, tuple)):
        raise TypeError(stored)
    rows: list[Output] = []
    for item in stored:
        row = _mapping(item)
        if "use_case" in row:
            slug = _string(row["use_case"])
            rows.append(Output(key=slug, use_case=slug))
        else:
            rows.append(_own_output(word(Medium, _string(row["medium"])), _string(row["name"]), rows))
    return tuple(rows)


def _own_output(medium: Medium, name: str, before: Iterable[Output]) -> Output:
    same = sum(1 for row in before if row.use_case is None and row.medium is medium)
    key = f"own-{medium.value}" if not same else f"own-{medium.value}-{same + 1}"
    return Output(key=key, medium=medium, name=name)


CROSS_INDUSTRY = "cross-industry"


def _nearness(industry: str, trade: str | None) -> int:
    """Sort the owner's own trade first, what every trade does second."""
    return 0 if industry == trade else 1 if industry == CROSS_INDUSTRY else 2


# ---------------------------------------------------------------------------------------------------- own choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice(Kind[tuple[Choice, ...]]):
    """The owner's own model and runner-up for each part; nothing picked takes the advice."""

    control: str = "choice"

    @override
    def fields(self, asked: Asked) -> Iterable[str]:
        return (f"{asked.name}.",)

    @override
    def read(self, form: Form, asked: Asked) -> tuple[Choice, ...] | Problem | Nothing:
        found: list[Choice] = []
        for part in asked.situation.decision.parts:
            able = set(able_models(part, asked.situation))
            model = first(form, f"{asked.name}.first.{part.key}") or None
            runner_up = first(form, f"{asked.name}.second.{part.key}") or None
            if {model, runner_up} - able - {None}:
                return Problem(f"Pick a model from the list for “{part.name}”, or take the advice")
            if model is not None and model == runner_up:
                return Problem(f"Pick two different models for “{part.name}”")
            if model is None and runner_up is not None:
                return Problem(f"Pick a first model for “{part.name}” too, or take the advice")
            if model is not None:
                found.append(Choice(part=part.key, model=model, runner_up=runner_up))
        return tuple(found) or Nothing.EMPTY

    @override
    def dump(self, value: tuple[Choice, ...]) -> Json:
        return [{"part": row.part, "model": row.model, "runner_up": row.runner_up} for row in value]

    @override
    def load(self, stored: Json, asked: Asked) -> tuple[Choice, ...] | Gone:
        if isinstance(stored, str) or not isinstance(stored, (list, tuple)):
            raise TypeError(stored)
        outputs = {output.key for output in asked.situation.answers.outputs}
        rows = [_choice(_mapping(item)) for item in stored]
        return tuple(row for row in rows if row.part.rpartition("/")[0] in outputs)

    @override
    def typed(self, value: tuple[Choice, ...] | None, asked: Asked) -> Form:
        typed: dict[str, tuple[str, ...]] = {}
        for row in value or ():
            typed[f"{asked.name}.first.{row.part}"] = (row.model or "",)
            typed[f"{asked.name}.second.{row.part}"] = (row.runner_up or "",)
        return typed

    @override
    def describe(self, value: tuple[Choice, ...], asked: Asked) -> str:
        known = asked.situation.catalog.model

        def name(slug: str | None) -> str:
            return known[slug].name if slug in known else "a model that is no longer in the catalog"

        return "; ".join(name(row.model) + (f", then {name(row.runner_up)}" if row.runner_up else "") for row in value)

    @override
    def schema(self) -> Mapping[str, Any]:
        slug = {"type": ["string", "null"]}
        row = {
            "type": "object",
            "properties": {"part": {"type": "string"}, "model": slug, "runner_up": slug},
            "required": [field.name for field in fields(Choice)],
            "additionalProperties": False,
        }
        return {"type": "array", "items": row}


def able_models(part: Part, situation: Situation) -> Mapping[str, str]:
    """Return slug and name of all models that pass the requirements of a part: those of the shortlist, then the others."""
    answers, catalog, on = situation.answers, situation.catalog, situation.on
    need = next(need for need in needs(answers, catalog) if need.key == part.key)
    case = Case(answers=answers, catalog=catalog, on=on, need=need, prices=PriceBook.on(catalog, on))
    passing = [row.model for row in judgements(case) if not row.dropped_by]
    shown = {candidate.model: candidate.name for candidate in part.candidates}
    return shown | {
        row.slug: row.name
        for row in sorted(passing, key=lambda row: (row.name.casefold(), row.slug))
        if row.slug not in shown
    }


def _choice(row: Mapping[str, Json]) -> Choice:
    model, runner_up = row["model"], row["runner_up"]
    return Choice(
        part=_string(row["part"]),
        model=None if model is None else _string(model),
        runner_up=None if runner_up is None else _string(runner_up),
    )
