"""Second opinions: where a colleague answers otherwise, and what that changes.

They are kept only by consent; otherwise they are gone after a day.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import now

from catalog.formatting import format_list, lower_first
from catalog.schema import Catalog
from wizard.colleagues.typed import LineField, SmallForm
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.models import Opinion, Plan, PlanVersion
from wizard.models.colleagues import LONGEST_NAME, NotStoredError
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.locking import changes_plan, lock_plans, retried
from wizard.plans.promise_words import ending_words
from wizard.plans.replies import catalog_of
from wizard.plans.tools import ending_word, named, results_name, tool_name
from wizard.questions.flow import Journey, Sending, Step, Stop, StoredPages
from wizard.questions.page_order import PAGES, WHAT, form_of, journey_of

MOST_OPINIONS = 100  # of one plan
GOAL_PAGES = tuple(page for page in PAGES if page.step is Step.GOAL)
WHAT_PAGE = WHAT.key


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDifference:
    """One question that both answered differently; `turns` says what that alone would turn."""

    short: str
    theirs: str
    owners: str
    turns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All differences, those that matter first, and the plan by all of the colleague's answers."""

    differences: tuple[AnswerDifference, ...]
    alike: int
    together: str = ""

    @property
    def mattering(self) -> tuple[AnswerDifference, ...]:
        return tuple(row for row in self.differences if row.turns)

    @property
    def others(self) -> tuple[AnswerDifference, ...]:
        return tuple(row for row in self.differences if not row.turns)


def compare(owner: StoredPages, colleague: StoredPages, catalog: Catalog, on: date) -> Compared:
    """Return where the answers differ.

    A difference matters where the owner's plan with that one answer says otherwise.
    """
    mine, theirs = _goal(owner, catalog, on), _goal(colleague, catalog, on)
    both = [place for place in mine if place in theirs]
    differing = [place for place in both if mine[place].differs_from(theirs[place])]
    rows = [
        AnswerDifference(
            short=mine[place].label,
            theirs=theirs[place].text,
            owners=mine[place].text,
            turns=_turns(owner, _with(owner, colleague, [place]), catalog, on),
        )
        for place in differing
    ]
    together = _turns(owner, _with(owner, colleague, differing), catalog, on) if differing else ""
    return Compared(
        differences=tuple(sorted(rows, key=lambda row: not row.turns)),
        alike=len(both) - len(differing),
        together=together,
    )


type AnswerPlace = tuple[str, str]  # page and field


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """An answer to a question of the goal, in words."""

    label: str
    text: str
    is_usual: bool  # nobody gave it: it may follow from another answer

    def differs_from(self, other: "GoalAnswer") -> bool:
        return self.text != other.text and not (self.is_usual and other.is_usual)


def _goal(answers: StoredPages, catalog: Catalog, on: date) -> dict[AnswerPlace, GoalAnswer]:
    """Return what is answered of the goal; a usual answer where none was given."""
    journey = journey_of(answers, catalog, on, GOAL_PAGES)
    return dict(row for stop in journey.stops for row in _of_page(stop))


def _of_page(stop: Stop) -> Iterator[tuple[AnswerPlace, GoalAnswer]]:
    page = form_of(stop, stop.fields, Sending.STORED)
    for form in page.forms:
        for question in form.drawn():
            if form.is_asked(question.name, form.values):
                label = question.field.short
                if form.is_row:
                    label = f"{form.job_name}: {label}"
                place = (stop.page.key, question.html_name)
                yield place, GoalAnswer(label, question.described, question.is_usual)


def _with(
    owner: StoredPages, colleague: StoredPages, places: Iterable[AnswerPlace]
) -> dict[str, dict[str, str | list[str]]]:
    """Return the owner's answers with some of the colleague's in their place.

    What was only said of other jobs comes with them.
    """
    pages = {key: dict(fields) for key, fields in owner.items()}
    for page, name in places:
        fields = pages.setdefault(page, {})
        sent = colleague.get(page, {})
        if name in sent:
            fields[name] = sent[name]
        else:
            fields.pop(name, None)
        if page == WHAT_PAGE:
            for key, others in colleague.items():
                pages[key] = {**others, **pages.get(key, {})}
    return pages


def _turns(owner: StoredPages, changed: StoredPages, catalog: Catalog, on: date) -> str:
    """Return what the owner's plan would say otherwise with other answers; nothing if the same."""
    before, after = (_says(answers, catalog, on) for answers in (owner, changed))
    return format_list(
        f"{says} for {label}" for label, says in after.items() if before.get(label) != says
    )


def _says(answers: StoredPages, catalog: Catalog, on: date) -> dict[str, str]:
    """Return what a plan says of each job: the name, or how its question ends."""
    read = journey_of(answers, catalog, on).answers
    pairs = zip(read.jobs, decide(read, catalog, on).jobs, strict=True)
    return {lower_first(results_name(job, catalog)): _named(row, catalog) for job, row in pairs}


def _named(decided: JobDecision, catalog: Catalog) -> str:
    advice = named(decided)
    if advice is None:
        return ending_words(ending_word(decided))
    return tool_name(catalog, advice.first.option.tool)


class ConsentForm(SmallForm):
    name = LineField(
        label="Your name",
        most=LONGEST_NAME,
        missing="Write your name, or leave without keeping anything.",
        attrs={"autocomplete": "name"},
        help_text="Only the owner of the plan sees it.",
    )
    keep = forms.BooleanField(
        label="Keep my answers with my name, for the owner of this plan to read.",
        error_messages={
            "required": "Tick this if your answers may be kept. Without it, nothing is kept."
        },
    )


def begin(version: PlanVersion) -> str:
    """Start a second opinion on a version, and return its key, which is kept nowhere."""
    purge()
    key = secrets.token_urlsafe(KEY_BYTES)
    _begin(version.plan, version, key)
    return key


@changes_plan
def _begin(_: Plan, version: PlanVersion, key: str) -> None:
    Opinion.objects.create(version=version, key_hash=hash_of(key))


def purge() -> int:
    """Delete opinions without consent that were not changed for a day; return how many."""
    return delete_all(Opinion.objects.run_out(now()))


@retried
def delete_all(opinions: QuerySet[Opinion]) -> int:
    """Delete opinions on whichever plans; return how many."""
    plans = lock_plans(opinions.values_list("version__plan", flat=True))
    return opinions.filter(version__plan__in=plans).delete()[0]


def find(view_key: str, key: str) -> Opinion | None:
    """Return the second opinion of this key on that plan, unless it ran out."""
    rows = Opinion.objects.select_related("version__plan").filter(
        version__plan__view_key=view_key, key_hash=hash_of(key)
    )
    return rows.exclude(pk__in=Opinion.objects.run_out(now()).values("pk")).first()


def way_of(opinion: Opinion) -> Journey:
    """Return the way through the goal questions, as they were asked for the plan's own version."""
    version = opinion.version
    return journey_of(opinion.answers, catalog_of(version), version.decided_on, GOAL_PAGES)


def compared(opinion: Opinion) -> Compared:
    """Return the differences from the plan, and which of them would change its result."""
    version = opinion.version
    return compare(version.answers, opinion.answers, catalog_of(version), version.decided_on)


def save(opinion: Opinion, answers: StoredPages) -> bool:
    """Save answers in place of those that it was read with.

    Return whether those still stood there and may be changed.
    """
    return _save(opinion.version.plan, opinion, answers)


@changes_plan
def _save(plan: Plan, opinion: Opinion, answers: StoredPages) -> bool:
    same = _of(plan, opinion).filter(answers=opinion.answers, revealed=None)
    return bool(same.update(answers=dict(answers), changed=now()))


@changes_plan
def reveal(plan: Plan, opinion: Opinion) -> None:
    """Show the plan; from then on the answers stay as they are."""
    _of(plan, opinion).filter(revealed=None).update(revealed=now(), changed=now())


@changes_plan
def consent(plan: Plan, opinion: Opinion, name: str) -> None:
    """Store it under a name, as its giver agreed.

    Raises `NotStoredError` where the plan has as many as it may have.
    """
    if Opinion.objects.agreed().filter(version__plan=plan).count() >= MOST_OPINIONS:
        raise NotStoredError(f"This plan has {MOST_OPINIONS} second opinions, and keeps no more.")
    _of(plan, opinion).filter(agreed=None, revealed__isnull=False).update(name=name, agreed=now())


@changes_plan
def delete(plan: Plan, opinion: Opinion) -> None:
    """Delete an opinion, as its giver or the owner of the plan may."""
    _of(plan, opinion).delete()


def _of(plan: Plan, opinion: Opinion) -> QuerySet[Opinion]:
    return Opinion.objects.filter(version__plan=plan, pk=opinion.pk)
