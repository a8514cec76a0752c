"""What to ask vendors about a version, and the form in which their replies come in."""

from collections.abc import Iterator
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
from wizard.models import Plan, PlanVersion, Reply
from wizard.models.colleagues import LONGEST_NAME
from wizard.plans import advice as advising
from wizard.plans.document.ask_first import QUESTIONS
from wizard.plans.overlay import Point, point_of, takes
from wizard.plans.replies import catalog_of

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


# The field that settles a requirement; the licence is a model's own, the others are of its offer or of an app.
_SETTLES = {
    "training": "trains_on_inputs",
    "place": "eu_region",
    "eu-region": "eu_region",
    "business-use": "commercial_use",
}


def pack_of(version: PlanVersion, catalog: Catalog | None = None) -> tuple[Vendor, ...]:
    """Return what to ask of the apps and models that are asked about first, seller by seller; each point once."""
    catalog = catalog or catalog_of(version)
    rows: dict[str, dict[str, VendorQuestion]] = {}
    for name, seller, slug, point in _points(advising.load(version.advice).decision):
        row = catalog.app_plan.get(name) or catalog.model[name]
        asked = VendorQuestion(point=point, text=QUESTIONS[slug].format(name=row.name))
        rows.setdefault(seller or _maker(catalog, row), {}).setdefault(point.key, asked)
    return tuple(
        Vendor(slug=slug, name=catalog.provider[slug].name, questions=tuple(asked.values()))
        for slug, asked in rows.items()
        if slug in catalog.provider
    )


def _maker(catalog: Catalog, row: AppPlan | AiModel) -> str:
    return catalog.app[row.app].maker if isinstance(row, AppPlan) else row.provider


def _points(decision: Decision) -> Iterator[tuple[str, str, str, Point]]:
    """Yield app or model, its seller where that is not its maker, requirement, and the field that a reply settles."""
    for part in decision.parts:
        asked = [(seat.app_plan, seat.app_plan, seat.unknown) for seat in part.seats_to_ask]
        asked += [(choice.model, choice.offer or "", choice.unknown) for choice in part.ask_first]
        for name, offer, unknown in asked:
            for slug in unknown:
                subject = name if slug == "business-use" else offer
                if slug in _SETTLES and subject:
                    yield name, offer.partition("@")[2], slug, Point(subject, _SETTLES[slug])


def asks(decision: Decision) -> bool:
    """Return whether a reply of a seller would settle something."""
    return any(True for _ in _points(decision))


def find(version: PlanVersion, key: str) -> VendorQuestion | None:
    return next(
        (row for vendor in pack_of(version) for row in vendor.questions if row.point.key == key),
        None,
    )


def replies_of(plan: Plan, version: PlanVersion, on: date) -> list[dict[str, Any]]:
    """Return all replies of a plan as pages show them, the last one first, each with whether it counts on that day."""
    rows = list(plan.replies.newest_first())
    catalog = catalog_of(version) if rows else None
    return [_shown(row, catalog, on) for row in rows]


def _shown(row: Reply, catalog: Catalog | None, on: date) -> dict[str, Any]:
    point, counts = (
        point_of(row.point),
        row.taken_back is None and row.stated_on <= on <= row.valid_until,
    )
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
        help_text="A name and a firm, for example Jo Doe, Acme sales. Everybody who has the plan’s link sees it.",
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
        found: date = self._taken(parsing.parse_day(self.cleaned_data["stated_on"], _STATED_ON))
        if found > self.today:
            raise forms.ValidationError(
                "That day is still to come. Write the day on which it was said."
            )
        if found.year < self.today.year - YEARS:
            raise forms.ValidationError("That is more than three years ago. Ask again.")
        return found

    def clean_valid_until(self) -> date:
        found: date = self._taken(
            parsing.parse_coming_day(self.cleaned_data["valid_until"], _UNTIL, self.today, YEARS)
        )
        return found

    @staticmethod
    def _taken(found: Any) -> Any:
        if isinstance(found, Problem):
            raise forms.ValidationError(f"{found.text}.")
        return found
