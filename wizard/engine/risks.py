"""What can go wrong, and what to do about it: one precaution for each risk, with the law and the rights behind it."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from catalog.formatting import capitalise, format_count, format_list, format_money, lower_first
from catalog.schema import AiModel, Catalog
from catalog.vocabulary import Medium, Risk, Topic
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Fact, Part, Reason, RiskAdvice, Told
from wizard.engine.requirements import MODEL_POINTS
from wizard.engine.vocabulary import Check, FactKind, Place, Sensitivity, TrainingWish
from wizard.engine.workload import Need

PRECAUTIONS: Mapping[Risk, str] = {
    Risk.PERSONAL_DATA: "Names and addresses go in. Leave out what the job does not need, use a paid plan whose terms you have read, and note in your records that you use it.",
    Risk.CONFIDENTIAL_DATA: "Trade secrets go in. Use no free plan, agree in writing how long inputs are kept, and keep a list of what may never be sent.",
    Risk.CONSUMER_LAW: "A text can promise what you do not keep. Check each figure and each promise against the data sheet before it goes out, or one in ten when a hundred in a row were right.",
    Risk.COPYRIGHT: "Ask for no named artist’s style and no known figure. Keep the inputs, the wording and the date, and do not count on a copyright of your own.",
    Risk.TRADEMARK: "A result can look like somebody’s mark. Search the register before you use a name or a logo.",
    Risk.MISLEADING_PICTURE: "A picture can add a part that the product does not have. The person who picks it compares it with the original, and you mark pictures that were made.",
    Risk.DEEPFAKE: "Use no face and no voice without written consent, say that it was made, and keep the consent with the file.",
    Risk.CONTRACT_ERROR: "A wrong clause or a wrong promise binds you. A person who may sign reads every result in full.",
    Risk.FACTUAL_ERRORS: "Facts can be wrong and sound right. Give it the facts, ask for the place they come from, and check by sample.",
    Risk.REGULATED_ADVICE: "Advice that needs a licence stays with the person who has it. The model prepares; that person reads, corrects and signs.",
    Risk.DISCRIMINATION: "Equal cases can get unequal answers. Try the same case with other names, note the result, and let a person decide.",
    Risk.SAFETY: "A wrong answer can hurt somebody. Nothing goes out unread, and the text says whom to call when in doubt.",
    Risk.SECURITY: "Code that runs can open a door. The same review and the same tests as for code by a colleague, and no secrets in the input.",
    Risk.CONTENT_SAFETY: "It can produce or let through what offends. Decide beforehand what is not acceptable, and let a person see the doubtful cases.",
}

# What every result of a medium carries, whatever it is for.
BY_MEDIUM: Mapping[Medium, tuple[Risk, ...]] = {
    Medium.TEXT: (Risk.FACTUAL_ERRORS,),
    Medium.CODE: (Risk.SECURITY,),
    Medium.DATA: (Risk.FACTUAL_ERRORS,),
    Medium.IMAGE: (Risk.COPYRIGHT,),
    Medium.VIDEO: (Risk.COPYRIGHT, Risk.DEEPFAKE),
    Medium.SPEECH: (Risk.DEEPFAKE,),
    Medium.MUSIC: (Risk.COPYRIGHT,),
    Medium.MODEL_3D: (Risk.COPYRIGHT,),
}
# Words of an owner's own that give away what a wrong result does.
BY_WORDS: Mapping[Risk, re.Pattern[str]] = {
    Risk.SAFETY: re.compile(
        r"\b(allerg|diagnos|disease|dosage|doses?\b|drugs?\b|emergenc|first aid|health|hygien|medic|patients?\b|poison"
        r"|pregnan|prescription|surg|symptom|therap|toxic)",
        re.IGNORECASE,
    ),
    Risk.REGULATED_ADVICE: re.compile(
        r"\b(attorney|contracts?\b|courts?\b|gdpr|investments?\b|laws?\b|lawyer|legal|statut|tax(es)?\b)", re.IGNORECASE
    ),
}
PUBLISHED = {Medium.IMAGE, Medium.VIDEO, Medium.SPEECH, Medium.MUSIC}


def risks(
    answers: Answers, catalog: Catalog, on: date, needs: tuple[Need, ...], parts: tuple[Part, ...]
) -> tuple[RiskAdvice, ...]:
    """Return the risks of what should come out in the order of the vocabulary, then those that the answers bring."""
    found: list[RiskAdvice] = []
    for risk in Risk:
        bearing = [need for need in needs if risk in _carried(need, answers)]
        if bearing:
            found.append(_from_needs(catalog, on, risk, bearing))
    found += _from_answers(answers, catalog, on, needs, parts)
    return tuple(found)


def _carried(need: Need, answers: Answers) -> set[Risk]:
    """Return the risks of a result: of its use case, of its medium, and those that the owner's own words name."""
    own = "" if need.use_case else need.name
    words = f"{own} {answers.title} {answers.brief.audience} {answers.brief.must} {answers.brief.never}"
    named = {risk for risk, pattern in BY_WORDS.items() if pattern.search(words)}
    return {*(need.use_case.risks if need.use_case else ()), *BY_MEDIUM[need.medium], *named}


def _from_needs(catalog: Catalog, on: date, risk: Risk, bearing: list[Need]) -> RiskAdvice:
    told = tuple(dict.fromkeys(Told(question="outputs", text=need.wanted) for need in bearing))
    rows = {need.use_case.slug: need.use_case for need in bearing if need.use_case and risk in need.use_case.risks}
    facts = [
        cite.of_use_case(catalog, row, f"“{row.name}” carries the risk: {risk.label.lower()}.") for row in rows.values()
    ]
    facts = facts + _statements(catalog, risk) or [_house(catalog, on)]
    return RiskAdvice(
        risk=risk,
        title=risk.label,
        reason=Reason(text=PRECAUTIONS[risk], told=told, rule="risk-answers", facts=tuple(facts)),
    )


def _statements(catalog: Catalog, risk: Risk) -> list[Fact]:
    return [cite.of_guidance(catalog, row) for row in catalog.guidance if risk in row.risks][:2]


def _from_answers(
    answers: Answers, catalog: Catalog, on: date, needs: tuple[Need, ...], parts: tuple[Part, ...]
) -> list[RiskAdvice]:
    found: list[RiskAdvice] = []
    carried = {risk for need in needs for risk in _carried(need, answers)}
    for sensitivity, risk in (
        (Sensitivity.PERSONAL, Risk.PERSONAL_DATA),
        (Sensitivity.CONFIDENTIAL, Risk.CONFIDENTIAL_DATA),
    ):
        if answers.sensitivity is sensitivity and risk not in carried:
            found.append(_told_risk(catalog, on, risk, Told(question="data", text=f"{sensitivity.label}.")))
    if answers.check is Check.NOBODY and needs:
        found.append(_nobody_checks(catalog, on))
    if needs and answers.training is not TrainingWish.FINE and answers.place is not Place.OWN_SERVERS:
        found += _unknown_terms(answers, catalog, parts)
    found += _over_budget_together(answers, parts)
    if any(need.medium in PUBLISHED for need in needs):
        found += _law_of_marking(catalog, needs)
    return found


def _told_risk(catalog: Catalog, on: date, risk: Risk, told: Told) -> RiskAdvice:
    facts = _statements(catalog, risk) or [_house(catalog, on)]
    return RiskAdvice(
        risk=risk,
        title=risk.label,
        reason=Reason(text=PRECAUTIONS[risk], told=(told,), rule="risk-answers", facts=tuple(facts)),
    )


def _nobody_checks(catalog: Catalog, on: date) -> RiskAdvice:
    rows = catalog.guidance_on.get(Topic.TEST_METHOD, ())[:1]
    facts = [cite.of_guidance(catalog, row) for row in rows] or [_house(catalog, on)]
    return RiskAdvice(
        risk=None,
        title="Nobody checks",
        reason=Reason(
            text="Nobody looks at results before they are used. In the pilot a person reads every one; afterwards at least one in ten, and more when one is wrong.",
            told=(Told(question="check", text="Nobody checks before use."),),
            rule="risk-answers",
            facts=tuple(facts),
        ),
    )


def _unknown_terms(answers: Answers, catalog: Catalog, parts: tuple[Part, ...]) -> list[RiskAdvice]:
    """Return the open question of what sellers do with inputs, where a chosen model leaves it open."""
    open_models = []
    for part in parts:
        candidate = part.candidate(part.chosen)
        if candidate is None:
            continue
        model = catalog.model[candidate.model]
        offers = catalog.offers_of.get(model.slug, ())
        if not any(offer.terms for offer in offers) or set(candidate.open_points) - MODEL_POINTS:
            open_models.append(model)
    open_models = list(dict.fromkeys(open_models))
    if not open_models:
        return []
    told = "I’m not sure." if answers.training is None else "The seller may not train on what you send."
    names = format_list([model.name for model in open_models])
    return [
        RiskAdvice(
            risk=None,
            title="Unknown terms",
            reason=Reason(
                text=f"What the sellers of {names} do with what you send, or where, is not confirmed. Ask in writing before the pilot, and send nothing private until the answer is there.",
                told=(Told(question="training", text=told),),
                rule="terms-must-be-asked",
                facts=tuple(
                    cite.of_model(
                        catalog,
                        model,
                        "terms",
                        f"{model.name}: {_offers_on_file(catalog, model)} on file, terms not confirmed.",
                    )
                    for model in open_models
                ),
            ),
        )
    ]


def _over_budget_together(answers: Answers, parts: tuple[Part, ...]) -> list[RiskAdvice]:
    """Return that the chosen models, each within the budget, go beyond it together."""
    chosen = [candidate for part in parts if (candidate := part.candidate(part.chosen)) is not None]
    months = [candidate.month_usd.likely for candidate in chosen if candidate.month_usd.likely is not None]
    facts = [
        fact for candidate in chosen for mark in candidate.marks if mark.criterion == "cost" for fact in mark.facts
    ]
    if answers.budget_usd is None or sum(months) <= answers.budget_usd or not facts:
        return []
    text = (
        f"Together the models you would start with cost about {format_money(sum(months, Decimal(0)))} a month. "
        "Choose cheaper ones, make fewer, or raise the limit."
    )
    told = Told(question="budget", text=f"At most {format_money(answers.budget_usd)} a month.")
    reason = Reason(text=text, told=(told,), rule="within-budget", facts=tuple(dict.fromkeys(facts)))
    return [RiskAdvice(risk=None, title="Over the budget together", reason=reason)]


def _offers_on_file(catalog: Catalog, model: AiModel) -> str:
    count = len(catalog.offers_of.get(model.slug, ()))
    return format_count(count, "offer", "offers") if count else "no offer"


def _law_of_marking(catalog: Catalog, needs: tuple[Need, ...]) -> list[RiskAdvice]:
    facts = [
        cite.of_guidance(catalog, row)
        for row in catalog.guidance_on.get(Topic.LAW, ())
        if {Risk.MISLEADING_PICTURE, Risk.DEEPFAKE} & set(row.risks)
    ]
    if not facts:
        return []
    made = format_list(sorted({lower_first(need.medium.label) for need in needs if need.medium in PUBLISHED}))
    text = (
        f"In the EU, {made} made by AI may have to be marked. Keep a note of which were made, and check with a lawyer."
    )
    told = Told(question="outputs", text=f"{capitalise(made)} should come out.")
    return [
        RiskAdvice(
            risk=None,
            title="Marking what was made",
            reason=Reason(text=text, told=(told,), rule="risk-answers", facts=tuple(facts)),
        )
    ]


def _house(catalog: Catalog, on: date) -> Fact:
    return cite.fact(
        catalog,
        kind=FactKind.METHOD,
        subject="risk-answers",
        text="Precautions of the house, for risks that no sourced statement covers.",
        source="editors-judgement",
        as_of=on,
    )
