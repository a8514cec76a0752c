"""What would change the name: at most five lines, the one unknown worth finding out first on top."""

from collections.abc import Iterator
from dataclasses import replace

from catalog.vocabulary import MachineSize, Material
from wizard.decision.answers import per_month
from wizard.decision.choices import round_to_two_digits
from wizard.decision.decision import Fact, Parameter, Reason
from wizard.decision.ranking import Ranking
from wizard.decision.suitability import suitability
from wizard.decision.vocabulary import Place, Preference, State, WrongResult
from wizard.sensitivity.replaced import with_answers, with_job, with_known
from wizard.sensitivity.thresholds import pick_or_state, price_threshold, volume_threshold

MOST_CHANGES = 5
MOST_UNKNOWNS_TRIED = 5


def what_would_change(rankings: tuple[Ranking, ...]) -> tuple[Reason, ...]:
    """Return what would change the name of any task: for each the nearest first, then in turn, five at most.

    Nothing turns a job that a list answers, or for which generative AI is the wrong tool, into one for a model.
    """
    open_ = [each for each in rankings if suitability(each.case.task, each.case.table.catalog) is None]
    found = [list(changes_of(ranking)) for ranking in open_]
    turns = max((len(each) for each in found), default=0)
    lines = [each[turn] for turn in range(turns) for each in found if turn < len(each)]
    return tuple(lines[:MOST_CHANGES])


def changes_of(ranking: Ranking) -> Iterator[Reason]:
    """Yield what would change the name of one task, the most useful first."""
    yield from _unknown(ranking)
    yield from _answers(ranking)
    yield from _thresholds(ranking)


def _unknown(ranking: Ranking) -> Iterator[Reason]:
    """Yield the one fact worth finding out first: the best model that a seller's answer would put in first place."""
    for candidate in ranking.ask_first[:MOST_UNKNOWNS_TRIED]:
        answer = with_known(ranking, candidate.row.at)
        if answer.pick is not None and answer.pick.row.at is candidate.row.at:
            offer = candidate.row.offer
            yield Reason(
                rule="if-confirmed",
                parameters=(
                    ("task", ranking.case.task.key),
                    ("seller", offer.seller if offer is not None else candidate.row.model.provider),
                    ("unknown", candidate.unknown[0]),
                    *_then(answer),
                ),
                facts=(Fact(kind="offers", key=offer.slug),) if offer is not None else (),
            )
            return


def _answers(ranking: Ranking) -> Iterator[Reason]:
    """Yield the answers that would change the name, each turned over by itself."""
    for question, to, answer in (*_turned_of_the_job(ranking), *_turned_of_the_plan(ranking)):
        if pick_or_state(answer) != pick_or_state(ranking):
            parameters: tuple[tuple[str, Parameter], ...] = (
                ("task", ranking.case.task.key),
                ("question", question),
                ("answer", to),
                *_then(answer),
            )
            yield Reason(rule="if-answer", parameters=parameters, answers=(question,))


def _turned_of_the_job(ranking: Ranking) -> Iterator[tuple[str, str, Ranking]]:
    """Yield question, other answer and what would then be said, for what was answered of the job."""
    case, job = ranking.case, ranking.case.task.job
    for stakes in (WrongResult.NUISANCE, WrongResult.MONEY, WrongResult.HARM):
        if stakes is not job.stakes:
            yield "wrong_result", stakes.value, with_job(ranking, replace(job, wrong_result=stakes))
    for place in Place:
        if place is not case.place:
            yield "place", place.value, with_job(ranking, replace(job, place=place))
    if case.task.private:
        yield "material", Material.NONE.value, with_job(ranking, replace(job, material=(Material.NONE,)))


def _turned_of_the_plan(ranking: Ranking) -> Iterator[tuple[str, str, Ranking]]:
    """Yield the same for what was answered of the whole plan."""
    case, answers = ranking.case, ranking.case.answers
    if case.place is Place.OWN_SERVERS:
        for size in MachineSize:
            if size is not answers.machine:
                yield "machine_limit", size.value, with_answers(ranking, replace(answers, machine_limit=size))
    for preference in (Preference.BEST, Preference.LOWEST_COST):
        if preference is not answers.preference:
            yield "preference", preference.value, with_answers(ranking, replace(answers, preference=preference))
    if answers.budget_usd is not None:
        yield "budget", "none", with_answers(ranking, replace(answers, budget_usd=None))


def _thresholds(ranking: Ranking) -> Iterator[Reason]:
    """Yield the nearest price and volume at which another name comes first."""
    if ranking.state is not State.PICKED or ranking.pick is None:
        return
    task = ("task", ranking.case.task.key)
    dearer = price_threshold(ranking)
    if dearer is not None:
        factor, answer = dearer
        parameters: tuple[tuple[str, Parameter], ...] = (
            task,
            ("of", ranking.pick.row.model.slug),
            ("factor", round(factor, 2)),
            *_then(answer),
        )
        yield Reason(rule="if-dearer", parameters=parameters)
    more = volume_threshold(ranking)
    if more is not None:
        factor, answer = more
        results = round_to_two_digits(factor * float(per_month(ranking.case.task.job)))
        yield Reason(rule="if-more", parameters=(task, ("results", results), *_then(answer)), answers=("volume",))


def _then(answer: Ranking) -> tuple[tuple[str, Parameter], ...]:
    """Return what the plan would say instead: a model with its fees of a month where known, or how the question ends."""
    if answer.pick is None:
        return (("state", answer.state.value),)
    model: tuple[str, Parameter] = ("model", answer.pick.row.model.slug)
    return (model, ("usd", round(answer.pick.fees, 2))) if answer.pick.cost is not None else (model,)
