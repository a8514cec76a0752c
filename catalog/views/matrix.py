"""The matrix of jobs and kinds of AI as one picture: by trade, or turned round by kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from catalog.charts.tally import Tally
from catalog.claims import disputed
from catalog.filters.form import BoxesField, ChoiceField, ListForm
from catalog.filters.offered import departments, trades
from catalog.formatting import capitalise, lower_first
from catalog.releases import Reading
from catalog.schema import Catalog, UseCase, group_pairs
from catalog.views.page import page, reads_release
from catalog.views.use_cases import MatrixRow, matrix_row, trade_of
from catalog.vocabulary import INPUT_MEDIA, OUTPUT_MEDIA, Branch, Fit, Proof

ONLY: Mapping[str, str] = {
    "disputed": "disputed",
    "unknown": "unknown",
    "both": "for both kinds",
    "overdue": "due for a look",
}
BY_KIND = "kind"
ARRANGED: Mapping[str, str] = {BY_KIND: "By kind of AI"}

# Jobs of every trade are too many for one table: those of these departments stand together, the
# rest after them.
ANY_TRADE = "cross-industry"
AREAS: Mapping[str, tuple[str, ...]] = {
    "Customers and sales": ("Customer service", "Sales", "Reception"),
    "Marketing and web": ("Marketing", "Communications", "Design", "Web"),
}
OTHER_AREA = "Office and people"

# In which order answers are drawn, the kindest first; what each says under the picture.
ANSWER_WORDS: Mapping[str, str] = {
    Fit.YES: "does it well",
    "disputed": "disputed",
    Fit.LIMITED: "under a condition",
    Fit.NO: "cannot, or should not",
    Fit.UNKNOWN: "nobody has judged it",
}
ORDER = {word: place for place, word in enumerate(ANSWER_WORDS)}
DOES: Mapping[Branch, str] = {
    Branch.LANGUAGE: "write, read and answer",
    Branch.MEDIA: "makes pictures, sound, video and 3D",
}
LONG_GROUP = 18  # rows that may go on in the next column


@dataclass(frozen=True, slots=True, kw_only=True)
class JobGroup:
    """Jobs that stand together under one heading, each with one circle a kind."""

    anchor: str
    name: str
    rows: tuple[MatrixRow, ...]

    @property
    def is_long(self) -> bool:
        return len(self.rows) > LONG_GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPart:
    """All answers of one kind of AI: counted in a sentence, drawn, and as groups of jobs."""

    branch: Branch
    counts: Mapping[str, int]
    tally: Tally
    groups: tuple[JobGroup, ...]

    @property
    def does(self) -> str:
        return DOES[self.branch]

    @property
    def well(self) -> int:
        return self.counts.get(Fit.YES, 0)

    @property
    def under_condition(self) -> int:
        return self.counts.get(Fit.LIMITED, 0)

    @property
    def in_dispute(self) -> int:
        return self.counts.get("disputed", 0)

    @property
    def all(self) -> int:
        return sum(self.counts.values())


class MatrixForm(ListForm):
    """What the matrix is narrowed by, and how it is turned."""

    view = "catalog:matrix"
    industry = ChoiceField("Trade", trades, empty="All trades")
    department = ChoiceField("Department", departments, empty="All departments")
    put = ChoiceField("You send", INPUT_MEDIA, empty="Anything")
    out = ChoiceField("Result", OUTPUT_MEDIA, empty="Anything")
    only = BoxesField("Only rows that are", ONLY)
    by = ChoiceField("Arranged", ARRANGED, empty="By trade", narrows=False)

    @property
    def by_kind(self) -> bool:
        return bool(self.chosen("by") == BY_KIND)

    @property
    def turned(self) -> str:
        """Return the address of the same rows, turned round."""
        return self.query_with(by="" if self.by_kind else BY_KIND)

    def passes(self, row: MatrixRow) -> bool:
        """Tell whether a job is wanted; of several marks any will do."""
        case, marks = row.use_case, row.marks
        only = self.chosen("only")
        if only and not any(marks[word] for word in only):
            return False
        values = {
            "industry": (case.industry,),
            "department": (case.department,),
            "put": case.inputs,
            "out": case.outputs,
        }
        return all(self.chosen(name) in {"", *words} for name, words in values.items())


@reads_release
def matrix(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show which kind of AI does which job."""
    catalog, on = reading.catalog, reading.on
    form = MatrixForm(request.GET, catalog)
    contested = disputed(catalog).cells
    every = [matrix_row(catalog, case, on, contested) for case in catalog.use_cases]
    answers = [cell for row in every for cell in row.cells if cell.cell is not None]
    proofs = Counter(cell.proof for cell in answers)
    rows = sorted((row for row in every if form.passes(row)), key=kindest_first)
    present = {cell.word for row in rows for cell in row.cells}
    return page(
        request,
        "catalog/matrix.html",
        reading,
        form=form,
        rows=rows,
        groups=by_trade(catalog, rows),
        kinds=[kind_part(branch, rows) for branch in Branch],
        legend={word: words for word, words in ANSWER_WORDS.items() if word in present},
        answers=len(answers),
        found=proofs[Proof.FINDINGS],
        on_boards=proofs[Proof.BOARDS],
        defined=proofs[Proof.DEFINITION],
        judged=proofs[Proof.JUDGEMENT],
        total=len(catalog.use_cases),
    )


def kindest_first(row: MatrixRow) -> tuple[object, ...]:
    """Return a row's place among others: by what language models do, the others, the name."""
    return (
        *(ORDER[cell.word] for cell in row.cells),
        row.use_case.name.casefold(),
        row.use_case.slug,
    )


def by_trade(catalog: Catalog, rows: Iterable[MatrixRow]) -> tuple[JobGroup, ...]:
    """Return rows under their trades by name, those of every trade first, by area."""
    groups = group_pairs((_place(catalog, row.use_case), row) for row in rows)
    ordered = enumerate(sorted(groups))
    return tuple(
        JobGroup(anchor=f"jobs-{place}", name=key[1], rows=groups[key]) for place, key in ordered
    )


def _place(catalog: Catalog, case: UseCase) -> tuple[int, str]:
    """Return where a job's group stands, and what it is called."""
    if case.industry != ANY_TRADE:
        return len(AREAS) + 1, trade_of(catalog, case.industry).name
    for order, (area, members) in enumerate(AREAS.items()):
        if case.department in members:
            return order, area
    return len(AREAS), OTHER_AREA


def kind_part(branch: Branch, rows: Sequence[MatrixRow]) -> KindPart:
    """Return all answers of one kind of AI."""
    views = [(row, cell) for row in rows for cell in row.cells if cell.branch is branch]
    groups = group_pairs((cell.word, replace(row, cells=(cell,))) for row, cell in views)
    present = sorted(groups, key=ORDER.__getitem__)
    counts = {word: len(groups[word]) for word in present}
    words = [word for word in present for _ in groups[word]]
    summary = ", ".join(f"{counts[word]} {ANSWER_WORDS[word]}" for word in present)
    title = f"{branch.label}: {len(views)} jobs"
    answers = tuple(_answer_group(branch, word, groups[word]) for word in present)
    return KindPart(
        branch=branch,
        counts=counts,
        tally=Tally(words=words, title=title, desc=f"{summary}."),
        groups=answers,
    )


def _answer_group(branch: Branch, word: str, rows: Sequence[MatrixRow]) -> JobGroup:
    name = capitalise(ANSWER_WORDS[word])
    return JobGroup(anchor=f"{branch}-{word}", name=name, rows=_by_name(rows))


def _by_name(rows: Iterable[MatrixRow]) -> tuple[MatrixRow, ...]:
    return tuple(sorted(rows, key=lambda row: (lower_first(row.use_case.name), row.use_case.slug)))
