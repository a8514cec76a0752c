"""The question pack of a version: what to ask vendors, worked out once, and the form in which their replies come in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.core.cache import cache

from catalog import parsing
from catalog.formatting import format_day
from catalog.parsing import Bounds, Problem
from catalog.schema import Catalog
from catalog.vocabulary import Known, Training
from config.build import build_id
from wizard.colleagues.typed import LineField, SmallForm
from wizard.decision.answers import Answers
from wizard.decision.decide import decide
from wizard.decision.decision import Choice, Decision
from wizard.models import Plan, PlanVersion, Reply
from wizard.models.colleagues import LONGEST_NAME
from wizard.plans import advice as advising
from wizard.plans.document.ask_first import QUESTIONS
from wizard.plans.document.words import advised_name, advised_slug
from wizard.plans.overlay import Point, RepliedRow, VendorReply, laid_over, point_of, takes
from wizard.plans.replies import catalog_of
from wizard.steps.journey import read

CACHE_SECONDS = 48 * 3600  # seconds
USUALLY_FOR = timedelta(days=183)  # a reply counts, where nobody says how long
FARTHEST = timedelta(days=3 * 366)

_STATED_ON = Bounds("the day", "25 Nov 2026")
_UNTIL = Bounds("the last day on which it counts", "25 May 2027")


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorQuestion:
    """One thing that a seller has not stated, as a question to send, and what its answer would change."""

    point: Point
    text: str
    value: str  # the answer that would let it pass
    reverses: tuple[str, ...] = ()  # what that would change, a sentence each


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    slug: str
    name: str
    questions: tuple[VendorQuestion, ...]


# What settles a requirement: the field of a model or an offer, and the answer that would let it pass.
_SETTLES = {
    "training": (RepliedRow.OFFER, "trains_on_inputs", Training.NO.value),
    "place": (RepliedRow.OFFER, "eu_region", Known.YES.value),
    "business-use": (RepliedRow.MODEL, "commercial_use", Known.YES.value),
}


def pack_of(version: PlanVersion, catalog: Catalog | None = None) -> tuple[Vendor, ...]:
    """Return what to ask about a version on its catalog; cached, because it never changes.

    The key of the cache is the content of the version, not its number, so that equal plans share an entry.
    """
    inputs = json.dumps([version.answers, version.advice, version.replies])
    digest = sha256(f"{inputs}{version.release_digest}{version.decided_on}{build_id()}".encode()).hexdigest()
    found: tuple[Vendor, ...] | None = cache.get(f"vendors:{digest}")
    if found is None:
        catalog, on = catalog or catalog_of(version), version.decided_on
        answers = read(dict(version.answers), catalog, on)
        found = _pack(advising.load(version.advice).decision, answers, catalog)
        cache.set(f"vendors:{digest}", found, timeout=CACHE_SECONDS)
    return found


def _pack(decision: Decision, answers: Answers, catalog: Catalog) -> tuple[Vendor, ...]:
    """Return the questions about the models that are asked first, seller by seller; each point is asked once."""
    rows: dict[str, dict[str, VendorQuestion]] = {}
    for part in decision.parts:
        for choice in part.ask_first:
            for slug in choice.unknown:
                point = _point(slug, choice)
                if point is not None:
                    model = catalog.model[choice.model]
                    seller = choice.offer.partition("@")[2] if choice.offer else model.provider
                    asked = VendorQuestion(
                        point=point,
                        text=QUESTIONS[slug].format(name=model.name),
                        value=_SETTLES[slug][2],
                        reverses=tuple(_reversals(point, _SETTLES[slug][2], decision, answers, catalog)),
                    )
                    rows.setdefault(seller, {}).setdefault(point.key, asked)
    return tuple(
        Vendor(slug=slug, name=catalog.provider[slug].name, questions=tuple(asked.values()))
        for slug, asked in rows.items()
        if slug in catalog.provider
    )


def _point(slug: str, choice: Choice) -> Point | None:
    """Return the field that settles a requirement; None where no reply can."""
    if slug not in _SETTLES:
        return None
    kind, field, _ = _SETTLES[slug]
    subject = choice.model if kind is RepliedRow.MODEL else choice.offer
    return Point(kind=kind, subject=subject, field=field) if subject else None


def _reversals(point: Point, value: str, decision: Decision, answers: Answers, catalog: Catalog) -> Iterator[str]:
    """Yield what the answer would change: the same rules on the catalog with the reply laid over it."""
    on = decision.on
    reply = VendorReply(number=1, point=point.key, value=value, name="The seller", on=on, until=on)
    after = decide(answers, laid_over(catalog, (reply,), on), on)
    before = {part.key: advised_slug(part) for part in decision.parts}
    for part in after.parts:
        if before.get(part.key) != (slug := advised_slug(part)):
            first = "" if slug == part.state.value else " comes first"
            name, answer = advised_name(part, catalog), takes(point)[value].lower()
            yield f"If the answer is “{answer}”: {part.unit_plural}: {name}{first}."


def find(version: PlanVersion, key: str) -> VendorQuestion | None:
    return next((row for vendor in pack_of(version) for row in vendor.questions if row.point.key == key), None)


def replies_of(plan: Plan, version: PlanVersion, on: date) -> list[dict[str, Any]]:
    """Return all replies of a plan as pages show them, the last one first, each with whether it counts on that day."""
    rows = list(plan.replies.newest_first())
    catalog = catalog_of(version) if rows else None
    return [_shown(row, catalog, on) for row in rows]


def _shown(row: Reply, catalog: Catalog | None, on: date) -> dict[str, Any]:
    point, counts = point_of(row.point), row.taken_back is None and row.stated_on <= on <= row.valid_until
    state = f"{'Counts until' if counts else 'Ran out on'} {format_day(row.valid_until)}."
    return {
        "row": row,
        "about": about(catalog, point) if catalog else "",
        "text": takes(point).get(row.value, row.value),
        "counts": counts,
        "state": state if row.taken_back is None else "Taken back.",
    }


_FIELDS = {
    "commercial_use": "use in a business",
    "trains_on_inputs": "training on what is sent",
    "eu_region": "EU region",
}


def about(catalog: Catalog, point: Point) -> str:
    """Return what a point is about, in a few words; nothing where the row is no longer there."""
    model, _, seller = point.subject.partition("@")
    try:
        who = " at ".join([catalog.model[model].name, *([catalog.provider[seller].name] if seller else [])])
    except KeyError:
        return ""
    return f"{who}: {_FIELDS[point.field]}"


class ReplyForm(SmallForm):
    value = forms.CharField()
    name = LineField(
        label="Who said it",
        most=LONGEST_NAME,
        missing="Write who said it, for example Jo Doe, Acme sales.",
        help_text="A name and a firm, for example Jo Doe, Acme sales. Everybody who has the plan’s link sees it.",
    )
    stated_on = LineField(
        label="Said on", most=40, missing="Write the day on which it was said.", help_text="For example 24 Nov 2026."
    )
    valid_until = LineField(
        label="Counts until",
        most=40,
        missing="Write the last day on which it may be relied on.",
        help_text="After that day the plan goes by the catalog again.",
    )

    def __init__(self, point: Point, today: date, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"stated_on": format_day(today), "valid_until": format_day(today + USUALLY_FOR)})
        super().__init__(*args, **options)
        self.point, self.today = point, today
        self.fields["value"] = forms.ChoiceField(
            label="The reply",
            choices=list(takes(point).items()),
            widget=forms.RadioSelect,
            error_messages={"required": "Pick the reply.", "invalid_choice": "Pick the reply."},
        )

    def clean_stated_on(self) -> date:
        found: date = self._taken(parsing.parse_day(self.cleaned_data["stated_on"], _STATED_ON))
        if found > self.today:
            raise forms.ValidationError("That day is still to come. Write the day on which it was said.")
        if found < self.today - FARTHEST:
            raise forms.ValidationError("That is more than three years ago. Ask again.")
        return found

    def clean_valid_until(self) -> date:
        found: date = self._taken(parsing.parse_day(self.cleaned_data["valid_until"], _UNTIL))
        if found < self.today:
            raise forms.ValidationError("That day is over, so the reply would not count. Write a later one.")
        if found > self.today + FARTHEST:
            raise forms.ValidationError("That is more than three years ahead. Write an earlier day.")
        return found

    @staticmethod
    def _taken(found: Any) -> Any:
        if isinstance(found, Problem):
            raise forms.ValidationError(f"{found.text}.")
        return found
