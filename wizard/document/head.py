"""The decision on top: what to do, what it costs, the test, its end, and the biggest risk."""

from collections.abc import Iterator

from wizard.document.basis import Basis
from wizard.document.blocks import Head, JobLine, Shape
from wizard.document.fitting import within_a_minute
from wizard.document.progress import states
from wizard.document.tiles import tiles


def head(basis: Basis) -> Head:
    """Return what stands on top, of one job or over several."""
    whole = Head(
        kicker=basis.first_at("title"),
        states=tuple(states(basis.progress, basis.narrator)),
        label=basis.say("label", "what"),
        headline=basis.first_at("plan"),
        lead=tuple(basis.jobs[0].at("below-headline")) if basis.is_alone else (),
        jobs=tuple(_lines(basis)) if not basis.is_alone else (),
        tiles=tuple(tiles(basis)),
        warnings=tuple(dict.fromkeys(basis.at("warnings"))),
    )
    return within_a_minute(whole, basis.at("details"))


def _lines(basis: Basis) -> Iterator[JobLine]:
    """Yield a line for each job of several, its test in it where it is not the first.

    Of what to do nothing is said again that stands in an earlier one.
    """
    before = dict[str, None]()
    for job in basis.jobs:
        says = [text for text in job.at("below-verdict") if text not in before]
        before |= dict.fromkeys(says)
        yield JobLine(
            key=job.job.key,
            label=job.say("kicker", "job"),
            verdict=job.say("line", "all", says=list(job.at("verdict"))),
            says=(*says, *job.at("test-in-its-line")),
            shape=Shape.UNKNOWN if job.waits is not None else None,
        )
