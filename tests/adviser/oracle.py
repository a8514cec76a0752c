"""Whether a named option breaks a must, by the raw CSV files alone.

Nothing here comes from the rules that are tested.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.agreement.oracle import (
    by_slug,
    end_of_offer,
    is_over,
    parts,
    rows,
)
from wizard.decision.answers import Answers
from wizard.decision.options import Option
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Country, OptionKind, Place, Secret

# Shown to everybody by whoever makes it.
PUBLISHED = {
    "accessibility-alt-text", "ad-copy-variants", "blog-draft", "blog-header-image",
    "content-writing-seo", "hotel-review-reply", "job-ad", "menu-photos", "product-description",
    "product-photo-background", "property-listing", "social-post-pack",
}  # fmt: skip
IN_EU = {"eu", "eu-option-in-plan", "own-server"}
SURE = ("high", "medium", "low")
MACHINES = {"pc": 20, "card": 68, "server": 560, "cluster": 10**9}


def broken(option: Option, work: Work, answers: Answers, on: date) -> list[str]:
    """Return the musts that a named option breaks; a must stated as unknown is only asked."""
    if option.kind is OptionKind.MACHINE:
        return list(_machine(option, work, answers))
    if option.kind is OptionKind.MODEL:
        return list(_offer(option, work, on))
    return list(_plan(option, work, answers))


def _plan(option: Option, work: Work, answers: Answers) -> Iterator[str]:
    """Yield what a plan of an app breaks."""
    asked = {unknown.value for unknown in option.unknowns}
    paid = option.paid
    place, contract = said(option.tool, "place"), said(option.tool, "contract")
    inside = place == "own-server"
    if (
        work.place is Place.EU
        and place not in IN_EU
        and not (place == "" and (asked & {"place"} or paid or not work.secrets))
        and not _lies_there_already(option, work, answers)
    ):
        yield f"place {place or 'unknown'}"
    if work.place is Place.OWN_SERVERS and not inside:
        yield "not on own servers"
    if work.secrets and not inside:
        yield from _private(option, work, contract, asked)
    if said(option.tool, "business-use") == "no" or _is_barred(option.tool, answers):
        yield "business use forbidden"
    if work.results > option.holds:
        yield "capacity"
    if answers.secrecy and work.secrets and said(option.tool, "secrecy") == "no" and not inside:
        yield "secrecy refused"


def _lies_there_already(option: Option, work: Work, answers: Answers) -> bool:
    """Whether nothing private is published from a tool of the firm's, and no place was named."""
    asked = {job.key: job for job in answers.jobs}[work.key]
    app = by_slug("apps")[by_slug("app_plans")[option.tool]["app"]]
    is_theirs = option.paid or app["part_of"] in {str(own) for own in answers.works_in}
    return is_theirs and not work.secrets and asked.place is None and asked.use_case in PUBLISHED


def _private(option: Option, work: Work, contract: str, asked: set[str]) -> Iterator[str]:
    """Yield what a plan breaks into which private material goes."""
    training, processor = said(option.tool, "training"), said(option.tool, "processor")
    personal = bool(work.secrets & {Secret.PERSONAL, Secret.SENSITIVE})
    is_asked = bool(asked & {"contract", "training"}) or option.paid
    free = all(float(row["amount"]) == 0 for row in _prices(option.tool))
    if training == "yes":
        yield "trains"
    if free and contract != "business-terms":
        yield "free plan"
    if personal and (contract == "private-terms" or processor == "no"):
        yield "no processor contract"
    is_known = contract and training and (processor == "yes" or not personal)
    if not is_known and not is_asked:
        yield "contract unknown"


def _is_barred(plan: str, answers: Answers) -> bool:
    """Whether terms forbid a firm's work in its country; an unknown one is in the EEA."""
    if answers.country is Country.ELSEWHERE:
        return False
    here = {(answers.country or Country.EEA).value}
    here |= {"eu"} if "germany" in here else set()
    here |= {"eea"} if "eu" in here else set()
    return any(
        here & set(parts(row["countries"]))
        for row in _statements(plan, "business-use")
        if row["answer"] == "not-in-countries"
    )


def said(plan: str, question: str) -> str:
    """Return what counts of what sources say; empty: unknown.

    What is said of the plan goes before all plans, then the surer, then the later.
    """
    answers = {row["answer"] for row in _statements(plan, question)}
    if len(answers) == 1:
        return answers.pop()
    if not answers:
        return _of_terms(plan, question)
    return ""


def _statements(plan: str, question: str) -> list[dict[str, str]]:
    app = by_slug("app_plans")[plan]["app"]
    found = [
        row
        for row in rows("app_statements")
        if row["app"] == app and row["question"] == question and row["app_plan"] in {"", plan}
    ]

    def weight(row: dict[str, str]) -> tuple[bool, int, int]:
        day = row["as_of"] or "0001-01-01"
        return (
            row["app_plan"] == "",
            SURE.index(row["confidence"]),
            -date.fromisoformat(day).toordinal(),
        )

    first = min((weight(row) for row in found), default=None)
    return [row for row in found if weight(row) == first]


def _of_terms(plan: str, question: str) -> str:
    """Return what the data terms of a plan say, where no statement does."""
    terms = by_slug("data_terms").get(by_slug("app_plans")[plan]["terms"])
    if terms is None:
        return ""
    if question == "training":
        return {"no": "no", "yes": "yes", "opt-out": "off-by-switch"}.get(
            terms["trains_on_inputs"], ""
        )
    if question == "place" and terms["eu_region"] == "no":
        return "other"
    return ""


def _prices(plan: str) -> list[dict[str, str]]:
    return [row for row in rows("prices") if row["app_plan"] == plan and row["covers"] == ""]


def _offer(option: Option, work: Work, on: date) -> Iterator[str]:
    """Yield what a model at a seller breaks."""
    offer = by_slug("offers")[option.offer]
    model, terms = by_slug("models")[offer["model"]], by_slug("data_terms").get(offer["terms"], {})
    if work.place is Place.OWN_SERVERS:
        yield "not on own servers"
    region = offer["eu_region"]  # that a seller has regions does not say that this model runs there
    if work.place is Place.EU and region != "yes":
        yield f"eu region {region or 'unknown'}"
    training = offer["trains_on_inputs"] or terms.get("trains_on_inputs", "")
    if work.secrets and training not in {"no", "opt-out"}:
        yield f"training {training or 'unknown'}"
    if model["commercial_use"] == "no":
        yield "no business use"
    if is_over(end_of_offer(option.offer, on + timedelta(days=183)), on + timedelta(days=183)):
        yield "retires within six months"


def may_not_lead(option: Option) -> bool:
    """Whether an option may only be tried beside another: a preview may change or end any day."""
    if option.kind is not OptionKind.MODEL:
        return False
    return by_slug("models")[by_slug("offers")[option.offer]["model"]]["preview"] == "true"


def _machine(option: Option, work: Work, answers: Answers) -> Iterator[str]:
    """Yield what an open model on a machine of the firm's breaks."""
    slug, _, size = option.tool.partition("+")[0].partition("@")
    model = by_slug("models")[slug]
    if model["open_weights"] != "yes":
        yield "no open weights"
    if model["commercial_use"] != "yes":
        yield f"business use {model['commercial_use'] or 'unknown'}"
    largest = MACHINES[(answers.machine or "card").partition("@")[0]]
    weights = float(model["weights_gb"] or 10**9)
    if MACHINES[size] > largest or weights > MACHINES[size]:
        yield "does not fit the machine"
