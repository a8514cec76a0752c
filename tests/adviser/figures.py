"""Figures: what METHOD §9 asks of the advice, each one measured.

They are measured over the grid, over firms and over random answers.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time

from catalog.schema import Catalog, UseCase
from catalog.vocabulary import SolutionKind
from tests.adviser.firms import firms
from tests.adviser.grid import ON, Grid, Point, random_answers, tool_of
from tests.adviser.oracle import broken, may_not_lead
from tests.adviser.sensitivity import SETS, moved
from tests.adviser.signatures import named_by, signatures
from tests.replacing import replace
from wizard.decision.answers import Answers, PaidPlan
from wizard.decision.costs import Priced
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.decision.endings import (
    Advised,
    AsDear,
    AskFirst,
    Ending,
    FromList,
    LeaveIt,
    SecondLook,
    Sparing,
    first_of,
)
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.options import Option
from wizard.decision.ranking import Ranking, rank
from wizard.decision.rules import Rule
from wizard.decision.trial import chance_to_pass, stop_rule
from wizard.decision.verdicts import ending
from wizard.decision.vocabulary import OptionKind, Place, Review, SparingSeen, Stakes

STEP = 1.05
STEPS = 50
TINY = 1e-9
LEAST_MOVED = 5  # of a hundred plans
STAKES = tuple(Stakes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table: what it is, what was measured, what is asked."""

    name: str
    now: str
    must: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the figures are measured on."""

    grid: Grid
    points: tuple[Point, ...]

    @property
    def catalog(self) -> Catalog:
        return self.grid.catalog

    def named(self, *places: Place) -> list[tuple[Point, Ranking, Priced]]:
        """Return the situations in which something may be named."""
        rows = []
        for point in self.points:
            ranking = self.grid.ranking(point)
            if ranking is not None and not ranking.is_empty:
                rows.append((point, ranking, ranking.pick))
        return [row for row in rows if not places or row[0].place in places]

    def steps(self, field: str, values: Sequence[object]) -> Iterator[tuple[Ranking, Ranking]]:
        """Yield the rankings of neighbours that differ in one field alone."""
        places = {value: index for index, value in enumerate(values)}
        for point in self.points:
            index = places[getattr(point, field)] + 1
            if index == len(values):
                continue
            other = replace(point, **{field: values[index]})
            before, after = self.grid.ranking(point), self.grid.ranking(other)
            if before is None or after is None or before.is_empty or after.is_empty:
                continue
            if _reading(before) == _reading(after):
                yield before, after


def _reading(ranking: Ranking) -> Review:
    """Return who reads the work: at law everybody does, so that fewer mistakes remain there."""
    return ranking.costing.work.reviewed


# -------------------------------------------------------------------------------- money decides


def regret(bench: Bench) -> Iterator[Figure]:
    """Yield what holding on to a name costs where it flips, at the most."""
    worst, flips = 0.0, 0
    for _, ranking, _ in bench.named()[::17]:
        options = [row.option for row in ranking.candidates]
        before, results = ranking, ranking.costing.work.results
        for _ in range(STEPS):
            results *= STEP
            after = _at(ranking, options, results)
            if after.is_empty or before.is_empty:
                break
            old = next((row for row in after.candidates if row.option == before.pick.option), None)
            if old is not None and after.pick.option.tool != before.pick.option.tool:
                flips += 1
                worst = max(worst, old.total_usd / after.pick.total_usd - 1)
            before = after
    yield Figure(
        name=f"largest regret at a flip (5 % steps, {flips:,} flips)",
        now=f"{100 * worst:.2f} %",
        must="≤ 1 %",
        holds=worst <= 0.01,
    )


def _at(ranking: Ranking, options: Sequence[Option], results: float) -> Ranking:
    work = replace(ranking.costing.work, results=results)
    return rank(options, work, replace(ranking.costing, work=work))


def monotone(bench: Bench) -> Iterator[Figure]:
    """Yield whether more stakes or volume ever lead to worse or dearer, among offers by use."""
    volumes = sorted({point.volume for point in bench.points})
    stakes = list(bench.steps("stakes", STAKES))
    volume = list(bench.steps("volume", volumes))
    worse = sum(_is_worse(before, after) for before, after in stakes)
    dearer = sum(_is_dearer(before, after) for before, after in volume)
    yield Figure(
        name=f"stakes up, worse θ; volume up, dearer rate without fewer mistakes "
        f"({len(stakes):,}; {len(volume):,} steps)",
        now=f"{worse}; {dearer}",
        must="0; 0",
        holds=worse == dearer == 0,
    )
    changed = [100 * _share_changed(steps) for steps in (volume, stakes)]
    yield Figure(
        name="steps that change the pick: volume / stakes",
        now=f"{changed[0]:.0f} / {changed[1]:.0f} %",
        must="≥ 15 %",
        holds=min(changed) >= 15,
    )


def _by_use(before: Ranking, after: Ranking) -> tuple[Priced, Priced] | None:
    first, second = before.pick, after.pick
    both = first.option.kind.by_use and second.option.kind.by_use
    return (first, second) if both else None


def _is_worse(before: Ranking, after: Ranking) -> bool:
    pair = _by_use(before, after)
    return pair is not None and _theta(pair[1]) < _theta(pair[0]) - TINY


def _is_dearer(before: Ranking, after: Ranking) -> bool:
    pair = _by_use(before, after)
    if pair is None:
        return False
    dearer = pair[1].option.result_usd > pair[0].option.result_usd + TINY
    return dearer and pair[1].wrong >= pair[0].wrong


def _theta(row: Priced) -> float:
    return row.option.strength.log_odds if row.option.strength is not None else 0.0


def _share_changed(steps: Sequence[tuple[Ranking, Ranking]]) -> float:
    return sum(tool_of(one) != tool_of(other) for one, other in steps) / max(len(steps), 1)


def commonest(bench: Bench) -> Iterator[Figure]:
    """Yield how often the commonest language model is named."""
    shares = []
    for place in (Place.ANYWHERE, Place.EU):
        names = Counter(
            pick.option.tool
            for point, _, pick in bench.named(place)
            if pick.option.kind is OptionKind.MODEL
            and bench.grid.row(point).case.parts[0].kind.value == "language"
        )
        top = names.most_common(1)
        shares.append((top[0][0], 100 * top[0][1] / names.total()) if top else ("", 0.0))
    yield Figure(
        name=f"commonest language model: anywhere ({shares[0][0]}) / EU ({shares[1][0]})",
        now=f"{shares[0][1]:.0f} / {shares[1][1]:.0f} %",
        must="≤ 30 %",
        holds=max(share for _, share in shares) <= 30,
    )


def damage(bench: Bench) -> Iterator[Figure]:
    """Yield whether damage of law and hurt ever falls where it must not.

    It must not with less wage, fewer people or more volume.
    """
    lower = 0
    severe = [row for row in bench.named() if row[0].stakes.severe]
    for _, ranking, _ in severe[::7]:
        costing = ranking.costing
        for fields in ({"wage_usd": 5.0}, {"people": 1}, {"results": costing.work.results * 100}):
            other = replace(costing, work=replace(costing.work, **fields))
            lower += other.damage_usd < costing.damage_usd - TINY
    yield Figure(
        name="damage of law, hurt lower with less wage, staff, more volume",
        now=str(lower),
        must="0",
        holds=lower == 0,
    )


# ------------------------------------------------------------------------------- test and guesses


def own_test(bench: Bench) -> Iterator[Figure]:
    """Yield how many picks pass their own test with 80 % at least."""
    chances = [
        chance_to_pass(pick, ranking.costing, stop_rule(ranking.costing.work))
        for _, ranking, pick in bench.named()
    ]
    passing = 100 * sum(chance >= 0.8 for chance in chances) / len(chances)
    yield Figure(
        name=f"a pick passes its own test with ≥ 80 % (the least {100 * min(chances):.0f} %)",
        now=f"{passing:.1f} %",
        must="≥ 95 %",
        holds=passing >= 95,
    )


def left(bench: Bench) -> Iterator[Figure]:
    """Yield how many jobs are left, and how many are as dear, at 300 all read."""
    rows = [
        ending(ranking)
        for point, ranking, _ in bench.named(Place.ANYWHERE, Place.EU)
        if point.volume == 300 and point.review is Review.EVERY
    ]
    leave, dear = (100 * _part(rows, kind) for kind in (LeaveIt, AsDear))
    yield Figure(
        name=f"leave it / as dear at 300, all read, any stakes (of {len(rows):,})",
        now=f"{leave:.0f} / {dear:.0f} %",
        must="≤ 5 / ≤ 15 %",
        holds=leave <= 5 and dear <= 15,
    )


def _part(rows: Sequence[Ending], kind: type[Ending]) -> float:
    return sum(isinstance(row, kind) for row in rows) / max(len(rows), 1)


OTHER_GUESSES: tuple[tuple[str, tuple[Guesses, ...]], ...] = (
    (
        "D × 0.2, × 5",
        (replace(GUESSES, damage_factor=0.2), replace(GUESSES, damage_factor=5.0)),
    ),
    ("slope 0.1, 0.5", (replace(GUESSES, slope=0.1), replace(GUESSES, slope=0.5))),
    ("w 0.1, 0.3", (replace(GUESSES, wrong_of_best=0.1), replace(GUESSES, wrong_of_best=0.3))),
    ("c 0.5, 0.95", (replace(GUESSES, noticed=0.5), replace(GUESSES, noticed=0.95))),
)


def other_guesses(bench: Bench) -> Iterator[Figure]:
    """Yield how many names change with our boldest guesses far lower and far higher."""
    rows = bench.named()[::5]
    for name, others in OTHER_GUESSES:
        shares = [100 * _changed_by(bench, rows, guesses) for guesses in others]
        yield Figure(
            name=f"changed by {name}",
            now=" / ".join(f"{share:.0f}" for share in shares) + " %",
            must="≤ 20 % each",
            holds=max(shares) <= 20,
        )


def _changed_by(
    bench: Bench, rows: Sequence[tuple[Point, Ranking, Priced]], guesses: Guesses
) -> float:
    changed = sum(
        tool_of(bench.grid.with_guesses(point, guesses)) != pick.option.tool
        for point, _, pick in rows
    )
    return changed / max(len(rows), 1)


def never_shown(bench: Bench) -> Iterator[Figure]:
    """Yield whether taking away every option that no plan shows changes a name."""
    rows = bench.named()
    shown = {pick.option.key for _, _, pick in rows}
    shown |= {
        ranking.challenger.option.key for _, ranking, _ in rows if ranking.challenger is not None
    }
    changed = 0
    for _, ranking, pick in rows[::3]:
        options = [row.option for row in ranking.passing]
        fewer = [row for row in options if row.key in shown]
        again = rank(fewer, ranking.costing.work, replace(ranking.costing, best=None))
        changed += tool_of(again) != pick.option.tool
    yield Figure(
        name=f"changed by removing what is never shown (all but {len(shown)} options)",
        now=f"{changed} of {len(rows[::3]):,}",
        must="0",
        holds=changed == 0,
    )


def cheaper_first(bench: Bench) -> Iterator[Figure]:
    """Yield how often the cheaper of two is named first, and its cost above the pick's."""
    rows = bench.named()
    above = [
        ranking.challenger.total_usd / pick.total_usd - 1
        for _, ranking, pick in rows
        if ranking.starts_cheaper and ranking.challenger is not None
    ]
    share, most = 100 * len(above) / len(rows), 100 * max(above, default=0.0)
    yield Figure(
        name="the cheaper named first; its C above the pick's at most",
        now=f"{share:.1f}; {most:.0f} %",
        must="≤ 6; ≤ 15 %",
        holds=share <= 6 and most <= 15,
    )


def by_hand(bench: Bench) -> Iterator[Figure]:
    """Yield for how many jobs by hand a tool is named, of which how many are asked first."""
    shares = []
    for place in (Place.ANYWHERE, Place.EU):
        points = [
            Point(use_case=row.slug, place=place, volume=60, built_in=False, private=False)
            for row in bench.catalog.use_cases
            if _may_take_a_tool(row, bench.catalog)
        ]
        endings = [decide(point.answers, bench.catalog, ON).jobs[0].ending for point in points]
        named = [row for row in endings if first_of(row) is not None]
        asked = [row for row in named if isinstance(row, AskFirst)]
        shares.append((100 * len(named) / len(endings), 100 * len(asked) / len(endings)))
    now = ", ".join(f"{named:.0f} ({asked:.0f})" for named, asked in shares)
    yield Figure(
        name="by hand, 60 a month: a tool named (of these ask first): anywhere, EU",
        now=f"{now} %",
        must="≥ 90, ≥ 85",
        holds=shares[0][0] >= 90 and shares[1][0] >= 85,
    )


def _may_take_a_tool(use_case: UseCase, catalog: Catalog) -> bool:
    """Return whether neither the law nor an adviser keeps a tool with AI from a job."""
    kinds = catalog.solution_of[use_case.slug].kinds
    return not use_case.annex_iii and kinds != (SolutionKind.NONE,)


# ---------------------------------------------------------------------------------- what is said


def said(bench: Bench) -> Iterator[Figure]:
    """Yield a plan's wrong words: "shows it" where no test can, misfit reading, no risk.

    Misfit reading means reading that does not fit and is not said.
    """
    claims = unsaid = riskless = jobs = 0
    for point in bench.points[::11]:
        job = decide(point.answers, bench.catalog, ON).jobs[0]
        jobs += 1
        claims += sum(_claims_too_much(row) for row in _sparing(job.ending))
        unsaid += _is_unread(job) and not _notes(job, Rule.READING_TOO_LONG)
        riskless += not job.risks
    yield Figure(
        name=f"“shows it” where it cannot; misfit reading unsaid; no risk (of {jobs:,})",
        now=f"{claims}; {unsaid}; {riskless}",
        must="0; 0; 0",
        holds=claims == unsaid == riskless == 0,
    )


def _sparing(row: Ending) -> tuple[Sparing, ...]:
    advised = row.wording if isinstance(row, FromList) else row
    return advised.recommendation.sparing if isinstance(advised, Advised) else ()


def _claims_too_much(row: Sparing) -> bool:
    if row.seen is not SparingSeen.SHOWS:
        return False
    return row.results is None or row.visible is None or row.results <= row.visible


def _is_unread(job: JobDecision) -> bool:
    """Return whether people would newly have to read over 80 hours a month each.

    Where they do so today, it does not count.
    """
    first, work = first_of(job.ending), job.work
    if first is None or job.ranking is None or isinstance(job.ending, SecondLook):
        return False
    of_all = {Review.EVERY: 1.0, Review.SAMPLE: 0.1, Review.NOBODY: 0.0}[work.reviewed]
    part = of_all * (0.3 if work.reading_part is None else work.reading_part)
    hours = work.results * work.minutes_by_hand * part / 60 / work.doers / work.months
    return hours > 80


def _notes(job: JobDecision, rule: Rule) -> bool:
    return any(row.rule == rule for row in job.notes)


# -------------------------------------------------------------------------------------- musts


def musts(bench: Bench) -> Iterator[Figure]:
    """Yield whether a must is broken at a pick or challenger, by the raw files."""
    faults: Counter[str] = Counter()
    checked = 0
    for point, ranking, pick in bench.named()[::2]:
        faults["a preview leads"] += may_not_lead(pick.option)
        for row in (pick, ranking.challenger):
            if row is not None:
                checked += 1
                faults.update(_faults(row, ranking, point.answers))
    for answers in random_answers(bench.catalog):
        decision = decide(answers, bench.catalog, ON)
        for job in decision.jobs:
            for row in _shown(job.ending):
                checked += 1
                if job.ranking is not None:
                    faults.update(_faults(row, job.ranking, answers))
    yield Figure(
        name="a must broken at pick or challenger, by the raw files"
        + "".join(f"\n  {count} × {fault}" for fault, count in (+faults).most_common(8)),
        now=f"{faults.total()} of {checked:,}",
        must="0",
        holds=not faults.total(),
    )


def _faults(row: Priced, ranking: Ranking, answers: Answers) -> Iterator[str]:
    for fault in broken(row.option, ranking.costing.work, answers, ON):
        yield f"{fault} ({row.option.tool})"


def _shown(row: Ending) -> Iterator[Priced]:
    advised = row.wording if isinstance(row, FromList) else row
    if isinstance(advised, Advised):
        yield advised.recommendation.first
        if advised.recommendation.second is not None:
            yield advised.recommendation.second


def paying(bench: Bench) -> Iterator[Figure]:
    """Yield whether paying for what is named ever makes the plan dearer."""
    dearer = tried = 0
    for answers in random_answers(bench.catalog):
        before = decide(answers, bench.catalog, ON)
        plans = [line.tool for line in before.bill if line.tool in bench.catalog.app_plan]
        if not plans or answers.limit_usd is not None:
            continue
        tried += 1
        paid = (*answers.paid, *(PaidPlan(plan=plan) for plan in plans))
        after = decide(replace(answers, paid=paid), bench.catalog, ON)
        dearer += after.usd_month > before.usd_month + 0.01
    yield Figure(
        name=f"paying for what is named makes the plan dearer (of {tried} random sets)",
        now=str(dearer),
        must="0",
        holds=dearer == 0,
    )


# ------------------------------------------------------------------------------- readers and time


def signed(bench: Bench) -> Iterator[Figure]:
    """Yield what a strict reader signed; a signature lapses where something else is named since."""
    counts: Counter[str] = Counter()
    on_file = signatures()
    for firm in firms():
        decision = decide(firm.answers, bench.catalog, ON)
        signature = on_file.get(firm.name)
        holds = signature is not None and signature.named == named_by(decision)
        counts[signature.signed if signature is not None and holds else "unread"] += 1
    yes, no = (100 * counts[word] / counts.total() for word in ("yes", "no"))
    words = ", ".join(f"{counts[word]} {word}" for word in ("yes", "partly", "no", "unread"))
    yield Figure(
        name=f"signed by a strict reader ({words})",
        now=f"{yes:.0f} % yes, {no:.0f} % no",
        must="≥ 60, ≤ 10 %",
        holds=yes >= 60 and no <= 10,
    )


def speed(bench: Bench) -> Iterator[Figure]:
    """Yield how long a decision takes: its ranking alone, and the whole with apps."""
    by_use = [row for row in bench.named() if row[2].option.kind.by_use][::29]
    alone = [_seconds(partial(_again, ranking)) for _, ranking, _ in by_use]
    points = bench.points[::61]
    whole = [_seconds(partial(decide, point.answers, bench.catalog, ON)) for point in points]
    first, second = 1000 * median(alone), 1000 * median(whole)
    yield Figure(
        name="one decision by use, ranked / whole, with apps (medians)",
        now=f"{first:.1f} / {second:.1f} ms",
        must="≤ 1 / ≤ 10 ms",
        holds=first <= 1 and second <= 10,
    )


def _again(ranking: Ranking) -> Ranking:
    options = [row.option for row in ranking.candidates]
    return rank(options, ranking.costing.work, ranking.costing)


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def questions(bench: Bench) -> Iterator[Figure]:
    """Yield how often each question moves a plan, of those that move the fewest."""
    shares = sorted(moved(bench.catalog).items(), key=lambda row: row[1])
    rare = [f"{name} {share:.0f}" for name, share in shares if share < LEAST_MOVED]
    least = f"{shares[0][0]} {shares[0][1]:.0f}"
    yield Figure(
        name=f"plans that each of {len(shares)} answers moves alone (of {SETS} random sets)",
        now=f"below it: {', '.join(rare)}" if rare else f"least: {least}",
        must=f"≥ {LEAST_MOVED} % each",
        holds=not rare,
    )


FIGURES: tuple[Callable[[Bench], Iterator[Figure]], ...] = (
    musts,
    paying,
    regret,
    monotone,
    commonest,
    damage,
    own_test,
    left,
    other_guesses,
    never_shown,
    cheaper_first,
    by_hand,
    said,
    signed,
    speed,
    questions,
)
