"""Fears: their kind by their words, the sort it belongs to, and what each asks of a test."""

from dataclasses import replace
from decimal import Decimal

import pytest

from catalog.schema import Catalog
from catalog.vocabulary import Medium
from tests.support import starter_catalog
from tests.wizard.filled_in import filled_in
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import case
from wizard.decision.fears import LIVE, TABLE, Fear, fear_in, fear_of, must_be_complete
from wizard.decision.safety import DANGERS
from wizard.decision.vocabulary import JobAct, Stakes

CATALOG: Catalog = starter_catalog()


@pytest.mark.parametrize(
    ("worst", "kind"),
    [
        ("An emergency is not put through", "injury"),
        ("An injured person is sent the wrong way", "injury"),
        ("A cow is poisoned", "injury"),
        ("A river rises and nobody is warned", "injury"),
        ("A heart attack is taken for a cold", "injury"),
        ("A gas leak waits until Monday", "injury"),
        ("A repair waits until Monday", "unanswered"),
        ("A family waits three days", "unanswered"),
        ("A patient is not called back", "unanswered"),
        ("A report lies unread", "unanswered"),
        ("A cellar fills up because nobody was told", "unanswered"),
        ("A car stands at the wrong street", "destination"),
        ("An account for somebody on a list of sanctions", "sanctions"),
        ("We found a firm for somebody on a sanction list", "sanctions"),
        ("A false bank account is paid", "changed-account"),
        ("We pay into a changed account", "changed-account"),
        ("We pay out to a swindler", "identity"),
        ("Rings are pawned on a forged passport", "identity"),
        ("Somebody dives who should not", "admitted"),
        ("Beer is sold to a minor", "admitted"),
        ("Somebody without training opens an oven", "admitted"),
        ("A patient takes twice the dose", "dose"),
        ("The wrong foot is treated", "dose"),
        ("A guest with a nut allergy is served", "allergy"),
        ("Walnuts are not on the label", "allergy"),
        ("Almonds are not on the label", "allergy"),
        ("A guest reads that it is free of soya", "allergy"),
        ("Sellerie steht nicht auf dem Etikett", "allergy"),
        ("A shrimp is not on the label", "allergy"),
        ("Nobody wrote that there is sesame in it", "allergy"),
        ("The fund refuses because we did not answer one question", "question"),
        ("A deed goes to the wrong buyer", "recipient"),
        ("A couple believes a finding that is not theirs", "recipient"),
        ("Parents read what is true of another child", "recipient"),
        ("A wrong name at the grave", "name"),
        ("A competitor learns our prices", "leak"),
        ("A secret gets out", "leak"),
        ("A film goes out before its time", "leak"),
        ("Somebody is passed over for her age", "unequal"),
        ("A foreigner gets a harder answer", "unequal"),
        ("The cover is that of somebody else", "copied"),
        ("A known figure is on our label", "copied"),
        ("A cream promises to heal", "claim"),
        ("A debtor is sued who had paid", "paid"),
        ("Our best customer gets a threat though he paid", "paid"),
        ("The kitchen looks different from the picture", "unlike"),
        ("A buyer wants the window that the picture showed", "unlike"),
        ("A room is promised that is taken", "promise"),
        ("An invoice is paid twice", "twice"),
        ("Tax is claimed twice for one receipt", "twice"),
        ("A family misses a deadline", "deadline"),
        ("A date of notice is missed", "deadline"),
        ("We overlook a date of the court", "deadline"),
        ("A clerk applies an old rule", "outdated"),
        ("A note says left where it was right", "side"),
        ("The door opens right instead of left", "side"),
        ("A weld that is cracked is not found", "unnoticed"),
        ("We overlook the true owner", "unnoticed"),
        ("We forget a piece of work in an offer", "left-out"),
        ("The oven is in the picture and not in the offer", "left-out"),
        ("A danger on the site is not in the paper", "left-out"),
        ("The answers of a few vanish among the others", "left-out"),
        ("The next shift does not know of it", "left-out"),
        ("A warning is missing", "left-out"),
        ("One annex says another day than the form", "disagrees"),
        ("Two chapters contradict each other", "disagrees"),
        ("It names a ruling that does not exist", "invented"),
        ("A family is insulted", "offended"),
        ("We order the wrong grade", "item"),
        ("A member is told a wrong pension", "figure"),
        ("A wrong hour is printed", "figure"),
        ("A wrong reading goes out", "figure"),
        ("A family hears a false hour of death", "figure"),
        ("A pane is ordered two centimetres too small", "figure"),
        ("A figure is wrong", "figure"),
        ("We sell a boat below cost", "below-cost"),
        ("I lose money on a small job", "below-cost"),
        ("We cannot prove that we swept", "proof"),
        ("Nobody can prove what was agreed", "proof"),
        ("Readers hear that a machine wrote it", "machine"),
        ("It sounds like a machine", "machine"),
        ("Somebody takes money out of the box", "theft"),
        ("We pay for bricks that never came", "never-came"),
        ("The wardrobe does not fit through the hall", "too-wide"),
        ("A pump is left switched off", "left-off"),
        ("A caller hangs up", "caller-lost"),
        ("The car is finished and it is not", "promise"),
        ("The bill of somebody else is read", "recipient"),
        ("A voucher is not billed", "left-out"),
        ("A day was never in the log", "invented"),
        ("A wrong pump is packed", "item"),
        ("We lose a good customer", "outside"),
        ("Somebody steals from the till", "theft"),
        # near misses: what may mean something else is of no kind
        ("It takes money and time", ""),
        ("The page says the opposite of the book", "twisted"),
        ("The house opposite burns", ""),
        ("The annex is late", "running-out"),
        ("A licence runs out", "running-out"),
        ("The ink runs out", ""),
        ("A scratch was there before", "old-damage"),
        ("We broke a pane that was cracked before", "old-damage"),
        ("We come there before nine", ""),
        ("We pay for a table that was whole when we left", "old-damage"),
        ("We break the whole table", ""),
        ("A fault in the counting is praised", "miscounted"),
        ("A fault in the door is praised", ""),
        ("We broke a pane before noon", ""),
        ("A nurse without registration", "unregistered"),
        ("A nurse after registration", ""),
        ("We print 5,000 catalogues", "made-in-lots"),
        ("We lose a print", ""),
        ("Windows open to the wrong side", "side"),
        ("A price is not on the label", "left-out"),
        ("A crate of milk has a bad label", ""),
        ("The eggs are broken", ""),
        ("Peanuts cost us a fortune", ""),
        ("A board of walnut splits", ""),
        ("A question hurts", ""),
        ("A client sees her hands there and never said yes", "consent"),
        ("We miss the 30 days", "deadline"),
        ("The report gives her age wrongly", ""),
        ("It answers a question wrongly", ""),
        ("We offer a speaker who is not free that evening", "promise"),
        ("We sell the same rooms to two coaches", "promise"),
        ("Walnuts are not on the Italian label", "allergy"),
        ("The walnuts are not on the table", "left-out"),
        ("The guest never came", ""),
        ("An oil works, and we cannot prove it", ""),
        ("A machine writes on the lid", ""),
        ("Its tone does not fit the town", ""),
        ("A burglar comes through the door", ""),
        ("The shop stays open", ""),
        ("A man calls on somebody", ""),
        ("The bride was never in the room", ""),
        ("The parcel is lost", ""),
        ("The site is closed and a worker breathed dust", ""),
        ("The figures are out before the day", ""),
        ("A figure breaks", ""),
        ("A missing dog is taken away", ""),
        ("We promise that it is good for the heart", ""),
        ("Guests stand at a gate that is closed", ""),
        ("A builder is without an answer", ""),
        ("A container stands in the port", ""),
        ("The authority sanctions us", ""),
        ("We open a door for a burglar", ""),
        ("A burglar finds the door open", ""),
        ("We cannot prove what the client was told", "proof"),
        ("We cannot prove what we did", "proof"),
        ("A client cannot say what he was told", ""),
        ("Somebody reads what his boss earns", "recipient"),
        ("Nobody reads what we write", "unanswered"),
        ("A boss earns too much", ""),
        ("The wrong neighbour gets the letter", "recipient"),
        ("A neighbour takes the wrong way", ""),
        ("They pay for work that nobody did", "invented"),
        ("Nobody did the work", ""),
        ("We write that it is safe and it is not true", "invented"),
        ("A true word hurts", ""),
        ("A coat left the shop", "promise"),
        ("A customer left", ""),
        ("We remind a man who paid long ago", "paid"),
        ("A man pays long after", ""),
        ("A crack that we did not mention", "left-out"),
        ("Nobody mentions us", ""),
        ("The ruling was overturned", "outdated"),
        ("A lorry overturns", ""),
        ("We pay for tours that were never driven", "never-came"),
        ("We pay for tours", ""),
        ("A mail lies under old ones", "unanswered"),
        ("A mail that lies", ""),
        ("A coat is sold out", "promise"),
        ("We report a rise that was a fall", "miscounted"),
        ("Prices rise and fall", ""),
        ("The year of the engine was wrong", "figure"),
        ("The year of the engine", ""),
        ("A thief sees when the house is empty", ""),
        ("A wrong ear tag costs us money", ""),
        ("A young woman is treated badly", ""),
        ("A privileged letter goes to the other side", ""),
        ("A letter is on the other side of the desk", ""),
        ("Somebody gets it into the wrong hands", ""),
        ("The secretary is angry", ""),
        ("Nobody sees the leak of a pipe", ""),
        ("A tank leaks", ""),
        ("A competitor opens next door", ""),
        ("A report accuses the wrong man", ""),
        ("We are blamed for it", ""),
        ("A fake review is written", ""),
        ("The court dismisses our case", ""),
        ("The inventory is wrong", ""),
        ("The report says that we saw the ship too late", ""),
        ("The stock ran out", ""),
        ("Two builders wait for one crane", ""),
        ("A tent too light for the wind is put up", ""),
        ("A man reaches into the machine", ""),
        ("Somebody was told off", ""),
        ("Nobody recognises our logo", ""),
        ("The kiln is fired twice a day", ""),
        ("A worker is left where nobody sees him", ""),
        ("People cannot get out in a fire", ""),
        ("Divers should not wait", ""),
        ("The steps come in the wrong order", ""),
        ("The nutcracker is lost", ""),
        ("", ""),
    ],
)
def test_kind_of_the_worst_is_told_by_its_words(worst: str, kind: str) -> None:
    assert fear_in(worst, is_own=True).kind == kind


def test_every_kind_belongs_to_a_sort_and_happens_in_named_acts() -> None:
    kinds = TABLE.kinds.values()

    assert {kind.sort for kind in kinds} == {*TABLE.sorts}
    assert {kind.only_for for kind in kinds if kind.only_for} == {*TABLE.only_for}
    assert {act for acts in TABLE.only_for.values() for act in acts} <= {*JobAct, LIVE}


@pytest.mark.parametrize(
    ("worst", "act", "kind", "hurts"),
    [
        # who writes or calls may be in need; whoever reads what is written is not
        ("A stove goes on burning", JobAct.ANSWER, "injury", True),
        ("A stove goes on burning", LIVE, "injury", True),
        ("A stove goes on burning", JobAct.WRITE, "", True),
        ("A report lies unread", JobAct.SORT, "unanswered", False),
        ("A report lies unread", JobAct.EXPLAIN, "", False),
        # what is urgent is not read, however it came to lie there
        ("The mail lies under forgotten ones", JobAct.SORT, "unanswered", False),
        ("A mail is forgotten", JobAct.SORT, "left-out", False),
        # prices are cut in a letter, and coats by a list
        ("Coats are cut in a bad size", JobAct.COPY, "made-in-lots", False),
        ("Prices are cut", JobAct.WRITE, "", False),
        ("The rest is from another batch", JobAct.CALCULATE, "another-lot", False),
        ("It is reckoned for another batch", JobAct.CALCULATE, "", False),
        ("A boat waits for a week", JobAct.CHECK, "running-out", False),
        ("A boat waits for a week", JobAct.WRITE, "", False),
        # an address is said back to a caller, and compared in a letter
        ("A wrong address", LIVE, "destination", False),
        ("A wrong address", JobAct.WRITE, "recipient", False),
        ("A wrong address", JobAct.CHECK, "", False),
        # what is lacking is of another lot where it is reckoned, and not where one writes of it
        ("The next piece has another dye lot", JobAct.CALCULATE, "another-lot", False),
        ("The next piece has another dye lot", JobAct.WRITE, "", False),
        # who judges overlooks; who writes leaves out
        ("A clause is overlooked", JobAct.CHECK, "unnoticed", False),
        ("A clause is overlooked", JobAct.EXPLAIN, "left-out", False),
        ("A man is missing", JobAct.MAKE, "", False),
        # only what is made is like the work of others, or unlike the thing
        ("It is that of somebody else", JobAct.MAKE, "copied", False),
        ("It is that of somebody else", JobAct.ANSWER, "", False),
        ("The room looks different", JobAct.MAKE, "unlike", False),
        ("The room looks different", JobAct.WRITE, "", False),
        # a figure is taken from its source where one is written, and looked for where one is checked
        ("A wrong price", JobAct.WRITE, "figure", False),
        ("A wrong price", JobAct.CHECK, "", False),
        ("A wrong price", JobAct.TRANSLATE, "", False),
        ("A wrong price", JobAct.MAKE, "figure", False),
        ("A deadline is missed", JobAct.SORT, "deadline", False),
        ("A deadline is missed", JobAct.CHECK, "", False),
        ("She never agreed", JobAct.MAKE, "consent", False),
        ("She never agreed", JobAct.SORT, "", False),
        ("A wrong name", JobAct.CHECK, "name", False),
        ("A wrong name", JobAct.MAKE, "", False),
        ("A caller hangs up", JobAct.ANSWER, "", False),
        ("A wrong dose", JobAct.COPY, "dose", True),
        ("A wrong dose", JobAct.MAKE, "", True),
        ("Somebody gets in who should not", JobAct.ANSWER, "admitted", False),
        ("Somebody gets in who should not", JobAct.WRITE, "", False),
        ("A secret gets out", JobAct.TRANSLATE, "leak", False),
    ],
)
def test_kind_is_one_that_can_happen_in_the_act(
    worst: str, act: str, kind: str, *, hurts: bool
) -> None:
    fear = fear_in(worst, is_own=True, act=act)

    assert (fear.kind, fear.hurts) == (kind, hurts)


@pytest.mark.parametrize(
    ("worst", "is_seen"),
    [
        ("A secret gets out", False),
        ("A film goes out before its time", False),
        ("We lose a good customer", False),
        ("Somebody on a sanction list gets an account", False),
        ("A swindler is paid", False),
        ("A wrong name", True),
        ("A letter goes to the wrong person", True),
        ("It goes badly", True),
    ],
)
def test_what_happens_elsewhere_shows_in_no_result(worst: str, *, is_seen: bool) -> None:
    assert fear_in(worst, is_own=True).is_seen is is_seen


OWN = Job(key="own-1", words="Answer tenants who report a repair", act=JobAct.ANSWER)
ON_FILE = CATALOG.phrases_of["incident-report"]


@pytest.mark.parametrize(
    ("job", "stakes", "fear"),
    [
        # what the owner wrote comes first, told or not
        (replace(OWN, worst="A gas leak waits"), Stakes.HURT, Fear(kind="injury", sort="late", is_own=True, hurts=True)),
        (replace(OWN, worst="It goes badly"), Stakes.HURT, Fear(is_own=True)),
        (replace(OWN, worst="A gas leak waits"), Stakes.NUISANCE, Fear(kind="injury", sort="late", hurts=True)),
        # then a danger that the words of the job name, but no other kind
        (replace(OWN, words="Answer on allergens"), Stakes.MONEY, Fear(kind="allergy", is_own=True, hurts=True)),
        (replace(OWN, words="Answer on allergens", worst="A wrong table"), Stakes.MONEY, Fear(is_own=True)),
        (replace(OWN, words="Answer on deadlines"), Stakes.LAW, Fear()),
        (OWN, Stakes.HURT, Fear()),
    ],
)  # fmt: skip
def test_fear_is_told_by_what_the_owner_wrote(job: Job, stakes: Stakes, fear: Fear) -> None:
    assert fear_of(job, None, stakes) == fear


UNSEEN = "A crack is overlooked"


@pytest.mark.parametrize(
    ("words", "medium", "worst", "kind", "sort"),
    [
        # whoever judges overlooks; who writes what somebody says leaves out
        ("Sort photos of trees by their state", Medium.DATA, UNSEEN, "unnoticed", "overlooked"),
        ("Check the reports on trees", Medium.TEXT, UNSEEN, "unnoticed", "overlooked"),
        ("The state of each tree", Medium.DATA, UNSEEN, "left-out", "left-out"),
        ("Write the report on a tree from what the climber says", Medium.TEXT, UNSEEN, "left-out", "left-out"),
        ("Read the state of each tree into a table", Medium.DATA, UNSEEN, "left-out", "left-out"),
        # what is said word for word has no list of what must be in it
        ("Transcribe recordings of hearings word for word", Medium.TEXT, "A not is missing", "misheard", "wrong"),
        ("Transcribe recordings of hearings word for word", Medium.TEXT, "A wrong name", "name", "wrong"),
        ("Transcribe recordings of hearings word for word", Medium.TEXT, "A man goes to prison", "misheard", "wrong"),
        ("Write the minutes of a hearing", Medium.TEXT, "A man goes to prison", "", "wrong"),
        # what a program does wrong is told by its tests
        ("Change our booking program", Medium.CODE, "A room is promised twice", "", "wrong"),
        ("Write the minutes of a hearing", Medium.TEXT, "A not is missing", "left-out", "left-out"),
        ("Draw the rooms", Medium.IMAGE, "It looks different", "unlike", "wrong"),
    ],
)  # fmt: skip
def test_fear_shows_as_the_job_is_done(
    words: str, medium: Medium, worst: str, kind: str, sort: str
) -> None:
    job = filled_in(Job(key="own-1", words=words, medium=medium, worst=worst))

    assert fear_of(job, None, Stakes.HURT, medium) == Fear(kind=kind, sort=sort, is_own=True)


def test_whoever_waits_for_an_answer_is_in_need_whatever_is_done() -> None:
    job = replace(OWN, act=JobAct.WRITE, worst="A gas leak waits")

    assert fear_of(job, None, Stakes.HURT).sort == "wrong"
    assert fear_of(job, None, Stakes.HURT, live=True).sort == "late"


def test_words_that_hurt_in_another_act_keep_the_sort_on_file() -> None:
    job = Job(key="own-1", words="Write offers for an alarm", act=JobAct.WRITE)
    calm = fear_of(replace(job, words="Write offers for a fence"), ON_FILE, Stakes.HURT)

    assert fear_of(job, ON_FILE, Stakes.HURT) == replace(calm, hurts=True)
    assert calm.sort != "wrong"


@pytest.mark.parametrize(
    ("slug", "sort"), [("contract-review", "overlooked"), ("property-listing", "left-out")]
)
def test_job_on_file_judges_by_its_act(slug: str, sort: str) -> None:
    job = Job(key=slug, use_case=slug, worst="A crack is overlooked")

    assert fear_of(job, CATALOG.phrases_of[slug], Stakes.HURT).sort == sort


@pytest.mark.parametrize(
    ("words", "medium", "is_complete"),
    [
        ("Make a list of events from the papers", Medium.TEXT, True),
        ("List what happened by hour", Medium.TEXT, True),
        ("Compare two drafts of a statute", Medium.TEXT, True),
        ("Sum up the logs of a week", Medium.TEXT, True),
        ("Write the price list", Medium.TEXT, False),
        ("Write a paper from our findings", Medium.TEXT, False),
        ("Translate a manual", Medium.TEXT, False),
        ("Order new stock", Medium.TEXT, False),
    ],
)
def test_lists_orders_and_comparisons_are_complete_or_fail(
    words: str, medium: Medium, *, is_complete: bool
) -> None:
    own = Job(key="own-1", words=words, medium=medium, minutes_by_hand=Decimal(150))
    job = filled_in(own)

    assert must_be_complete(job) is is_complete
    work = case(job, Answers(jobs=(job,)), CATALOG, DANGERS).work
    assert work.is_long is is_complete
    assert (work.parts > 1) is not is_complete


@pytest.mark.parametrize(
    ("harm", "cost", "stakes", "sort"),
    [
        ("It leaves out the cause.", "A wrong sum is paid.", Stakes.HURT, "left-out"),
        ("A machine hurts, as it leaves out a step.", "", Stakes.HURT, "left-out"),
        ("A machine hurts, as a step is wrong.", "", Stakes.HURT, "wrong"),
        ("It leaves out the cause.", "A wrong sum is paid.", Stakes.MONEY, "wrong"),
        ("A wrong sum is paid.", "It leaves out the cause.", Stakes.NUISANCE, "left-out"),
        ("A customer is told that it is safe.", "", Stakes.HURT, "wrong"),
    ],
)
def test_without_it_the_job_on_file_tells_the_sort_alone(
    harm: str, cost: str, stakes: Stakes, sort: str
) -> None:
    on_file = replace(ON_FILE, harm=harm, cost_of_wrong=cost)

    fear = fear_of(Job(key="job", use_case="job"), on_file, stakes)

    assert fear == Fear(sort=sort)
    assert not fear.is_planted  # nobody fears it in the owner's words


@pytest.mark.parametrize(
    ("worst", "stakes", "minutes", "parts", "is_long"),
    [
        ("A danger is not in the paper", Stakes.LAW, 119, 1, False),
        ("A danger is not in the paper", Stakes.LAW, 120, 1, True),
        ("A danger is not in the paper", Stakes.LAW, 600, 1, True),
        ("A danger is not in the paper", Stakes.LAW, 601, 10, False),  # too long to read ten
        ("A wrong price is in the paper", Stakes.LAW, 120, 2, False),
        ("A wrong price is in the paper", Stakes.HURT, 120, 1, True),  # as nobody can be sure
        ("", Stakes.MONEY, 360, 6, False),
    ],
)
def test_what_may_be_missing_is_not_cut(
    worst: str, stakes: Stakes, minutes: int, parts: int, *, is_long: bool
) -> None:
    minutes_by_hand = Decimal(minutes)
    job = Job(
        key="own-1", words="Write", minutes_by_hand=minutes_by_hand, worst=worst, stakes=stakes
    )

    work = case(job, Answers(jobs=(job,)), CATALOG, DANGERS).work

    assert (work.parts, work.is_long) == (parts, is_long)
