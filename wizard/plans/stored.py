"""How answers, decisions and test results are stored: canonical JSON, no sentences.

Rules are stored with their parameters.

msgspec reads no union of dataclasses, so endings say which they are. Fields that are as usual are
left out: what a decision rests on is short, and a field that comes later changes no stored one.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, dataclass, fields, is_dataclass, replace
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, structs

from wizard.decision.ageing import NO_AGES, PlanAges
from wizard.decision.answers import Answers
from wizard.decision.decision import Decision
from wizard.decision.endings import Ending
from wizard.decision.measured import TrialResult

KIND = "ending"  # the name under which a stored ending says which it is
TAGGED = (Ending,)


class StoredFormError(ValueError):
    """What is stored was written by other rules, and cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a version was decided on, besides its release, its day and the replies of vendors."""

    answers: Answers
    measured: tuple[TrialResult, ...] = ()
    ages: PlanAges = NO_AGES  # which change nothing in the decision, but are said of it


def dump(value: Inputs | Decision) -> str:
    """Return inputs, or what is stored of a decision, as canonical JSON.

    Equal ones give the same bytes.
    """
    return msgspec.json.encode(
        plain(core_of(value) if isinstance(value, Decision) else value)
    ).decode()


def load_inputs(stored: str) -> Inputs:
    """Return the inputs that `dump` wrote. Raises `StoredFormError`."""
    return _load(Inputs, stored)


def load_decision(stored: str) -> Decision:
    """Return the decision that `dump` wrote. Raises `StoredFormError`."""
    return _load(Decision, stored)


def core_of(decision: Decision) -> Decision:
    """Return what is stored of a decision: how each job ends, and why.

    All options that were looked at follow from the answers and the release whenever they are shown.
    """
    jobs = (replace(job, ranking=None, dropped=(), judge=None) for job in decision.jobs)
    return replace(decision, jobs=tuple(jobs))


# ------------------------------------------------------------------------------------------ writing


def plain(value: Any) -> Any:
    """Return a value in what JSON has: the same for equal values, whatever order a set has."""
    match value:
        case str() | int() | None:  # a word too
            return value
        case type():
            return value.__name__
        case float() if not math.isfinite(value):
            raise ValueError("JSON has no endless number.")
        case tuple():
            return [plain(item) for item in value]
        case frozenset():
            return sorted(plain(item) for item in value)
        case Mapping():
            return {str(key): plain(item) for key, item in sorted(value.items())}
    return _of_fields(value) if has_fields(type(value)) else value


def _of_fields(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    tag = {KIND: kind.__name__} if isinstance(value, TAGGED) else {}
    usual = _usual_of(kind)
    stated = {name: getattr(value, name) for name in usual}
    return tag | {name: plain(of) for name, of in stated.items() if of != usual[name]}


@cache
def _usual_of(kind: Any) -> Mapping[str, Any]:
    """Return what is usual of each field of a class; what equals nothing where nothing is."""
    made = {field.name: field.default_factory for field in fields_of(kind)}
    usual = {field.name: field.default for field in fields_of(kind)}
    return usual | {name: make() for name, make in made.items() if callable(make)}


def has_fields(kind: type) -> bool:
    """Return whether a class is a dataclass, or a struct as options are."""
    return is_dataclass(kind) or issubclass(kind, Struct)


def fields_of(kind: Any) -> Sequence[Field[Any] | structs.FieldInfo]:
    """Return the fields of such a class: each has a name, and what stands in it as usual."""
    return structs.fields(kind) if issubclass(kind, Struct) else fields(kind)


# ------------------------------------------------------------------------------------------ reading

type Parser = Callable[[Any], Any]


def _load[Stored](of: Callable[..., Stored], stored: str) -> Stored:
    try:
        parse: Parser = _parser_of_fields(of)
        value: Stored = parse(msgspec.json.decode(stored))
    except (msgspec.MsgspecError, TypeError, ValueError, KeyError) as error:
        raise StoredFormError(str(error)) from error
    return value


@cache
def parser_of(of: Any) -> Parser:
    """Return what reads a value of a type from what `plain` made of it."""
    if isinstance(of, TypeAliasType):
        return parser_of(of.__value__)
    if isinstance(of, type) and has_fields(of):
        return _tagged(of) if issubclass(of, TAGGED) else _parser_at_first_value(of)
    return _parser_of_collection(of) or (lambda stored: msgspec.convert(stored, of))


def _parser_at_first_value(of: Any) -> Parser:
    """Return what reads a class with fields, looked up at its first value.

    A class may hold one of its own kind.
    """

    def parse(stored: Any) -> Any:
        return _parser_of_fields(of)(stored)

    return parse


def _parser_of_collection(of: Any) -> Parser | None:
    """Return what reads several values, or one of some kinds or none; None where it is no such."""
    origin, arguments = get_origin(of), get_args(of)
    if origin in {Union, UnionType} and NoneType in arguments:
        parse = parser_of(_without_none(arguments))
        return lambda stored: None if stored is None else parse(stored)
    if origin in {Union, UnionType} and all(map(has_fields, arguments)):
        return _parser_by_fields(arguments)
    if origin is tuple and arguments[-1:] == (Ellipsis,):
        parse = parser_of(arguments[0])
        return lambda stored: tuple(parse(item) for item in _items(stored))
    if origin is Mapping:
        parse = parser_of(arguments[1])
        return lambda stored: {key: parse(item) for key, item in stored.items()}
    return None


def _without_none(arguments: Sequence[Any]) -> Any:
    inner = [argument for argument in arguments if argument is not NoneType]
    return inner[0] if len(inner) == 1 else reduce(or_, inner)


def _parser_by_fields(kinds: Sequence[Any]) -> Parser:
    """Return what reads one of several classes, which is known by its fields."""

    def parse(stored: Any) -> Any:
        names_of = {kind: {field.name for field in fields_of(kind)} for kind in kinds}
        kind = next((kind for kind, names in names_of.items() if stored.keys() <= names), None)
        if kind is None:
            raise StoredFormError("This is none of the kinds of these rules.")
        return _parser_of_fields(kind)(stored)

    return parse


def _items(stored: Any) -> Iterable[Any]:
    if not isinstance(stored, list):
        raise TypeError("A list is expected.")
    return stored


def _tagged(base: Any) -> Parser:
    """Return what reads any kind of a class that says which kind it is."""
    kinds = {kind.__name__: kind for kind in (base, *_below(base))}

    def parse(stored: Any) -> Any:
        kind = kinds[stored[KIND]]
        others = {name: value for name, value in stored.items() if name != KIND}
        return _parser_of_fields(kind)(others)

    return parse


def _below(base: Any) -> Iterable[Any]:
    for kind in base.__subclasses__():
        yield kind
        yield from _below(kind)


@cache
def _parser_of_fields(of: Any) -> Parser:
    hints = get_type_hints(of)
    parsers = {field.name: parser_of(hints[field.name]) for field in fields_of(of)}

    def parse(stored: Any) -> Any:
        if not isinstance(stored, dict) or not stored.keys() <= parsers.keys():
            raise StoredFormError(f"This is no {of.__name__} of these rules.")
        return of(**{name: parsers[name](value) for name, value in stored.items()})

    return parse
