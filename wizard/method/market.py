"""What is on the market for a job: plans of apps, models and machines that pass every requirement."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from catalog.schema import Catalog
from wizard.method.answers import Answers
from wizard.method.boards import Judge
from wizard.method.cases import Case
from wizard.method.compounds import compounds
from wizard.method.models import Dropped, Market, Models, models, without_unmeasured
from wizard.method.options import Option
from wizard.method.vocabulary import Builder, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The options of a job, and what was looked at and dropped."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]
    judge: Judge


def look(case: Case, answers: Answers, catalog: Catalog, on: date) -> Looked:
    """Return what may be used for a job: plans of apps and models, judged by one board."""
    of_parts = [_models(case, index, answers, catalog, on) for index in range(len(case.parts))]
    first, further = of_parts[0], of_parts[1:]
    options = compounds(first.options, [row.options for row in further], case.work)
    options = without_unmeasured(options)
    return Looked(
        options=tuple(_by_builder(options, answers)),
        dropped=tuple(row for models in of_parts for row in models.dropped),
        judge=first.judge,
    )


def _models(case: Case, index: int, answers: Answers, catalog: Catalog, on: date) -> Models:
    return models(
        Market(
            catalog=catalog,
            on=on,
            answers=answers,
            work=case.work,
            part=case.parts[index],
            built_in=answers.is_built_in(case.job),
        )
    )


def _by_builder(options: tuple[Option, ...], answers: Answers) -> Iterator[Option]:
    """Mark what needs somebody who connects programs where the firm has nobody."""
    has_developer = answers.builder is Builder.DEVELOPER
    for option in options:
        yield replace(option, needs_developer=option.kind.by_use and not has_developer)


# --------------------------------------------------- what would pass if one requirement gave way


def relaxed(case: Case, answers: Answers) -> Iterator[tuple[str, Case, Answers]]:
    """Yield a job with one of the owner's requirements relaxed, each with the name of its question."""
    if case.work.place is not Place.ANYWHERE:
        yield "place", replace(case, work=replace(case.work, place=Place.ANYWHERE)), answers
    if case.work.secrets:
        yield "secrets", replace(case, work=replace(case.work, secrets=frozenset())), answers
    if answers.languages:
        yield "languages", case, replace(answers, languages=())
