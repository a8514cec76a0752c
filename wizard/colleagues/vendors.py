"""What to ask vendors about a version, and the form in which their replies come in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

from catalog import parsing
from catalog.formatting import format_day
from catalog.parsing import Bounds, Problem
from catalog.schema import AiModel, AppPlan, Catalog
from wizard.colleagues.typed import LineField, SmallForm
from wizard.decision.decision import Decision
from wizard.decision.options import Option
from wizard.decision.tools import tools_of
from wizard.decision.vocabulary import Unknown
from wizard.models import Plan, PlanVersion, Reply
from wizard.models.colleagues import LONGEST_NAME
from wizard.plans import stored
from wizard.plans.overlay import Point, point_of, takes
from wizard.plans.replies import catalog_of
from wizard.plans.tools import named

USUALLY_FOR = timedelta(days=183)  # a reply counts, where nobody says how long
YEARS = 3  # back and ahead, at most

_STATED_ON = Bounds("the day", "25 Nov 2026")
_UNTIL = Bounds("the last day on which it counts", "25 May 2027")


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorQuestion:
    """One thing that a seller has not stated, as a question to send."""

    point: Point
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    slug: str
    name: str
    questions: tuple[VendorQuestion, ...]


# The fields of the catalog that settle what a seller does not state; of the others, no reply is
# laid over it.
SETTLES: Mapping[Unknown, str] = {
    Unknown.CONTRACT: "trains_on_inputs",
    Unknown.TRAINING: "trains_on_inputs",
    Unknown.PLACE: "eu_region",
    Unknown.LICENCE: "commercial_use",
}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What a seller is asked first: about which plan or model, and the point a reply settles."""

    tool: str  # slug of a plan of an app or of a model
    seller: str  # slug; empty: its maker
    unknown: Unknown
    point: Point


def pack_with(version: PlanVersion, catalog: Catalog) -> tuple[Vendor, ...]:
    """Return what to ask of the apps and models that are asked about first, seller by seller.

    Each point comes once.
    """
    rows: dict[str, dict[str, VendorQuestion]] = {}
    for row in open_points(stored.load_decision(version.decision)):
        tool = catalog.app_plan.get(row.tool) or catalog.model.get(row.tool)
        if tool is None:
            continue
        question = VendorQuestion(point=row.point, text=f"{tool.name}: {row.unknown.label}")
        seller = row.seller or _maker(catalog, tool)
        rows.setdefault(seller, {}).setdefault(row.point.key, question)
    return tuple(
        Vendor(slug=slug, name=catalog.provider[slug].name, questions=tuple(questions.values()))
        for slug, questions in rows.items()
        if slug in catalog.provider
    )


def pack_of(version: PlanVersion) -> tuple[Vendor, ...]:
    """Return what to ask by the catalog that a version was decided on."""
    return pack_with(version, catalog_of(version))


def _maker(catalog: Catalog, row: AppPlan | AiModel) -> str:
    return catalog.app[row.app].maker if isinstance(row, AppPlan) else row.provider


def open_points(decision: Decision) -> Iterator[OpenPoint]:
    """Yield what nobody states of what a plan names, and of what is tried beside it."""
    for job in decision.jobs:
        advice = named(job)
        options = (advice.first, advice.alternative) if advice is not None else ()
        for priced in options:
            if priced is not None:
                yield from _points_of(priced.option)


def _points_of(option: Option) -> Iterator[OpenPoint]:
    offer = option.offer
    for unknown in option.unknowns:
        if unknown not in SETTLES:
            continue
        for tool in tools_of(option.tool):
            is_offered = bool(offer) and unknown is not Unknown.LICENCE
            subject = offer if is_offered else tool.slug
            seller = offer.partition("@")[2] if is_offered else ""
            yield OpenPoint(tool.slug, seller, unknown, Point(subject, SETTLES[unknown]))


def asks(decision: Decision) -> bool:
    """Return whether a reply of a seller would settle something."""
    return any(True for _ in open_points(decision))


def find(version: PlanVersion, key: str) -> VendorQuestion | None:
    return next(
        (row for vendor in pack_of(version) for row in vendor.questions if row.point.key == key),
        None,
    )


def replies_of(plan: Plan, version: PlanVersion, on: date) -> list[dict[str, Any]]:
    """Return all replies of a plan for its pages, the last one first.

    Each comes with whether it counts on that day.
    """
    rows = list(plan.replies.newest_first())
    catalog = catalog_of(version)
    return [_shown(row, catalog, on) for row in rows]


def _shown(row: Reply, catalog: Catalog, on: date) -> dict[str, Any]:
    point, counts = (
        point_of(row.point),
        row.taken_back is None and row.stated_on <= on <= row.valid_until,
    )
    state = f"{'Counts until' if counts else 'Ran out on'} {format_day(row.valid_until)}."
    return {
        "row": row,
        "about": about(catalog, point),
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
        row = catalog.app_plan.get(model) or catalog.model[model]
        who = " at ".join([row.name, *([catalog.provider[seller].name] if seller else [])])
    except KeyError:
        return ""
    return f"{who}: {_FIELDS[point.field]}"


class ReplyForm(SmallForm):
    value = forms.CharField()
    name = LineField(
        label="Who said it",
        most=LONGEST_NAME,
        missing="Write who said it, for example Jo Doe, Acme sales.",
        help_text=(
            "A name and a firm, for example Jo Doe, Acme sales. Everybody who has the plan’s "
            "link sees it."
        ),
    )
    stated_on = LineField(
        label="Said on",
        most=40,
        missing="Write the day on which it was said.",
        help_text="For example 24 Nov 2026.",
    )
    valid_until = LineField(
        label="Counts until",
        most=40,
        missing="Write the last day on which it may be relied on.",
        help_text="After that day the plan goes by the catalog again.",
    )

    def __init__(self, point: Point, today: date, *args: Any, **options: Any) -> None:
        options.setdefault(
            "initial",
            {"stated_on": format_day(today), "valid_until": format_day(today + USUALLY_FOR)},
        )
        super().__init__(*args, **options)
        self.point, self.today = point, today
        self.fields["value"] = forms.ChoiceField(
            label="The reply",
            choices=list(takes(point).items()),
            widget=forms.RadioSelect,
            error_messages={"required": "Pick the reply.", "invalid_choice": "Pick the reply."},
        )

    def clean_stated_on(self) -> date:
        day: date = self._taken(parsing.parse_day(self.cleaned_data["stated_on"], _STATED_ON))
        if day > self.today:
            raise forms.ValidationError(
                "That day is still to come. Write the day on which it was said."
            )
        if day.year < self.today.year - YEARS:
            raise forms.ValidationError("That is more than three years ago. Ask again.")
        return day

    def clean_valid_until(self) -> date:
        day: date = self._taken(
            parsing.parse_coming_day(self.cleaned_data["valid_until"], _UNTIL, self.today, YEARS)
        )
        return day

    @staticmethod
    def _taken(parsed: Any) -> Any:
        if isinstance(parsed, Problem):
            raise forms.ValidationError(f"{parsed.text}.")
        return parsed
