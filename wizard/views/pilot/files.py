"""Pictures, speech and video of a pilot: taken by upload or link, and sent so that no browser runs what they hold."""

from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from wizard.models import CaseFile, Pilot, PilotCase
from wizard.pilot import store
from wizard.pilot.media import MEGABYTE, MOST_FILE_BYTES, MOST_PLAN_BYTES, TAKEN, problem_with_link, requested_part
from wizard.views import walk
from wizard.views.pilot.rating import pilot_to_rate
from wizard.views.pilot.request import OpenPilot, with_pilot

SANDBOX = csp_override({"default-src": [CSP.NONE], "sandbox": True})  # type: ignore[dict-item]  # a directive alone


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def files(asked: OpenPilot) -> HttpResponse:
    """Take the files or links of one case; what cannot be taken is named, and the others are stored."""
    cases = store.cases_of(asked.pilot)
    problems: dict[str, str] = {}
    number = asked.typed.get("case", "")
    if asked.posts:
        case = next((each for each in cases if str(each.number) == number), None)
        if case is None:
            raise Http404
        problems = _save(asked, case)
        if not problems:
            following = next((each.number for each in cases if each.number > case.number), None)
            return asked.lead("pilot_files", fragment=f"case-{following}" if following else "done")
        cases = store.cases_of(asked.pilot)
    page = {
        "errors": problems,
        "rows": [_row(asked, case, problems) for case in cases],
        "answered": len(store.answered(asked.pilot, cases)),
        "taken": TAKEN,
        "most_file": MOST_FILE_BYTES // MEGABYTE,
        "most_plan": MOST_PLAN_BYTES // MEGABYTE,
        "stored": -(-store.stored_bytes(asked.plan) // MEGABYTE),
    }
    return asked.show("files", page, status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK)


def _row(asked: OpenPilot, case: PilotCase, problems: dict[str, str]) -> tuple[PilotCase, Any, list[Any]]:
    """Return a case with its own place for a file or a link, and those of its answers."""
    slots = []
    for place, name in enumerate(("The case itself", *asked.protocol.names)):
        id_ = f"{case.number}-{place}"
        problem, wrong_link = problems.get(f"file-{id_}", ""), problems.get(f"link-{id_}", "")
        slots.append(
            {
                "id": id_,
                "number": case.number,
                "place": place,
                "name": name,
                "file": case.file_at(place),
                "problem": problem,
                "link": asked.typed.get(f"link-{place}", "") if wrong_link else _link(case, place),
                "link_problem": wrong_link,
            }
        )
    return case, slots[0], slots[1:]


def _save(asked: OpenPilot, case: PilotCase) -> dict[str, str]:
    """Store what came for a case; return what is wrong, by field."""
    problems: dict[str, str] = {}
    texts = [case.first, case.second]
    for place in range(len(asked.protocol.names) + 1):
        field = f"{case.number}-{place}"
        sent, link = asked.request.FILES.get(f"file-{place}"), asked.typed.get(f"link-{place}", "").strip()
        if asked.typed.get("remove") == str(place):
            case.files.filter(place=place).delete()
        elif isinstance(sent, UploadedFile) and sent.name:
            wrong = store.save_file(asked.pilot, case.number, place, sent.read(MOST_FILE_BYTES + 1))
            if wrong:
                problems[f"file-{field}"] = f"{sent.name[-60:]}: {wrong}"
        if place and link != _link(case, place):
            if link and (wrong := problem_with_link(link)):
                problems[f"link-{field}"] = wrong
            else:
                texts[place - 1] = link
    if texts != [case.first, case.second]:
        store.save_answers(asked.pilot, {case.number: texts})
    return problems


def _link(case: PilotCase, place: int) -> str:
    """Return an answer that is a link and nothing else."""
    text = ("", case.first, case.second)[place]
    return "" if problem_with_link(text) else text


# ------------------------------------------------------------------------------------------------------------- sending


@require_safe
@SANDBOX
@with_pilot
def owned(asked: OpenPilot, file_key: str) -> HttpResponse:
    """Send a file to the owner."""
    return _sent(asked.request, asked.pilot, file_key)


@require_safe
@SANDBOX
@walk.private
def rated(request: HttpRequest, rating_key: str, file_key: str) -> HttpResponse:
    """Send a file to the second rater."""
    return _sent(request, pilot_to_rate(rating_key), file_key)


def _sent(request: HttpRequest, pilot: Pilot, key: str) -> HttpResponse:
    """Return a file, or the part that was asked for, as an attachment: our pages show it, and it is never a page itself."""
    file = CaseFile.objects.filter(case__pilot=pilot, key=key).first()
    if file is None:
        raise Http404
    data, headers = bytes(file.data), {"Accept-Ranges": "bytes", "Content-Disposition": "attachment"}
    try:
        part = requested_part(request.headers.get("Range", ""), len(data))
    except ValueError:
        headers["Content-Range"] = f"bytes */{len(data)}"
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    if part is None:
        return HttpResponse(data, content_type=file.media_type, headers=headers)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
    return HttpResponse(data[part], content_type=file.media_type, status=HTTPStatus.PARTIAL_CONTENT, headers=headers)
