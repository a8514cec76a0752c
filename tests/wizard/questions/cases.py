"""A toy catalog with a job of each sort, and what an owner sends or has stored."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.schema import (
    EDITORS_JUDGEMENT,
    AiModel,
    App,
    AppPlan,
    Catalog,
    ExchangeRate,
    Industry,
    JobRole,
    Price,
    Provider,
    Solution,
    Source,
    UseCase,
)
from catalog.vocabulary import (
    AnswersWithin,
    AppKind,
    BenchmarkTask,
    Currency,
    Material,
    Medium,
    PriceUnit,
    SolutionKind,
    Voice,
)
from wizard.questions.flow import Journey, Sending
from wizard.questions.forms import PageForm, QuestionsForm
from wizard.questions.page_order import form_of, journey_of

ON = date(2026, 11, 30)
PROOF: Mapping[str, Any] = {"source": EDITORS_JUDGEMENT, "as_of": date(2026, 11, 1)}


def job(slug: str, made: Medium = Medium.TEXT, **fields: Any) -> UseCase:
    """Return a job that takes a text of 1,500 words and ten minutes by hand."""
    usual: dict[str, Any] = {
        "name": f"Make {slug}",
        "result": slug,
        "industry": "all",
        "inputs": (Medium.TEXT,),
        "outputs": (made,),
        "tasks": (BenchmarkTask.CHAT,),
        "unit": slug.removesuffix("s"),
        "unit_plural": slug,
        "tokens_in": 2000,
        "tokens_out": 500,
        "minutes_by_hand": Decimal(10),
        "material": (Material.PERSONAL,),
    }
    return UseCase(slug=slug, **usual | fields, **PROOF)


USE_CASES = (
    job("letters"),
    job("logos", Medium.IMAGE, minutes_by_hand=None, material=(Material.NONE,)),
    job("clips", Medium.VIDEO, media_amount=Decimal(10)),
    job("talks", Medium.SPEECH, media_amount=Decimal(600)),
    job("chats", answers_within=AnswersWithin.SECONDS),
    job("patches", Medium.CODE),
    job("minutes", unit="meeting hour", unit_plural="meeting hours"),
    job("ratings", annex_iii="Annex III 4(a): recruitment", industry="law"),
)
CATALOG = Catalog(
    sources=(Source(slug=EDITORS_JUDGEMENT, title="The editors", voice=Voice.EDITOR),),
    providers=(Provider(slug="maker", name="Maker"),),
    industries=tuple(
        Industry(slug=slug, name=name, explanation="Some.")
        for slug, name in (("all", "All trades"), ("law", "Law"))
    ),
    job_roles=tuple(
        JobRole(slug=slug, name=name, needs="Words.", media=(Medium.TEXT,), tasks="Writes.")
        for slug, name in (("designer", "Designer"), ("writer", "Writer"))
    ),
    exchange_rates=tuple(
        ExchangeRate(currency=code, usd=Decimal(usd), valid_from=date(2026, 1, 1), **PROOF)
        for code, usd in ((Currency.EUR, "1.15"), (Currency.GBP, "1.3"))
    ),
    use_cases=USE_CASES,
    solutions=tuple(
        Solution(use_case=row.slug, kinds=(SolutionKind.ASSISTANT,), reason="It writes.", people_wrong=5 if row.slug == "letters" else None, **PROOF)
        for row in USE_CASES
    ),
    models=(AiModel(slug="gemma-4", name="Gemma 4", provider="maker", **PROOF),),
    apps=tuple(
        App(slug=slug, name=name, maker="maker", about="It writes.", main_kind=AppKind.ASSISTANT, made_for=made_for, **PROOF)
        for slug, name, made_for in (("chatgpt", "ChatGPT", ()), ("notion", "Notion", ()), ("desk", "Desk", ("chats",)))
    ),
    prices=(Price(app_plan="desk-site", unit=PriceUnit.LOCATION_MONTH, amount=Decimal(9), valid_from=date(2026, 1, 1), **PROOF),),
    app_plans=tuple(
        AppPlan(slug=slug, name=name, app=app, **PROOF)
        for slug, name, app in (
            ("chatgpt-plus", "ChatGPT Plus", "chatgpt"),
            ("chatgpt-business", "ChatGPT Business", "chatgpt"),
            ("notion-business", "Notion Business", "notion"),
            ("desk-site", "Desk at one site", "desk"),
        )
    ),
)  # fmt: skip


def stored(*slugs: str, **pages: Any) -> dict[str, Any]:
    """Return what is stored of a person with these jobs; underscores in page names are hyphens."""
    return {"what": {"jobs": [*slugs]}} | {
        page.replace("_", "-"): fields for page, fields in pages.items()
    }


def way(*slugs: str, catalog: Catalog = CATALOG, **pages: Any) -> Journey:
    """Return the way of somebody who picked these jobs and answered these pages."""
    return journey_of(stored(*slugs, **pages), catalog, ON)


def sent(page: str, fields: Mapping[str, Any], *slugs: str, **pages: Any) -> PageForm:
    """Return a page sent by somebody who picked these jobs, letters where none are named."""
    journey = way(*(slugs or ("letters",)), **pages)
    stop = next(stop for stop in journey.stops if stop.page.key == page)
    return form_of(stop, fields, Sending.SENT)


def field_sent(page: str, name: str, value: Any, *slugs: str, **more: Any) -> QuestionsForm:
    """Return the form of a page in which this field was sent."""
    form = sent(page, {name: value, **more}, *slugs)
    return next(
        row for row in form.forms if any(row.add_prefix(field) == name for field in row.fields)
    )


def error_of(form: QuestionsForm, name: str) -> str:
    """Return the sentence that says what is wrong with a field; empty where nothing is."""
    return str(form.errors[name][0]) if name in form.errors else ""
