"""The cases to copy into the tools, and the answers: pasted, or as pictures, speech, video.

Files are sent so that no browser runs what they hold.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

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
NO_PROBLEMS: Mapping[str, str] = MappingProxyType({})
LONGEST_NAME = 60  # of a file, from its end
COPIED = (
    "{instructions}\n\nAnswer each of these cases by itself. Begin each answer with its number in "
    "brackets, such as [1].\n\n{cases}"
)
SANDBOX = csp_override({"default-src": [CSP.NONE], "sandbox": True})  # type: ignore[dict-item]  # a directive alone


@dataclass(frozen=True, kw_only=True)
class AnswersPage:
    """The cases of a test as they are copied into each tool, and the fields of their answers."""

    pilot_request: PilotRequest
    rows: list[PilotCase]
    typed: Typed

    @property
    def ways(self) -> tuple[WayToTry, ...]:
        """Return how to try each tool, by the version on which the test was locked."""
        pilot = self.pilot_request.pilot
        frame = context.frame_of(pilot.version, pilot.job)
        return ways_to_try(frame) if frame is not None else ()

    @property
    def alike(self) -> bool:
        """Return whether both tools gave all the same answers, as where one was pasted twice."""
        answered = [row for row in self.rows if row.first and row.second]
        return len(answered) > 1 and all(row.first == row.second for row in answered)

    @property
    def copied(self) -> str:
        instructions = context.instructions_of(self.pilot_request.pilot)
        listed = "\n\n".join(f"[{row.number}]\n{row.asked}" for row in self.rows)
        return COPIED.format(instructions=instructions, cases=listed)

    @property
    def answered(self) -> int:
        return len(texts.answered(self.pilot_request.pilot, self.rows))

    @property
    def is_short(self) -> bool:
        """Return whether fewer cases are there than were agreed."""
        return 0 < len(self.rows) < self.pilot_request.protocol.cases

    @property
    def bulk(self) -> Iterator[tuple[int, str, str]]:
        """Yield the fields for all answers of a tool: its place, its name, what was typed."""
        for place, name in enumerate(self.pilot_request.protocol.names):
            yield place, name, self.typed.get(f"all-{place}", "")

    @property
    def cases(self) -> Iterator[tuple[PilotCase, list[tuple[int, str, str]]]]:
        """Yield each case with its fields: the place of each tool, its name, and the answer."""
        for row in self.rows:
            fields = []
            for place, name in enumerate(self.pilot_request.protocol.names):
                text = self.typed.get(f"a{row.number}-{place}", row.answers[place])
                fields.append((place, name, text))
            yield row, fields


@declares(TEXT_FILE)
@for_owner
def cases(pilot_request: PilotRequest) -> HttpResponse:
    """Give the instructions to copy, and take the answers that are pasted back, or more cases."""
    typed = pilot_request.typed
    if typed.get("act") == "more":
        return _more_cases(pilot_request)
    if not pilot_request.bound:
        return _cases_page(pilot_request, CasesForm())
    rows = texts.cases_of(pilot_request.pilot)
    answers, problems = _answers(typed, rows, pilot_request.protocol.names)
    if problems:
        return _cases_page(pilot_request, CasesForm(), problems)
    try:
        texts.save_answers(pilot_request.pilot, answers, pilot_request.sender)
    except PlanSpaceError as refusal:
        page = _cases_page(pilot_request, CasesForm(), {"all-0": refusal.sentence})
        return pilot_request.with_space(refusal, page)
    return pilot_request.lead("rate")


def _more_cases(pilot_request: PilotRequest) -> HttpResponse:
    form = CasesForm(*pilot_request.bound)
    if not form.is_valid():
        return _cases_page(pilot_request, form)
    try:
        left = texts.add_cases(pilot_request.pilot, form.found.rows, pilot_request.sender)
    except PlanSpaceError as refusal:
        form.add_error("cases", refusal.sentence)
        return pilot_request.with_space(refusal, _cases_page(pilot_request, form))
    left += len(form.found.bad)
    return pilot_request.lead("pilot_cases", query={"left": left} if left else None)


def _cases_page(
    pilot_request: PilotRequest, form: CasesForm, problems: Mapping[str, str] = NO_PROBLEMS
) -> HttpResponse:
    rows = texts.cases_of(pilot_request.pilot)
    return pilot_request.show(
        "cases",
        page=AnswersPage(pilot_request=pilot_request, rows=rows, typed=pilot_request.typed),
        form=form,
        errors=problems,
        left=whole_number(pilot_request.request.GET.get("left", "")),
    )


def _answers(
    typed: Typed, rows: Sequence[PilotCase], names: Sequence[str]
) -> tuple[dict[int, list[str]], dict[str, str]]:
    """Return the answers by case, with those that were pasted, and what is wrong, by field.

    What was pasted for all cases at once wins where it has a case. An empty field changes nothing:
    another window may have filled it meanwhile.
    """
    problems: dict[str, str] = {}
    answers = {row.number: list(row.answers) for row in rows}
    for place, name in enumerate(names):
        pasted, problem = _pasted(typed.get(f"all-{place}", ""))
        problem = problem or _put(pasted, place, answers)
        if problem:
            problems[f"all-{place}"] = f"{name}: {problem}"
        for number, of_case in answers.items():
            field = f"a{number}-{place}"
            text = clean_text(typed.get(field, ""))
            wrong = problem_with_answers(text)
            if wrong:
                problems[field] = f"Case {number}: {wrong}"
            elif text and number not in pasted:
                of_case[place] = text
    return answers, problems


def _pasted(text: str) -> tuple[Mapping[int, str], str]:
    """Return the answers of one paste by case, and what is wrong with it, or nothing."""
    try:
        pasted = numbered_answers(text)
    except WrongFileError as refused:
        return {}, lower_first(str(refused).removesuffix("."))
    if text.strip() and not pasted:
        return {}, "no answer begins with its number, such as [1] or 1."
    return pasted, ""


def _put(pasted: Mapping[int, str], place: int, answers: Mapping[int, list[str]]) -> str:
    """Put the answers of one tool where they belong; return why they cannot be taken."""
    unknown = sorted(pasted.keys() - answers.keys())
    if unknown:
        return f"there is no case {unknown[0]}"
    wrong = problem_with_answers(*pasted.values())
    if wrong:
        return lower_first(wrong.removesuffix("."))
    for number, answer in pasted.items():
        answers[number][place] = answer
    return ""


@declares(LARGE_FILE)
@for_owner
def files(pilot_request: PilotRequest) -> HttpResponse:
    """Take files of one case, or all answers of a tool at once.

    What cannot be taken is named; all else is stored.
    """
    number = pilot_request.typed.get("case", "")
    if not pilot_request.bound:
        return _files_page(pilot_request, number)
    try:
        problems = _take_files(pilot_request, number)
    except PlanSpaceError as refusal:
        page = _files_page(pilot_request, number, {f"file-{number}-1": refusal.sentence})
        return pilot_request.with_space(refusal, page)
    if problems:
        return _files_page(pilot_request, number, problems)
    return pilot_request.lead("pilot_files", fragment=f"case-{number}" if number else None)


def _files_page(
    pilot_request: PilotRequest, number: str, problems: Mapping[str, str] = NO_PROBLEMS
) -> HttpResponse:
    cases = texts.cases_of(pilot_request.pilot)
    names = ("The case", *pilot_request.protocol.names)
    return pilot_request.show(
        "files",
        errors=problems,
        rows=[(case, _slots(case, names, problems)) for case in cases],
        drops=list(enumerate(names))[1:],
        posted=number,
        answered=texts.answered(pilot_request.pilot, cases),
        taken=media.TAKEN,
        most_file=media.MOST_FILE_BYTES // MEGABYTE,
        most_plan=space.MOST_PLAN_BYTES // MEGABYTE,
        stored=-(-space.used(pilot_request.plan) // MEGABYTE),
    )


def _slots(
    case: PilotCase, names: Sequence[str], problems: Mapping[str, str]
) -> list[tuple[int, str, CaseFile | None, str, str | None]]:
    """Return the places for files of a case: of the case itself, and of each answer."""
    slots = []
    for place, name in enumerate(names):
        field = f"file-{case.number}-{place}"
        slots.append((place, name, case.file_at(place), field, problems.get(field)))
    return slots


def _take_files(pilot_request: PilotRequest, posted: str) -> dict[str, str]:
    """Store what was sent of one case, or of all; return what cannot be taken, by field.

    Raises `PlanSpaceError`.
    """
    pilot, files = pilot_request.pilot, pilot_request.request.FILES
    answers = {case.number: list(case.answers) for case in texts.cases_of(pilot)}
    own = next((number for number in answers if str(number) == posted), None)
    if posted and own is None:
        raise Http404
    remove = whole_number(pilot_request.typed.get("remove", ""))
    if own is not None and remove is not None:
        texts.delete_file(pilot, own, remove)
    problems: dict[str, list[str]] = {}
    for place in range(1 + len(pilot_request.protocol.names)):
        for order, file in enumerate(files.getlist(f"file-{place}")):
            name = str(file.name)
            number = own or case_of_file(name, sorted(answers), order)
            if place and _is_text(file):
                wrong = _take_text(pilot_request, file, number, place - 1, answers)
            elif number is None:
                wrong = NO_CASE
            else:
                wrong = texts.save_file(pilot, number, place, file, pilot_request.sender)
            if wrong:
                shown = f"{name[-LONGEST_NAME:]}: {wrong}"
                problems.setdefault(f"file-{posted}-{place}", []).append(shown)
    return {field: "; ".join(wrong) for field, wrong in problems.items()}


def _is_text(file: Uploaded) -> bool:
    return str(file.content_type).startswith("text/") or str(file.name).endswith((".txt", ".md"))


def _take_text(
    pilot_request: PilotRequest,
    file: Uploaded,
    number: int | None,
    place: int,
    answers: Mapping[int, list[str]],
) -> str:
    """Store a text, or all answers in it, where they belong; return why it cannot be taken."""
    try:
        text = text_of(Budget(TABLE).read(file))
        # A file that names its case is its answer, with all lists in it.
        pasted = numbered_answers(text, may_be_list=bool(re.search(r"\d", str(file.name))))
    except WrongFileError as refused:
        return lower_first(str(refused).removesuffix("."))
    if len(pasted) <= 1:
        pasted = {} if number is None else {number: clean_text(text)}
    wrong = _put(pasted, place, answers) if pasted else NO_CASE
    if not wrong:
        stored = {case: answers[case] for case in pasted}
        texts.save_answers(pilot_request.pilot, stored, pilot_request.sender)
    return wrong


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
    status = HTTPStatus.OK
    part = media.requested_part(request.headers.get("Range", ""), file.size)
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
        status = HTTPStatus.PARTIAL_CONTENT
    data = texts.bytes_of(file, part or slice(0, file.size))
    return HttpResponse(data, content_type=file.media_type, status=status, headers=headers)
