"""What a plan would say with one thing replaced: an answer, the price of a model, or an unknown. The tables stay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from wizard.decision.answers import Answers, Job
from wizard.decision.choices import RankedPart
from wizard.decision.decide import named_parts
from wizard.decision.eligibility import PASSES
from wizard.decision.fewer_tools import together
from wizard.decision.ranking import Ranking, Selection, prepare
from wizard.decision.table import Deployment, Row
from wizard.decision.tasks import tasks

type Parts = Mapping[str, RankedPart]  # what is said of each task, by its key


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """The tasks of a plan, to ask what all of it would say with one thing replaced."""

    rankings: tuple[Ranking, ...]

    @property
    def answers(self) -> Answers:
        return self.rankings[0].case.answers

    @cached_property
    def today(self) -> Parts:
        return _parts(self._now)

    def with_answers(self, answers: Answers) -> Parts:
        """Return what would be said with other answers; tasks of which nothing is asked anew are kept as they are."""
        same = (
            replace(answers, jobs=self.answers.jobs) == self.answers
            and answers.in_the_eu == self.answers.in_the_eu
        )
        now = {each.case.task.key: each for each in self._now}
        return _parts(
            now[task.key]
            if same and now[task.key].case.task == task
            else prepare(replace(now[task.key].case.table, task=task), answers)
            for task in tasks(answers, self.rankings[0].case.table.catalog)
        )

    def with_job(self, job: Job) -> Answers:
        """Return the answers with others about one job."""
        return replace(
            self.answers,
            jobs=tuple(job if each.key == job.key else each for each in self.answers.jobs),
        )

    def with_price(self, model: str, factor: float) -> Parts:
        """Return what would be said with the fees of one model multiplied, at every seller and for every task."""

        def priced(row: Row) -> Row:
            return replace(row, dearer=factor) if row.model.slug == model else row

        tables = (each.case.table for each in self._now)
        dearer = (
            replace(each, settings=tuple(tuple(map(priced, rows)) for rows in each.settings))
            for each in tables
        )
        return _parts(prepare(each, self.answers) for each in dearer)

    def with_known(self, ranking: Ranking, at: Deployment) -> Parts:
        """Return what would be said had the seller confirmed all that is not known of one deployment; as today if no use."""
        known = prepare(ranking.case.table, self.answers, {**ranking.selection.checked, at: PASSES})
        if known.first.pick is None or known.first.pick.row.at is not at:
            return self.today
        return _parts(
            known if each.case.task.key == ranking.case.task.key else each for each in self._now
        )

    @cached_property
    def _now(self) -> list[Selection]:
        return [prepare(each.case.table, self.answers) for each in self.rankings]


def _parts(selections: Iterable[Selection]) -> Parts:
    rankings = [each.first for each in together(tuple(selections))]
    return {each.part.key: each for each in named_parts(rankings, rankings[0].case.answers)}
