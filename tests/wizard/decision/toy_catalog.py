"""A toy catalog: one job, one board of votes, six models, two apps, all made up.

The models are at a seller; the apps are an assistant and an app for mail.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from catalog.schema import (
    Advice,
    AiModel,
    App,
    AppPlan,
    AppStatement,
    Benchmark,
    Catalog,
    Machine,
    Offer,
    Price,
    Score,
    Skill,
    Solution,
    Source,
    UseCase,
)
from catalog.vocabulary import (
    AdviceTopic,
    AppAnswer,
    AppKind,
    AppQuestion,
    BenchmarkTask,
    BoardChoice,
    Confidence,
    Effort,
    Known,
    MachineSize,
    Medium,
    ModelsInside,
    PriceUnit,
    Purpose,
    SolutionKind,
    Training,
    Voice,
)
from wizard.decision.answers import Answers, Job
from wizard.decision.vocabulary import Secret

ON = date(2026, 11, 30)
BEFORE = date(2026, 1, 1)
SEEN: dict[str, Any] = {"source": "page", "as_of": ON}


def use_case(slug: str = "letters", **fields: Any) -> UseCase:
    """Return a job that turns texts into texts: ten minutes by hand."""
    usual: dict[str, Any] = {
        "name": "Answer letters",
        "result": "answers",
        "industry": "office",
        "inputs": (Medium.TEXT,),
        "outputs": (Medium.TEXT,),
        "tasks": (),
        "unit": "letter",
        "unit_plural": "letters",
        "skill": "writing",
        "tokens_in": 1_000,
        "tokens_out": 1_000,
        "minutes_by_hand": Decimal(10),
        "board_language": "votes",
    }
    return UseCase(slug=slug, **SEEN | usual | fields)


def solution(of: str = "letters", **fields: Any) -> Solution:
    """Return a row that names an assistant, an app for mail and, from 500 a month, a model."""
    usual: dict[str, Any] = {
        "kinds": (SolutionKind.ASSISTANT, SolutionKind.APP, SolutionKind.MODEL),
        "app_kinds": (AppKind.EMAIL,),
        "assistants": ("chat",),
        "reason": "An assistant writes it.",
        "build_from": 500,
    }
    return Solution(use_case=of, **SEEN | usual | fields)


def app(slug: str = "mail", **fields: Any) -> App:
    """Return an app for mail that is made for letters; nobody says what is inside."""
    usual: dict[str, Any] = {
        "name": slug,
        "maker": slug,
        "about": "It writes.",
        "main_kind": AppKind.EMAIL,
        "made_for": ("letters",),
        "makes": (Medium.TEXT,),
    }
    return App(slug=slug, **SEEN | usual | fields)


def assistant(slug: str = "chat", **fields: Any) -> App:
    """Return a general assistant in which the user picks among the models of acme."""
    usual: dict[str, Any] = {
        "main_kind": AppKind.ASSISTANT,
        "made_for": (),
        "models_inside": ModelsInside.USER_PICKS,
        "families": ("acme",),
    }
    return app(slug, **usual | fields)


def plan(slug: str, of: str = "mail", **fields: Any) -> AppPlan:
    return AppPlan(slug=slug, name=slug, app=of, **SEEN | fields)


def seat(of: str, amount: str = "20", **fields: Any) -> Price:
    """Return what a seat of a plan costs a month."""
    usual: dict[str, Any] = {"unit": PriceUnit.SEAT_MONTH, "valid_from": BEFORE}
    return Price(app_plan=of, amount=Decimal(amount), **SEEN | usual | fields)


def says(question: AppQuestion, answer: AppAnswer, of: str = "mail", **fields: Any) -> AppStatement:
    """Return what a source says of all plans of an app."""
    usual: dict[str, Any] = {"app_plan": None, "confidence": Confidence.HIGH, "says": "So."}
    return AppStatement(app=of, question=question, answer=answer, **SEEN | usual | fields)


def business(of: str = "mail") -> tuple[AppStatement, ...]:
    """Return terms under which anything may go in.

    They are for firms, with a processor contract, no training, and the EU.
    """
    return (
        says(AppQuestion.CONTRACT, AppAnswer.BUSINESS_TERMS, of),
        says(AppQuestion.PROCESSOR, AppAnswer.YES, of),
        says(AppQuestion.TRAINING, AppAnswer.NO, of),
        says(AppQuestion.PLACE, AppAnswer.EU, of),
    )


def model(slug: str, **fields: Any) -> AiModel:
    """Return a closed model for language, released in spring."""
    usual: dict[str, Any] = {
        "name": slug,
        "provider": "acme",
        "purposes": (Purpose.GENERAL,),
        "open_weights": Known.NO,
        "reasoning": Known.NO,
        "released": date(2026, 4, 1),
        "listed": True,
        "input_limit": 100_000,
        "total_limit": 100_000,
    }
    return AiModel(slug=slug, **SEEN | usual | fields)


def offer(of: str, seller: str = "acme", **fields: Any) -> Offer:
    """Return a model at a seller that works it in the EU and does not train on it."""
    usual: dict[str, Any] = {"eu_region": Known.YES, "trains_on_inputs": Training.NO}
    return Offer(slug=f"{of}@{seller}", model=of, seller=seller, **SEEN | usual | fields)


def tokens(of: str, usd: str = "1", seller: str = "acme", **fields: Any) -> tuple[Price, ...]:
    """Return what a million tokens cost, in and out alike."""
    usual: dict[str, Any] = {"valid_from": BEFORE}
    units = (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK)
    return tuple(
        Price(offer=f"{of}@{seller}", unit=unit, amount=Decimal(usd), **SEEN | usual | fields)
        for unit in units
    )


def board(slug: str = "votes", **fields: Any) -> Benchmark:
    usual: dict[str, Any] = {
        "name": slug,
        "measures": "Votes",
        "task": BenchmarkTask.WRITING,
        "unit": "elo",
        "higher_is_better": True,
    }
    return Benchmark(slug=slug, **SEEN | usual | fields)


def score(of: str, value: int, on: str = "votes", **fields: Any) -> Score:
    usual: dict[str, Any] = {
        "voice": Voice.MEASURED,
        "measured_by": "people",
        "effort": Effort.NONE,
    }
    return Score(benchmark=on, model=of, value=Decimal(value), **SEEN | usual | fields)


def skill(slug: str = "writing", **fields: Any) -> Skill:
    usual: dict[str, Any] = {
        "position": 1,
        "name": slug,
        "needs": "It writes.",
        "purposes": (Purpose.GENERAL,),
        "decided_by": BoardChoice.JOB,
    }
    return Skill(slug=slug, **SEEN | usual | fields)


def machine(size: MachineSize = MachineSize.CARD, usd: str = "3", **fields: Any) -> Machine:
    usual: dict[str, Any] = {
        "slug": f"a-{size}",
        "name": size.label,
        "memory_gb": 80,
        "usd_hour_low": Decimal(usd),
        "usd_hour_high": Decimal(usd),
    }
    return Machine(size=size, **SEEN | usual | fields)


def advice(subject: str, topic: AdviceTopic = AdviceTopic.RISK, **fields: Any) -> Advice:
    usual: dict[str, Any] = {"title": subject, "text": "So.", "action": "Do.", "position": 50}
    slug = f"{topic}-{subject}"
    return Advice(slug=slug, topic=topic, subject=subject, **SEEN | usual | fields)


RISKS = ("factual-errors", "personal-data", "breach-of-law", "safety", "wrong-tool-anyway")
MODELS = tuple(f"m{number}" for number in range(1, 7))
RATINGS = dict(zip(MODELS, (1500, 1480, 1460, 1440, 1420, 1400), strict=True))


def catalog(**rows: Any) -> Catalog:
    """Return the toy catalog; what a test names takes the place of its rows."""
    usual: dict[str, Any] = {
        "sources": (Source(slug="page", title="Prices", voice=Voice.SELLER),),
        "use_cases": (use_case(),),
        "solutions": (solution(),),
        "skills": (skill(),),
        "benchmarks": (board(),),
        "models": tuple(model(slug) for slug in MODELS),
        "offers": tuple(offer(slug) for slug in MODELS),
        "scores": tuple(score(slug, rating) for slug, rating in RATINGS.items()),
        "apps": (assistant(), app()),
        "advice": tuple(advice(subject) for subject in RISKS),
        "app_plans": (plan("chat-team", of="chat"), plan("mail-pro")),
        "app_statements": (*business("chat"), *business()),
        "prices": (
            seat("chat-team", "25"),
            seat("mail-pro", "90"),
            *(price for slug in MODELS for price in tokens(slug)),
        ),
    }
    return Catalog(**usual | rows)


def job(**fields: Any) -> Job:
    """Return a hundred letters a month into which personal data go."""
    usual: dict[str, Any] = {
        "key": "letters",
        "use_case": "letters",
        "results": Decimal(100),
        "secrets": frozenset({Secret.PERSONAL}),
        "decides_on": frozenset(),
    }
    return Job(**usual | fields)


def answers(*jobs: Job, **fields: Any) -> Answers:
    """Return the answers of a firm of ten that pays $30 an hour."""
    usual: dict[str, Any] = {"wage_usd": Decimal(30), "people": 10}
    return Answers(jobs=jobs or (job(),), **usual | fields)
