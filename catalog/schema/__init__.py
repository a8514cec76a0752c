"""The facts of the catalog: frozen rows whose fields are described once."""

from catalog.schema.ai_models import AiModel, ModelStatement, Tuning
from catalog.schema.apps import App, AppPlan, AppStatement, Solution
from catalog.schema.catalog import (
    EDITORS_JUDGEMENT,
    UNSOURCED,
    Catalog,
    dump,
    group_pairs,
    load,
    reuse_indexes,
    with_row,
)
from catalog.schema.ends import End
from catalog.schema.makers import Industry, JobRole, Modality, Provider
from catalog.schema.market import US_DOLLARS, DataTerms, ExchangeRate, Machine, Offer, Price
from catalog.schema.matrix import Cell, Contrast, Finding, UseCase
from catalog.schema.measures import Advice, Benchmark, Guidance, Score, Source
from catalog.schema.phrases import JobPhrases
from catalog.schema.reading import (
    Article,
    Claim,
    Contradiction,
    FaqEntry,
    Synonym,
    Term,
    Wording,
)
from catalog.schema.skills import Skill
