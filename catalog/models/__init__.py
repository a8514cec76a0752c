"""The desk: what editors keep. Nothing public reads it."""

from catalog.models.ai_models import AiModel, Tuning
from catalog.models.base import RowState
from catalog.models.imports import Import, ImportChoice, ImportRow, ListedName, PriceList, RowAct
from catalog.models.makers import Industry, JobRole, Modality, Provider
from catalog.models.market import DataTerms, ExchangeRate, Machine, Offer, Price, Product
from catalog.models.matrix import Cell, Contrast, Finding, UseCase
from catalog.models.measures import Advice, Benchmark, Guidance, Score
from catalog.models.reading import Article, Claim, FaqEntry, Synonym, Term
from catalog.models.release import Release
from catalog.models.reports import RateWindow, Report
from catalog.models.revisions import Act, Revision
from catalog.models.rows import DeskRow, table_of
from catalog.models.search import SearchEntry
from catalog.models.sources import Source
from catalog.registry import KINDS

# The table of each kind of fact, in the order in which rows can be stored.
DESK: dict[str, type[DeskRow]] = {name: table_of(kind) for name, kind in KINDS.items()}

__all__ = [
    "DESK",
    "Act",
    "Advice",
    "AiModel",
    "Article",
    "Benchmark",
    "Cell",
    "Claim",
    "Contrast",
    "DataTerms",
    "DeskRow",
    "ExchangeRate",
    "FaqEntry",
    "Finding",
    "Guidance",
    "Import",
    "ImportChoice",
    "ImportRow",
    "Industry",
    "JobRole",
    "ListedName",
    "Machine",
    "Modality",
    "Offer",
    "Price",
    "PriceList",
    "Product",
    "Provider",
    "RateWindow",
    "Release",
    "Report",
    "Revision",
    "RowAct",
    "RowState",
    "Score",
    "SearchEntry",
    "Source",
    "Synonym",
    "Term",
    "Tuning",
    "UseCase",
]
