"""The decision on top: what to do, what it costs, the test, its end, and the biggest risk."""

from wizard.document.basis import Basis
from wizard.document.blocks import Head
from wizard.document.headline import below_headline, headline
from wizard.document.progress import states
from wizard.document.several import headline_of_all, job_lines, tiles_of_all
from wizard.document.tiles import tiles
from wizard.document.warnings import warnings


def head(basis: Basis) -> Head:
    """Return what stands on top, of one job or over several."""
    first = basis.jobs[0]
    is_alone = basis.is_alone
    return Head(
        kicker=title(basis),
        states=tuple(states(basis.progress, basis.narrator)),
        label=basis.say("label", "what"),
        headline=headline(first) if is_alone else headline_of_all(basis),
        lead=tuple(below_headline(first)) if is_alone else (),
        jobs=() if is_alone else job_lines(basis),
        tiles=tiles(first) if is_alone else tiles_of_all(basis),
        warnings=tuple(dict.fromkeys(warnings(basis))),
    )


def title(basis: Basis) -> str:
    """Return what the plan is called: as its owner named it, else after the firm and its jobs."""
    answers, first = basis.answers, basis.jobs[0]
    if answers.title:
        return basis.say("kicker", "title", title=answers.title)
    if basis.is_alone:
        return first.say("kicker", "firm-job" if answers.firm else "job", firm=answers.firm)
    name = "firm-jobs" if answers.firm else "jobs"
    return basis.say("kicker", name, firm=answers.firm, count=len(basis.jobs))
