"""Rules: the names of everything that a plan says with a reason. Each is the name of one sentence.

The labels say what a rule means, for whoever writes its sentence; no page shows them. The values
that a sentence takes are the parameters of its `Reason`, named beside each rule in brackets.
"""

from catalog.vocabulary import Word


class Rule(Word):
    """A rule that something said in a plan follows from."""

    # Said before everything else.
    ACT_USUAL = "act-usual", "Nobody said what is done: taken by the result [act]"
    RESULTS_USUAL = "results-usual", "Nobody said how many: counted with ours [results]"
    WAGE_USUAL = "wage-usual", "No wage was named: counted with ours [usd]"
    WAGE_ZERO = "wage-zero", "A wage of 0 was named: asked back, counted with ours [usd]"
    MINUTES_UNKNOWN = "minutes-unknown", "Nobody knows how long one takes by hand"
    MINUTES_FEW = "minutes-few", "Under a fifth of the usual minutes by hand [minutes, usual]"
    COUNTED_IN_PIECES = "counted-in-pieces", "Minutes of a piece: its pieces were meant [results]"
    DAMAGE_ZERO = "damage-zero", "Damage of 0 was typed: asked back, counted with ours [usd]"
    DAMAGE_HIGH = "damage-high", "More damage was typed than is counted [usd]"
    DOERS_OVER_PEOPLE = "doers-over-people", "More do it than the firm has [doers, people]"
    READING_TOO_LONG = "reading-too-long", "Nobody can read so many [hours, people, results]"
    WORTH_UNSAID = "worth-unsaid", "Nobody could do it by hand: what is one worth?"
    FIRST_WITHOUT_AI = "first-without-ai", "Something without AI comes first [first]"
    FIRST_WHAT_YOU_HAVE = "first-what-you-have", "What the firm works in may do it [software]"
    OF_THE_KIND = "of-the-kind", "What the firm works in is of the kind that does it [software]"
    OWN_COSTS = "own-costs", "What the firm works in does it, for more than it pays [app, usd]"
    OWN_IS_DEAR = "own-is-dear", "It does it for more than by hand [app, usd, by_hand]"
    OWN_IS_OUT = "own-is-out", "It does it, and may not take the material [app, usd]"
    THROUGH_APP = "through-app", "People reach a model on an own machine through an app [app]"
    LIMIT_BUYS = "limit-buys", "The limit buys it for a part alone [results, of_results]"
    FEWER_SEATS = "fewer-seats", "The limit buys fewer seats, and so many can do all of it [tool]"
    FREE_SEATS = (
        "free-seats",
        "A free plan has too few seats [tool, seats, results, of_results]",
    )
    MORE_SEATS = "more-seats", "What seats for more would cost within the limit [tool, seats, usd]"
    LIKE_ANOTHER_JOB = "like-another-job", "Own words were taken for a job on file [use_case]"
    CHOICE_IS_OUT = "choice-is-out", "The owner's own choice may not be used [tool]"
    PAID_IS_OUT = "paid-is-out", "Where material may go bars what the firm pays for [tool]"
    A_PROGRAM_ADDS = "a-program-adds", "AI reads the fields; a program adds, a person books"
    GAPS_LISTED = "gaps-listed", "AI lists what is missing; a formula adds"
    SUM_FROM_A_SHEET = "sum-from-a-sheet", "AI writes the words; sums come from a sheet or a person"
    WRITTEN_DOWN_FIRST = "written-down-first", "Something else hears the recording [tool, usd]"
    HEARS_IN_SECRECY = "hears-in-secrecy", "The same, once it has signed secrecy [tool, usd]"
    RECORDED_FIRST = "recorded-first", "Nothing that hears may be used for what is recorded"
    DICTATED = "dictated", "Nothing that hears may be used: people dictate into the telephone"
    TYPED_FIRST = "typed-first", "Nothing that hears may be used: a telephone writes it down itself"
    FIND_A_TRANSLATOR = "find-a-translator", "Nothing is on file of a language [language]"
    CHOOSES_FROM_LIST = (
        "chooses-from-list",
        "AI picks one of the owner's list; people do the unsure",
    )
    HELD_AGAINST_LIST = "held-against-list", "What is read is held against the owner's list"
    WITHOUT_NAMES = "without-names", "Names are left out, since what takes them is too dear"
    WITHOUT_FACES = "without-faces", "People on pictures stay out, for the same reason"
    ASK_CLIENTS = "ask-clients", "Works of clients go in: their contract may forbid it"
    A_PERSON_JUDGES = "a-person-judges", "AI writes; a person says who did what"
    A_PERSON_DECIDES = "a-person-decides", "AI writes; a person decides about the person"

    # Why this ending, and why this name.
    DECIDES_ON = "decides-on", "What somebody decides by it is no work for AI [what]"
    EVERYTHING = "everything", "Everything at once is asked back"
    ROW_OF_JOB = "row-of-job", "What an adviser names for this job, in order [use_case]"
    STAYS = "stays", "It is kept and worked where it has to be [place]"
    CONTRACT = "contract", "Its terms take private material"
    KEPT_OUT = "kept-out", "Its terms keep material out of training"
    HOLDS = "holds", "It holds so many results a month [holds]"
    PAID_ALREADY = "paid-already", "The firm pays for it"
    INSIDE = "inside", "It is a part of what the firm works in"
    BUILT_LATER = "built-later", "So few are not worth building in [least]"
    COSTS_LEAST = "costs-least", "Money, hours and mistakes are least [paid, hours, rivals]"
    CHEAPER_FIRST = "cheaper-first", "Only votes speak for the more expensive [more_usd]"
    JUDGED_BY = "judged-by", "The board that decides [board, models]"
    STANDS_IN = "stands-in", "That board stands in for one that measured too few [board]"
    NOBODY_MEASURED = "nobody-measured", "Nobody measured this work"
    LANGUAGE_UNMEASURED = "language-unmeasured", "Nobody measured it in this language"
    INSIDE_UNSAID = "inside-unsaid", "Nobody says which model is inside"
    SERVES_SEVERAL = "serves-several", "It serves other jobs too [jobs]"
    TEST_COUNTED = "test-counted", "A test has counted [cases, redone, grave]"
    OUT_BY_TEST = "out-by-test", "It failed the test [tool, cases, redone, grave]"
    USE_COUNTED = "use-counted", "A month of daily use has counted [tool, cases, redone]"
    OUT_BY_USE = "out-by-use", "It failed in daily use [tool, cases, redone]"
    OUT_BY_HARM = "out-by-harm", "A grave fault ended its test [tool, cases, redone, grave]"
    HAND_COSTS_LESS = "hand-costs-less", "By hand it costs less"
    SAVES_TOO_LITTLE = "saves-too-little", "AI saves less than it has to [least]"
    HURT_AT_ONCE = "hurt-at-once", "It answers before anybody can release it, and may hurt somebody"
    OVER_LIMIT = "over-limit", "Nothing is within the limit [limit, paid]"
    OVER_REST = "over-rest", "Jobs that save more leave too little of the limit [left, paid]"
    NEEDS_DEVELOPER = "needs-developer", "All that passes needs a developer"
    NOTHING_PASSES = "nothing-passes", "Nothing may be named [out]"

    # What would change it.
    IF_TEST = "if-test", "If more have to be done again than this [redone, cases]"
    IF_PRICE = "if-price", "If it costs so much more than now [tool, more_usd]"
    IF_MORE = "if-more", "From so many results [results]"
    IF_FEWER = "if-fewer", "Up to so many results [results]"
    IF_ANSWERED = "if-answered", "If its seller answers a question [question]"
    IF_ANSWER = "if-answer", "If an answer were another [answer, value]"

    RISK = "risk", "Something that can go wrong [advice]"
