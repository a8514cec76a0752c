"""Strength of an app: the models inside, and what the job's board says of them (METHOD §2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from catalog import query
from catalog.schema import AiModel, App, Catalog
from catalog.vocabulary import ModelsInside
from wizard.decision.boards import NO_BOARD, Board
from wizard.decision.options import Strength

RECENT_DAYS = 365  # of a maker's models those of so many days count

# Sellers that say so much of what is inside that its measured strength is that of the app.
SAID = frozenset({ModelsInside.USER_PICKS, ModelsInside.NAMED, ModelsInside.OWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppStrength:
    """How good an app is on the deciding board, and whether anybody says what is inside."""

    strength: Strength | None  # None: nobody measured this skill
    says_inside: bool


def app_strength(
    catalog: Catalog, app: App, board: Board, on: date, *, picks_best: bool
) -> AppStrength:
    """Return the best of the makers inside where people pick, else their middle.

    Where nobody says what is inside, the board's middle counts.

    `picks_best` is false of plans without charge: what answers there the seller picks.
    """
    if app.models_inside is ModelsInside.CLASSIC:
        return AppStrength(strength=None, says_inside=True)  # no board compares what is inside
    if board is NO_BOARD:
        return AppStrength(strength=None, says_inside=bool(app.models or app.families))
    return catalog.once(
        ("method-app-strength", app.slug, board.slug, on, picks_best),
        lambda: _app_strength(catalog, app, board, on, picks_best=picks_best),
    )


def _app_strength(
    catalog: Catalog, app: App, board: Board, on: date, *, picks_best: bool
) -> AppStrength:
    measured = _measured(catalog, board, on)
    inside = [row for row in measured if _is_inside(row, app)]
    if not inside:
        everywhere = [strength.log_odds for strength in measured.values()]
        middle = _middle(everywhere, votes=board.votes)
        return AppStrength(strength=middle, says_inside=False)
    says = app.models_inside in SAID
    strengths = {row: measured[row] for row in inside}
    if app.models_inside is ModelsInside.USER_PICKS and picks_best:
        best = max(strengths.values(), key=lambda row: row.log_odds)
        return AppStrength(strength=best, says_inside=True)
    recent = [row for row in inside if _is_recent(row, on)] or inside
    values = [strengths[row].log_odds for row in recent]
    return AppStrength(strength=_middle(values, votes=board.votes), says_inside=says)


def _measured(catalog: Catalog, board: Board, on: date) -> dict[AiModel, Strength]:
    """Return every model on sale that a board measured, in its best setting; previews left out."""
    best = catalog.once(("method-best-settings", board.slug), lambda: _best_settings(board))
    rows = {catalog.model[slug]: strength for slug, strength in best.items()}
    return {
        row: strength
        for row, strength in rows.items()
        if not row.preview and query.sale(catalog, row, on).on_sale
    }


def _best_settings(board: Board) -> dict[str, Strength]:
    best: dict[str, Strength] = {}
    for setting, rating in board.ratings.items():
        other = best.get(setting.model)
        if other is None or rating.strength.log_odds > other.log_odds:
            best[setting.model] = rating.strength
    return best


def is_compared(catalog: Catalog, app: App, board: Board) -> bool:
    """Return whether a board compares a model of those inside an app."""
    return any(_is_inside(catalog.model[setting.model], app) for setting in board.ratings)


def _is_inside(model: AiModel, app: App) -> bool:
    if app.models:
        return model.slug in app.models
    if app.models_inside is ModelsInside.OWN:
        return model.provider in {app.maker, *app.families}
    return model.provider in app.families


def _is_recent(model: AiModel, on: date) -> bool:
    return model.released is None or on - model.released <= timedelta(days=RECENT_DAYS)


def _middle(values: list[float], *, votes: bool) -> Strength | None:
    return Strength(log_odds=median(values), votes=votes) if values else None
