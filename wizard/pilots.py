"""Pilots: terms that lock, results that come in once, corrections that stay visible, and the verdict on them."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec
from django.db import transaction
from django.utils.timezone import now

from catalog.releases import edition
from catalog.vocabulary import Branch
from catalog.wording import counted, money, number
from wizard.engine import decision as deciding, trials as judging
from wizard.engine.decision import Decision, Part, Target
from wizard.engine.trials import Goal, Rule, TargetSlug, Terms, Trial, Verdict
from wizard.intake.rows import Bad, Row, shortened
from wizard.models import Pilot, PilotChange, PilotImport, PilotTarget, Plan, PlanVersion, TrialRow
from wizard.pilot_forms import Given, Wanted, usual_worth
from wizard.steps.journey import read as read_answers

MOST_TRIALS = 5_000  # of one pilot
MOST_CORRECTIONS = 50  # of one trial
MOST_CHANGES = 200  # of locked targets
SPREAD_OF_TARGET = Decimal("0.4")  # of the threshold, until single results are measured
TOKEN_BYTES = 24
NAMES = {"minutes": "time", "accepted": "quality", "usd": "cost"}
RULE_WORDS = {"all": "all must pass", "none": "none may fail"}
QUALITY_WORDS = {"share": "yes or no", "rubric": "three points, two people"}
_SLUGS = {word.value: word for word in TargetSlug}
_RULES = {word.value: word for word in Rule}
MEASURES = ("accepted", "rating_1", "rating_2", "minutes", "usd")
WORDS = ("model", "what", "remark")


class OvertakenError(Exception):
    """Another window saved something meanwhile; nothing was changed."""


# ------------------------------------------------------------------------------------------------------- what it tries


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a pilot is about, as the version of the plan says it that it is locked on, or else the latest."""

    version: PlanVersion
    decision: Decision
    part: Part
    workflow: str
    targets: tuple[Target, ...]
    usd_per_hour: Decimal | None
    use_case: str  # empty for something of the owner's own

    @property
    def branch(self) -> Branch | None:
        """Return the column of the matrix."""
        return self.part.medium.branch

    @property
    def models(self) -> tuple[str, ...]:
        """Return the names of the models to try."""
        found = (self.part.candidate(slug) for slug in dict.fromkeys((self.part.chosen, self.part.runner_up)))
        return tuple(candidate.name for candidate in found if candidate is not None)

    def today(self, slug: str) -> Decimal | None:
        """Return today's figure for a target."""
        return next((target.today for target in self.targets if target.slug == slug), None)


def frame_of(version: PlanVersion) -> Frame | None:
    """Return what a pilot of this version is about; None where the plan has none."""
    decision = deciding.load(version.decision)
    part = decision.part(decision.pilot.part) if decision.pilot else None
    if decision.pilot is None or part is None:
        return None
    catalog = edition(version.release).catalog
    answers = read_answers(dict(version.answers), catalog, version.decided_on)
    return Frame(
        version=version,
        decision=decision,
        part=part,
        workflow=decision.pilot.workflow,
        targets=decision.pilot.targets,
        usd_per_hour=answers.usd_per_hour,
        use_case=part.output if part.output in catalog.use_case else "",
    )


def proposed(frame: Frame) -> Given:
    """Return the terms that the plan itself proposes."""
    return Given(
        goals=tuple(
            Wanted(
                slug=target.slug,
                threshold=target.threshold,
                worth_having=usual_worth(target.slug, target.threshold),
                primary=target.slug == TargetSlug.ACCEPTED,
            )
            for target in frame.targets
        ),
        rule=Rule.ALL.value,
        quality="share",
        usd_per_hour=frame.usd_per_hour,
    )


# ---------------------------------------------------------------------------------------------------------- its terms


def of(plan: Plan) -> Pilot | None:
    """Return the pilot of a plan with all that its pages show; None where its owner set nothing."""
    return Pilot.objects.whole().filter(plan=plan).first()


def as_given(pilot: Pilot) -> Given:
    """Return the terms of a pilot as its owner set them."""
    rows = {row.slug: row for row in pilot.targets.all()}
    return Given(
        goals=tuple(
            Wanted(slug=slug, threshold=row.threshold, worth_having=row.worth_having, primary=row.primary)
            for slug in NAMES
            if (row := rows.get(slug))
        ),
        rule=pilot.rule,
        quality=pilot.quality,
        usd_per_hour=pilot.usd_per_hour,
    )


def terms_of(pilot: Pilot) -> Terms:
    """Return the terms of a pilot as the engine reads them."""
    rows = {row.slug: row for row in pilot.targets.all()}
    return Terms(
        goals=tuple(
            Goal(
                slug=_SLUGS[slug],
                threshold=row.threshold,
                at_most=row.at_most,
                worth_having=row.worth_having,
                primary=row.primary,
                baseline=row.baseline,
                spread=row.spread,
            )
            for slug in NAMES
            if (row := rows.get(slug))
        ),
        rule=_RULES[pilot.rule],
        wrong_yes=Decimal(pilot.wrong_yes),
        missed=Decimal(pilot.missed),
        trials=pilot.trials,
        usd_per_minute=None if pilot.usd_per_hour is None else pilot.usd_per_hour / 60,
    )


def terms_given(given: Given) -> Terms:
    """Return what was typed as the engine reads it, with the trials that settle all of it."""
    goals = tuple(
        Goal(
            slug=_SLUGS[goal.slug],
            threshold=goal.threshold,
            at_most=goal.at_most,
            worth_having=goal.worth_having,
            primary=goal.primary,
            spread=_spread(goal),
        )
        for goal in given.goals
    )
    wage = None if given.usd_per_hour is None else given.usd_per_hour / 60
    bare = Terms(goals=goals, rule=_RULES[given.rule], trials=1, usd_per_minute=wage)
    trials = max((judging.trials_needed(goal, bare) for goal in goals), default=1)
    return replace(bare, trials=trials)


def _spread(goal: Wanted) -> Decimal | None:
    return None if goal.slug == TargetSlug.ACCEPTED else goal.threshold * SPREAD_OF_TARGET


@transaction.atomic
def set_terms(plan: Plan, frame: Frame, given: Given, *, seen: int) -> Pilot:
    """Keep the terms; once they are locked, what was changed is put on record with the day and the results by then.

    Raises `OvertakenError` where another window saved something since `seen`.
    """
    pilot = _held(plan, seen)
    changes = differences(as_given(pilot), given, pilot.trials) if pilot.pk else ()
    if pilot.pk and not changes:
        return pilot
    pilot.rule, pilot.quality, pilot.usd_per_hour = given.rule, given.quality, given.usd_per_hour
    pilot.trials = terms_given(given).trials
    pilot.save()
    if pilot.locked is not None:
        count = len(counting(pilot))
        PilotChange.objects.bulk_create(
            PilotChange(pilot=pilot, what=what, before=before, after=after, trials=count)
            for what, before, after in changes
        )
    pilot.targets.all().delete()
    PilotTarget.objects.bulk_create(
        PilotTarget(
            pilot=pilot,
            slug=goal.slug,
            threshold=goal.threshold,
            at_most=goal.at_most,
            worth_having=goal.worth_having,
            primary=goal.primary,
            baseline=frame.today(goal.slug),
            spread=_spread(goal),
        )
        for goal in given.goals
    )
    _settle(pilot)
    return pilot


@transaction.atomic
def lock(plan: Plan, frame: Frame, *, seen: int) -> Pilot | None:
    """Lock the terms on the plan's latest version; None where there are none to lock. Locking twice changes nothing."""
    pilot = _held(plan, seen)
    if pilot.locked is not None:
        return pilot
    if not pilot.pk or not pilot.targets.exists():
        return None
    pilot.locked, pilot.version = now(), frame.version
    pilot.use_case, pilot.branch = frame.use_case, frame.branch.value if frame.branch else ""
    _settle(pilot)
    return pilot


def _held(plan: Plan, seen: int | None = None) -> Pilot:
    """Return the pilot of a plan, held until the transaction ends; a new one where there is none yet."""
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    pilot = Pilot.objects.filter(plan=plan).first() or Pilot(plan=plan)
    if seen is not None and seen != pilot.revision:
        raise OvertakenError
    return pilot


def _settle(pilot: Pilot) -> None:
    """Work the verdict out again and keep it; every change of a pilot ends here."""
    found = judging.verdict(terms_of(pilot), [as_trial(row) for row in counting(pilot)])
    pilot.state, pilot.judged = found.state.value, msgspec.json.encode(found).decode()
    pilot.revision += 1
    pilot.save()


def verdict_of(pilot: Pilot) -> Verdict:
    """Return the verdict as it was last worked out; once more where the rules have changed their words since."""
    try:
        return msgspec.json.decode(pilot.judged, type=Verdict)
    except msgspec.DecodeError:
        return judging.verdict(terms_of(pilot), [as_trial(row) for row in counting(pilot)])


def differences(before: Given, after: Given, trials: int) -> tuple[tuple[str, str, str], ...]:
    """Return what differs between two sets of terms: what, from, to; `trials` were agreed before."""
    found: list[tuple[str, str, str]] = []
    old, new = ({goal.slug: goal for goal in given.goals} for given in (before, after))
    for slug, name in NAMES.items():
        was, will = old.get(slug), new.get(slug)
        found.append(
            (
                f"The {name} target",
                figure(slug, was.threshold) if was else "none",
                figure(slug, will.threshold) if will else "none",
            )
        )
        if was and will:
            found.append(
                (
                    f"What is worth having in {name}",
                    figure(slug, was.worth_having, step=True),
                    figure(slug, will.worth_having, step=True),
                )
            )
    found += [
        ("The target that counts first", _primary(before), _primary(after)),
        ("The rule", RULE_WORDS[before.rule], RULE_WORDS[after.rule]),
        ("How quality is judged", QUALITY_WORDS[before.quality], QUALITY_WORDS[after.quality]),
        ("The cost of an hour", _hour(before), _hour(after)),
        ("The number of trials agreed", number(trials), number(terms_given(after).trials)),
    ]
    return tuple((what, was, will) for what, was, will in found if was != will)


def _primary(given: Given) -> str:
    return next((NAMES[goal.slug] for goal in given.goals if goal.primary), "none")


def _hour(given: Given) -> str:
    return "not counted" if given.usd_per_hour is None else money(given.usd_per_hour)


def figure(slug: str, value: Decimal, *, step: bool = False) -> str:
    """Write a figure of a target with its unit: 80 %, 15 min, $2; a `step` of a share is in points."""
    if slug == "usd":
        return money(value)
    if slug == "accepted":
        return f"{number(value)} {'points' if step else '%'}"
    return f"{number(value)} min"


def told(change: PilotChange) -> str:
    """Return a change after the lock as a sentence without its day."""
    when = (
        f"after {counted(change.trials, 'result was', 'results were')} entered"
        if change.trials
        else "before any result was entered"
    )
    if change.before == "none":
        return f"{change.what} was added, {change.after}, {when}."
    if change.after == "none":
        return f"{change.what}, {change.before}, was taken back {when}."
    return f"{change.what} changed from {change.before} to {change.after} {when}."


# ------------------------------------------------------------------------------------------------------------- trials


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A trial: the row that counts, and those it took the place of, the first one first."""

    last: TrialRow
    earlier: tuple[TrialRow, ...] = ()


def stories(pilot: Pilot) -> list[Story]:
    """Return every trial with its corrections, struck ones too, by number."""
    found: dict[int, list[TrialRow]] = {}
    for row in TrialRow.objects.filter(pilot=pilot).in_order():
        found.setdefault(row.number, []).append(row)
    return [Story(last=rows[-1], earlier=tuple(rows[:-1])) for rows in found.values()]


def counting(pilot: Pilot) -> list[TrialRow]:
    """Return the rows that count, by number."""
    return [story.last for story in stories(pilot) if not story.last.struck]


def as_trial(row: TrialRow) -> Trial:
    """Return a row as the engine reads it."""
    return Trial(
        number=row.number,
        model=row.model,
        accepted=row.accepted,
        ratings=tuple(each for each in (row.rating_1, row.rating_2) if each is not None),
        minutes=row.minutes,
        usd=row.usd,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What bringing rows would do: which are new, which add to a trial on file, which are on file already, which clash."""

    new: tuple[Row, ...] = ()
    filling: tuple[tuple[Row, TrialRow], ...] = ()
    known: tuple[Row, ...] = ()
    bad: tuple[Bad, ...] = ()

    @property
    def takes(self) -> int:
        """Return how many rows would change something."""
        return len(self.new) + len(self.filling)


def sort_out(pilot: Pilot, rows: Iterable[Row]) -> Sorted:
    """Hold rows against what is on file: a row that names a trial may add to it, and never changes a figure of it."""
    told_of = stories(pilot)
    by_number = {story.last.number: story.last for story in told_of}
    by_key = {story.earlier[0].key if story.earlier else story.last.key: story.last for story in told_of}
    room = MOST_TRIALS - len(told_of)
    new: list[Row] = []
    filling: list[tuple[Row, TrialRow]] = []
    known: list[Row] = []
    bad: list[Bad] = []
    for row in rows:
        found = by_key.get(row.key) if row.key else by_number.get(row.number or 0)
        if found is None and len(new) >= room:
            bad.append(_refused(row, f"A pilot has room for {MOST_TRIALS:,} trials."))
        elif found is None:
            new.append(row)
        elif clash := _clash(row, found):
            bad.append(_refused(row, f"Trial {found.number} is on file with {clash}. Correct it there."))
        elif _adds(row, found):
            filling.append((row, found))
        else:
            known.append(row)
    return Sorted(new=tuple(new), filling=tuple(filling), known=tuple(known), bad=tuple(bad))


def _refused(row: Row, reason: str) -> Bad:
    return Bad(
        place=row.place,
        said=shortened([f"trial {row.number}" if row.number else "", row.model, row.what]),
        reason=reason,
    )


def _values(row: Row) -> Mapping[str, object]:
    """Return what a row says, by the columns of the table."""
    first, second = (*row.ratings, None, None)[:2]
    return {
        "accepted": row.accepted,
        "rating_1": first,
        "rating_2": second,
        "minutes": row.minutes,
        "usd": row.usd,
        "model": row.model,
        "what": row.what,
        "remark": row.remark,
    }


def _clash(row: Row, found: TrialRow) -> str:
    """Return what a row and the trial it names say differently, in words; nothing where they agree."""
    if found.struck:
        return "a note that it was struck"
    values = _values(row)
    return next(
        (
            words
            for name, words in _CLASHES.items()
            if values[name] not in {None, ""} and getattr(found, name) not in {None, "", values[name]}
        ),
        "",
    )


_CLASHES = {
    "accepted": "another verdict",
    "rating_1": "other points",
    "rating_2": "other points",
    "minutes": "other minutes",
    "usd": "another cost",
    "model": "another model",
}


def _adds(row: Row, found: TrialRow) -> bool:
    return any(value not in {None, ""} and getattr(found, name) in {None, ""} for name, value in _values(row).items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Where rows come from."""

    source: str
    digest: str
    name: str = ""
    refused: int = 0  # rows that could not be read
    before: int | None = None  # how often the same had been brought when it was looked at


@transaction.atomic
def take(plan: Plan, rows: Sequence[Row], brought: Brought | None = None) -> tuple[Pilot, Sorted]:
    """Put results on record; rows that clash are left out and named. Only a locked pilot takes any.

    Raises `Pilot.DoesNotExist` where it is not locked, `OvertakenError` where the same was brought since it was looked
    at.
    """
    pilot = _held(plan)
    if pilot.locked is None:
        raise Pilot.DoesNotExist
    if brought is not None and brought.before not in {None, times_seen(pilot, brought.digest)}:
        raise OvertakenError
    found = sort_out(pilot, rows)
    if not found.takes:
        return pilot, found
    record = None
    if brought is not None:
        refused = brought.refused + len(found.bad)
        record = PilotImport.objects.create(
            pilot=pilot,
            source=brought.source,
            name=brought.name[:120],
            digest=brought.digest,
            taken=found.takes,
            refused=refused,
        )
    TrialRow.objects.bulk_create(
        [*_new(pilot, found.new, record), *(_filled(row, old, record) for row, old in found.filling)]
    )
    _settle(pilot)
    return pilot, found


def _new(pilot: Pilot, rows: Sequence[Row], record: PilotImport | None) -> list[TrialRow]:
    """Return rows for the table; those that name no trial follow the highest number there is."""
    highest = TrialRow.objects.filter(pilot=pilot).order_by("-number").values_list("number", flat=True).first() or 0
    following = max([highest, *(row.number for row in rows if row.number is not None)])
    made = []
    for row in rows:
        if row.number is None:
            following += 1
        made.append(
            TrialRow(pilot=pilot, number=row.number or following, key=row.key[:100], brought=record, **_values(row))
        )
    return made


def _filled(row: Row, old: TrialRow, record: PilotImport | None) -> TrialRow:
    merged = {
        name: getattr(old, name) if getattr(old, name) not in {None, ""} else value
        for name, value in _values(row).items()
    }
    return TrialRow(
        pilot=old.pilot,
        number=old.number,
        correction=old.correction + 1,
        key=old.key,
        brought=record,
        why="Added to.",
        **merged,
    )


@transaction.atomic
def correct(plan: Plan, number_: int, row: Row, *, seen: int, why: str) -> TrialRow | None:
    """Put a corrected row on record in the place of a trial's last; None where there is no such trial."""
    return _follow(plan, number_, seen, {**_values(row), "why": why or "Corrected."})


@transaction.atomic
def strike(plan: Plan, number_: int, *, seen: int, why: str) -> TrialRow | None:
    """Let a trial count no longer; what it said stays readable."""
    return _follow(plan, number_, seen, {"struck": True, "why": why or "Struck."})


@transaction.atomic
def restore(plan: Plan, number_: int, *, seen: int) -> TrialRow | None:
    """Let a struck trial count again."""
    return _follow(plan, number_, seen, {"struck": False, "why": "Counts again."})


def _follow(plan: Plan, number_: int, seen: int, changed: Mapping[str, object]) -> TrialRow | None:
    """Add a row after a trial's last one. Raises `OvertakenError` where that is not the one that was `seen`."""
    pilot = _held(plan)
    last = TrialRow.objects.filter(pilot=pilot, number=number_).in_order().last() if pilot.pk else None
    if last is None:
        return None
    if last.correction != seen:
        raise OvertakenError
    if last.correction >= MOST_CORRECTIONS:
        return last
    same = {name: getattr(last, name) for name in (*MEASURES, *WORDS, "key")}
    row = TrialRow.objects.create(pilot=pilot, number=number_, correction=last.correction + 1, **{**same, **changed})
    _settle(pilot)
    return row


def digest_of(data: bytes) -> str:
    """Return by what something brought is known again: its SHA-256, whatever its line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()


def seen_before(pilot: Pilot, digest: str) -> PilotImport | None:
    """Return when the same file, paste or call brought results already."""
    return PilotImport.objects.filter(pilot=pilot, digest=digest).order_by("-made", "-pk").first()


def times_seen(pilot: Pilot, digest: str) -> int:
    """Return how often the same was brought."""
    return PilotImport.objects.filter(pilot=pilot, digest=digest).count()


# ------------------------------------------------------------------------------------------------ token, field record


@transaction.atomic
def make_token(plan: Plan) -> str | None:
    """Return a new token for the API, of which only the hash is kept; one made before opens nothing from now on."""
    pilot = _held(plan)
    if pilot.locked is None:
        return None
    token = f"pilot_{secrets.token_urlsafe(TOKEN_BYTES)}"
    pilot.token_hash, pilot.token_made = hash_of_token(token), now()
    pilot.save(update_fields=["token_hash", "token_made"])
    return token


@transaction.atomic
def revoke_token(plan: Plan) -> None:
    """Let no token open anything any more."""
    Pilot.objects.filter(plan=plan).update(token_hash="", token_made=None)


def hash_of_token(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def share(plan: Plan, *, shared: bool) -> None:
    """Let a pilot count in the field record, or take that back; only a locked one can."""
    Pilot.objects.filter(plan=plan, locked__isnull=False).update(shared=shared)
