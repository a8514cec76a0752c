"""Promises that read otherwise, in sentences.

For example: It now costs about $80 a month, $40 when made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.formatting import format_day, format_rough_money
from catalog.query import shown_rate
from catalog.vocabulary import Word
from wizard.decision.decision import JobDecision
from wizard.decision.drift import Moved, Promise
from wizard.decision.trail import Parameter
from wizard.decision.vocabulary import Condition, Keeps
from wizard.plans.deciding import Decided
from wizard.plans.tools import named, results_name, tool_name

ENDINGS: Mapping[str, str] = {
    "AskBack": "name one task first",
    "WrongTool": "not a job for generative AI",
    "NothingPasses": "nothing passes",
    "Project": "a project for a developer",
    "LeaveIt": "leave it as it is",
    "OverLimit": "over your limit",
    "AsDear": "as dear as by hand",
    "SecondLook": "a second look",
    "AskFirst": "ask the seller first",
    "UseWhatYouHave": "use what you have",
    "StartWith": "start with the cheaper one",
    "Try": "try it",
    "Use": "use it",
    "FromList": "take it from a list",
}


FELL: Mapping[Word, str] = {
    Keeps.EU: "is no longer known to be stored and processed in the EU",
    Keeps.OWN_MACHINE: "no longer runs on your own machine",
    Keeps.NO_TRAINING: "is no longer known to leave your material out of training",
    Keeps.PROCESSOR: "is no longer known to sign a data-processing agreement",
}
CAME: Mapping[Word, str] = {
    Keeps.EU: "is now stored and processed in the EU",
    Keeps.OWN_MACHINE: "now runs on your own machine",
    Keeps.NO_TRAINING: "now leaves your material out of training",
    Keeps.PROCESSOR: "now signs a data-processing agreement",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWords:
    """Says what changed between two decisions on the same answers."""

    then: Decided
    now: Decided

    def of(self, job: str, row: Moved) -> str:
        """Return a promise that reads otherwise, in a sentence."""
        text = WORDS[row.promise](self, job, row)
        if len(self.then.answers.jobs) == 1:
            return text
        of = next(of for of in self.then.answers.jobs if of.key == job)
        return f"{results_name(of, self.now.catalog)}: {text}"

    def ending(self, _: str, row: Moved) -> str:
        return f"It would now say: {ENDINGS[str(row.today)]}. It said: {ENDINGS[str(row.before)]}."

    def name(self, job: str, row: Moved) -> str:
        """Return what is named now, in place of what was."""
        before, today = self._tool(row.before), self._tool(row.today)
        if not today:
            return f"{before} is no longer named: {self._ending(self.now, job)}."
        if not before:
            return f"{today} is named now. It said: {self._ending(self.then, job)}."
        return f"{today}, in place of {before}."

    def offer(self, job: str, row: Moved) -> str:
        return (
            f"{self._first(job)} is now bought from {self._seller(row.today)}, not from "
            f"{self._seller(row.before)}."
        )

    def keeps(self, job: str, row: Moved) -> str:
        """Return what no longer holds of what was named, or what holds since."""
        first, before, today = self._first(job), str(row.before).split(), str(row.today).split()
        fell = [FELL[word] for word in FELL if word in before and word not in today]
        came = [CAME[word] for word in CAME if word in today and word not in before]
        conditions = [
            f"needs this first: {condition.label}"
            for condition in Condition
            if condition in today and condition not in before
        ]
        says = [*fell, *conditions, *came] or ["needs less to be done first"]
        return f"{first} {says[0]}."

    def ends(self, job: str, row: Moved) -> str:
        first = self._first(job)
        if row.today:
            return f"{first} goes off sale on {format_day(date.fromisoformat(str(row.today)))}."
        return f"{first} is no longer announced to end."

    def stop(self, _: str, row: Moved) -> str:
        """Return how the limit of the test moved."""
        if not row.today:
            return "There is no test of it any more."
        if not row.before:
            return "It can now be tested."
        redone, cases = str(row.today).split()
        was, cases_then = str(row.before).split()
        return (
            f"The test would now end above {redone} of {cases} done again, not above {was} of "
            f"{cases_then}."
        )

    def challenger(self, _: str, row: Moved) -> str:
        """Return what is tried beside it now."""
        before, today = self._tool(row.before), self._tool(row.today)
        if not today:
            return "Nothing is left to try beside it."
        if not before:
            return f"{today} can now be tried beside it."
        return f"{today} is now tried beside it, in place of {before}."

    def bill(self, _: str, row: Moved) -> str:
        if isinstance(row.today, str) or isinstance(row.before, str):
            return "What it costs can no longer be compared."
        return (
            f"It now costs about {self._money(row.today)} a month, {self._money(row.before)} "
            "when made."
        )

    def _tool(self, tool: Parameter) -> str:
        return tool_name(self.now.catalog, str(tool)) if tool else ""

    def _seller(self, offer: Parameter) -> str:
        seller = str(offer).partition("@")[2]
        row = self.now.catalog.provider.get(seller)
        return row.name if row is not None else seller or "its maker"

    def _ending(self, side: Decided, job: str) -> str:
        return ENDINGS[type(_job(side, job).ending).__name__]

    def _first(self, job: str) -> str:
        advice = named(_job(self.then, job))
        return self._tool(advice.first.option.tool) if advice is not None else "It"

    def _money(self, usd: float) -> str:
        rate = shown_rate(self.now.catalog, self.then.answers.currency, self.now.on)
        return format_rough_money(usd, rate)


def _job(side: Decided, key: str) -> JobDecision:
    return next(job for job in side.decision.jobs if job.work.key == key)


WORDS: Mapping[Promise, Callable[[PromiseWords, str, Moved], str]] = {
    Promise.ENDING: PromiseWords.ending,
    Promise.NAME: PromiseWords.name,
    Promise.OFFER: PromiseWords.offer,
    Promise.REGION: PromiseWords.keeps,
    Promise.TERMS: PromiseWords.keeps,
    Promise.ENDS: PromiseWords.ends,
    Promise.STOP: PromiseWords.stop,
    Promise.CHALLENGER: PromiseWords.challenger,
    Promise.BILL: PromiseWords.bill,
}
