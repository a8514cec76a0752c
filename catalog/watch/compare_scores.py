"""Scores of boards beside those on file, matched by the names that the boards print."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog import query
from catalog.registry import slugged
from catalog.schema import Catalog, Score
from catalog.vocabulary import Effort, SaleState, Voice
from catalog.watch.findings import ListFinding, left
from catalog.watch.statements import ScoreStatement

NO_MODEL = "No model of ours is printed under this name."
NOT_ONE = "Several models or settings of ours are printed under this name."
NEWER = "The desk has a newer figure."
OFF_SALE = "The model is off sale."
TWICE = "The board prints several settings that we keep as one."
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ModelSetting:
    """A model at a setting."""

    model: str
    effort: Effort


def compare_scores(
    lists: Mapping[str, Sequence[ScoreStatement]], catalog: Catalog
) -> Iterator[ListFinding]:
    """Yield what each list says of a board of ours, in its order."""
    for origin, statements in lists.items():
        printed = _printed(catalog, {statement.board for statement in statements})
        taken: set[tuple[str, ModelSetting]] = set()
        for statement in sorted(statements, key=lambda row: not _is_on_file(catalog, row)):
            settings = printed.get(slugged(statement.name), set())
            if len(settings) != 1:
                reason = NOT_ONE if settings else NO_MODEL
                title = _title(origin, statement)
                yield left(origin, title, statement.board, reason, is_ours=bool(settings))
                continue
            (setting,) = settings
            if (statement.board, setting) in taken:
                yield left(origin, _title(origin, statement), statement.board, TWICE)
                continue
            taken.add((statement.board, setting))
            yield _finding(origin, catalog, statement, setting)


def _printed(catalog: Catalog, boards: set[str]) -> Mapping[str, set[ModelSetting]]:
    """Return the settings under each printed name on any of some boards of one runner."""
    printed: defaultdict[str, set[ModelSetting]] = defaultdict(set)
    for score in catalog.scores:
        if score.benchmark in boards and score.voice is Voice.MEASURED and score.variant:
            printed[slugged(score.variant)].add(ModelSetting(score.model, score.effort))
    return printed


def _is_on_file(catalog: Catalog, statement: ScoreStatement) -> bool:
    """Tell whether a board of ours has a score under just this name.

    It then speaks for its setting.
    """
    scores = catalog.scores_on.get(statement.board, ())
    return any(slugged(score.variant) == slugged(statement.name) for score in scores)


def _finding(
    origin: str, catalog: Catalog, statement: ScoreStatement, setting: ModelSetting
) -> ListFinding:
    title = _title(origin, statement)
    measured = [
        score
        for score in catalog.scores_on.get(statement.board, ())
        if score.voice is Voice.MEASURED
    ]
    own = [score for score in measured if ModelSetting(score.model, score.effort) == setting]
    current = max(own, key=lambda score: score.as_of, default=None)
    if current is not None and is_same(current.value, statement.value):
        return ListFinding(
            origin=origin, title=title, about=statement.board, same=True, confirms=current
        )
    if current is not None and current.as_of > statement.day:
        return left(origin, title, statement.board, NEWER)
    model = catalog.model.get(setting.model)
    if model is None or query.sale(catalog, model, statement.day).state is SaleState.ENDED:
        return left(origin, title, statement.board, OFF_SALE)
    by = current or next(iter(measured), None)
    proposed = Score(
        benchmark=statement.board,
        model=setting.model,
        effort=setting.effort,
        value=statement.value,
        low=statement.low,
        high=statement.high,
        voice=Voice.MEASURED,
        measured_by=by.measured_by if by else origin,
        variant=statement.name,
        source=slugged(origin),
        as_of=statement.day,
    )
    return ListFinding(origin=origin, title=title, about=statement.board, proposed=proposed)


def _title(origin: str, statement: ScoreStatement) -> str:
    return f"{statement.board}: {statement.name} ({origin})"


def is_same(ours: Decimal, theirs: Decimal) -> bool:
    """Tell whether two figures are one, to a tenth."""
    return ours.quantize(TENTH) == theirs.quantize(TENTH)
