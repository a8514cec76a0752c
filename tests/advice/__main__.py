"""Print what METHOD requires beside what the advice does; exit 1 where a figure is missed."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from tests.advice.sweep import CHECKS, ON, STARTS, VOLUMES, Situation, Tables, grid, random_answers
from tests.agreement import oracle
from tests.support import starter_catalog
from wizard.decision import evidence, fees
from wizard.decision.choices import choice
from wizard.decision.decide import rankings_of
from wizard.decision.evidence import Limit
from wizard.decision.ranking import Ranking
from wizard.decision.vocabulary import Kind, Preference, State, WrongResult

CONSOLE = Console(width=150)
TINY = 1e-9
USUAL_VOLUME = 3_000
LANGUAGE = {Kind.LANGUAGE, Kind.TRANSCRIPTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of METHOD §8: what it is, and what it must be."""

    name: str
    now: str
    must: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One decision of the grid."""

    situation: Situation
    ranking: Ranking

    @property
    def name(self) -> str:
        """Return the model, or how the question ends."""
        return _pick_or_state(self.ranking)

    @property
    def points(self) -> float:
        """Return how far the pick is behind the best; infinite where nothing is picked."""
        return self.ranking.pick.behind or 0.0 if self.ranking.pick is not None else inf


def answers_of(tables: Tables, situations: Iterable[Situation]) -> list[Answer]:
    """Return the decision of every task in every situation."""
    return [
        Answer(situation=situation, ranking=each) for situation in situations for each in tables.rankings(situation)
    ]


def musts(tables: Tables, answers: list[Answer]) -> Iterator[Figure]:
    """Yield whether hard limits hold at the pick and the challenger, by the raw files."""
    faults: Counter[str] = Counter()
    for each in answers:
        for candidate in (each.ranking.pick, each.ranking.challenger):
            if candidate is not None:
                case = each.ranking.case
                found = oracle.broken(choice(candidate), case.task.job, case.answers, ON)
                faults.update(f"{fault} ({candidate.row.model.slug})" for fault in found)
    sets = 0
    for given in random_answers(tables.catalog):
        for ranking in rankings_of(given, tables.catalog, ON):
            sets += 1
            for candidate in (ranking.pick, ranking.challenger):
                if candidate is not None:
                    found = oracle.broken(choice(candidate), ranking.case.task.job, given, ON)
                    faults.update(f"random: {fault} ({candidate.row.model.slug})" for fault in found)
    for fault, count in faults.most_common(10):
        CONSOLE.print(f"  {count} × {fault}")
    yield Figure(
        name="a must broken or unknown at the pick or challenger",
        now=f"{sum(faults.values())} of {len(answers):,} and of {sets} random tasks",
        must="0",
        holds=not faults,
    )
    picks = [each.ranking for each in answers if each.ranking.pick is not None]
    unproven = sum(each.pick is not None and each.pick.row.rating is None for each in picks)
    early = sum(each.pick is not None and (each.pick.slow or each.pick.row.model.preview) for each in picks)
    yield Figure(
        name="unmeasured while a measured one passes; preview or slow setting as pick",
        now=f"{unproven}; {early}",
        must="0; 0",
        holds=not unproven and not early,
    )
    first = sum(each.table[0] is each.pick for each in picks)
    yield Figure(
        name="first row of the plan's own table is the pick",
        now=f"{100 * first / len(picks):.0f} %",
        must="100 %",
        holds=first == len(picks),
    )


def ties(answers: list[Answer]) -> Iterator[Figure]:
    """Yield how many others would do as well, and whether challengers are worth trying."""
    level = [len(each.ranking.level) for each in answers if each.ranking.pick is not None]
    high = quantiles(level, n=4)[2]
    yield Figure(
        name="others level and not dearer, median / 75th percentile",
        now=f"{median(level):.0f} / {high:.0f}",
        must="≤ 1 / ≤ 2",
        holds=median(level) <= 1 and high <= 2,
    )
    poor = outside = 0
    for each in answers:
        ranking = each.ranking
        if ranking.pick is None or ranking.challenger is None or ranking.challenger.slow:
            continue
        cheap = ranking.challenger.fees <= ranking.pick.fees / 2
        behind = ranking.challenger.behind or 0.0
        poor += behind > ranking.case.judge.unit.most_behind[Limit.FAR] and not cheap
        outside += behind > ranking.case.judge.unit.most_behind[Limit(min(ranking.limit + 1, Limit.FAR))]
    yield Figure(
        name="challenger clearly worse (loses > 60 and not half the fee); outside its step",
        now=f"{poor}; {outside}",
        must="0; 0",
        holds=not poor and not outside,
    )


def never_shown(tables: Tables, answers: list[Answer]) -> Iterator[Figure]:
    """Yield whether removing every model that no plan shows changes a pick."""
    shown = {
        candidate.row.model.slug
        for each in answers
        for candidate in (
            each.ranking.pick,
            each.ranking.challenger,
            each.ranking.best,
            *(rung.choice for rung in each.ranking.rungs),
            *each.ranking.level,
        )
        if candidate is not None
    }
    fewer = Tables(tables.catalog)
    fewer.of = {
        slug: tuple(
            replace(table, settings=tuple(rows for rows in table.settings if rows[0].model.slug in shown))
            for table in found
        )
        for slug, found in tables.of.items()
    }
    picked = [each for each in answers if each.ranking.pick is not None]
    situations = dict.fromkeys(each.situation for each in picked)
    second = {
        (situation, ranking.case.task.key): _pick_or_state(ranking)
        for situation in situations
        for ranking in fewer.rankings(situation)
    }
    changed = sum(second[each.situation, each.ranking.case.task.key] != each.name for each in picked)
    yield Figure(
        name=f"picks changed by removing models never shown (all but {len(shown)})",
        now=f"{changed} of {len(picked):,}",
        must="0",
        holds=changed == 0,
    )


def monotone(tables: Tables, answers: list[Answer]) -> Iterator[Figure]:
    """Yield whether more volume, wage or stakes ever lead to a worse model, among offers billed by use."""
    known = {(each.situation, each.ranking.case.task.key): each for each in answers}

    def steps(
        change: Callable[[Situation], Situation | None], wrong_way: Callable[[Answer, Answer], bool]
    ) -> tuple[int, int, int]:
        wrong = changed = total = 0
        for (situation, key), each in known.items():
            after = change(situation)
            following = known.get((after, key)) if after is not None else None
            if following is None or _on_machine(each) or _on_machine(following):
                continue
            if each.ranking.pick is None or following.ranking.pick is None:
                continue
            total += 1
            changed += each.name != following.name
            wrong += wrong_way(each, following)
        return wrong, changed, total

    def more(situation: Situation) -> Situation | None:
        asked = situation.place == "anywhere" and situation.preference is Preference.BALANCED
        return replace(situation, volume=situation.volume * 100) if asked and situation.volume < VOLUMES[-1] else None

    # More results make fees count more, so the model may get worse but never better; stakes and wage the other way.
    volume = steps(more, lambda before, after: after.points < before.points - TINY)
    stakes = _stakes(tables, answers)
    balanced = [
        each
        for each in answers
        if each.situation.preference is Preference.BALANCED and each.situation.place == "anywhere"
    ]
    low = answers_of(tables, (replace(each.situation, wage=Decimal(10)) for each in _one_a_situation(balanced)))
    high = answers_of(tables, (replace(each.situation, wage=Decimal(120)) for each in _one_a_situation(balanced)))
    wage = sum(after.points > before.points + TINY for before, after in zip(low, high, strict=True))
    share = 100 * volume[1] / max(volume[2], 1)
    yield Figure(
        name="rising volume, wage, stakes: steps the wrong way among offers billed by use; volume steps that change",
        now=f"{volume[0]}, {wage}, {stakes[0]} of {volume[2]:,}, {len(low):,}, {stakes[2]:,}; volume {share:.0f} %, "
        f"stakes {100 * stakes[1] / max(stakes[2], 1):.0f} %",
        must="0; volume ≥ 10 %",
        holds=volume[0] == wage == stakes[0] == 0 and share >= 10,
    )


def _stakes(tables: Tables, answers: list[Answer]) -> tuple[int, int, int]:
    """Return the steps to higher stakes that led to a worse model, that changed it, and all; who checks stays the same."""
    wrong = changed = total = 0
    for each in answers:
        situation = each.situation
        stakes = _next(situation.stakes)
        if stakes is None or situation.place != "anywhere" or each.ranking.pick is None or _on_machine(each):
            continue
        worse = replace(situation, stakes=stakes, check=CHECKS[situation.stakes])
        for ranking in tables.rankings(worse):
            after = Answer(situation=worse, ranking=ranking)
            if ranking.case.task.key == each.ranking.case.task.key and ranking.pick is not None:
                total += 1
                changed += after.name != each.name
                wrong += after.points > each.points + TINY and not _level(ranking, each.ranking)
    return wrong, changed, total


def _pick_or_state(ranking: Ranking) -> str:
    return ranking.pick.row.model.slug if ranking.pick is not None else ranking.state.value


def _level(one: Ranking, other: Ranking) -> bool:
    """Return whether two picks cannot be told apart: at harm one that serves, or stays in the EU, may be taken."""
    picks = [each.pick for each in (one, other) if each.pick is not None]
    return len(picks) == 2 and picks[0].rating.level_with(picks[1].rating)


def _one_a_situation(answers: Iterable[Answer]) -> list[Answer]:
    return list({each.situation: each for each in answers}.values())


def _next(stakes: WrongResult) -> WrongResult | None:
    return {WrongResult.NUISANCE: WrongResult.MONEY, WrongResult.MONEY: WrongResult.HARM}.get(stakes)


def _on_machine(answer: Answer) -> bool:
    return answer.ranking.pick is not None and answer.ranking.pick.row.at.own


@contextmanager
def figure_of_ours(module: Any, name: str, value: object) -> Iterator[None]:
    """Try the advice with another value of a constant of ours."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def assumptions(tables: Tables, answers: list[Answer]) -> Iterator[Figure]:
    """Yield how many picks rest on constants of ours, over decisions that may go anywhere."""
    tried = [
        each.situation
        for each in _one_a_situation(answers)
        if each.situation.place == "anywhere" and each.situation.preference is not Preference.BEST
    ]

    def names(tables: Tables) -> list[str]:
        return [each.name for each in answers_of(tables, tried)]

    base = names(tables)

    def moved(tables: Tables) -> float:
        now = names(tables)
        return 100 * sum(one != other for one, other in zip(base, now, strict=True)) / len(base)

    shares = []
    for name, value in (("SLOPE", 0.25), ("SLOPE", 1.0), ("ACCEPTED_AT_BEST", 0.6), ("ACCEPTED_AT_BEST", 0.95)):
        with figure_of_ours(evidence, name, value):
            shares.append(moved(tables))
    thinking = []
    for factor in (Decimal("0.5"), Decimal(2)):
        counts = {effort: (start * factor, part * factor) for effort, (start, part) in fees.THINKING_TOKENS.items()}
        with figure_of_ours(fees, "THINKING_TOKENS", counts):
            thinking.append(moved(Tables(tables.catalog)))
    yield Figure(
        name="picks changed by slope and accepted share × ½–2 / thinking × ½–2",
        now=f"≤ {max(shares):.1f} % / ≤ {max(thinking):.1f} %",
        must="≤ 5 % / ≤ 10 %",
        holds=max(shares) <= 5 and max(thinking) <= 10,
    )
    europe = [each.situation for each in _one_a_situation(answers) if each.situation.place == "EU"]
    before = [each.name for each in answers_of(tables, europe)]
    rents = []
    for end in ("low", "high"):
        priced = Tables(tables.catalog)
        priced.of = {slug: tuple(_rent(table, end) for table in found) for slug, found in tables.of.items()}
        now = [each.name for each in answers_of(priced, europe)]
        rents.append(100 * sum(one != other for one, other in zip(before, now, strict=True)) / len(before))
    yield Figure(
        name="picks changed by the price of a machine, low to high (EU)",
        now=f"≤ {max(rents):.1f} %",
        must="≤ 5 %",
        holds=max(rents) <= 5,
    )
    votes = []
    for stakes, limit in ((WrongResult.MONEY, 55), (WrongResult.NUISANCE, 60)):
        some = [each for each in tried if each.stakes is stakes]
        old = [each.name for each in answers_of(tables, some)]
        for vote in (limit - 1, limit + 1):
            near = evidence.behind_at(vote if stakes is WrongResult.MONEY else 55)
            far = evidence.behind_at(vote if stakes is WrongResult.NUISANCE else 60)
            with figure_of_ours(evidence, "VOTES", replace(evidence.VOTES, most_behind=(0, near, far))):
                new = [each.name for each in answers_of(Tables(replace(tables.catalog)), some)]
            votes.append(100 * sum(one != other for one, other in zip(old, new, strict=True)) / len(old))
    yield Figure(
        name="picks changed by one vote of the limit (money / nuisance)",
        now=f"{min(votes[:2]):.0f}–{max(votes[:2]):.0f} / {min(votes[2:]):.0f}–{max(votes[2:]):.0f} %",
        must="shown: three rungs",
        holds=True,
    )


def _rent(table: Any, end: str) -> Any:
    machines = {
        size: replace(price, low=getattr(price, end), high=getattr(price, end))
        for size, price in table.machines.items()
    }
    return replace(table, machines=machines)


def coverage(answers: list[Answer]) -> Iterator[Figure]:
    """Yield for how many tasks there is no pick, by place, and what a place costs in quality."""
    missing, limits = {}, {"anywhere": 9, "EU": 15, "own card": 20, "own server": 15}
    for place in limits:
        # What a machine makes in a month depends on the volume, so the usual one counts.
        here = {
            each.ranking.case.task.key: each
            for each in answers
            if each.situation.place == place and each.situation.volume == USUAL_VOLUME
        }
        missing[place] = 100 * sum(each.ranking.state is not State.PICKED for each in here.values()) / len(here)
    yield Figure(
        name="tasks without a pick: anywhere / EU / own card / own server",
        now=" / ".join(f"{share:.1f}" for share in missing.values()) + " %",
        must="≤ 9 / ≤ 15 / ≤ 20 / ≤ 15 %",
        holds=all(missing[place] <= limit for place, limit in limits.items()),
    )
    best = {
        (each.ranking.case.task.key, each.situation.place): each.ranking
        for each in answers
        if each.ranking.best is not None and each.situation.stakes is WrongResult.MONEY
    }
    found: dict[str, dict[str, list[float]]] = {}
    for (key, place), ranking in best.items():
        anywhere = best.get((key, "anywhere"))
        if place != "anywhere" and anywhere is not None and anywhere.best is not None and ranking.best is not None:
            kind = "language" if ranking.case.task.kind in LANGUAGE else str(ranking.case.task.kind)
            behind = ranking.case.judge.behind(anywhere.best.rating, ranking.best.rating)
            if ranking.case.judge.unit.higher_is_better:
                found.setdefault(place, {}).setdefault(kind, []).append(ranking.case.judge.unit.loses(behind))
    text = ", ".join(
        f"{place} " + "/".join(f"{kind} {median(values):.0f}" for kind, values in sorted(kinds.items()))
        for place, kinds in found.items()
    )
    yield Figure(
        name="what a place costs: best anywhere against best here, of 100",
        now=text,
        must="said on the plan",
        holds=bool(text),
    )


def main() -> None:
    """Run everything."""
    catalog = starter_catalog()
    tables = Tables(catalog)
    answers = answers_of(tables, grid(catalog))
    CONSOLE.print(
        f"Advice on {ON}, pilot from {STARTS}: {len(answers):,} decisions of {len(catalog.use_cases)} use cases, "
        f"{sum(len(each) for each in tables.of.values())} tasks."
    )
    figures = [
        *musts(tables, answers),
        *ties(answers),
        *never_shown(tables, answers),
        *monotone(tables, answers),
        *assumptions(tables, answers),
        *coverage(answers),
    ]
    sheet = Grid("figure", "now", "must", "", title="METHOD §8", show_lines=True)
    for figure in figures:
        sheet.add_row(figure.name, figure.now, figure.must, "ok" if figure.holds else "MISSED")
    CONSOLE.print(sheet)
    sys.exit(0 if all(figure.holds for figure in figures) else 1)


if __name__ == "__main__":
    main()
