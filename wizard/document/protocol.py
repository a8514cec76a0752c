"""The page Pilot: how each job is tested, step by step, and what it can show."""

from collections.abc import Callable, Iterator

from wizard.document.basis import JobBasis
from wizard.document.blocks import ListRow
from wizard.document.folding import Fold, PageLayout, listed


def _of_trial(place: str) -> Callable[[JobBasis], Iterator[ListRow]]:
    """Return what gives the rows of a place for a job that may be tested."""
    return lambda job: listed(job.at(place) if job.trial is not None else ())


PILOT = PageLayout(
    folds=(
        Fold(key="how", kind="numbered", of_job=_of_trial("pilot-steps")),
        Fold(key="ends", kind="numbered", of_job=_of_trial("pilot-ends")),
        Fold(key="shows", kind="numbered", of_job=_of_trial("pilot-shows")),
    )
)
