"""The cases to copy into the tools, and the answers that come back: pasted, or as pictures, speech and video.

Files are sent so that no browser runs what they hold.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from catalog.formatting import lower_first
from catalog.parsing import clean_text
from config.budget import MEGABYTE, WrongFileError
from config.request_cost import declares
from wizard.models import CaseFile, Pilot, PilotCase
from wizard.pilot import context, media, space, texts
from wizard.pilot.cases import numbered_answers, problem_with_answers
from wizard.plans.spaces import PlanSpaceError
from wizard.views.keyed import whole_number
from wizard.views.pilot.forms import CasesForm
from wizard.views.pilot.rating import pilot_to_rate
from wizard.views.pilot.request import PilotRequest, Typed, for_owner
from wizard.views.request_costs import LARGE_FILE, TEXT_FILE

SANDBOX = csp_override({"default-src": [CSP.NONE], "sandbox": True})  # type: ignore[dict-item]  # a directive alone


@declares(TEXT_FILE)
@for_owner
def cases(asked: PilotRequest) -> HttpResponse:
    """Give the instructions to copy, and take the answers that are pasted back, or more cases."""
    typed, names = asked.typed, asked.protocol.names
    problems: dict[str, str] = {}
    rows = texts.cases_of(asked.pilot)
    form = CasesForm(names)
    no_space: PlanSpaceError | None = None
    try:
        if typed.get("act") == "more":
            form = CasesForm(names, *asked.bound)
            if form.is_valid():
                left = texts.add_cases(asked.pilot, form.found.rows, asked.request)
                left += len(form.found.bad)
                return asked.lead("pilot_cases", query={"left": left} if left else None)
        elif asked.bound:
            answers, problems = _answers(typed, rows, names)
            if not problems:
                texts.save_answers(asked.pilot, answers, asked.request)
                return asked.lead("rate")
    except PlanSpaceError as refusal:
        no_space = refusal
        problems["all-0"] = refusal.sentence
    page: dict[str, Any] = {
        "form": form,
        "errors": problems,
        "rows": [
            (row, [(place, name, typed.get(f"a{row.number}-{place}", text)) for place, name, text in zip(range(2), names, (row.first, row.second), strict=False)])
            for row in rows
        ],
        "bulk": [(place, name, typed.get(f"all-{place}", "")) for place, name in enumerate(names)],
        "copied": f"{context.instructions_of(asked.pilot)}\n\nAnswer each of these cases by itself. Begin each answer with its number in brackets, such as [1].\n\n{_listed(rows)}",
        "answered": len(texts.answered(asked.pilot, rows)),
        "missing": rows and len(rows) < asked.protocol.cases,
        "left": whole_number(asked.request.GET.get("left", "")),
    }  # fmt: skip
    return asked.with_space(no_space, asked.show("cases", **page))


def _listed(rows: Sequence[PilotCase]) -> str:
    """Return the cases with their numbers, as they are copied into a tool."""
    return "\n\n".join(f"[{row.number}]\n{row.asked}" for row in rows)


def _answers(
    typed: Typed, rows: Sequence[PilotCase], names: Sequence[str]
) -> tuple[dict[int, list[str]], dict[str, str]]:
    """Return the answers that were pasted, by case; what was pasted for all cases at once wins where it has a case."""
    problems: dict[str, str] = {}
    found = {row.number: [row.first, row.second] for row in rows}
    for place, name in enumerate(names):
        pasted, problem = _pasted(typed.get(f"all-{place}", ""))
        unknown = sorted(set(pasted) - set(found))
        if unknown:
            problem = f"there is no case {unknown[0]}"
        if problem:
            problems[f"all-{place}"] = f"{name}: {problem}"
        for number, answers in found.items():
            field = f"a{number}-{place}"
            answers[place] = pasted.get(number) or clean_text(typed.get(field, answers[place]))
            wrong = problem_with_answers(answers[place])
            if wrong:
                problems[field] = f"Case {number}: {wrong}"
    return found, problems


def _pasted(text: str) -> tuple[Mapping[int, str], str]:
    """Return the answers of one paste by their case, and what is wrong with it; nothing where all is well."""
    try:
        pasted = numbered_answers(text)
    except WrongFileError as refused:
        return {}, lower_first(str(refused).removesuffix("."))
    if text.strip() and not pasted:
        return {}, "no answer begins with its number in brackets, such as [1]"
    return pasted, ""


@declares(LARGE_FILE)
@for_owner
def files(asked: PilotRequest) -> HttpResponse:
    """Take the files of one case; what cannot be taken is named, all else is stored."""
    cases, number, names = (
        texts.cases_of(asked.pilot),
        asked.typed.get("case", ""),
        ("The case", *asked.protocol.names),
    )
    problems: dict[str, str] = {}
    no_space: PlanSpaceError | None = None
    if asked.bound:
        case = next((each for each in cases if str(each.number) == number), None)
        if case is None:
            raise Http404
        for place in range(len(names)):
            file = asked.request.FILES.get(f"file-{place}")
            try:
                wrong = file and texts.save_file(
                    asked.pilot, case.number, place, file, asked.request
                )
            except PlanSpaceError as refusal:
                no_space = refusal
                wrong = str(refusal)
            if file and wrong:
                problems[f"file-{number}-{place}"] = f"{str(file.name)[-60:]}: {wrong}"
            if asked.typed.get("remove") == str(place):
                texts.delete_file(asked.pilot, case.number, place)
        if not problems:
            return asked.lead("pilot_files", fragment=f"case-{number}")
        cases = texts.cases_of(asked.pilot)
    page: dict[str, Any] = {
        "errors": problems,
        "rows": [
            (case, [(place, name, case.file_at(place), f"{case.number}-{place}", problems.get(f"file-{case.number}-{place}")) for place, name in enumerate(names)])
            for case in cases
        ],
        "posted": number,
        "answered": texts.answered(asked.pilot, cases),
        "taken": media.TAKEN,
        "most_file": media.MOST_FILE_BYTES // MEGABYTE,
        "most_plan": space.MOST_PLAN_BYTES // MEGABYTE,
        "most_unrated": space.UNRATED_PLAN_BYTES // MEGABYTE,
        "stored": -(-space.used(asked.plan) // MEGABYTE),
    }  # fmt: skip
    return asked.with_space(no_space, asked.show("files", **page))


@require_safe
@SANDBOX
@for_owner
def owned(asked: PilotRequest, file_key: str) -> HttpResponse:
    return _sent(asked.request, asked.pilot, file_key)


@require_safe
@SANDBOX
def rated(request: HttpRequest, rating_key: str, file_key: str) -> HttpResponse:
    return _sent(request, pilot_to_rate(rating_key), file_key)


def _sent(request: HttpRequest, pilot: Pilot, key: str) -> HttpResponse:
    """Return a file, or the part that was asked for, as an attachment: our pages show it, and it is never a page itself."""
    file = CaseFile.objects.filter(case__pilot=pilot, key=key).defer("data").first()
    if file is None:
        raise Http404
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": "attachment"}
    try:
        part = media.requested_part(request.headers.get("Range", ""), file.size)
    except ValueError:
        headers["Content-Range"] = f"bytes */{file.size}"
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    if part is None:
        whole = texts.bytes_of(file, slice(0, file.size))
        return HttpResponse(whole, content_type=file.media_type, headers=headers)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    return HttpResponse(
        texts.bytes_of(file, part),
        content_type=file.media_type,
        status=HTTPStatus.PARTIAL_CONTENT,
        headers=headers,
    )
