"""The cases to copy into the tools, and the answers: pasted, or as pictures, speech, video.

Files are sent so that no browser runs what they hold.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from catalog.formatting import lower_first
from catalog.parsing import clean_text
from config.budget import MEGABYTE, Budget, WrongFileError
from config.request_cost import declares
from wizard.models import CaseFile, Pilot, PilotCase
from wizard.pilot import context, media, space, texts
from wizard.pilot.cases import case_of_file, numbered_answers, problem_with_answers
from wizard.pilot.tables import TABLE, text_of
from wizard.pilot.trying import WayToTry, ways_to_try
from wizard.plans.spaces import PlanSpaceError
from wizard.views.keyed import whole_number
from wizard.views.pilot.forms import CasesForm
from wizard.views.pilot.rating import pilot_to_rate
from wizard.views.pilot.request import PilotRequest, Typed, for_owner
from wizard.views.request_costs import LARGE_FILE, TEXT_FILE

type Uploaded = UploadedFile[bytes]

NO_CASE = "no case has this number"
COPIED = (
    "{instructions}\n\nAnswer each of these cases by itself. Begin each answer with its number in "
    "brackets, such as [1].\n\n{cases}"
)
SANDBOX = csp_override({"default-src": [CSP.NONE], "sandbox": True})  # type: ignore[dict-item]  # a directive alone


@declares(TEXT_FILE)
@for_owner
def cases(pilot_request: PilotRequest) -> HttpResponse:
    """Give the instructions to copy, and take the answers that are pasted back, or more cases."""
    typed, names = pilot_request.typed, pilot_request.protocol.names
    problems: dict[str, str] = {}
    rows = texts.cases_of(pilot_request.pilot)
    form = CasesForm()
    no_space: PlanSpaceError | None = None
    try:
        if typed.get("act") == "more":
            form = CasesForm(*pilot_request.bound)
            if form.is_valid():
                left = texts.add_cases(pilot_request.pilot, form.found.rows, pilot_request.request)
                left += len(form.found.bad)
                return pilot_request.lead("pilot_cases", query={"left": left} if left else None)
        elif pilot_request.bound:
            answers, problems = _answers(typed, rows, names)
            if not problems:
                texts.save_answers(pilot_request.pilot, answers, pilot_request.request)
                return pilot_request.lead("rate")
    except PlanSpaceError as refusal:
        no_space = refusal
        problems["all-0"] = refusal.sentence
    page: dict[str, Any] = {
        "ways": _ways(pilot_request),
        "alike": _alike(rows),
        "form": form,
        "errors": problems,
        "rows": [(row, _fields_of(row, names, typed)) for row in rows],
        "bulk": [(place, name, typed.get(f"all-{place}", "")) for place, name in enumerate(names)],
        "copied": COPIED.format(
            instructions=context.instructions_of(pilot_request.pilot), cases=_listed(rows)
        ),
        "answered": len(texts.answered(pilot_request.pilot, rows)),
        "missing": rows and len(rows) < pilot_request.protocol.cases,
        "left": whole_number(pilot_request.request.GET.get("left", "")),
    }
    return pilot_request.with_space(no_space, pilot_request.show("cases", **page))


def _fields_of(row: PilotCase, names: Sequence[str], typed: Typed) -> list[tuple[int, str, str]]:
    """Return the fields of a case: the place of each tool, its name, and the answer in it."""
    return [
        (place, name, typed.get(f"a{row.number}-{place}", text))
        for place, (name, text) in enumerate(zip(names, row.answers, strict=False))
    ]


def _ways(pilot_request: PilotRequest) -> tuple[WayToTry, ...]:
    """Return how to try each tool, by the version on which the test was locked."""
    frame = context.frame_of(pilot_request.pilot.version, pilot_request.pilot.job)
    return ways_to_try(frame) if frame is not None else ()


def _alike(rows: Sequence[PilotCase]) -> bool:
    """Return whether both tools gave all the same answers, as where one was pasted twice."""
    answered = [row for row in rows if row.first and row.second]
    return len(answered) > 1 and all(row.first == row.second for row in answered)


def _listed(rows: Sequence[PilotCase]) -> str:
    """Return the cases with their numbers, as they are copied into a tool."""
    return "\n\n".join(f"[{row.number}]\n{row.asked}" for row in rows)


def _answers(
    typed: Typed, rows: Sequence[PilotCase], names: Sequence[str]
) -> tuple[dict[int, list[str]], dict[str, str]]:
    """Return the answers that were pasted, by case.

    What was pasted for all cases at once wins where it has a case.
    """
    problems: dict[str, str] = {}
    answers_of = {row.number: list(row.answers) for row in rows}
    for place, name in enumerate(names):
        pasted, problem = _pasted(typed.get(f"all-{place}", ""))
        unknown = sorted(set(pasted) - set(answers_of))
        if unknown:
            problem = f"there is no case {unknown[0]}"
        if problem:
            problems[f"all-{place}"] = f"{name}: {problem}"
        for number, answers in answers_of.items():
            field = f"a{number}-{place}"
            answers[place] = pasted.get(number) or clean_text(typed.get(field, answers[place]))
            wrong = problem_with_answers(answers[place])
            if wrong:
                problems[field] = f"Case {number}: {wrong}"
    return answers_of, problems


def _pasted(text: str) -> tuple[Mapping[int, str], str]:
    """Return the answers of one paste by case, and what is wrong with it, or nothing."""
    try:
        pasted = numbered_answers(text)
    except WrongFileError as refused:
        return {}, lower_first(str(refused).removesuffix("."))
    if text.strip() and not pasted:
        return {}, "no answer begins with its number, such as [1] or 1."
    return pasted, ""


@declares(LARGE_FILE)
@for_owner
def files(pilot_request: PilotRequest) -> HttpResponse:
    """Take the files of one case, or all answers of a tool at once.

    What cannot be taken is named; all else is stored.
    """
    problems: dict[str, str] = {}
    refusals: list[PlanSpaceError] = []
    number = pilot_request.typed.get("case", "")
    if pilot_request.bound:
        take = _take_dropped if pilot_request.typed.get("act") == "drop" else _take_of_case
        problems = take(pilot_request, refusals)
        if not problems:
            return pilot_request.lead("pilot_files", fragment=f"case-{number}" if number else None)
    cases = texts.cases_of(pilot_request.pilot)
    names = ("The case", *pilot_request.protocol.names)
    page: dict[str, Any] = {
        "errors": problems,
        "rows": [(case, _slots(case, names, problems)) for case in cases],
        "drops": [(place, name) for place, name in enumerate(pilot_request.protocol.names)],
        "posted": number,
        "answered": texts.answered(pilot_request.pilot, cases),
        "taken": media.TAKEN,
        "most_file": media.MOST_FILE_BYTES // MEGABYTE,
        "most_plan": space.MOST_PLAN_BYTES // MEGABYTE,
        "most_unrated": space.UNRATED_PLAN_BYTES // MEGABYTE,
        "stored": -(-space.used(pilot_request.plan) // MEGABYTE),
    }
    return pilot_request.with_space(next(iter(refusals), None), pilot_request.show("files", **page))


def _slots(
    case: PilotCase, names: Sequence[str], problems: Mapping[str, str]
) -> list[tuple[int, str, CaseFile | None, str, str | None]]:
    """Return the places for files of a case: of the case itself, and of each answer."""
    return [
        (
            place,
            name,
            case.file_at(place),
            f"{case.number}-{place}",
            problems.get(f"file-{case.number}-{place}"),
        )
        for place, name in enumerate(names)
    ]


def _take_of_case(pilot_request: PilotRequest, refusals: list[PlanSpaceError]) -> dict[str, str]:
    """Store or delete the files of one case; return what cannot be taken, by field."""
    number, problems = pilot_request.typed.get("case", ""), {}
    case = next(
        (case for case in texts.cases_of(pilot_request.pilot) if str(case.number) == number), None
    )
    if case is None:
        raise Http404
    for place in range(1 + len(pilot_request.protocol.names)):
        file = pilot_request.request.FILES.get(f"file-{place}")
        if isinstance(file, UploadedFile):
            wrong = _save_file(pilot_request, case.number, place, file, refusals)
            if wrong:
                problems[f"file-{number}-{place}"] = f"{_shown_name(file)}: {wrong}"
        if pilot_request.typed.get("remove") == str(place):
            texts.delete_file(pilot_request.pilot, case.number, place)
    return problems


def _save_file(
    pilot_request: PilotRequest,
    number: int,
    place: int,
    file: Uploaded,
    refusals: list[PlanSpaceError],
) -> str:
    """Store a file; return why it is not taken, and note where that is for want of space."""
    try:
        return texts.save_file(pilot_request.pilot, number, place, file, pilot_request.request)
    except PlanSpaceError as refusal:
        refusals.append(refusal)
        return str(refusal)


def _take_dropped(pilot_request: PilotRequest, refusals: list[PlanSpaceError]) -> dict[str, str]:
    """Store answers sent as files, several for each tool; return what cannot be taken, by field.

    A file with text is the answer, and one with all answers has their numbers in it.
    """
    cases = {case.number: case for case in texts.cases_of(pilot_request.pilot)}
    answers = {number: list(case.answers) for number, case in cases.items()}
    problems: dict[str, list[str]] = {}
    for place in range(len(pilot_request.protocol.names)):
        for order, file in enumerate(pilot_request.request.FILES.getlist(f"drop-{place}")):
            number = case_of_file(str(file.name), sorted(answers), order)
            if _is_text(file):
                wrong = _put_text(file, place, number, answers)
            elif number is None:
                wrong = NO_CASE
            else:
                wrong = _save_file(pilot_request, number, place + 1, file, refusals)
            if wrong:
                problems.setdefault(f"drop-{place}", []).append(f"{_shown_name(file)}: {wrong}")
    try:
        texts.save_answers(pilot_request.pilot, answers, pilot_request.request)
    except PlanSpaceError as refusal:
        refusals.append(refusal)
        problems.setdefault("drop-0", []).append(str(refusal))
    return {field: "; ".join(wrong) for field, wrong in problems.items()}


def _is_text(file: Uploaded) -> bool:
    return str(file.content_type).startswith("text/") or str(file.name).endswith((".txt", ".md"))


def _put_text(file: Uploaded, place: int, number: int | None, answers: dict[int, list[str]]) -> str:
    """Put a text, or all answers in it, where they belong; return why it cannot be taken."""
    try:
        text = text_of(Budget(TABLE).read(file), Budget(TABLE))
        pasted = dict(numbered_answers(text))
    except WrongFileError as refused:
        return lower_first(str(refused).removesuffix("."))
    if len(pasted) <= 1:
        pasted = {} if number is None else {number: clean_text(text)}
    unknown = sorted(pasted.keys() - answers.keys())
    if unknown or not pasted:
        return f"there is no case {unknown[0]}" if unknown else NO_CASE
    wrong = problem_with_answers(*pasted.values())
    if not wrong:
        for case, answer in pasted.items():
            answers[case][place] = answer
    return lower_first(wrong.removesuffix("."))


def _shown_name(file: Uploaded) -> str:
    return str(file.name)[-60:]


@require_safe
@SANDBOX
@for_owner
def owned(pilot_request: PilotRequest, file_key: str) -> HttpResponse:
    return _sent(pilot_request.request, pilot_request.pilot, file_key)


@require_safe
@SANDBOX
def rated(request: HttpRequest, rating_key: str, file_key: str) -> HttpResponse:
    return _sent(request, pilot_to_rate(rating_key), file_key)


def _sent(request: HttpRequest, pilot: Pilot, key: str) -> HttpResponse:
    """Return a file, or the part asked for, as an attachment.

    Our pages show it, and it is never a page itself.
    """
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
