"""Questions about a plan: the page where colleagues ask, and the page where its owner answers, hides and closes."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import limits, releases
from wizard.colleagues import feedback, questions as asking
from wizard.colleagues.questions import AnswerForm, QuestionForm
from wizard.models import About, Plan, PlanQuestion, PlanVersion
from wizard.views import walk
from wizard.views.colleagues import for_colleagues, same_origin, too_many
from wizard.views.keyed import owned_plan

SECTIONS: Mapping[str, str] = {about.value: about.label for about in About}  # that can be asked about


# ------------------------------------------------------------------------------------------------------- colleagues


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin
@for_colleagues
def ask(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show what was asked, with a form to ask; take a question and lead to where it stands."""
    open_sections = asking.open_sections(version.plan, SECTIONS)
    if request.method != "POST":
        form = QuestionForm(open_sections, initial={"about": request.GET.get("about", "")})
        return _page(request, version, open_sections, form)
    form = QuestionForm(open_sections, request.POST)
    if not form.is_valid():
        return _page(request, version, open_sections, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if refused := too_many(request, "questions", version.plan):
        page = _page(request, version, open_sections, form, too_many=refused.sentence)
        return limits.throttled(page, refused)
    given = form.cleaned_data
    if not asking.ask(version, about=given["about"], name=given["name"], text=given["text"]):
        full = f"This plan has {asking.MOST} questions. Once its owner hides some, it takes others."
        return _page(request, version, open_sections, form, too_many=full, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{version.plan.get_absolute_url()}#ask-{given['about']}", status=HTTPStatus.SEE_OTHER)


def _page(  # noqa: PLR0913  # what the page shows, and how it went
    request: HttpRequest,
    version: PlanVersion,
    open_sections: Mapping[str, str],
    form: QuestionForm,
    *,
    too_many: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    plan = version.plan
    shown = feedback.of(plan, localdate())
    context = {
        "edition": releases.current(),
        "heading": plan.heading,
        "address": plan.get_absolute_url(),
        "form": form,
        "too_many": too_many,
        "open": bool(open_sections),
        "asked": [{"about": about, "rows": rows} for about, rows in shown.all_asked],
    }
    return render(request, "wizard/questions.html", context, status=status)


# ------------------------------------------------------------------------------------------------------------ owner


@require_safe
@walk.private
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    return _owner_page(request, edit_key, owned_plan(edit_key))


@require_POST
@walk.private
def answer(request: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    """Answer one question, hide it, show it again, or delete it once it is hidden."""
    plan = owned_plan(edit_key)
    act = request.POST.get("act")
    if act == "delete":
        asking.delete(plan, pk)
        return _back(edit_key, "hidden")
    if act in {"hide", "show"}:
        if not asking.hide(plan, pk, hidden=act == "hide"):
            raise Http404
        return _back(edit_key, f"question-{pk}")
    form = AnswerForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _owner_page(request, edit_key, plan, {pk: form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        saved = asking.answer(plan, pk, form.cleaned_data["answer"], seen_mark=request.POST.get("seen", ""))
    except PlanQuestion.DoesNotExist as missing:
        raise Http404 from missing
    if not saved:
        return _owner_page(request, edit_key, plan, {pk: form}, overtaken=pk, status=HTTPStatus.CONFLICT)
    return _back(edit_key, f"question-{pk}")


@require_POST
@walk.private
def close(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Take no more questions about a section, or about any; or take them again."""
    plan, asked = owned_plan(edit_key), request.POST.get("about", "")
    known = [about.value for about in About]
    sections = known if asked == "all" else [slug for slug in known if slug == asked]
    if sections:
        asking.close(plan, sections, closed=request.POST.get("closed") == "yes")
    return _back(edit_key, "sections")


def _owner_page(  # noqa: PLR0913  # what the page shows, and how it went
    request: HttpRequest,
    edit_key: str,
    plan: Plan,
    typed: Mapping[int, AnswerForm] | None = None,
    *,
    overtaken: int = 0,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    version = plan.versions.newest_first().first()
    if version is None:
        raise Http404
    given = typed or {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for question in plan.questions.in_order():
        form = given.get(question.pk) or AnswerForm(prefix=str(question.pk), initial={"answer": question.answer})
        row = {
            "question": question,
            "form": form,
            "seen": asking.seen(question),
            "overtaken": question.pk == overtaken,
        }
        rows.setdefault(question.about, []).append(row)
    sections = [
        {"about": about, "closed": about.value in plan.closed_sections} for about in About if about.value in SECTIONS
    ]
    context = {
        "edition": releases.current(),
        "edit_key": edit_key,
        "home": reverse("wizard:home", args=[edit_key]),
        "problems": status == HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": overtaken,
        "groups": [{"about": about, "rows": rows[about.value]} for about in About if about.value in rows],
        "sections": sections,
        "all_closed": all(row["closed"] for row in sections),
        "none_closed": not any(row["closed"] for row in sections),
    }
    return render(request, "wizard/questions_owner.html", context, status=status)


def _back(edit_key: str, place: str) -> HttpResponse:
    address = f"{reverse('wizard:questions_owner', args=[edit_key])}#{place}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
