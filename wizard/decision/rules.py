"""Rules: every rule that a decision may name, with the sentence that tells it. Rewording one changes no decision."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's sentence. Words in braces are parameters; names of rows stand for what people call them."""

    sentence: str
    ours: bool = False  # rests on a figure that is our guess


RULES: Mapping[str, Rule] = {
    # the plan
    "high-risk-use": Rule("The EU AI Act calls “{use_case}” a high-risk use ({annex}). Ask a lawyer before you start."),
    "may-be-high-risk": Rule(
        "“{words}” may judge or choose people. The EU AI Act may call that a high-risk use (Annex III). Ask a lawyer first."
    ),
    "written-consent": Rule("Ask first: no real person’s voice or face without their written consent."),
    "say-if-it-could-harm": Rule(
        "A mistake here could hurt somebody. If so, say it: then a person releases every result."
    ),
    "more-work-than-people": Rule(
        "Check your figures: {hours} a month are more than {people} can work.",
        ours=True,
    ),
    "tools": Rule("For {tasks} tasks you need {tools}."),
    "one-tool-for-all": Rule("{model} alone would do for all of them, for {usd} more a month."),
    "one-tool-for-all-costs-no-more": Rule("{model} alone would do for all of them, and costs no more."),
    "no-tool-for-all": Rule("No single tool is good enough for all of them."),
    "in-another-currency": Rule(
        "Sellers state prices in US dollars. You read money in another currency: {rate}, from {day}."
    ),
    # the limit
    "only-the-best": Rule("A wrong result {stakes}. So only the best model that passes will do."),
    "at-most-55": Rule(
        "A wrong result {stakes}. So the model may lose at most 55 of 100 comparisons to the best.", ours=True
    ),
    "at-most-60": Rule(
        "A wrong result {stakes}. So the model may lose up to 60 of 100 comparisons to the best.", ours=True
    ),
    "limit-loosened": Rule(
        "Nothing that loses at most {from} of 100 comparisons fits your limit on cost. So up to {to} count here."
    ),
    "budget-buys": Rule("Within it, {model} would cost {usd} a month. Your limit buys {results} results of it."),
    # the pick
    "takes-the-only-one": Rule("{model} is the only measured one that may be used."),
    "takes-the-best": Rule("{model} is the best of those that may be used."),
    "takes-a-level-one-in-the-eu": Rule("{model} cannot be told from the best, and is processed in the EU."),
    "takes-a-level-one-that-serves": Rule("{model} cannot be told from the best, and serves another of your jobs."),
    "takes-the-lowest-cost": Rule("{model} costs the least of those that are good enough. It loses {loses} of 100."),
    "takes-the-lowest-fee": Rule("{model} has the lowest fee of those that are good enough. It loses {loses} of 100."),
    "takes-one-that-saves-a-connection": Rule(
        "{model} costs {more} a month more than the lowest fee, and saves connecting another seller. It loses {loses} of 100.",
        ours=True,
    ),
    "takes-the-better-of-equally-dear": Rule(
        "Price does not matter here: an hour of your work costs more than the difference. So {model}, the better one."
    ),
    "seat-a-step-below-alone": Rule(
        "A person reads every result. So an app that states all you need may lose up to 60, before any seller is asked.",
        ours=True,
    ),
    "seat-a-step-below-paid": Rule(
        "A person reads every result. So the app that you pay for already may lose up to 60, before a new one is bought.",
        ours=True,
    ),
    "seat-a-step-below-shared": Rule(
        "A person reads every result. So the app that another of your jobs needs may lose up to 60, before a second one is bought.",
        ours=True,
    ),
    "seat-for-several": Rule("{product} serves another of your jobs too, so no second app is bought."),
    "no-app-passes": Rule(
        "No app passes for work by hand. To have a model built in is a project, and yours to decide."
    ),
    "no-app-good-enough": Rule("No app is good enough by the votes. So the nearest one is only to try."),
    "passed-over-training": Rule("{product} trains its AI on what it gets: send it nothing private."),
    "passed-over-eu-region": Rule("{product} does not keep your material in the EU."),
    "passed-over-family": Rule("{product} has no model inside that is good enough."),
    "passed-over-seats": Rule("{product} is not sold to so many people."),
    "passed-over-unknown": Rule("For {product} nobody says {unknown}."),
    "on-a-smaller-machine": Rule("On {machine} it does not pay. On a smaller machine it does."),
    "by-hand-in-what-is-paid-for": Rule(
        "To have it built in does not pay. By hand in an app that you pay for, it does."
    ),
    "seat-holds": Rule("Models of one maker are inside. The best of them on the board, {model}, loses {loses} of 100."),
    "seat-not-measured": Rule("Nobody has measured what it makes. Your test decides."),
    # how sure
    "sure-clear": Rule("The answer is clear: nothing that costs no more is as good."),
    "sure-close": Rule("It is close: {level} would do as well."),
    "sure-thin": Rule(
        "The evidence is thin: few that pass are measured ({measured}), or the board is old or not the job."
    ),
    # the challenger
    "challenger-the-best": Rule("Try {model} beside it: it is the best, for {usd} a month."),
    "challenger-better": Rule("Try {model} beside it: it is better and loses {loses} of 100, for {usd} a month."),
    "challenger-better-but-slow": Rule("Try {model} beside it: it is better, but slow."),
    "challenger-nearly-as-good-cheaper": Rule(
        "Try {model} beside it: it loses {loses} of 100 and costs {usd} a month."
    ),
    "challenger-next-best-of-another-maker": Rule("Try {model} beside it: the next best of another maker."),
    # it does not pay
    "does-not-pay": Rule(
        "Today it takes {hours} of work a month, and whatever does it costs more. It begins to pay near {results} a month.",
        ours=True,
    ),
    "never-pays": Rule("Today it takes {hours} of work a month, and whatever does it costs more.", ours=True),
    "too-little-work": Rule(
        "{results} {unit_plural} a month are too little work to buy or connect anything.", ours=True
    ),
    # hard limits
    "only-in-the-eu": Rule("The material stays in the European Union. The offer states it."),
    "only-on-own-servers": Rule("The model runs on your own servers, on {machine} at most."),
    "no-training-on-inputs": Rule("The material is private. So the seller must not use it to train its AI."),
    "within-the-budget": Rule("The fees stay within {usd} a month."),
    "drafts": Rule(
        "A wrong one {stakes}, and in seconds nobody can read it. So AI drafts, and a person sends it within minutes.",
        ours=True,
    ),
    # evidence
    "board-decides-votes": Rule("{board} decides: people compare two answers without names. It has {measured} models."),
    "board-decides-wrong-words": Rule("{board} decides: wrong words in 100. It has {measured} models."),
    "board-is-not-the-job": Rule("The board is not the job: {note}."),
    "board-does-not-measure-harm": Rule(
        "The board is not the job: it says which answer people like, not which one is safe."
    ),
    "light-setting": Rule(
        "The light setting is not measured. {models} models measured both ways lose {loses} of 100 without thinking.",
        ours=True,
    ),
    # no pick
    "nothing-measured": Rule("Nobody has measured models for this. Your test is the first."),
    "too-many-for-the-machine": Rule("{results} results a month cannot be done on {machine}.", ours=True),
    "ask-first": Rule("No offer states all that you need. Ask the seller first."),
    "over-budget": Rule("Your limit on cost buys nothing good enough."),
    "none-passes": Rule("No model on file passes all your hard limits."),
    # no model answers
    "list-released": Rule(
        "The right answer stands in your list. So the list answers, AI only words it, and a person releases it."
    ),
    "list-copied": Rule(
        "The right answer stands in your list. So the program copies the figure from it into a fixed sentence."
    ),
    "wrong-tool-calculated": Rule(
        "This has to be exactly right. Generative AI makes what is likely, so it is the wrong tool."
    ),
    "wrong-tool-forecast": Rule("A forecast is calculated from past figures. Generative AI does not calculate."),
    "wrong-tool-ruling": Rule("A person has to decide about people, and to explain why. AI can do neither."),
    "invented-reviews": Rule("The EU bans reviews that no customer wrote, whoever writes them."),
    "picture-question": Rule("You want an answer about a picture. A picture model only makes new ones."),
    "live-voice": Rule("A caller hears each sentence at once. So nobody can release it before it does harm."),
    "wrong-tool-by-the-matrix": Rule("This kind of AI cannot do it: {cell}"),
    # the pilot
    "pilot-cases": Rule("Try it on {cases} real {unit_plural} by {day}.", ours=True),
    "pilot-as-many-as-a-year-brings": Rule("A year brings about {cases} {unit_plural}. The test asks for no more."),
    "pilot-some-from-the-past": Rule(
        "About {come_up} of them come up by then. Take the other {past} from the past year."
    ),
    "pilot-target": Rule("At least {target} of 100 have to be usable before it goes into daily work.", ours=True),
    "pilot-target-without-harm": Rule(
        "At least {target} of 100 have to be free of harm before it goes into daily work.", ours=True
    ),
    "pilot-fewer-because-long": Rule(
        "Reading all tests takes a working day at most. So here it is {hours}, and short ones will do.", ours=True
    ),
    "pilot-ends-after-harm-one": Rule("Stop if one of the {cases} could do harm, or has to be done again.", ours=True),
    "pilot-ends-after-misses-one": Rule("Stop if one of the {cases} has to be done again.", ours=True),
    "pilot-ends-after-harm": Rule(
        "Stop if one result could do harm, or if more than {misses} of the {cases} have to be done again.", ours=True
    ),
    "pilot-ends-after-misses": Rule("Stop if more than {misses} of the {cases} have to be done again.", ours=True),
    "pilot-proves": Rule("After {cases} clean cases up to {wrong} of 100 may still be wrong."),
    "clean-means-start-with-every-result-released": Rule(
        "If all are clean, start. Every result is still released by {releaser}."
    ),
    "clean-means-start-with-a-sample": Rule("If all are clean, start. One in ten is still read by {releaser}."),
    "clean-means-start-with-a-sample-of-ours": Rule(
        "If all are clean, start. Have ten results a month read all the same."
    ),
    "pilot-second-look": Rule(
        "Look once more after {cases} results, about {day}. If all are clean, at most {wrong} of 100 are wrong."
    ),
    # rows of advice
    "advice-risk": Rule("{advice}"),
    "advice-tuning": Rule("{advice}"),
    # daily use
    "starts-with-least-damage": Rule("Start with the {unit_plural}. A mistake there does least damage."),
    "starts-with-one": Rule("Start with the {unit_plural} alone. The others follow six weeks later.", ours=True),
    "released-every": Rule("All {unit_plural} are released by {releaser}."),
    "released-sample": Rule("One in ten of the {unit_plural} is read by {releaser}."),
    "released-nobody": Rule("Nobody reads the {unit_plural} first. Ten a month are read by {releaser}."),
    # what would change it
    "if-confirmed": Rule("{seller} confirms {unknown}: {then}."),
    "if-answer": Rule("{answer}: {then}."),
    "if-dearer": Rule("{of} comes to cost {factor}: {then}."),
    "if-more": Rule("More than {results} results a month: {then}."),
}

STAKES: Mapping[str, str] = {
    "nuisance": "is a nuisance",
    "money": "costs money or a customer",
    "harm": "could hurt somebody",
    "law": "could break a law or a contract",
}

# What a plan would say instead of a name.
ENDINGS: Mapping[str, str] = {
    "unmeasured": "nothing is measured, so the test decides",
    "ask-first": "no offer states it, so ask the seller first",
    "over-budget": "your limit on cost buys nothing good enough",
    "list": "take the answer from your list, and let a model only word it",
    "none": "no model passes",
    "project": "no app passes, so decide whether to have it built in",
    "leave": "leave it as it is, for AI does not pay",
    "wrong-tool": "this is no job for generative AI",
}

# What a seller would have to confirm, by requirement.
UNKNOWNS: Mapping[str, str] = {
    "inputs": "that it reads your kind of input",
    "length": "that it reads so much at once",
    "place": "where it processes your material",
    "machine": "how large the weights are",
    "business-use": "that its licence allows your use",
    "licence-region": "that your firm is outside the region that its licence bars",
    "training": "that it does not use your material to train its AI",
    "price": "what it costs",
    "family": "which models are inside",
    "version": "which version of the model is inside",
    "eu-region": "that all processing stays in the EU",
}

# An answer that was turned over, as a condition: question and answer.
CONDITIONS: Mapping[tuple[str, str], str] = {
    ("wrong_result", "nuisance"): "A wrong result is only a nuisance",
    ("wrong_result", "money"): "A wrong result costs money or a customer",
    ("wrong_result", "harm"): "A wrong result could hurt somebody",
    ("place", "anywhere"): "The material may go anywhere",
    ("place", "eu"): "The material must stay in the EU",
    ("place", "own-servers"): "It must run on your own servers",
    ("machine_limit", "pc"): "You have only a PC for it",
    ("machine_limit", "card"): "You have one data-centre card for it",
    ("machine_limit", "server"): "You have a server of eight cards for it",
    ("machine_limit", "cluster"): "You have several servers for it",
    ("material", "none"): "The material is not private",
    ("preference", "best"): "You want the best result",
    ("preference", "lowest-cost"): "You want the lowest cost",
    ("budget", "none"): "You set no limit on cost",
}
