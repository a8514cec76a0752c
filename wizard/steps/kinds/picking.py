"""Answers that are picked: one word, yes or no, several words, the owner's own model for each task."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, override

from catalog.parsing import Problem
from catalog.vocabulary import Word
from wizard.decision.answers import OwnChoice
from wizard.decision.ranking import Ranking
from wizard.steps.asking import AnswerKind, Asked, Codec, Form, Gone, Nothing, Option
from wizard.steps.kinds.stored import TEXT, TRUTH, first, many, object_of, one_of

UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(AnswerKind[Any]):
    offered: Callable[[Asked], tuple[Option, ...]]
    make: Callable[[str], Any] = str
    control: str = "one_of"
    gone: str = "This answer is no longer on the list; please pick again"
    none: str = (
        "None of these"  # what a list says where nothing is picked; empty where something must be
    )
    codec: Codec = TEXT

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
    def fit(self, value: Any, asked: Asked) -> Any:
        fits = str(value) in {option.value for option in self.offered(asked)}
        return value if fits else Gone(self.gone)

    @override
    def typed(self, value: Any, asked: Asked) -> Form:
        return {asked.name: (UNSURE if value is None else str(value),)}

    @override
    def describe(self, value: Any, asked: Asked) -> str:
        return next(
            (option.label for option in asked.options if option.value == str(value)), str(value)
        )


def words(
    *offered: tuple[Word, str] | tuple[Word, str, str] | Word, heads: Sequence[str] = ()
) -> OneOf:
    """Return the kind that takes one word of a closed list; a word may come with a hint, with what it means, and a head."""
    rows = [(item, "") if isinstance(item, Word) else item for item in offered]
    named = heads or ("",) * len(rows)
    options = tuple(
        replace(Option(item.value, item.label, *texts), head=head)
        for (item, *texts), head in zip(rows, named, strict=True)
    )
    codec = one_of([item for item, *_ in rows])
    return OneOf(offered=lambda _: options, make=codec.load, codec=codec)


def yes_no(yes: str = "Yes", no: str = "No") -> OneOf:
    """Return the kind that takes yes or no, in these words, and keeps a truth value."""
    options = (Option(str(True), yes), Option(str(False), no))
    return OneOf(offered=lambda _: options, make=str(True).__eq__, codec=TRUTH)


WORDS = many(TEXT, uniqueItems=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyOf(AnswerKind[tuple[Any, ...]]):
    offered: Callable[[Asked], tuple[Option, ...]]
    make: Callable[[str], Any] = str
    control: str = "many_of"
    codec: Codec = WORDS
    folded: str = ""  # the words of the fold that the list stands in where it is long

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
            return Problem(
                "One of your picks is not on this page, or no longer; look at what is left and continue"
            )
        return tuple(self.make(value) for value in order if value in picked)

    @override
    def fit(self, value: tuple[Any, ...], asked: Asked) -> tuple[Any, ...] | Gone:
        order = {option.value for option in self.offered(asked)}
        remaining = tuple(self.make(item) for item in value if item in order)
        return remaining or Gone("These answers are no longer on the list; please pick again")

    @override
    def typed(self, value: tuple[Any, ...] | None, asked: Asked) -> Form:
        return {asked.name: tuple(str(item) for item in value or ())}

    @override
    def describe(self, value: tuple[Any, ...], asked: Asked) -> str:
        labels = {option.value: option.label for option in asked.options}
        return "; ".join(labels.get(str(item), str(item)) for item in value)


def many_words(
    list_of: type[Word],
    moot: Callable[[Asked], Collection[Word]] = lambda _: (),
    *,
    folded: str = "",
) -> ManyOf:
    """Return the kind that takes any words of a closed list but those that are moot."""
    options = tuple((item, Option(item.value, item.label)) for item in list_of)

    def offered(asked: Asked) -> tuple[Option, ...]:
        left_out = moot(asked)
        return tuple(option for item, option in options if item not in left_out)

    return ManyOf(offered=offered, make=list_of.read, folded=folded)


CHOICES = many(object_of(OwnChoice, task=TEXT, model=TEXT))


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice(AnswerKind[tuple[OwnChoice, ...]]):
    """The owner's own model for each task; nothing picked takes our pick."""

    control: str = "choice"
    codec: Codec = CHOICES

    @override
    def read(self, form: Form, asked: Asked) -> tuple[OwnChoice, ...] | Problem | Nothing:
        if not any(
            any(values) for name, values in form.items() if name.startswith(f"{asked.name}.")
        ):
            return Nothing.EMPTY
        found: list[OwnChoice] = []
        for ranking in asked.situation.rankings:
            task = ranking.case.task.key
            model = first(form, f"{asked.name}.{task}")
            if model and model not in passing(ranking):
                return Problem("Pick one of the models on this page, or take ours")
            if model:
                found.append(OwnChoice(task=task, model=model))
        return tuple(found) or Nothing.EMPTY

    @override
    def fit(self, value: tuple[OwnChoice, ...], asked: Asked) -> tuple[OwnChoice, ...]:
        jobs = {job.key for job in asked.situation.answers.jobs}
        return tuple(row for row in value if row.task.rpartition("/")[0] in jobs)

    @override
    def typed(self, value: tuple[OwnChoice, ...] | None, asked: Asked) -> Form:
        return {f"{asked.name}.{row.task}": (row.model,) for row in value or ()}

    @override
    def describe(self, value: tuple[OwnChoice, ...], asked: Asked) -> str:
        known = asked.situation.catalog.model
        return "; ".join(
            known[row.model].name
            if row.model in known
            else "a model that is no longer in the catalog"
            for row in value
        )


def passing(ranking: Ranking) -> Mapping[str, str]:
    """Return slug and name of the models that may be picked for a task, in the order of the ranking."""
    return {each.row.model.slug: each.row.model.name for each in (*ranking.table, *ranking.to_try)}
