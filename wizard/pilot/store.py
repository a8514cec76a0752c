"""Stores pilots: started once, each result taken once, corrections as rows, and the verdict that follows."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import IO, Any, Concatenate

import msgspec
from django.db.models import Max, Prefetch
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.timezone import localdate, now

from config.budget import MEGABYTE, Budget, WrongFileError
from wizard.models import CaseFile, Pilot, PilotCase, PilotResult, Plan
from wizard.pilot import space, statistics
from wizard.pilot.cases import MOST_CASES, CasePair
from wizard.pilot.context import Frame
from wizard.pilot.media import FILE, TAKEN, sniff
from wizard.pilot.metrics import BY_SLUG, Better, Values, load_values, store_values
from wizard.pilot.protocol import Protocol, Result
from wizard.pilot.statistics import PairVerdict
from wizard.pilot.tables import Bad, ResultRow, shortened
from wizard.pilot.verdict import ResultState, Verdict, by_model
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.keys import KINDS
from wizard.plans.locking import changes_plan
from wizard.plans.spaces import text_bytes

MOST_RESULTS = 5_000  # of one pilot
MOST_CORRECTIONS = 50  # of one result
MOST_PILOTS = 50  # of one plan
TEXTS_DAYS = 90  # after the day of the decision, for which cases and answers are stored
OWNER, SECOND = 0, 1  # as raters
ENOUGH = 10  # answers rated by two; fewer say nothing of their agreement; ours
AGREE = 0.8  # the share of answers from which on two raters agree well enough; ours
OPPOSITE = {"yes": "no", "no": "yes", "same": "same"}
FORM = "form:"  # how the keys of results begin that were typed into the form
end_rating = KINDS["rating"].end
STRETCH = MEGABYTE  # of a file that is sent
FILE_KEY_BYTES = 8  # it opens nothing without the key before it in the address
_VERDICTS, _PROTOCOL = (
    msgspec.json.Decoder(dict[str, tuple[datetime, Verdict]]),
    msgspec.json.Decoder(Protocol),
)


class PilotOvertakenError(Exception):
    """Another window saved something meanwhile; nothing was changed."""


# -------------------------------------------------------------------------------------------------------------- reading


def protocol_of(pilot: Pilot) -> Protocol:
    return _PROTOCOL.decode(pilot.protocol)


def stories(pilot: Pilot) -> list[list[PilotResult]]:
    """Return the rows of every result, by case and model: the last counts, unless it is struck, in place of those before."""
    found: dict[tuple[int, str, int], list[PilotResult]] = {}
    for row in PilotResult.objects.filter(pilot=pilot).order_by("number", "pk"):
        found.setdefault((row.number, row.model, row.rater), []).append(row)
    return [rows for _, rows in sorted(found.items())]


def counting(pilot: Pilot) -> list[PilotResult]:
    return [last for *_, last in stories(pilot) if not last.struck]


def results_of(pilot: Pilot) -> list[Result]:
    """Return one result a case and model: what the owner said, or else the second rater, and what slipped through."""
    by_place: dict[tuple[int, str], dict[int, Values]] = {}
    for *_, last in stories(pilot):
        if not last.struck:
            by_place.setdefault((last.number, last.model), {})[last.rater] = load_values(
                last.values
            )
    return [_result(number, model, marks) for (number, model), marks in sorted(by_place.items())]


def _result(number: int, model: str, marks: Mapping[int, Values]) -> Result:
    first, second = marks.get(OWNER, {}), marks.get(SECOND, {})
    values = {**second, **first}
    # Past the first reader is what that one let go out, though the second, or either of them, found harm in it.
    passed = values.get("accepted") is True
    damaging = True in {first.get("harmful"), second.get("harmful")}
    refused = OWNER in marks and second.get("accepted") is False
    return Result(
        number=number,
        model=model,
        values=values,
        second_read=OWNER in marks and "accepted" in second,
        slipped=passed and (damaging or refused),
    )


def choices_of(protocol: Protocol, results: Sequence[Result]) -> dict[int, str]:
    """Return which answer was preferred, case by case: yes is the first model, no the second."""
    found = {}
    for result in results if protocol.in_pairs else ():
        if choice := str(result.get("better") or ""):
            found[result.number] = (
                choice if result.model == protocol.contenders[0].model else OPPOSITE[choice]
            )
    return dict(sorted(found.items()))


def pairs_of(protocol: Protocol, results: Sequence[Result]) -> PairVerdict:
    choices = list(choices_of(protocol, results).values())
    return statistics.judge(
        choices.count(Better.YES), choices.count(Better.NO), choices.count(Better.SAME)
    )


def agreement_words(rows: Iterable[PilotResult]) -> str:
    """Return how far the two raters agree on which answers could go out; nothing where only one rated."""
    by_answer: dict[tuple[int, str], dict[int, object]] = {}
    for row in rows:
        if "accepted" in row.values:
            by_answer.setdefault((row.number, row.model), {})[row.rater] = row.values["accepted"]
    pairs = [(each[0], each[1]) for each in by_answer.values() if len(each) > 1]
    same = sum(one == other for one, other in pairs)
    opening = f"Two people said the same of {same} of {len(pairs)} answers."
    if len(pairs) < ENOUGH:
        return f"{opening} Too few to say how well they agree." if pairs else ""
    if same < AGREE * len(pairs):
        return f"{opening} Talk through those on which they differ before you decide."
    return opening


def dated_verdicts(pilot: Pilot) -> dict[str, tuple[datetime, Verdict]]:
    """Return what the results of each model say of it, and since when, in the order of the plan."""
    try:
        return _VERDICTS.decode(pilot.verdicts)
    except msgspec.DecodeError:  # written by other rules
        found = by_model(protocol_of(pilot), results_of(pilot))
        return {model: (pilot.locked, verdict) for model, verdict in found.items()}


def verdicts_of(pilot: Pilot) -> dict[str, Verdict]:
    return {model: verdict for model, (_, verdict) in dated_verdicts(pilot).items()}


def states_of(pilot: Pilot) -> dict[str, ResultState]:
    return {model: verdict.state for model, verdict in verdicts_of(pilot).items()}


def joint_state(models: Iterable[ResultState]) -> ResultState:
    """Return the state of a pilot: it tests on while one model is open, then what the best of them may."""
    states = set(models)
    if states <= {ResultState.NO_DATA}:
        return ResultState.NO_DATA
    if states & {ResultState.TEST_ON, ResultState.NO_DATA}:
        return ResultState.TEST_ON
    return ResultState.USE if ResultState.USE in states else ResultState.DROP


# ------------------------------------------------------------------------------------------------------------- writing


@changes_plan
def start(
    plan: Plan,
    frame: Frame,
    cases: Sequence[CasePair] = (),
    *,
    seen: int,
    sent_by: HttpRequest | None = None,
) -> Pilot:
    """Start a pilot: what was agreed is locked from now on. Raises `OvertakenError` where another was started since."""
    number = plan.pilots.aggregate(last=Max("number"))["last"] or 0
    if number != seen or number >= MOST_PILOTS:
        raise PilotOvertakenError
    pilot = Pilot.objects.create(
        plan=plan,
        number=number + 1,
        version=frame.version,
        job=frame.job.key,
        use_case=frame.job.use_case or "",
        branch=frame.branch,
        protocol=msgspec.json.encode(frame.protocol).decode(),
        seed=secrets.token_hex(KEY_BYTES),
        texts_until=max(frame.decides_by, localdate()) + timedelta(days=TEXTS_DAYS),
    )
    _add(pilot, cases, sent_by)
    settle(pilot)
    return pilot


def changes_pilot[**P, R](
    change: Callable[Concatenate[Pilot, P], R],
) -> Callable[Concatenate[Pilot, P], R]:
    """Hand a change the pilot as it stands now, its plan locked, in place of the one that was read before."""

    @changes_plan
    def with_plan(plan: Plan, /, pk: int, *args: P.args, **kwargs: P.kwargs) -> R:
        return change(plan.pilots.get(pk=pk), *args, **kwargs)

    @wraps(change)
    def changed(pilot: Pilot, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return with_plan(pilot.plan, pilot.pk, *args, **kwargs)

    return changed


def settle(pilot: Pilot) -> None:
    """Store the verdict on each model and the state that follows; every change of a pilot ends here."""
    found, before = by_model(protocol_of(pilot), results_of(pilot)), dated_verdicts(pilot)
    since = {(model, verdict.state): day for model, (day, verdict) in before.items()}
    dated = {
        model: (since.get((model, each.state)) or now(), each) for model, each in found.items()
    }
    pilot.verdicts = msgspec.json.encode(dated).decode()
    pilot.state = joint_state(each.state for each in found.values()).value
    pilot.revision += 1
    pilot.save()


# --------------------------------------------------------------------------------------------------- texts and files


@changes_pilot
def add_cases(pilot: Pilot, cases: Sequence[CasePair], sent_by: HttpRequest | None = None) -> int:
    """Store cases after those that are there, as many as a pilot takes; return how many were left out.

    Raises `PlanSpaceError`, as all do that store texts, files or results.
    """
    return _add(pilot, cases, sent_by)


def _add(pilot: Pilot, cases: Sequence[CasePair], sent_by: HttpRequest | None) -> int:
    last = PilotCase.objects.filter(pilot=pilot).aggregate(last=Max("number"))["last"] or 0
    most = max(MOST_CASES - last, 0)
    size = sum(text_bytes(astuple(case)) for case in cases[:most])
    space.SPACE.claim(pilot.plan, size, sent_by)
    PilotCase.objects.bulk_create(
        PilotCase(pilot=pilot, number=number, **asdict(case))
        for number, case in enumerate(cases[:most], start=last + 1)
    )
    return len(cases[most:])


@changes_pilot
def save_answers(
    pilot: Pilot, answers: Mapping[int, Sequence[str]], sent_by: HttpRequest | None = None
) -> None:
    """Store answers by the number of their case, that of the first model first."""
    rows = list(pilot.cases.filter(number__in=answers))
    before = sum(text_bytes((row.first, row.second)) for row in rows)
    size = sum(text_bytes(answers[row.number]) for row in rows)
    space.SPACE.claim(pilot.plan, size - before, sent_by)
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
        each.number
        for each in cases
        if all((each.first, each.second)[at] or each.file_at(at + 1) for at in places)
    ]


def bytes_of(file: CaseFile, part: slice) -> bytes:
    """Return a part of what a file holds; a stretch at a time, for the driver takes thrice as much of each."""
    stored = CaseFile.objects.filter(pk=file.pk).order_by()
    starts = range(part.start, part.stop, STRETCH)
    pieces = (
        stored.values_list(Substr("data", start + 1, min(STRETCH, part.stop - start)), flat=True)
        for start in starts
    )
    return b"".join(bytes(piece.get()) for piece in pieces)


def save_file(
    pilot: Pilot, number: int, place: int, file: IO[bytes], sent_by: HttpRequest | None = None
) -> str:
    """Store a file in the place of the one before it; return why it is not taken, or nothing where it is."""
    try:
        data = Budget(FILE).read(file)
    except WrongFileError as refused:
        return str(refused).removesuffix(".")
    found = sniff(data)
    if found is None:
        return f"it is none of {TAKEN}, whatever its name says"
    stored = CaseFile(place=place, media_type=found.value, size=len(data), data=data)
    return _save_file(pilot, number, stored, sent_by)


@changes_pilot
def _save_file(pilot: Pilot, number: int, file: CaseFile, sent_by: HttpRequest | None) -> str:
    case = pilot.cases.filter(number=number).first()
    if case is None:  # its texts were deleted meanwhile
        return "the case is no longer there"
    before = case.files.filter(place=file.place)
    space.SPACE.claim(pilot.plan, file.size - sum(before.values_list("size", flat=True)), sent_by)
    before.delete()
    file.case, file.key = case, secrets.token_urlsafe(FILE_KEY_BYTES)
    file.save(force_insert=True)
    return ""


@changes_pilot
def delete_file(pilot: Pilot, number: int, place: int) -> None:
    CaseFile.objects.filter(case__pilot=pilot, case__number=number, place=place).delete()


@changes_pilot
def delete_texts(pilot: Pilot) -> None:
    """Delete the cases and answers of a pilot, and with them its rating link; the marks stay."""
    alone = Pilot.objects.filter(pk=pilot.pk)
    end_rating(alone)
    alone.delete_texts()


# ------------------------------------------------------------------------------------------------------------- results


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: which are new, which add to a result on file, which are on file already, which clash."""

    new: tuple[tuple[ResultRow, str], ...] = ()  # each with the slug of its model
    filling: tuple[tuple[ResultRow, PilotResult], ...] = ()
    known: tuple[ResultRow, ...] = ()
    bad: tuple[Bad, ...] = ()

    @property
    def takes(self) -> int:
        """Return how many rows would change something."""
        return len(self.new) + len(self.filling)


def sort_out(pilot: Pilot, rows: Iterable[ResultRow]) -> Sorted:
    """Compare rows with what is on file: a row that names a case may add to it, and never changes a figure of it."""
    protocol = protocol_of(pilot)
    on_file = [rows for rows in stories(pilot) if rows[-1].rater == OWNER]
    by_case = {(last.number, last.model): last for *_, last in on_file}
    by_key = {rows[0].key: rows[-1] for rows in on_file}
    better = {place: row.values.get("better") for place, row in by_case.items()}
    new: list[tuple[ResultRow, str]] = []
    filling: list[tuple[ResultRow, PilotResult]] = []
    known: list[ResultRow] = []
    bad: list[Bad] = []
    for row in rows:
        contender, reason = protocol.find(row.model), ""
        model = contender.model if contender else ""
        found = (by_key.get(row.key) if row.key else None) or by_case.get((row.number or 0, model))
        number = found.number if found else row.number
        other = next(
            (better[place] for place in better if place[0] == number and place[1] != model), None
        )
        preferred = row.values.get("better")
        if contender is None:
            tested = " and ".join(protocol.names)
            reason = (
                f"This pilot tests {tested}, not “{row.model}”."
                if row.model
                else f"Say which model it was: {tested}."
            )
        elif found is None and len(on_file) + len(new) >= MOST_RESULTS:
            reason = f"A pilot takes {MOST_RESULTS:,} results."
        elif found is not None and (clash := _clash(row, model, found)):
            reason = f"Case {found.number} is on file with {clash}. Correct it there."
        elif preferred and other and other != OPPOSITE[str(preferred)]:
            reason = f"Case {number}: the other model’s result says otherwise about which one is preferred."
        if reason:
            text = shortened([f"case {row.number}" if row.number else "", row.model])
            bad.append(Bad(place=row.place, text=text, reason=reason))
            continue
        if number is not None and preferred:
            better[number, model] = (
                preferred  # so that two rows of one file cannot contradict each other
            )
        if found is None:
            new.append((row, model))
        elif any(slug not in found.values for slug in row.values):
            filling.append((row, found))
        else:
            known.append(row)
    return Sorted(new=tuple(new), filling=tuple(filling), known=tuple(known), bad=tuple(bad))


def _clash(row: ResultRow, model: str, found: PilotResult) -> str:
    """Return what a row and the result it names say differently, in words; nothing where they agree."""
    if found.struck:
        return "a note that it was struck"
    if found.model != model:
        return "another model"
    if (
        row.key and found.key and row.key != found.key and not row.key.startswith(FORM)
    ):  # a form sends a key of its own
        return "another id"
    stored = load_values(found.values)
    slug = next(
        (slug for slug, value in row.values.items() if slug in stored and stored[slug] != value), ""
    )
    return f"another answer to “{BY_SLUG[slug].label}”" if slug else ""


@changes_pilot
def take(
    pilot: Pilot,
    rows: Sequence[ResultRow],
    *,
    digest: str = "",
    seen: int | None = None,
    sent_by: HttpRequest | None = None,
) -> Sorted:
    """Put results on record; rows that clash are left out and named. `digest` is of what brought them.

    Raises `OvertakenError` where the same was brought again since it had been brought `seen` times.
    """
    if seen is not None and seen != times_seen(pilot, digest):
        raise PilotOvertakenError
    found = sort_out(pilot, rows)
    if not found.takes:
        return found
    space.SPACE.claim(pilot.plan, found.takes * space.RESULT_BYTES, sent_by)
    same = {"digest": digest, "made": now()}  # they came in at once
    filled = [
        _following(old, why="Added to.", values={**store_values(row.values), **old.values}, **same)
        for row, old in found.filling
    ]
    PilotResult.objects.bulk_create([*_new(pilot, found.new, **same), *filled])
    settle(pilot)
    return found


def _new(pilot: Pilot, rows: Sequence[tuple[ResultRow, str]], **same: Any) -> Iterator[PilotResult]:
    """Yield rows for the table; those that name no case follow the highest number of their model."""
    highest = dict(
        PilotResult.objects.filter(pilot=pilot)
        .order_by()
        .values_list("model")
        .annotate(last=Max("number"))
    )
    for row, model in rows:
        highest[model] = max(highest.get(model, 0), row.number or 0)
    for row, model in rows:
        if row.number is None:
            highest[model] += 1
        number, values = row.number or highest[model], store_values(row.values)
        yield PilotResult(
            pilot=pilot, number=number, model=model, values=values, key=row.key, **same
        )


def _following(old: PilotResult, **changed: object) -> PilotResult:
    """Return the row that takes the place of a result’s last one. Raises `OvertakenError` where it takes no more."""
    if old.correction >= MOST_CORRECTIONS:
        raise PilotOvertakenError
    same = {
        name: getattr(old, name)
        for name in ("pilot_id", "number", "model", "rater", "values", "key")
    }
    return PilotResult(correction=old.correction + 1, **{**same, **changed})


@changes_pilot
def correct(pilot: Pilot, /, old: PilotResult, *, seen: int, **changed: object) -> None:
    """Put a row on record in the place of a result’s last one. Raises `OvertakenError` where that is not the `seen` one."""
    last = latest_ratings(pilot, old.number, old.rater)[old.model]
    if last.correction != seen:
        raise PilotOvertakenError
    _following(last, **changed).save()
    settle(pilot)


def latest_ratings(pilot: Pilot, number: int, rater: int) -> dict[str, PilotResult]:
    rows = PilotResult.objects.filter(pilot=pilot, number=number, rater=rater)
    return {row.model: row for row in rows.order_by("correction", "pk")}


@changes_pilot
def rate(pilot: Pilot, number: int, rater: int, marks: Mapping[str, Values]) -> None:
    """Put on record what a rater said of the answers to one case, by model; a rating before it stays beside it."""
    before = latest_ratings(pilot, number, rater)
    for model, values in marks.items():
        last, stored = before.get(model), store_values(values)
        if last is None:
            PilotResult.objects.create(
                pilot=pilot, number=number, model=model, rater=rater, values=stored
            )
        elif (merged := {**last.values, **stored}) != last.values or last.struck:
            _following(last, values=merged, why="Rated anew.").save()
    settle(pilot)


def rated_cases(pilot: Pilot, rater: int) -> set[int]:
    mark = "better" if protocol_of(pilot).in_pairs else "accepted"
    found = PilotResult.objects.filter(pilot=pilot, rater=rater, values__has_key=mark).order_by()
    return set(found.values_list("number", flat=True))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of an upload, whatever its line ends, to recognise the same one."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()


def times_seen(pilot: Pilot, digest: str) -> int:
    return (
        PilotResult.objects.filter(pilot=pilot, digest=digest)
        .order_by()
        .values("made")
        .distinct()
        .count()
    )


@changes_pilot
def make_rating_key(pilot: Pilot) -> str:
    """Return a new key of the rating link, of which only the hash is stored; one before it opens nothing."""
    end_rating(Pilot.objects.filter(pk=pilot.pk))
    key = secrets.token_urlsafe(KEY_BYTES)
    pilot.rating_hash = hash_of(key)
    pilot.save(update_fields=["rating_hash"])
    return key


@changes_pilot
def change(pilot: Pilot, /, **values: object) -> None:
    """Store what is no part of what was agreed, such as whether the pilot counts in the field record."""
    for name, value in values.items():
        setattr(pilot, name, value)
    pilot.save(update_fields=values)
