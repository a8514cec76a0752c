"""What only the owner sees on a plan's page: the next act, changes since the last visit, links."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import now

from wizard.colleagues.feedback import PlanFeedback
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import AskBack, AskFirst, NothingPasses, OverLimit
from wizard.document.progress import TrialState
from wizard.models import PlanVersion
from wizard.pilot.context import tested
from wizard.pilot.measured import JobTest
from wizard.plans.drifting import Drift
from wizard.plans.replies import of_version
from wizard.plans.tools import named
from wizard.questions.pages.limit import LimitPage

MOST_NEWS = 3
UNDO_FOR = timedelta(days=1)  # so long Undo stands beside a version that was just made
LONGEST_QUOTE = 60  # letters of a question


LINKS = (
    "home", "redecide", "undo", "questions_owner", "opinions_owner", "vendors_owner", "links",
    "switch", "original",
)  # fmt: skip


class Next(NamedTuple):
    """What the owner does next: why, the words on the button, and where it leads."""

    sentence: str
    act: str
    address: str


def owner_section(
    edit_key: str, version: PlanVersion, shown: Mapping[str, Any], since: datetime | None, base: str
) -> Mapping[str, Any]:
    """Return what the owner may do with a plan; `since` is the last visit, None on the first.

    `base` is the scheme and host of its links.
    """
    to = {name.removesuffix("_owner"): reverse(f"wizard:{name}", args=[edit_key]) for name in LINKS}
    to["check"] = reverse("questions:check", args=[edit_key])
    to["limit"] = reverse("questions:page", args=[edit_key, LimitPage.step, LimitPage.key])
    plan, left, drift = version.plan, shown["feedback"], shown["drift"]
    back = (
        reverse("wizard:sign_off_take_back", args=[edit_key, row.pk])
        for row in left.active_signoffs
    )
    return {
        **to,
        "readable": plan.readable,
        "withdrawn": plan.withdrawn,
        "next": next(_next(shown, to)),
        "next_version": version.number + 1,
        "can_undo": version.number > 1 and now() - version.made < UNDO_FOR,
        "news": tuple(_news(left, drift, since))[:MOST_NEWS] if since is not None else (),
        "qr": code_of(f"{base}{plan.get_absolute_url()}"),
        "pending": left.replies != of_version(version),
        "take_back": list(zip(left.active_signoffs, back, strict=True)),
    }


def _next(shown: Mapping[str, Any], to: Mapping[str, str]) -> Iterator[Next]:
    """Yield what an owner might do next, the most urgent first."""
    decision, progress = shown["decision"], shown["progress"]
    left, drift = shown["feedback"], shown["drift"]
    if drift.unchecked:
        yield Next(
            "Nobody can check it today. Answer it once more.", "Answer it once more", to["check"]
        )
    if drift.different:
        yield Next("Today’s facts give another answer.", "See what changed", "#today")
    for row in (row for row in left.questions if row.answered is None):
        yield Next(
            f"{row.name} waits for your answer.",
            "Answer the question",
            f"{to['questions']}#question-{row.pk}",
        )
    yield from _by_test(progress.tested, shown["month"], names_untested=shown["names_untested"])
    if progress.tested is TrialState.SOME_PASSED:
        yield _after_some_passed(decision, progress.passed)
    if not any(_can_be_tested(job) for job in decision.jobs):
        yield from _before_a_test(decision, to)
    if shown["document"].is_late:
        yield Next(
            "The day of the test has passed. Test it now, or let it go.", "Start the test", "pilot/"
        )
    approved = "It is approved" if left.active_signoffs else "Your plan is ready"
    yield Next(f"{approved}. Start the test.", "Start the test", "pilot/")


def _can_be_tested(job: JobDecision) -> bool:
    """Return whether something is named for a job that waits for nobody's answer."""
    return bool(tested(job)) and not isinstance(job.ending, AskFirst)


def _after_some_passed(decision: Decision, passed: Collection[str]) -> Next:
    """Return what comes next where one job has passed, and another is not tested yet."""
    for job in decision.jobs:
        advice = named(job)
        is_few = advice is not None and advice.stop.shows_nothing
        if _can_be_tested(job) and not is_few and job.work.key not in passed:
            address = f"pilot/new/?{urlencode({'job': job.work.key})}"
            return Next("One test is passed. Test the next job.", "Test the next job", address)
    return Next(
        "One test is passed: roll that out. Sellers answer for the rest.", "Roll it out", "scale/"
    )


def _before_a_test(decision: Decision, to: Mapping[str, str]) -> Iterator[Next]:
    """Yield what brings on a plan of which no job can be tested yet."""
    endings = [job.ending for job in decision.jobs]
    if any(_waits_for_sellers(job) for job in decision.jobs):
        yield Next("A seller has to answer first.", "See what to ask", to["vendors"])
    if any(isinstance(ending, AskBack) for ending in endings):
        yield Next("Name the one task that takes most hours.", "Change an answer", to["check"])
    if any(isinstance(ending, OverLimit) for ending in endings):
        yield Next("What fits costs more than your limit.", "Change the limit", to["limit"])
    if any(isinstance(ending, NothingPasses) and ending.relaxed for ending in endings):
        yield Next("One answer stops every name.", "Change an answer", to["check"])
    yield Next("Nothing to test. Show it to those who decide.", "Share", "#share")


def _waits_for_sellers(job: JobDecision) -> bool:
    """Return whether a seller answers before anything can be tested for a job."""
    return isinstance(job.ending, AskFirst) or (
        isinstance(job.ending, NothingPasses) and bool(job.inquiries)
    )


def _by_test(tested: TrialState, month: JobTest | None, *, names_untested: bool) -> Iterator[Next]:
    """Yield what a test leads to; first, what passed was in use for a month that is not counted."""
    if month is not None:
        address = f"pilot/{month.number}/month/"
        yield Next("It was in use for a month. How did it go?", "Answer three questions", address)
    if names_untested and tested in {TrialState.FAILED, TrialState.FELL_SHORT}:
        yield Next("Your plan names another now. Test that.", "To the test", "pilot/")
    if tested in BY_TEST:
        yield BY_TEST[tested]


# What a test leads to.
BY_TEST: Mapping[TrialState, Next] = {
    TrialState.PASSED: Next("The test is passed. Roll it out.", "Roll it out", "scale/"),
    TrialState.IN_USE: Next(
        "It is in daily use, and what you counted holds.", "See what was counted", "pilot/"
    ),
    TrialState.UNUSED: Next(
        "Nobody uses it. Show them how, or end what you pay.", "See how it is rolled out", "scale/"
    ),
    TrialState.FELL_SHORT: Next(
        "Too much was done again in daily use.", "See what comes next", "pilot/"
    ),
    TrialState.SOME_FAILED: Next(
        "One test failed. Test what your plan names now.", "To the test", "pilot/"
    ),
    TrialState.RUNNING: Next("The test is running.", "Go on with the test", "pilot/"),
    TrialState.OTHER: Next("Another one passed. Test what is named now.", "To the test", "pilot/"),
    TrialState.WEAKER: Next(
        "Your plan asks for more than your test.", "See what is missing", "pilot/"
    ),
    TrialState.TOO_FEW: Next("Too few were rated for a verdict.", "Go on with the test", "pilot/"),
    TrialState.FAILED: Next(
        "None passed. Make the instructions better.", "Make it better", "tune/"
    ),
}


def _news(left: PlanFeedback, drift: Drift, since: datetime) -> Iterator[str]:
    """Yield what changed since a moment, what waits for the owner first."""
    if drift.different:
        yield drift.sentence
    for row in (row for row in reversed(left.questions) if row.asked > since):
        quote = (
            row.text if len(row.text) <= LONGEST_QUOTE else f"{row.text[:LONGEST_QUOTE].rstrip()}…"
        )
        yield f"{row.name} asked: {quote}"
    for approval in left.active_signoffs:
        if approval.signed > since:
            yield approval.sentence


def code_of(address: str) -> SafeString:
    """Draw the QR code of an address, with the margin that a camera needs."""
    code = segno.make(address, micro=False).svg_inline(
        border=4, omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(code)  # noqa: S308 (nothing but numbers: the address is not in it)
