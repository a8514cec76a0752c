"""What colleagues leave beside a plan: questions and approvals.

Also the pages where its owner answers and closes them.
"""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from catalog import releases
from catalog.limits import Refused
from config.context import base_url
from config.request_cost import RequestCost, declares
from wizard.colleagues import feedback, questions as asking, signoffs
from wizard.colleagues.questions import AnswerForm, QuestionForm
from wizard.colleagues.signoffs import SignOffForm
from wizard.models import Plan, PlanQuestion, PlanVersion, SignOff, TakenBackBy
from wizard.pilot.measured import tests_of
from wizard.plans import links, pages
from wizard.plans.sheets import Sheet, sheet_of_document
from wizard.views.colleagues import (
    answer_form,
    for_colleagues,
    read_or_sent,
    same_origin,
    shared_page,
    too_many,
    unkept,
)
from wizard.views.keyed import lead_to, owned_plan, owner_page, sent


@declares(RequestCost(limit="questions", counts_itself=True))
@same_origin
@for_colleagues
def ask(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show what was asked, with a form to ask; take a question and lead to where it stands."""
    plan = version.plan
    left = feedback.of(plan, localdate())
    page = partial(
        shared_page,
        request,
        "questions",
        version,
        open=plan.takes_questions,
        asked=left.all_asked,
        to_answer=left.to_answer,
        sheet=_sheet_of(version),
    )
    form = QuestionForm(sent(request), initial={"about": request.GET.get("about", "")})

    def take(values: dict[str, Any]) -> HttpResponse | Refused:
        if refused := too_many(request, "questions", plan):
            return refused
        asking.ask(plan, version.number, **values)
        return lead_to("shared", plan.view_key, fragment=f"ask-{values['about']}")

    return answer_form(form, page, take)


def _sheet_of(version: PlanVersion) -> Sheet:
    """Return what a page beside a version is about."""
    return sheet_of_document(pages.document_of_version(version))


@require_safe
def questions_owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    return _owner_page(request, edit_key, owned_plan(edit_key))


@require_POST
def answer(request: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    """Answer one question, or delete it."""
    plan = owned_plan(edit_key)
    if request.POST.get("act") == "delete":
        get_object_or_404(plan.questions, pk=pk)
        asking.delete(plan, pk)
        return lead_to("questions_owner", edit_key)
    form = AnswerForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _owner_page(request, edit_key, plan, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        saved = asking.answer(
            plan, pk, form.cleaned_data["answer"], seen_mark=request.POST.get("seen", "")
        )
    except PlanQuestion.DoesNotExist as missing:
        raise Http404 from missing
    if not saved:
        return _owner_page(request, edit_key, plan, form, overtaken=pk, status=HTTPStatus.CONFLICT)
    return lead_to("questions_owner", edit_key, fragment=f"question-{pk}")


def _owner_page(  # noqa: PLR0913  # what the page shows, and how it went
    request: HttpRequest,
    edit_key: str,
    plan: Plan,
    sent: AnswerForm | None = None,
    *,
    overtaken: int = 0,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    version = plan.versions.newest_first().first()
    if version is None:
        raise Http404
    left = feedback.of(plan, localdate())

    def row(question: PlanQuestion) -> tuple[PlanQuestion, AnswerForm, str]:
        form = AnswerForm(prefix=str(question.pk), initial={"answer": question.answer})
        return (
            question,
            sent if sent and sent.prefix == form.prefix else form,
            asking.seen(question),
        )

    groups = [(about, map(row, rows)) for about, rows in left.all_asked]
    problems = status == HTTPStatus.UNPROCESSABLE_ENTITY
    shown: dict[str, Any] = {
        "problems": problems,
        "overtaken": overtaken,
        "groups": groups,
        "to_answer": left.to_answer,
        "sheet": _sheet_of(version),
    }
    return owner_page(
        request, "questions_owner", edit_key, status, **shown, open=plan.takes_questions
    )


@declares(RequestCost(limit="signatures", counts_itself=True))
@same_origin
@for_colleagues
def sign(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show the form, or approve the version shown and lead to the page that takes it back."""
    plan = version.plan
    form = SignOffForm(sent(request), initial={"once": signoffs.new_key()})
    shown: Any = {
        "open": plan.takes_signoffs,
        "closed": signoffs.CLOSED,
        "signoffs": SignOff.objects.of_plan(plan.pk),
        "sheet": _sheet_of(version),
        "is_tested": bool(tests_of(plan)),
    }
    page = partial(shared_page, request, "sign_off", version, **shown)
    read = (request.POST if form.is_bound else request.GET).get("version", "")
    names_another = read != str(version.number) and (form.is_bound or read)
    if names_another:
        overtaken = (
            f"Meanwhile version {version.number} was made. Nothing is approved yet: read that "
            "one first."
        )
        return page(form=form, trouble=overtaken, status=HTTPStatus.CONFLICT)

    def take(values: dict[str, Any]) -> HttpResponse | Refused:
        if refused := too_many(request, "signatures", plan):
            return refused
        page = pages.page_if_changed(version)
        return lead_to("signed", signoffs.sign(plan, version, **values, page=page))

    return answer_form(form, page, take)


@require_safe
@for_colleagues
def approved(_: HttpRequest, version: PlanVersion, pk: int) -> HttpResponse:
    """Show the page of a version as somebody approved it."""
    signoffs_of_plan = SignOff.objects.filter(version__plan=version.plan_id).exclude(page="")
    return HttpResponse(get_object_or_404(signoffs_of_plan, pk=pk).page)


@read_or_sent
def signed(request: HttpRequest, sign_key: str) -> HttpResponse:
    """Show whoever signed what they signed, and let them take it back."""
    signoff = signoffs.find(sign_key)
    if signoff is None:
        raise Http404
    if request.method == "POST":
        signoffs.take_back(signoff.version.plan, signoff.pk, TakenBackBy.SIGNER)
        return lead_to("signed", sign_key)
    plan = signoff.version.plan
    context = {
        "edition": releases.current(),
        "signoff": signoff,
        "address": plan.get_absolute_url() if plan.readable else "",
        "own_link": base_url(request) + request.path,
    }
    return unkept(render(request, "wizard/signed.html", context))


SWITCHES = {  # what its owner lets others do, by the field of a plan, and where that is said
    "takes_signoffs": ("home", "people"),
    "takes_questions": ("questions_owner", "takes"),
    "previews": ("links", "previews"),
}


@require_POST
def switch(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Let others approve, ask, or see a preview of a plan; or no longer."""
    plan = owned_plan(edit_key)
    for field, (page, fragment) in SWITCHES.items():
        if field in request.POST:
            links.allow(plan, field, request.POST[field] == "yes")
            return lead_to(page, edit_key, fragment=fragment)
    raise Http404


@require_POST
def take_back(_: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    plan = owned_plan(edit_key)
    get_object_or_404(SignOff, version__plan=plan, pk=pk)
    signoffs.take_back(plan, pk, TakenBackBy.OWNER)
    return lead_to("home", edit_key, fragment="sign-offs")
