"""Promises that read otherwise, in sentences: "Still holds. It now costs about $80 a month, $40 when made." """

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.formatting import format_day, format_rough_money, lower_first
from catalog.query import exchange_rate
from catalog.vocabulary import Known
from wizard.method.answers import Answers
from wizard.plans.promises import Broken, Promise, Side, named
from wizard.plans.tools import results_name, tool_name

ENDINGS: Mapping[str, str] = {
    "AskBack": "name one task first",
    "WrongTool": "not a job for generative AI",
    "NothingPasses": "nothing passes",
    "Project": "a project for a developer",
    "LeaveIt": "leave it as it is",
    "OverLimit": "over your limit",
    "AsDear": "as dear as by hand",
    "AskFirst": "ask the seller first",
    "UseWhatYouHave": "use what you have",
    "StartWith": "start with the cheaper one",
    "Try": "try it",
    "Use": "use it",
    "FromList": "take it from a list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWords:
    """Says what changed between two decisions on the same answers."""

    answers: Answers
    then: Side
    now: Side

    def of(self, row: Broken) -> str:
        """Return a promise that reads otherwise, in a sentence."""
        text = WORDS[row.promise](self, row)
        if not row.job or len(self.answers.jobs) == 1:
            return text
        job = next(job for job in self.answers.jobs if job.key == row.job)
        return f"{results_name(job, self.now.catalog)}: {text}"

    def name(self, row: Broken) -> str:
        """Return what is named now, in place of what was."""
        before = tool_name(self.then.catalog, row.before) if row.before else ""
        after = tool_name(self.now.catalog, row.after) if row.after else ""
        if not after:
            return f"It would now end otherwise: {self._ending(self.now, row.job)}, in place of {before}."
        if not before:
            return f"{after}, in place of: {self._ending(self.then, row.job)}."
        return f"{after}, in place of {before}."

    def ending(self, row: Broken) -> str:
        return f"It would now say: {ENDINGS[row.after]}. It said: {ENDINGS[row.before]}."

    def region(self, row: Broken) -> str:
        """Return what became of processing in the EU."""
        what = self._first(row.job)
        if Known.NO in row.after.split(", "):
            return f"{what} is no longer processed in the EU."
        if Known.UNKNOWN in row.after.split(", "):
            return f"Nobody says any more that {what} is processed in the EU."
        return f"{what} is now processed in the EU."

    def terms(self, row: Broken) -> str:
        return f"What the seller of {self._first(row.job)} does with your material is stated otherwise now."

    def on_sale(self, row: Broken) -> str:
        what = self._first(row.job)
        if row.after:
            return f"{what} goes off sale on {format_day(date.fromisoformat(row.after))}."
        return f"{what} is no longer announced to end."

    def bill(self, row: Broken) -> str:
        now, before = self._money(row.after), self._money(row.before)
        return f"It now costs about {now} a month, {before} when made."

    def challenger(self, row: Broken) -> str:
        """Return what is tried beside it now."""
        if not row.after:
            return "Nothing is left to try beside it."
        after = tool_name(self.now.catalog, row.after)
        if not row.before:
            return f"{after} can now be tried beside it."
        return f"{after} is now tried beside it, in place of {tool_name(self.then.catalog, row.before)}."

    def stop(self, row: Broken) -> str:
        return f"The test would now end above {row.after} done again, not above {row.before}."

    def _ending(self, side: Side, key: str) -> str:
        job = next(job for job in side.decision.jobs if job.work.key == key)
        return lower_first(ENDINGS[type(job.ending).__name__])

    def _first(self, key: str) -> str:
        job = next(job for job in self.then.decision.jobs if job.work.key == key)
        advice = named(job)
        return tool_name(self.then.catalog, advice.first.option.tool) if advice is not None else "It"

    def _money(self, usd: str) -> str:
        rate = exchange_rate(self.now.catalog, self.answers.currency, self.now.on)
        return format_rough_money(Decimal(usd), rate)


WORDS: Mapping[Promise, Callable[[PromiseWords, Broken], str]] = {
    Promise.NAME: PromiseWords.name,
    Promise.ENDING: PromiseWords.ending,
    Promise.REGION: PromiseWords.region,
    Promise.TERMS: PromiseWords.terms,
    Promise.ON_SALE: PromiseWords.on_sale,
    Promise.BILL: PromiseWords.bill,
    Promise.CHALLENGER: PromiseWords.challenger,
    Promise.STOP: PromiseWords.stop,
}
