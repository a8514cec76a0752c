"""The page of tests, by what a job needs: who was measured, and how far boards agree."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from catalog.charts.strip import Strip
from catalog.formatting import format_count, format_number
from catalog.query import score_order
from catalog.releases import Reading
from catalog.schema import AiModel, Benchmark, Score, Skill, UseCase, group_pairs
from catalog.skills import Agreement, Boards, Coverage, boards_on
from catalog.views.page import page, reads_release
from catalog.vocabulary import BoardChoice

SHOWN = 3  # models named as the best of a board
FEWEST_DRAWN = 3  # a line of fewer dots shows nothing that a sentence does not
NEARLY_ALL, MOST = 0.9, 0.75  # shares of pairs that two boards order alike


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredModel:
    """A model on sale with its best figure on a board."""

    model: AiModel
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One board of a skill: what it is there for, and how many models on sale stand on it."""

    board: Benchmark
    part: str
    coverage: Coverage
    models: tuple[MeasuredModel, ...]  # on sale, the best first

    @property
    def best(self) -> tuple[MeasuredModel, ...]:
        return self.models[:SHOWN]

    @property
    def last(self) -> MeasuredModel:
        return self.models[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardComparison:
    """How another board stands to the one that decides."""

    board: Benchmark
    agreement: Agreement | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPart:
    """A skill as its part of the page."""

    skill: Skill
    decides: tuple[BoardLine, ...]
    languages: tuple[BoardLine, ...]  # where the board of the language decides, before any other
    others: tuple[BoardLine, ...]
    comparisons: tuple[BoardComparison, ...]
    jobs: tuple[UseCase, ...]
    asked_of: int  # models on sale
    absence: str  # what is said where no board decides

    @property
    def main(self) -> BoardLine | None:
        """The board that stands for the skill: of several that decide, the one of most jobs."""
        return self.decides[0] if self.decides else None

    @property
    def strip(self) -> Strip | None:
        """The models of the main board as dots; None where there are too few to draw."""
        main = self.main
        if main is None or len(main.models) < FEWEST_DRAWN:
            return None
        best, last = main.models[0], main.last
        count = format_count(len(main.models), "model", "models")
        lowest = f"{format_number(last.score.value)} for {last.model.name}"
        highest = f"{format_number(best.score.value)} for {best.model.name}"
        return Strip(
            values=[float(row.score.value) for row in main.models],
            higher_is_better=main.board.higher_is_better,
            title=f"{self.skill.name}, by {main.board.name}: {count} on sale",
            desc=f"From {lowest} to {highest}.",
        )

    @property
    def boards(self) -> tuple[BoardLine, ...]:
        return self.decides + self.languages + self.others


@reads_release
def benchmarks(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show every skill with its boards, then every test that models went through."""
    catalog = reading.catalog
    boards = boards_on(catalog, reading.on)
    parts = [_part(boards, skill) for skill in sorted(catalog.skills, key=_skill_order)]
    tests = [(row, len(boards.scores_on(row.slug))) for row in catalog.benchmarks]
    tests.sort(key=lambda pair: (pair[0].run_by, pair[0].name.casefold(), pair[0].slug))
    return page(
        request,
        "catalog/benchmarks.html",
        reading,
        groups=group_pairs((part.skill.group, part) for part in parts).items(),
        skills=len(parts),
        without=sum(bool(part.absence) for part in parts),
        tests=len(tests),
        runners=group_pairs((row.run_by, (row, count)) for row, count in tests).items(),
    )


def _skill_order(skill: Skill) -> tuple[object, ...]:
    return skill.group.order, skill.position, skill.slug


def _part(boards: Boards, skill: Skill) -> SkillPart:
    jobs = tuple(case for case in boards.catalog.use_cases if case.skill == skill.slug)
    deciding = tuple(_lines(boards, skill, _deciding(skill, jobs)))
    languages: tuple[BoardLine, ...] = ()
    if skill.decided_by is BoardChoice.LANGUAGE:
        of_languages = [(slug, "decides for its language") for slug in skill.language_boards]
        languages = tuple(_lines(boards, skill, of_languages))
    named = {line.board.slug for line in deciding + languages}
    others = [(slug, part) for slug, part in _other_boards(skill) if slug not in named]
    return SkillPart(
        skill=skill,
        decides=deciding,
        languages=languages,
        others=tuple(_lines(boards, skill, others)),
        comparisons=tuple(_comparisons(boards, skill, deciding)),
        jobs=tuple(sorted(jobs, key=lambda case: (case.name.casefold(), case.slug))),
        asked_of=len(boards.asked_of(skill)),
        absence="" if deciding or languages else absence(skill),
    )


def _deciding(skill: Skill, jobs: Iterable[UseCase]) -> Iterator[tuple[str, str]]:
    """Yield the boards that decide a skill with what each decides, that of most jobs first."""
    if skill.board:
        yield skill.board, "decides"
    if skill.board_with_picture:
        yield skill.board_with_picture, "decides where you send a picture"
    if skill.decided_by is BoardChoice.JOB:
        of_jobs = Counter(case.board_language for case in jobs if case.board_language)
        for slug, count in of_jobs.most_common():
            yield slug, f"decides for {format_count(count, 'job', 'jobs')}"


def _other_boards(skill: Skill) -> Iterator[tuple[str, str]]:
    """Yield the other boards of a skill, each once, with what each is there for."""
    named: dict[str, str] = {}
    if skill.second_board:
        named.setdefault(skill.second_board, "second opinion")
    if skill.risk_board:
        named.setdefault(skill.risk_board, "warns, and decides nothing")
    if skill.stand_in:
        named.setdefault(skill.stand_in, "stands in where too few are measured")
    if skill.board:  # else the skill of languages shows them
        for slug in skill.language_boards:
            named.setdefault(slug, "decides for its language")
    for slug in skill.other_boards:
        named.setdefault(slug, "shown beside")
    yield from named.items()


def _lines(boards: Boards, skill: Skill, named: Iterable[tuple[str, str]]) -> Iterator[BoardLine]:
    for slug, part in named:
        board = boards.catalog.benchmark.get(slug)
        if board is None:
            continue
        yield BoardLine(
            board=board,
            part=part,
            coverage=boards.coverage(skill, slug),
            models=tuple(_measured(boards, board)),
        )


def _measured(boards: Boards, board: Benchmark) -> Iterator[MeasuredModel]:
    scores = boards.scores_on(board.slug)
    ordered = sorted(scores.items(), key=lambda pair: (score_order(pair[1], board), pair[0]))
    for slug, score in ordered:
        yield MeasuredModel(model=boards.models[slug], score=score)


def _comparisons(
    boards: Boards, skill: Skill, deciding: tuple[BoardLine, ...]
) -> Iterator[BoardComparison]:
    """Yield how the second, risk and stand-in boards agree with the first, which decides."""
    if not deciding:
        return
    first = deciding[0].board.slug
    others = (skill.second_board, skill.risk_board, skill.stand_in)
    for slug in dict.fromkeys(others):
        if slug is None or slug == first or slug not in boards.catalog.benchmark:
            continue
        agreement = boards.agreement(first, slug)
        yield BoardComparison(
            board=boards.catalog.benchmark[slug],
            agreement=agreement,
            words=agreement_words(agreement),
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
        return "nearly the same order"
    return "mostly alike" if agreement.pairs_alike >= MOST else "alike in part"


def absence(skill: Skill) -> str:
    """Return what is said of a skill without a deciding board.

    It says “nobody” only where somebody looked and saw none.
    """
    looked_and_saw_none = skill.looked_on is not None and not skill.not_on_file
    return "Nobody has measured it." if looked_and_saw_none else "No board on file."
