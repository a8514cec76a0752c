"""The page that publishes: what changes, what that does to plans, which golden plans it breaks."""

from datetime import date
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.timezone import localdate

from catalog import desk, releases
from catalog.admin.base import user_of
from catalog.admin.forms import is_row_number, text_field
from catalog.admin.pending import batches, drafts_of, keys_in
from catalog.admin.releases import NoteForm, ReleaseAdmin, may_publish, publisher
from catalog.formatting import format_count
from catalog.models import DESK, Release, RowState
from catalog.models.revisions import PUBLISH
from catalog.references import BrokenReferenceError
from catalog.schema import dump
from catalog.vocabulary import Word
from catalog.watch.proposals import LATER
from wizard.models import Look, TaskChoice
from wizard.publishing import gate, impact_run
from wizard.publishing.gate import Accepted, ObjectionError
from wizard.publishing.impact import CHEAPER, DEARER, FIRSTS, LOSSES, UNREAD, UNSAID
from wizard.publishing.queue import ALL, queue

EFFECTS = {
    FIRSTS: "would say something else",
    LOSSES: "would lose a tool that they name",
    DEARER: "would cost more than 10 % more",
    CHEAPER: "would cost more than 10 % less",
    UNREAD: "could no longer be checked: an answer would not fit",
}

# Why the desk is not published, whoever asks.
REFUSALS = (releases.NothingChangedError, releases.DeskChangedError, BrokenReferenceError)

admin.site.unregister(Release)


def look_context(look: Look) -> dict[str, Any]:
    """Return what a page shows of a look: each effect with how many plans it happens to."""
    counted = [
        (look.counts.get(effect, 0), words)
        for effect, words in EFFECTS.items()
        if effect != UNREAD or effect in look.counts
    ]
    return {"look": look, "effects": counted, "unsaid": look.counts.get(UNSAID, 0)}


class ReviewAct(Word):
    """What is done with ticked rows on the page of the review, by the name of its button."""

    PUBLISH = "publish", "Approved and published"
    APPROVE = "approve", "Approved"
    SEND_BACK = "send_back", "Sent back"
    SEND = "send", "Sent to review"

    @property
    def state(self) -> RowState:
        states = {ReviewAct.SEND: RowState.REVIEW, ReviewAct.SEND_BACK: RowState.DRAFT}
        return states.get(self, RowState.PUBLISHED)


class TickForm(forms.Form):
    """What is ticked on a page, of the `ids` that it shows."""

    ticked = ""  # the name of the field

    def __init__(self, *args: Any, ids: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[self.ticked].choices = [(row_id, row_id) for row_id in ids]  # type: ignore[attr-defined]


class ReviewForm(TickForm):
    ticked = "rows"
    rows = forms.MultipleChoiceField(
        error_messages={
            "required": "Tick the rows that you mean.",
            "invalid_choice": "One of these rows no longer waits. Look again.",
        }
    )
    note = text_field(
        "Note",
        (
            "What to change, where you send rows back; for readers, where you publish. Example: "
            "November prices."
        ),
        required=False,
    )

    @property
    def act(self) -> ReviewAct:
        return next((act for act in ReviewAct if act.value in self.data), ReviewAct.SEND)

    @property
    def chosen(self) -> dict[str, list[int]]:
        """Return the primary keys of the ticked rows by kind, each after the kinds it rests on."""
        pairs = [row_id.split(":") for row_id in self.cleaned_data["rows"]]
        keys_of = {kind: [int(key) for name, key in pairs if name == kind] for kind in DESK}
        return {kind: keys for kind, keys in keys_of.items() if keys}

    @override
    def clean(self) -> dict[str, Any]:
        """Require a note when rows are sent back or published."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            self.act in {ReviewAct.SEND_BACK, ReviewAct.PUBLISH}
            and not cleaned.get("note", "").strip()
        ):
            self.add_error("note", "Write a sentence: what to change, or for readers, what is new.")
        return cleaned


class TasksForm(TickForm):
    ticked = "tasks"
    tasks = forms.MultipleChoiceField(
        error_messages={
            "required": "Tick the tasks that you mean.",
            "invalid_choice": "One of these is no longer due.",
        }
    )

    def choice(self, on: date) -> dict[str, Any]:
        if "later" in self.data:
            return {"until": on + LATER}
        return {"done": "done" in self.data}


@admin.register(Release)
class PublishingAdmin(ReleaseAdmin):
    """Releases as the catalog shows them, and the page that makes one.

    That page asks every plan first.
    """

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("review/", self.review_page, "review"),
            self.route("tasks/", self.tasks_page, "tasks"),
            self.route("publish/", self.publish_page, "publish"),
            self.route("publish/look/", self.look_page, "look"),
            *super().get_urls(),
        ]

    @override
    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [(self.address("publish"), "Publish the desk…")] if may_publish(request) else []

    def publish_page(self, request: HttpRequest) -> HttpResponse:
        """Show what the next release would change and do to plans; with a note, publish it."""
        author = publisher(request)
        now, following = releases.newest(), releases.compile_desk()
        digest = releases.digest_of(dump(following))
        form = NoteForm(request.POST or None, initial={"expected": digest})
        accepted = _accepted(request.POST)
        if request.method == "POST" and form.is_valid():
            try:
                release = gate.publish(author=author, **form.cleaned_data, accepted=accepted)
            except (*REFUSALS, ObjectionError) as reason:
                messages.error(request, str(reason))
                form = NoteForm(initial={"note": form.cleaned_data["note"], "expected": digest})
            else:
                return self.published(request, release)
        changed = now is not None and now.digest != digest
        verdicts = gate.verdicts(following) if changed or now is None else ()
        look = impact_run.begin(now, following, localdate()) if now and changed else None
        if look and request.method == "GET":
            look = impact_run.go_on(look)
        return self.page_of(
            request,
            "publish",
            form,
            now,
            following,
            title="Publish",
            verdicts=verdicts,
            objections=gate.objections(following, verdicts) if changed else (),
            off=[
                verdict for verdict in verdicts if verdict.after.broken and not verdict.newly_broken
            ],
            steady=[verdict for verdict in verdicts if not verdict.after.broken],
            accepted=accepted,
            waiting=sum(map(len, keys_in(RowState.REVIEW).values())),
            **(look_context(look) if look else {"look": None}),
        )

    def review_page(self, request: HttpRequest) -> HttpResponse:
        """Show what waits for review, or one’s own drafts, beside what readers have.

        From here rows are approved, sent back or sent to review.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        drafts = "drafts" in request.GET
        keys = drafts_of(user_of(request)) if drafts else keys_in(RowState.REVIEW)
        waiting = batches(keys)
        ids = [row.id for _author, _made, rows in waiting for row in rows]
        form = ReviewForm(request.POST or None, ids=ids)
        effect: dict[str, Any] = {"look": None, "objections": ()}
        if request.method == "POST" and form.is_valid():
            try:
                if "effect" not in request.POST:
                    return self._reviewed(request, form)
                effect = self._effect(request, form)
            except (*REFUSALS, releases.NoRelease, desk.DeskError) as refusal:
                form.add_error(None, f"{refusal} Nothing was changed.")
            except ObjectionError as refusal:
                form.add_error(None, str(refusal))
                effect["objections"] = refusal.objections
        count = sum(map(len, keys.values()))
        return self.page(
            request,
            "release/review",
            title="My drafts" if drafts else "Review",
            form=form,
            batches=waiting,
            drafts=drafts,
            count=count,
            left_out=count - len(ids),
            may_approve=request.user.has_perm(PUBLISH),
            may_publish=may_publish(request),
            accepted=_accepted(request.POST),
            **effect,
        )

    def _effect(self, request: HttpRequest, form: ReviewForm) -> dict[str, Any]:
        """Return what publishing the ticked rows would do to plans, as far as it is counted.

        The rows are approved first.
        """
        publisher(request)
        with transaction.atomic():
            self._mark(request, form, RowState.PUBLISHED)
            following = releases.compile_desk()
            transaction.set_rollback(True)
        now = releases.newest()
        if now is None:
            raise releases.NoRelease("Nothing has been published yet: there is no plan to look at.")
        look = impact_run.go_on(impact_run.begin(now, following, localdate()))
        objections = gate.objections(following, gate.verdicts(following))
        return {"objections": objections, **look_context(look)}

    def _mark(self, request: HttpRequest, form: ReviewForm, state: RowState) -> int:
        """Give the ticked rows a state, and return how many had another."""
        made = 0
        for kind, keys in form.chosen.items():
            table = DESK[kind]
            allowed = request.user.has_perm(f"catalog.change_{table._meta.model_name}")  # noqa: SLF001 (Django's documented name)
            if not allowed or (state is RowState.PUBLISHED and not request.user.has_perm(PUBLISH)):
                raise PermissionDenied
            note = form.cleaned_data["note"]
            made += len(
                desk.mark(
                    table.objects.filter(pk__in=keys), state, author=user_of(request), note=note
                )
            )
        return made

    def _reviewed(self, request: HttpRequest, form: ReviewForm) -> HttpResponse:
        """Do with the ticked rows what the button says, all or none."""
        note, act = form.cleaned_data["note"], form.act
        with transaction.atomic():
            made = self._mark(request, form, act.state)
            if act is ReviewAct.PUBLISH:
                release = gate.publish(
                    author=publisher(request),
                    note=note,
                    expected=None,
                    accepted=_accepted(request.POST),
                )
                return self.published(request, release)
        messages.success(request, f"{act.label}: {format_count(made, 'row', 'rows')}.")
        return HttpResponseRedirect(
            self.address("publish")
            if act is ReviewAct.APPROVE and may_publish(request)
            else request.get_full_path()
        )

    def tasks_page(self, request: HttpRequest) -> HttpResponse:
        """Show all tasks that are due; the ticked ones are done by whoever asks, or put off."""
        if not request.user.has_perm("catalog.view_cell"):
            raise PermissionDenied
        groups = queue(localdate(), shown=ALL)
        form = TasksForm(
            request.POST or None, ids=[task.id for group in groups for task in group.tasks]
        )
        if request.method == "POST" and form.is_valid():
            choice = form.choice(localdate())
            for task in form.cleaned_data["tasks"]:
                defaults = {"author": user_of(request), "until": None, "done": False, **choice}
                TaskChoice.objects.update_or_create(task=task, defaults=defaults)
            return HttpResponseRedirect(request.path)
        return self.page(
            request, "release/tasks", title="What to look at next", queue=groups, form=form
        )

    def look_page(self, request: HttpRequest) -> HttpResponse:
        """Look at some more plans and show how far that has come.

        Without htmx, lead back to the whole page.
        """
        publisher(request)
        look = _look(request.GET.get("look", "") or request.POST.get("look", ""))
        if look is not None and request.method == "POST":
            look.delete()
        if look is None or request.method == "POST" or not getattr(request, "htmx", False):
            return HttpResponseRedirect(self.address("publish"))
        context = look_context(impact_run.go_on(look))
        return TemplateResponse(request, "admin/catalog/release/look.html", context)


def _accepted(sent: QueryDict) -> Accepted:
    """Return the objections that somebody ticked."""
    expected = sent.getlist("expect")
    return Accepted(
        slugs=sent.getlist("accept"),
        expected_since={slug: sent.get(f"why_{slug}", "") for slug in expected},
    )


def _look(number: str) -> Look | None:
    return Look.objects.filter(pk=number).order_by("pk").first() if is_row_number(number) else None
