"""What is true on a day, read from the raw CSV files alone.

Nothing here comes from the code that is tested.
"""

import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
type Row = dict[str, str]


@cache
def rows(kind: str) -> tuple[Row, ...]:
    with (FIXTURES / f"{kind}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def by_slug(kind: str) -> dict[str, Row]:
    return {row["slug"]: row for row in rows(kind)}


def day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def parts(words: str) -> list[str]:
    return [word for word in words.split(";") if word]


# ------------------------------------------------------------------------------------------- models


TOLD = {"announced", "ended", "routed"}  # what is told as an end
VOICES = ("seller", "official", "measured", "repeats", "editor")


@cache
def said_of(subject: str) -> tuple[Row, ...]:
    """Return what is stated of the end of an offer (model@seller), or of a model anywhere."""
    return tuple(row for row in rows("ends") if subject in {row["offer"], row["model"]})


def used_of(subject: str, on: date) -> Row | None:
    """Return the statement that counts on a day: not doubtful, the seller's, the last read."""

    def place(row: Row) -> tuple[object, ...]:
        voice = by_slug("sources")[row["source"]]["voice"]
        newest = -date.fromisoformat(row["as_of"]).toordinal()
        return row["confidence"] == "low", VOICES.index(voice), newest, row["source"]

    def since(row: Row) -> str:
        happened = [row["day"]] if row["status"] in TOLD and row["day"] else []
        return min([row["as_of"], *filter(None, [row["announced_on"]]), *happened])

    known = [row for row in said_of(subject) if since(row) <= on.isoformat()]
    return min(known, key=place, default=None)


@cache
def end_of_offer(offer: str, on: date) -> Row | None:
    """Return the end that is told of an offer.

    Of a closed model it is the maker's where nobody says another.
    """
    own = used_of(offer, on)
    if own is not None:
        return own if own["status"] in TOLD else None
    model = by_slug("models")[offer.split("@", maxsplit=1)[0]]
    everywhere = used_of(model["slug"], on)
    if everywhere is None and model["open_weights"] != "yes":
        everywhere = used_of(f"{model['slug']}@{model['provider']}", on)
    return everywhere if everywhere and everywhere["status"] in TOLD else None


def is_over(end: Row | None, on: date) -> bool:
    return end is not None and (not end["day"] or end["day"] <= on.isoformat())


@cache
def offers_of(model: str) -> tuple[str, ...]:
    return tuple(row["slug"] for row in rows("offers") if row["model"] == model)


def is_gone(model: Row, on: date) -> bool:
    """Whether nobody sells it: the model's facts say so, or no seller has it.

    In the second case its weights are not free either.
    """
    everywhere = used_of(model["slug"], on)
    if everywhere is not None:
        return everywhere["status"] in TOLD and is_over(everywhere, on)
    offers = offers_of(model["slug"])
    over = [is_over(end_of_offer(offer, on), on) for offer in offers]
    return bool(over) and all(over) and model["open_weights"] != "yes"


def is_known_of(model: Row, on: date) -> bool:
    """Whether more than an old price list knows it: its facts, or a seller with a term.

    Such a seller says how long it goes on.
    """
    goes_on = (
        offer
        for offer in offers_of(model["slug"])
        if (end_of_offer(offer, on) or used_of(offer, on))
        and not is_over(end_of_offer(offer, on), on)
    )
    return model["listed"] == "true" or any(goes_on)


def is_out(model: Row, on: date) -> bool:
    out = day(model["released"])
    return out is None or out <= on


def on_sale(on: date) -> set[str]:
    return {
        row["slug"]
        for row in rows("models")
        if is_out(row, on) and not is_gone(row, on) and is_known_of(row, on)
    }


def tunable() -> set[str]:
    """Models whose own facts say so, or that a host lets customers tune in some way."""
    own = {row["slug"] for row in rows("models") if row["tuning"] == "yes"}
    hosts = {
        row["model"]
        for row in rows("tunings")
        if row["available"] in {"yes", "restricted", "invitation"}
        and row["adaptations"]
        and row["model"]
    }
    return own | hosts


# ----------------------------------------------------------------------- what goes in and comes out

NOT = {"reads": "does_not_read", "makes": "does_not_make"}


@cache
def statements_of(slug: str) -> tuple[Row, ...]:
    return tuple(row for row in rows("model_statements") if row["model"] == slug)


def rank(row: Row) -> int:
    """Return how much a source counts: the maker, others at first hand, lists that repeat, we."""
    source = by_slug("sources")[row["source"]]
    maker = by_slug("providers")[by_slug("models")[row["model"]]["provider"]]["name"]
    if source["voice"] == "editor":
        return 3
    if source["voice"] == "repeats":
        return 2
    return 0 if source["publisher"] == maker else 1


def said(slug: str, direction: str, medium: str) -> str:
    """Return what the best sources say: yes, no or unknown.

    Unknown is where none speaks of it or the best ones disagree.
    """
    votes = [
        (rank(row), -date.fromisoformat(row["as_of"]).toordinal(), answer)
        for row in statements_of(slug)
        for answer, column in (("yes", direction), ("no", NOT[direction]))
        if medium in parts(row[column])
    ]
    if not votes:
        return "unknown"
    best = min(vote[:2] for vote in votes)
    answers = {answer for *place, answer in votes if tuple(place) == best}
    return answers.pop() if len(answers) == 1 else "unknown"


MEDIA = ("text", "code", "data", "document", "image", "video", "speech", "music", "3d", "vector")


@cache
def read_by(slug: str) -> frozenset[str]:
    return frozenset(medium for medium in MEDIA if said(slug, "reads", medium) == "yes")


@cache
def made_of(slug: str) -> frozenset[str]:
    return frozenset(medium for medium in MEDIA if said(slug, "makes", medium) == "yes")


def reads(medium: str) -> set[str]:
    takes = "text" if medium in {"code", "data"} else medium
    return {row["slug"] for row in rows("models") if takes in read_by(row["slug"])}


NOT_ITS_OWN = {"embedding", "moderation", "reading", "transcription"}


def made_by(model: Row) -> set[str]:
    """Return what a model makes; code and tables are text.

    What a transcriber writes down is not its own.
    """
    purposes, made = set(parts(model["purposes"])), set(made_of(model["slug"]))
    if not purposes:
        hears_only = read_by(model["slug"]) == {"speech"}
        return made - {"text"} if hears_only else made
    if purposes <= NOT_ITS_OWN:
        return made - {"text"}
    if "text" in made and "general" in purposes:
        made |= {"code", "data"}
    if "text" in made and "code-completion" in purposes:
        made |= {"code"}
    return made


def makes(medium: str) -> set[str]:
    return {row["slug"] for row in rows("models") if medium in made_by(row)}


def named(words: str) -> set[str]:
    makers = {row["slug"]: row["name"] for row in rows("providers")}
    return {
        row["slug"]
        for row in rows("models")
        if any(
            words in text.lower()
            for text in (row["name"], row["slug"], makers.get(row["provider"], ""))
        )
    }


# ------------------------------------------------------------------------------------------- prices


def price_id(row: Row) -> str:
    names = [
        row["offer"] or row["app_plan"],
        row["unit"],
        row.get("region", ""),
        _slug(row.get("tier", "")),
        *(row.get(name, "") for name in ("covers", "paid", "standing")),
        row["valid_from"],
    ]
    return ":".join(name for name in names if name)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def last_seen(row: Row) -> date:
    """Return the last day on which its source stated a price."""
    return date.fromisoformat(row["as_of"])


def seen_by(row: Row, on: date) -> date:
    """Return the same, sightings up to a day counted."""
    again = (day for day in seen_again().get(price_id(row), ()) if day <= on)
    return max([last_seen(row), *again])


@cache
def seen_again() -> dict[str, list[date]]:
    """Return the days on which prices were seen again, by id."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for row in rows("sightings"):
        if row["kind"] == "prices":
            days[row["row"]].append(date.fromisoformat(row["day"]))
    return days


def can_be_stated(row: Row, on: date) -> bool:
    """Whether a page may say on a day: this is the price.

    How long ago it was read changes nothing.
    """
    since, until = date.fromisoformat(row["valid_from"]), day(row["valid_to"])
    if on < since or (until and on > until):
        return False
    return not (row["offer"] and is_over(end_of_offer(row["offer"], on), on))


def stated(on: date) -> list[Row]:
    return [row for row in rows("prices") if can_be_stated(row, on)]


@cache
def list_prices(on: date) -> dict[str, dict[str, Decimal]]:
    """Return a unit's cost at each offer: the list price of no tier, the usual tier, the least.

    The first of these that there is counts.
    """
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in stated(on):
        if row["offer"] and not row.get("region"):
            found[row["offer"], row["unit"]].append(row)
    prices: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
    for (offer, unit), rows_ in found.items():
        plain = [row for row in rows_ if not row.get("tier")]
        usual = [row for row in rows_ if row.get("tier") in {"medium", "720p"}]
        prices[offer][unit] = min(Decimal(row["amount"]) for row in plain or usual or rows_)
    return dict(prices)


def cheapest_text(model: str, on: date) -> Decimal | None:
    """Return what 750,000 tokens in and 250,000 out cost at the cheapest seller."""
    costs = [
        prices["input_mtok"] * Decimal("0.75") + prices["output_mtok"] * Decimal("0.25")
        for offer, prices in list_prices(on).items()
        if offer.split("@")[0] == model and {"input_mtok", "output_mtok"} <= prices.keys()
    ]
    return min(costs, default=None)


# ------------------------------------------------------------------------------------------- offers


def eu_region(offer: Row) -> str:
    """Return the offer's own answer; else no where the terms rule the EU out."""
    if offer["eu_region"]:
        return offer["eu_region"]
    terms = by_slug("data_terms").get(offer["terms"], {})
    return "no" if terms.get("eu_region") == "no" else "unknown"


def runs_in_eu() -> set[str]:
    return {row["model"] for row in rows("offers") if eu_region(row) == "yes"}


def may_serve_business() -> set[str]:
    return {row["slug"] for row in rows("models") if row["commercial_use"] == "yes"}


def trains(offer: Row) -> str:
    terms = by_slug("data_terms").get(offer["terms"], {})
    return offer.get("trains_on_inputs") or terms.get("trains_on_inputs") or "unknown"


# --------------------------------------------------------------------------------------------- ends


def ends(on: date) -> dict[str, date]:
    """Return the first day without each offer or model, where a day knows it from its source."""
    subjects = {row["offer"] or row["model"] for row in rows("ends")}
    used = {subject: used_of(subject, on) for subject in subjects}
    return {
        subject: date.fromisoformat(row["day"])
        for subject, row in used.items()
        if row is not None and row["status"] in TOLD and row["day"]
    }
