"""All requirements together: what they say of one model."""

from catalog.schema import AiModel
from wizard.engine.offers import Refused, choose
from wizard.engine.requirements import REQUIREMENTS, Case, Judgement
from wizard.engine.vocabulary import Place


def judge(case: Case, model: AiModel) -> Judgement:
    """Return what the requirements say of a model: the first that drops it, or what stays open and what it costs."""
    open_points: list[str] = []
    for requirement in REQUIREMENTS:
        ruling = requirement.judge(case, model)
        if ruling.dropped:
            return Judgement(
                model=model,
                dropped_by=requirement.rule,
                title=requirement.title,
                told=requirement.asked(case),
                detail=ruling.dropped,
                fact=ruling.fact,
            )
        if ruling.open_point:
            open_points.append(ruling.open_point)
    if case.answers.place is Place.OWN_SERVERS:
        return Judgement(model=model, open_points=tuple(open_points))
    offered = choose(case, model)
    if isinstance(offered, Refused):
        return Judgement(
            model=model,
            dropped_by=offered.rule,
            title=offered.title,
            told=offered.told,
            detail=offered.detail,
            fact=offered.fact,
        )
    return Judgement(model=model, open_points=(*open_points, *offered.open_points), offered=offered)
