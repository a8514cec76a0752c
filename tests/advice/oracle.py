"""The hard limits, read from the raw CSV files: what a pick may never be. Written from METHOD, not from the code."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Choice
from wizard.decision.vocabulary import Place, Use

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
SIZES = {"pc": 20.0, "card": 68.0, "server": 560.0, "cluster": float("inf")}
PRIVATE = {"personal", "confidential", "code", "health"}
NO_TRAINING = {"no", "opt-out"}


@cache
def rows(name: str, key: str = "slug") -> Mapping[str, Mapping[str, str]]:
    """Return the rows of a CSV file by key."""
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def broken(choice: Choice, job: Job, answers: Answers, starts: date) -> Iterator[str]:
    """Yield each hard limit that a pick or challenger breaks, or on which nothing is known."""
    model = rows("models")[choice.model]
    place = answers.place_of(job)
    if model["preview"] == "true" and not choice.marks.count("preview"):
        yield "a preview that is not marked"
    if model["retires"] and date.fromisoformat(model["retires"]) <= starts + timedelta(days=183):
        yield "retires within six months"
    if model["commercial_use"] == "no":
        yield "no business use"
    if choice.offer is None:
        yield from _broken_on_a_machine(choice, model, job, answers, place)
        return
    offer = rows("offers")[choice.offer]
    if place is Place.OWN_SERVERS:
        yield "hosted, though only own servers will do"
    if place is Place.EU and offer["eu_region"] != "yes":
        yield f"EU region of the offer: {offer['eu_region'] or 'unknown'}"
    if _private(job) and _training(offer) not in NO_TRAINING:
        yield f"trains on inputs: {_training(offer) or 'unknown'}"
    if choice.fee is None:
        yield "no price"
    sold_as = rows("use_cases")[job.use_case]["sold_as"] if job.use_case else "both"
    by_seat = sold_as == "seat" or (sold_as == "both" and answers.use_of(job) is Use.BY_HAND)
    # where seats are paid for, the model is only the yardstick
    if (
        not by_seat
        and answers.budget_usd is not None
        and (choice.fee is None or choice.fee > float(answers.budget_usd) + 0.01)
    ):
        yield "over the budget"


def _broken_on_a_machine(
    choice: Choice, model: Mapping[str, str], job: Job, answers: Answers, place: Place
) -> Iterator[str]:
    if place is Place.ANYWHERE:
        yield "a machine, though nobody asked for one"
    if model["open_weights"] != "yes" or model["self_hosting"] != "yes":
        yield "its weights cannot be had"
    if model["commercial_use"] != "yes" or model["licence_condition"] or model["licence_revenue_max_usd"]:
        yield "its licence asks for something nobody answered"
    if "eu" in model["licence_not_in"].split(";"):
        yield "its licence ends at the EU"
    size = (
        model["weights_gb"]
        if "other-precision" in choice.marks
        else model["weights_gb_measured"] or model["weights_gb"]
    )
    limit = SIZES[(answers.machine_limit or "card")]
    if not size or float(size) > limit:
        yield f"{size or 'unknown'} GB do not fit"
    sold_as = rows("use_cases")[job.use_case]["sold_as"] if job.use_case else "both"
    by_seat = sold_as == "seat" or (sold_as == "both" and answers.use_of(job) is Use.BY_HAND)
    # where seats are paid for, the model is only the yardstick
    if not by_seat and answers.budget_usd is not None and (choice.fee or 0) > float(answers.budget_usd) + 0.01:
        yield "over the budget"
    _ = job


def _private(job: Job) -> bool:
    if job.material is not None:
        return bool(PRIVATE & set(job.material))
    if job.use_case is None:
        return True
    return bool(PRIVATE & set(rows("use_cases")[job.use_case]["material"].split(";")))


def _training(offer: Mapping[str, str]) -> str:
    """Return what the offer, or else its terms, say about training on inputs."""
    if offer["trains_on_inputs"] not in {"", "unknown"}:
        return offer["trains_on_inputs"]
    return rows("data_terms")[offer["terms"]]["trains_on_inputs"] if offer["terms"] else ""
