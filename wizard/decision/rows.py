"""Rows: what solves a job in the order of an adviser, by the solutions on file or, in own words, by what comes out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog.schema import Catalog, Solution
from catalog.vocabulary import AppKind, Medium, SolutionKind
from wizard.decision.answers import Job
from wizard.decision.own_words import job_by_words

# Ours, for a job in own words: results a month from which a model built in is worth a look, the
# middle of what the rows on file say.
USUAL_BUILD_FROM = 500
GENERAL_PART = 0.1  # of the rows on file: an assistant that so many name is a general one


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """What to look at for a job, in this order."""

    kinds: tuple[SolutionKind, ...]
    app_kinds: tuple[AppKind, ...] = ()
    use_case: str = ""  # whose row it is; empty: it goes by what comes out alone
    is_own: bool = False  # the owner chose that use case
    assistants: frozenset[str] = frozenset()  # slugs of apps
    app_is_right: bool = False  # an app made for it is plainly the right kind
    live: bool = False  # somebody waits for each answer
    language_matters: bool = True
    build_from: int | None = None  # results a month; None: never for a small firm

    @property
    def starts_without_ai(self) -> bool:
        """Return whether something without AI comes first."""
        return self.kinds[:1] == (SolutionKind.NONE,)

    def names(self, kind: SolutionKind) -> bool:
        """Return whether a kind of solution is to be looked at."""
        return kind in self.kinds


ASSISTANT_OR_MODEL = (SolutionKind.ASSISTANT, SolutionKind.MODEL)
APP_OR_MODEL = (SolutionKind.APP, SolutionKind.MODEL)
# Ours, for own words that no use case on file shares: by what comes out.
BY_MEDIUM: Mapping[Medium, JobRow] = {
    Medium.TEXT: JobRow(kinds=ASSISTANT_OR_MODEL, build_from=USUAL_BUILD_FROM),
    Medium.DOCUMENT: JobRow(kinds=ASSISTANT_OR_MODEL, build_from=USUAL_BUILD_FROM),
    Medium.DATA: JobRow(kinds=ASSISTANT_OR_MODEL, build_from=USUAL_BUILD_FROM),
    Medium.CODE: JobRow(
        kinds=(SolutionKind.APP, SolutionKind.ASSISTANT), app_kinds=(AppKind.CODING,)
    ),
    Medium.IMAGE: JobRow(
        kinds=(SolutionKind.ASSISTANT, SolutionKind.APP, SolutionKind.MODEL),
        app_kinds=(AppKind.IMAGE_GENERATOR, AppKind.DESIGN_SUITE),
        build_from=USUAL_BUILD_FROM,
        language_matters=False,
    ),
    Medium.VIDEO: JobRow(
        kinds=(SolutionKind.APP,), app_kinds=(AppKind.VIDEO_EDITOR, AppKind.FILM_GENERATOR)
    ),
    Medium.SPEECH: JobRow(
        kinds=APP_OR_MODEL, app_kinds=(AppKind.VOICE,), build_from=USUAL_BUILD_FROM
    ),
    Medium.MUSIC: JobRow(
        kinds=(SolutionKind.APP,), app_kinds=(AppKind.MUSIC,), language_matters=False
    ),
    Medium.MODEL_3D: JobRow(
        kinds=(SolutionKind.APP, SolutionKind.NONE),
        app_kinds=(AppKind.BUILDING_3D,),
        language_matters=False,
    ),
}
# Where a picture goes in beside the words.
BY_MEDIUM_WITH_PICTURE: Mapping[Medium, JobRow] = {
    Medium.DATA: JobRow(
        kinds=APP_OR_MODEL,
        app_kinds=(AppKind.DOCUMENT_CAPTURE,),
        build_from=USUAL_BUILD_FROM,
    ),
    Medium.IMAGE: JobRow(
        kinds=(SolutionKind.APP, SolutionKind.ASSISTANT),
        app_kinds=(AppKind.PHOTO_EDITOR,),
        language_matters=False,
    ),
}


def row_of(job: Job, catalog: Catalog) -> JobRow:
    """Return the row of a job: of its use case, else of the one that shares its rarest words, else by what comes out."""
    chosen = catalog.solution_of.get(job.use_case or "")
    if chosen is not None:
        return _row(chosen, is_own=True)
    by_words = catalog.solution_of.get(job_by_words(job, catalog))
    if by_words is not None:
        return _row(by_words, is_own=False)
    medium = job.medium or Medium.TEXT
    by_medium = BY_MEDIUM[medium]
    if job.picture_goes_in:
        by_medium = BY_MEDIUM_WITH_PICTURE.get(medium, by_medium)
    return replace(by_medium, assistants=_general_assistants(catalog))


def _general_assistants(catalog: Catalog) -> frozenset[str]:
    """Return the assistants that editors name for many jobs: what a job of any kind can be given to."""
    return catalog.once("method-general-assistants", lambda: _named_often(catalog))


def _named_often(catalog: Catalog) -> frozenset[str]:
    counts = Counter(slug for row in catalog.solutions for slug in row.assistants)
    least = GENERAL_PART * len(catalog.solutions)
    return frozenset(slug for slug, count in counts.items() if count >= least)


def _row(solution: Solution, *, is_own: bool) -> JobRow:
    return JobRow(
        use_case=solution.use_case,
        is_own=is_own,
        kinds=solution.kinds,
        app_kinds=solution.app_kinds,
        assistants=frozenset(solution.assistants),
        app_is_right=solution.app_is_right,
        live=solution.live,
        language_matters=solution.language_matters,
        build_from=solution.build_from,
    )
