"""The rules by name, each in a sentence that a plan can show. The method page explains them under the same names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule's name, as address and anchor, and what it says."""

    slug: str
    text: str


def _named(**texts: str) -> dict[str, Rule]:
    slugs = {name.replace("_", "-"): text for name, text in texts.items()}
    return {slug: Rule(slug=slug, text=text) for slug, text in slugs.items()}


RULES = _named(
    output_decides="Look at what should come out. Each thing goes to the kind of AI that can make it.",
    speech_first="Where speech goes in and text comes out, one model writes the speech down and another works on it.",
    no_sums="Where the result is an exact figure and nobody checks each one, no kind of generative AI is offered.",
    no_forecasts="Where the result is a forecast worked out from figures, no kind of generative AI is offered.",
    no_records="Where the result is the one right entry from a list, a look-up is offered and no generative AI.",
    no_rulings="Where the result is a decision about a person, a person makes it; generative AI does not.",
    matrix_says_no="Where the matrix says no for the kind of AI that makes this output, the plan says so and stops.",
    on_sale="A model that is no longer sold is never recommended.",
    business_licence="A model whose licence forbids business use is dropped.",
    reads_inputs="A model that cannot take in what you have is dropped.",
    fits_length="A model that cannot hold your input and its answer at once is dropped.",
    outlives_pilot="A model that ends before your pilot does is dropped.",
    own_servers="If everything must run on your own servers, only models you can download and run stay.",
    eu_only="If data must stay in the EU, only offers with an EU region stay.",
    no_training="If training on your data is ruled out, only sellers whose terms say so stay.",
    within_budget="If the budget is a must, a model that costs more than it is dropped.",
    unknown_stays="What nobody states drops no model, but it is not advised: the plan says what to ask first.",
    weights_and_ties="A must counts three times a nice, no matter counts nothing. Ranges that overlap are a tie.",
    two_to_try="Of a tie the pilot tries two: the cheapest and the one whose range has the highest middle.",
    own_choice="Your own choice stands as long as it passes every hard requirement.",
    trials_for_a_share="As many trials as it takes to tell your share from ten points more, 5 in 100 wrong yes, 20 in 100 missed.",
    trials_for_a_mean="As many trials as it takes to tell your figure from one a tenth better, at the same risks.",
    one_look="A pilot is looked at first after the trials that were planned; what is then too close to call, after twice as many.",
    counts_and_ranges="A share is judged by exact count, minutes and costs by their range: all of it on one side settles a target.",
    two_raters="Two people mark alike by chance too; only what they agree on beyond it counts as agreement.",
    ladder_order="Try instructions first, then examples, then looking things up, and fine-tuning last.",
    media_ladder="For pictures, film and sound: instructions first, then references, and training a style or a voice last.",
    symptom_names_rung="What goes wrong says which rung of the ladder is needed.",
    fee_per_unit="A fee is the price of each unit times the units one result takes, at the cheapest seller that may be used.",
    accepted_costs="A usable result carries the cost of those that were rejected: fee and checking time divided by the share accepted.",
    asking_again="How often one asks before a result is worth a look is an estimate: once for text, twice for other media.",
    your_figures="Where you gave a figure of your own, the money is reckoned with it, low and high.",
    measured_replaces="What your pilot measured takes the place of what was assumed, one figure at a time.",
    explains_the_range="Each kind of figure is let loose in every order; what it adds to the range on average is its share.",
    comes_through="A result that fails its check is sent back, at most twice; what is lost after that costs the steps before.",
    least_to_regret="Each option is priced for a year in several worlds; the one whose worst case is nearest the best is named.",
    pays_back="Months to pay back are the set-up cost divided by what a month saves.",
    risk_answers="Each risk of a use case brings its own precaution.",
    reply_counts="A vendor’s reply counts in this plan alone, in the place of what the catalog says, until it runs out.",
    terms_must_be_asked="Where a seller’s terms are unknown and matter to you, the plan tells you to ask before you send anything.",
)
