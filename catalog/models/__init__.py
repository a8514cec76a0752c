"""The desk: what editors keep. Nothing public reads it."""

from typing import Any

from catalog.models.base import RowState
from catalog.models.imports import Import, ImportChoice, ImportRow, RowAct
from catalog.models.release import Release, SearchEntry
from catalog.models.reports import RateWindow, Report
from catalog.models.revisions import Act, Revision
from catalog.models.rows import DeskRow, table_of
from catalog.models.sightings import Sighting
from catalog.models.tables import (
    AiModel,
    App,
    AppPlan,
    AppStatement,
    Cell,
    Claim,
    End,
    ExchangeRate,
    Finding,
    JobPhrases,
    Machine,
    ModelStatement,
    Offer,
    Price,
    Score,
    Skill,
    Solution,
    Source,
    Tuning,
    UseCase,
)
from catalog.models.watching import CheckChoice, CheckResult, ListCheck, ToCheck
from catalog.registry import KINDS

# The table of each kind of fact, in the order in which rows can be stored.
DESK: dict[str, type[DeskRow]] = {name: table_of(kind) for name, kind in KINDS.items()}
# What is used by name, of the kinds without rules of their own.
Provider: Any = DESK["providers"]
Industry: Any = DESK["industries"]
DataTerms: Any = DESK["data_terms"]
Benchmark: Any = DESK["benchmarks"]
Article: Any = DESK["articles"]
