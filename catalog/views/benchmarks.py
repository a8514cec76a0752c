"""The page of tests, told by what a job needs: who was measured, by which board, and how far boards agree."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse

from catalog import skills
from catalog.query import score_order
from catalog.schema import AiModel, Benchmark, Catalog, Score, Skill, UseCase
from catalog.skills import Agreement, Coverage
from catalog.views.page import Reading, page, reads_release
from catalog.vocabulary import BoardChoice

SHOWN = 3  # models named as the best of a board
NEARLY_ALL, MOST = 0.9, 0.75  # shares of pairs that two boards order alike


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One board of a skill: what it is there for, and how many models on sale stand on it."""

    board: Benchmark
    part: str
    coverage: Coverage
    best: tuple[tuple[AiModel, Score], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondBoard:
    """How another board stands to the one that decides."""

    board: Benchmark
    agreement: Agreement | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPart:
    """A skill as its part of the page."""

    skill: Skill
    decides: tuple[BoardLine, ...]
    others: tuple[BoardLine, ...]
    comparisons: tuple[SecondBoard, ...]
    jobs: tuple[UseCase, ...]
    asked_of: int  # models on sale
    absence: str  # what is said where no board decides

    @property
    def main(self) -> BoardLine | None:
        """The board that stands for the skill in the table on top."""
        return self.decides[0] if self.decides else None


@reads_release
def benchmarks(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show every skill with its boards, then every test that models went through."""
    catalog = edition.catalog
    parts = [
        _part(catalog, skill, edition.on)
        for skill in sorted(catalog.skills, key=lambda skill: (skill.position, skill.slug))
    ]
    rows = sorted(catalog.benchmarks, key=lambda row: (row.name.casefold(), row.slug))
    counts = {
        row.slug: len(skills.independent_scores(catalog, row.slug, edition.on)) for row in rows
    }
    return page(
        request,
        "catalog/benchmarks.html",
        edition,
        parts=parts,
        benchmarks=[(row, counts[row.slug]) for row in rows],
    )


def _part(catalog: Catalog, skill: Skill, on: date) -> SkillPart:
    jobs = tuple(case for case in catalog.use_cases if case.skill == skill.slug)
    deciding = deciding_boards(catalog, skill, jobs)
    named = {slug for slug, _ in deciding}
    others = [(slug, part) for slug, part in _other_boards(skill) if slug not in named]
    return SkillPart(
        skill=skill,
        decides=tuple(_lines(catalog, skill, deciding, on)),
        others=tuple(_lines(catalog, skill, others, on)),
        comparisons=tuple(_comparisons(catalog, skill, deciding, on)),
        jobs=tuple(sorted(jobs, key=lambda case: (case.name.casefold(), case.slug))),
        asked_of=len(skills.asked_of(catalog, skill, on)),
        absence="" if deciding else absence(skill),
    )


def deciding_boards(
    catalog: Catalog, skill: Skill, jobs: Iterable[UseCase]
) -> list[tuple[str, str]]:
    """Return the boards that decide a skill with what each decides, that of most jobs first."""
    if skill.decided_by is BoardChoice.BOARD:
        boards = [(skill.board, "decides")]
        if skill.board_with_picture:
            boards.append((skill.board_with_picture, "decides where a picture goes in"))
        return [(slug, part) for slug, part in boards if slug in catalog.benchmark]
    if skill.decided_by is BoardChoice.JOB:
        of_jobs = Counter(case.board_language for case in jobs if case.board_language)
        return [(slug, "decides for some of its jobs") for slug, _ in of_jobs.most_common()]
    if skill.decided_by is BoardChoice.LANGUAGE:
        return [(slug, "decides for its language") for slug in skill.language_boards]
    return []


def _other_boards(skill: Skill) -> Iterator[tuple[str, str]]:
    """Yield the other boards of a skill, each once, with what each is there for."""
    if skill.second_board:
        yield skill.second_board, "second opinion"
    if skill.risk_board:
        yield skill.risk_board, "warns, decides nothing"
    if skill.stand_in:
        yield skill.stand_in, "stands in where too few are measured"
    for slug in skill.language_boards:
        yield slug, "decides for its language"
    for slug in skill.other_boards:
        yield slug, "shown beside"


def _lines(
    catalog: Catalog, skill: Skill, boards: Iterable[tuple[str, str]], on: date
) -> Iterator[BoardLine]:
    for slug, part in boards:
        board = catalog.benchmark.get(slug)
        if board is None:
            continue
        yield BoardLine(
            board=board,
            part=part,
            coverage=skills.coverage(catalog, skill, slug, on),
            best=tuple(_best(catalog, board, on)),
        )


def _best(catalog: Catalog, board: Benchmark, on: date) -> list[tuple[AiModel, Score]]:
    scores = skills.independent_scores(catalog, board.slug, on)
    ordered = sorted(scores.items(), key=lambda pair: (score_order(pair[1], board), pair[0]))
    return [(catalog.model[slug], score) for slug, score in ordered[:SHOWN]]


def _comparisons(
    catalog: Catalog, skill: Skill, deciding: list[tuple[str, str]], on: date
) -> Iterator[SecondBoard]:
    """Yield how the second board, that of the risk and the stand-in agree with the first that decides."""
    if not deciding:
        return
    first = deciding[0][0]
    others = (skill.second_board, skill.risk_board, skill.stand_in)
    for slug in dict.fromkeys(others):
        if slug is None or slug == first or slug not in catalog.benchmark:
            continue
        agreement = skills.agreement(catalog, first, slug, on)
        yield SecondBoard(
            board=catalog.benchmark[slug], agreement=agreement, words=agreement_words(agreement)
        )


def agreement_words(agreement: Agreement | None) -> str:
    """Return in plain words how far two boards agree."""
    if agreement is None:
        return "too few models stand on both to say"
    if not agreement.beyond_chance:
        return "no more alike than chance"
    if agreement.high < 0:
        return "they run against each other"
    if agreement.pairs_alike >= NEARLY_ALL:
        return "nearly the same order, so no second opinion"
    return "mostly alike" if agreement.pairs_alike >= MOST else "alike in part"


def absence(skill: Skill) -> str:
    """Return what is said of a skill that no board decides: whether somebody looked, and what there is elsewhere."""
    if skill.looked_on is None or skill.not_on_file:
        return "No board on file"
    return "Nobody has measured it"
