"""Print what METHOD requires beside what the advice does; exit 1 where a figure is missed."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf
from statistics import median, quantiles
from typing import Any, NamedTuple
from unittest.mock import patch

from rich.console import Console
from rich.table import Table as Grid

from tests.advice.sweep import CHECKS, ON, STARTS, Situation, Tables, grid, random_answers
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


class Figure(NamedTuple):
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
        Answer(situation=situation, ranking=each)
        for situation in situations
        for each in tables.rankings(situation)
    ]


def musts(tables: Tables, answers: list[Answer]) -> Iterator[Figure]:
    """Yield whether hard limits hold at the pick and the challenger, by the raw files."""
    drawn = [
        each
        for given in random_answers(tables.catalog)
        for each in rankings_of(given, tables.catalog, ON)
    ]
    faults = Counter(
        f"{fault} ({candidate.row.model.slug})"
        for ranking in (*(each.ranking for each in answers), *drawn)
        for candidate in (ranking.pick, ranking.challenger)
        if candidate is not None
        for fault in oracle.broken(
            choice(candidate), ranking.case.task.job, ranking.case.answers, ON
        )
    )
    for fault, count in faults.most_common(10):
        CONSOLE.print(f"  {count} × {fault}")
    yield Figure(
        "a must broken or unknown at the pick or challenger",
        f"{sum(faults.values())} of {len(answers):,} and of {len(drawn)} random tasks",
        "0",
        not faults,
    )
    picks = [each.ranking for each in answers if each.ranking.pick is not None]
    unproven = sum(each.pick is not None and each.pick.row.rating is None for each in picks)
    early = sum(
        each.pick is not None and (each.pick.slow or each.pick.row.model.preview) for each in picks
    )
    yield Figure(
        "unmeasured while a measured one passes; preview or slow setting as pick",
        f"{unproven}; {early}",
        "0; 0",
        not unproven and not early,
    )
    first = sum(each.table[0] is each.pick for each in picks)
    yield Figure(
        "first row of the plan's own table is the pick",
        f"{100 * first / len(picks):.0f} %",
        "100 %",
        first == len(picks),
    )


def ties(answers: list[Answer]) -> Iterator[Figure]:
    """Yield how many others would do as well, and whether challengers are worth trying."""
    level = [len(each.ranking.level) for each in answers if each.ranking.pick is not None]
    high = quantiles(level, n=4)[2]
    yield Figure(
        "others level and not dearer, median / 75th percentile",
        f"{median(level):.0f} / {high:.0f}",
        "≤ 1 / ≤ 2",
        median(level) <= 1 and high <= 2,
    )
    poor = outside = 0
    for each in answers:
        ranking = each.ranking
        if ranking.pick is None or ranking.challenger is None or ranking.challenger.slow:
            continue
        cheap = ranking.challenger.fees <= ranking.pick.fees / 2
        behind = ranking.challenger.behind or 0.0
        poor += behind > ranking.case.judge.unit.most_behind[Limit.FAR] and not cheap
        outside += (
            behind > ranking.case.judge.unit.most_behind[Limit(min(ranking.limit + 1, Limit.FAR))]
        )
    yield Figure(
        "challenger clearly worse (loses > 60 and not half the fee); outside its step",
        f"{poor}; {outside}",
        "0; 0",
        not poor and not outside,
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
            replace(
                table,
                settings=tuple(rows for rows in table.settings if rows[0].model.slug in shown),
            )
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
    changed = sum(
        second[each.situation, each.ranking.case.task.key] != each.name for each in picked
    )
    yield Figure(
        f"picks changed by removing models never shown (all but {len(shown)})",
        f"{changed} of {len(picked):,}",
        "0",
        changed == 0,
    )


def monotone(tables: Tables, answers: list[Answer]) -> Iterator[Figure]:
    """Yield whether more volume, wage or stakes ever lead to a worse model, among offers billed by use."""
    known = {
        (each.situation, each.ranking.case.task.key): each
        for each in answers
        if each.ranking.pick is not None
    }
    pairs = [
        (before, after)
        for (situation, key), before in known.items()
        if situation.place == "anywhere" and situation.preference is Preference.BALANCED
        if (after := known.get((replace(situation, volume=situation.volume * 100), key)))
        is not None
        if not _on_machine(before) and not _on_machine(after)
    ]
    # More results make fees count more, so the model may get worse but never better; stakes and wage the other way.
    volume = sum(after.points < before.points - TINY for before, after in pairs)
    stakes = _stakes(tables, answers)
    balanced = [
        each
        for each in answers
        if each.situation.preference is Preference.BALANCED and each.situation.place == "anywhere"
    ]
    low = answers_of(
        tables, (replace(each.situation, wage=Decimal(10)) for each in _one_a_situation(balanced))
    )
    high = answers_of(
        tables, (replace(each.situation, wage=Decimal(120)) for each in _one_a_situation(balanced))
    )
    wage = sum(after.points > before.points + TINY for before, after in zip(low, high, strict=True))
    share = 100 * sum(before.name != after.name for before, after in pairs) / max(len(pairs), 1)
    yield Figure(
        "rising volume, wage, stakes: steps the wrong way among offers billed by use; volume steps that change",
        f"{volume}, {wage}, {stakes[0]} of {len(pairs):,}, {len(low):,}, {stakes[2]:,}; volume {share:.0f} %, "
        f"stakes {100 * stakes[1] / max(stakes[2], 1):.0f} %",
        "0; volume ≥ 10 %",
        volume == wage == stakes[0] == 0 and share >= 10,
    )


def _stakes(tables: Tables, answers: list[Answer]) -> tuple[int, int, int]:
    """Return the steps to higher stakes that led to a worse model, that changed it, and all; who checks stays the same."""
    wrong = changed = total = 0
    for each in answers:
        situation = each.situation
        stakes = _next(situation.stakes)
        if (
            stakes is None
            or situation.place != "anywhere"
            or each.ranking.pick is None
            or _on_machine(each)
        ):
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
    return {WrongResult.NUISANCE: WrongResult.MONEY, WrongResult.MONEY: WrongResult.HARM}.get(
        stakes
    )


def _on_machine(answer: Answer) -> bool:
    return answer.ranking.pick is not None and answer.ranking.pick.row.at.own


def changed(before: Sequence[str], after: Sequence[str]) -> float:
    """Return how many of 100 names are others."""
    return 100 * sum(one != other for one, other in zip(before, after, strict=True)) / len(before)


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
    shares = []
    for name, value in (
        ("SLOPE", 0.25),
        ("SLOPE", 1.0),
        ("ACCEPTED_AT_BEST", 0.6),
        ("ACCEPTED_AT_BEST", 0.95),
    ):
        with patch.object(evidence, name, value):
            shares.append(changed(base, names(tables)))
    thinking = []
    for factor in (Decimal("0.5"), Decimal(2)):
        counts = {
            effort: (start * factor, part * factor)
            for effort, (start, part) in fees.THINKING_TOKENS.items()
        }
        with patch.object(fees, "THINKING_TOKENS", counts):
            thinking.append(changed(base, names(Tables(tables.catalog))))
    yield Figure(
        "picks changed by slope and accepted share × ½–2 / thinking × ½–2",
        f"≤ {max(shares):.1f} % / ≤ {max(thinking):.1f} %",
        "≤ 5 % / ≤ 10 %",
        max(shares) <= 5 and max(thinking) <= 10,
    )
    europe = [each.situation for each in _one_a_situation(answers) if each.situation.place == "EU"]
    before = [each.name for each in answers_of(tables, europe)]
    rents = []
    for end in ("low", "high"):
        priced = Tables(tables.catalog)
        priced.of = {
            slug: tuple(_rent(table, end) for table in found) for slug, found in tables.of.items()
        }
        rents.append(changed(before, [each.name for each in answers_of(priced, europe)]))
    yield Figure(
        "picks changed by the price of a machine, low to high (EU)",
        f"≤ {max(rents):.1f} %",
        "≤ 5 %",
        max(rents) <= 5,
    )
    votes = []
    for stakes, limit in ((WrongResult.MONEY, 55), (WrongResult.NUISANCE, 60)):
        some = [each for each in tried if each.stakes is stakes]
        old = [each.name for each in answers_of(tables, some)]
        for vote in (limit - 1, limit + 1):
            near = evidence.behind_at(vote if stakes is WrongResult.MONEY else 55)
            far = evidence.behind_at(vote if stakes is WrongResult.NUISANCE else 60)
            with patch.object(
                evidence, "VOTES", replace(evidence.VOTES, most_behind=(0, near, far))
            ):
                new = [each.name for each in answers_of(Tables(replace(tables.catalog)), some)]
            votes.append(changed(old, new))
    yield Figure(
        "picks changed by one vote of the limit (money / nuisance)",
        f"{min(votes[:2]):.0f}–{max(votes[:2]):.0f} / {min(votes[2:]):.0f}–{max(votes[2:]):.0f} %",
        "shown: three rungs",
        True,
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
        missing[place] = (
            100 * sum(each.ranking.state is not State.PICKED for each in here.values()) / len(here)
        )
    yield Figure(
        "tasks without a pick: anywhere / EU / own card / own server",
        " / ".join(f"{share:.1f}" for share in missing.values()) + " %",
        "≤ 9 / ≤ 15 / ≤ 20 / ≤ 15 %",
        all(missing[place] <= limit for place, limit in limits.items()),
    )
    best = {
        (each.ranking.case.task.key, each.situation.place): each.ranking
        for each in answers
        if each.ranking.best is not None and each.situation.stakes is WrongResult.MONEY
    }
    found: dict[str, dict[str, list[float]]] = {}
    for (key, place), ranking in best.items():
        anywhere = best.get((key, "anywhere"))
        if (
            place != "anywhere"
            and anywhere is not None
            and anywhere.best is not None
            and ranking.best is not None
        ):
            kind = "language" if ranking.case.task.kind in LANGUAGE else str(ranking.case.task.kind)
            behind = ranking.case.judge.behind(anywhere.best.rating, ranking.best.rating)
            if ranking.case.judge.unit.higher_is_better:
                found.setdefault(place, {}).setdefault(kind, []).append(
                    ranking.case.judge.unit.loses(behind)
                )
    text = ", ".join(
        f"{place} "
        + "/".join(f"{kind} {median(values):.0f}" for kind, values in sorted(kinds.items()))
        for place, kinds in found.items()
    )
    yield Figure(
        "what a place costs: best anywhere against best here, of 100",
        text,
        "said on the plan",
        bool(text),
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
