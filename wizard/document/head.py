"""The decision on top: what to do, what it costs, the test, its end, and the biggest risk."""

from wizard.document.basis import Basis
from wizard.document.blocks import Head
from wizard.document.headline import headline
from wizard.document.lead import below_headline
from wizard.document.lines import job_lines
from wizard.document.progress import states
from wizard.document.tiles import tiles
from wizard.document.warnings import warnings


def head(basis: Basis) -> Head:
    """Return what stands on top, of one job or over several."""
    return Head(
        kicker=title(basis),
        states=tuple(states(basis.progress, basis.narrator)),
        label=basis.say("label", "what"),
        headline=headline(basis),
        lead=tuple(below_headline(basis.jobs[0])) if basis.is_alone else (),
        jobs=job_lines(basis),
        tiles=tiles(basis),
        warnings=tuple(dict.fromkeys(warnings(basis))),
    )


def title(basis: Basis) -> str:
    """Return what the plan is called: as its owner named it, else after the firm and its jobs."""
    answers = basis.answers
    if answers.title:
        return basis.say("kicker", "title", title=answers.title)
    names = ("job", "firm-job") if basis.is_alone else ("jobs", "firm-jobs")
    name = names[bool(answers.firm)]
    return basis.jobs[0].say("kicker", name, firm=answers.firm, count=len(basis.jobs))
