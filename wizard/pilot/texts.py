"""A pilot's cases and answers, as texts and files: private, counted, deleted together."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, astuple
from typing import IO

from django.db.models import Max, Prefetch
from django.db.models.functions import Substr

from config.budget import Budget, WrongFileError
from wizard.models import CaseFile, Pilot, PilotCase, PilotResult
from wizard.pilot.cases import MOST_CASES, CasePair
from wizard.pilot.media import FILE, TAKEN, sniff
from wizard.pilot.space import SPACE
from wizard.pilot.store import changes_pilot, end_rating, protocol_of
from wizard.plans.spaces import THE_SITE, PlanSpaceError, Sender, text_bytes

FILE_KEY_BYTES = 8  # it opens nothing without the key before it in the address


def add(pilot: Pilot, cases: Sequence[CasePair], sender: Sender = THE_SITE) -> int:
    """Store cases of a pilot after those that are there; return how many were left out.

    The plan of the pilot is locked.

    Raises `PlanSpaceError`, as all do that store texts, files or results.
    """
    last = PilotCase.objects.filter(pilot=pilot).aggregate(last=Max("number"))["last"] or 0
    taken = cases[: max(MOST_CASES - last, 0)]
    size = sum(text_bytes(astuple(case)) for case in taken)
    SPACE.claim(pilot.plan, size, sender)
    PilotCase.objects.bulk_create(
        PilotCase(pilot=pilot, number=number, **asdict(case))
        for number, case in enumerate(taken, start=last + 1)
    )
    return len(cases) - len(taken)


add_cases = changes_pilot(add)


class AnswersStayError(PlanSpaceError):
    """An answer is not replaced, for somebody has said how good it is."""


def _refuse_if_rated(pilot: Pilot, numbers: Collection[int]) -> None:
    rated = PilotResult.objects.filter(pilot=pilot, number__in=numbers).order_by("number").first()
    if rated is not None:
        raise AnswersStayError(
            f"case {rated.number} is rated, and its answers stay; start another pilot for others"
        )


@changes_pilot
def save_answers(
    pilot: Pilot, answers: Mapping[int, Sequence[str]], sender: Sender = THE_SITE
) -> None:
    """Store answers by the number of their case, that of the first model first.

    Raises `AnswersStayError` where another one was rated.
    """
    rows = list(pilot.cases.filter(number__in=answers))
    replaced = [
        row.number
        for row in rows
        for old, new in zip(row.answers, answers[row.number], strict=True)
        if old not in {"", new}
    ]
    _refuse_if_rated(pilot, replaced)
    before = sum(text_bytes(row.answers) for row in rows)
    size = sum(text_bytes(answers[row.number]) for row in rows)
    SPACE.claim(pilot.plan, size - before, sender)
    for row in rows:
        row.first, row.second = answers[row.number]
    PilotCase.objects.bulk_update(rows, ["first", "second"])


def cases_of(pilot: Pilot) -> list[PilotCase]:
    """Return the cases with their files, without what the files hold."""
    return list(pilot.cases.prefetch_related(Prefetch("files", CaseFile.objects.defer("data"))))


def answered(pilot: Pilot, cases: Sequence[PilotCase]) -> list[int]:
    """Return the numbers of the cases that have an answer of every model, as text or as a file."""
    places = range(len(protocol_of(pilot).contenders))
    return [
        case.number
        for case in cases
        if all(case.answers[at] or case.file_at(at + 1) for at in places)
    ]


def bytes_of(file: CaseFile, part: slice) -> bytes:
    """Return a part of what a file holds, and take no more of it from the database."""
    data = Substr("data", part.start + 1, part.stop - part.start)
    return bytes(CaseFile.objects.filter(pk=file.pk).values_list(data, flat=True).get())


def save_file(
    pilot: Pilot, number: int, place: int, file: IO[bytes], sender: Sender = THE_SITE
) -> str:
    """Store a file in place of the one before it; return why it is not taken, or nothing."""
    try:
        data = Budget(FILE).read(file)
    except WrongFileError as refused:
        return str(refused).removesuffix(".")
    media_type = sniff(data)
    if media_type is None:
        return f"it is none of {TAKEN}, whatever its name says"
    stored = CaseFile(place=place, media_type=media_type.value, size=len(data), data=data)
    return _save_file(pilot, number, stored, sender)


@changes_pilot
def _save_file(pilot: Pilot, number: int, file: CaseFile, sender: Sender) -> str:
    case = pilot.cases.filter(number=number).first()
    if case is None:  # its texts were deleted meanwhile
        return "the case is no longer there"
    before = case.files.filter(place=file.place)
    if before:
        _refuse_if_rated(pilot, [number])
    size_before = sum(before.values_list("size", flat=True))
    SPACE.claim(pilot.plan, file.size - size_before, sender)
    before.delete()
    file.case = case
    file.key = secrets.token_urlsafe(FILE_KEY_BYTES)
    file.save(force_insert=True)
    return ""


@changes_pilot
def delete_file(pilot: Pilot, number: int, place: int) -> None:
    CaseFile.objects.filter(case__pilot=pilot, case__number=number, place=place).delete()


def move(before: Pilot, pilot: Pilot) -> None:
    """Move the cases and answers of a pilot to another of its plan, and end the rating link.

    The plan is locked.
    """
    PilotCase.objects.filter(pilot=before).update(pilot=pilot)
    end_rating(Pilot.objects.filter(pk=before.pk))


@changes_pilot
def delete_texts(pilot: Pilot) -> None:
    """Delete the cases and answers of a pilot, and with them its rating link; the marks stay."""
    alone = Pilot.objects.filter(pk=pilot.pk)
    end_rating(alone)
    alone.delete_texts()
