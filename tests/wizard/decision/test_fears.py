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
from wizard.decision.fears import TABLE, Fear, fear_in, fear_of, must_be_complete
from wizard.decision.safety import DANGERS
from wizard.decision.vocabulary import Stakes

CATALOG: Catalog = starter_catalog()


@pytest.mark.parametrize(
    ("worst", "kind"),
    [
        ("An emergency is not put through", "injury"),
        ("An injured person is sent the wrong way", "injury"),
        ("A stove that should be shut goes on burning", "injury"),
        ("A fall is not passed on to the next shift", "handed-on"),
        ("An account for somebody on a list of sanctions", "sanctions"),
        ("A false bank account is paid", "changed-account"),
        ("We open a door for a burglar", "identity"),
        ("A guard is taken off because the manual left a step out", "on-the-spot"),
        ("A valve is opened under pressure", "on-the-spot"),
        ("A patient takes twice the dose", "dose"),
        ("A danger on the site is not in the paper", "left-out"),
        ("A master dismisses an apprentice because we said that he may", "ended"),
        ("A court reads a time that was never in the log", "timetable"),
        ("A guest with a nut allergy is served", "allergy"),
        ("A report accuses the wrong person", "accused"),
        ("A plot goes to the wrong buyer", "recipient"),
        ("A wrong name at the grave", "name"),
        ("A competitor learns our prices", "secret"),
        ("Somebody is passed over for her age", "unequal"),
        ("The cover is that of somebody else", "copied"),
        ("Players say that we stole a style", "copied"),
        ("A cream promises to heal", "claim"),
        ("A room is promised that is taken", "promise"),
        ("A debtor is sued who had paid", "paid"),
        ("An invoice is paid twice", "twice"),
        ("A family misses a deadline", "deadline"),
        ("A clerk applies an old rule", "outdated"),
        ("A copy is sold as the work of a master", "genuine"),
        ("We forget a piece of work in an offer", "left-out"),
        ("An objection is not weighed", "left-out"),
        ("It names a ruling that does not exist", "invented"),
        ("The wrong seal is sent and a plant stands still", "item"),
        ("A member is told a wrong pension", "figure"),
        ("A patient is not called back", "unanswered"),
        ("A guest gets a room that is not free", "promise"),
        ("A weld that is cracked is not found", "unnoticed"),
        ("The tone hurts a family", "offended"),
        ("A note says left where it was right", "side"),
        ("The door opens right instead of left", "side"),
        ("A worker is left where nobody sees him", ""),
        ("The kitchen looks different from the picture", "unlike"),
        ("A customer takes it for a promise", "unlike"),
        ("A pane is ordered two centimetres too small", "figure"),
        ("Somebody loses a finger at the saw", "on-the-spot"),
        ("A date of notice is missed", "deadline"),
        ("We write to a widow as if her husband lived", "addressed"),
        ("A real person is recognised in the data", "recognised"),
        ("A witness is recognised", "identified"),
        ("Beer is sold to a minor", "admitted"),
        ("A river rises and nobody is warned", "injury"),
        ("We name somebody who is innocent", "accused"),
        ("A record names a poison that we did not use", "invented"),
        ("A cow is poisoned", "injury"),
        ("Sixty pounds of the wrong cut leave the house", "item"),
        ("The oven is in the picture and not in the price", "left-out"),
        ("A bite is not noted", "left-out"),
        ("A man dies, as a danger is not in the paper", "left-out"),
        ("A herd dies while a report lies unread", "unanswered"),
        ("A report lies unread", "unanswered"),
        ("People cannot get out in a fire", ""),
        ("A secret gets out", "secret"),
        ("Somebody without training opens an oven", "admitted"),
        ("A known figure is on our label", "copied"),
        ("A figure is wrong", "figure"),
        ("A foreigner gets a harder answer", "unequal"),
        ("Somebody dives who should not", "admitted"),
        ("A passenger misses the flight because of us", "timetable"),
        ("A gas leak waits until Monday", "injury"),
        ("A repair waits until Monday", "unanswered"),
        ("An illness he never had", "invented"),
        ("We overlook the true owner", "unnoticed"),
        ("We miss a clause that binds us", "unnoticed"),
        ("The answers of a few vanish among the others", "left-out"),
        ("A certificate ran out", "deadline"),
        ("A branch falls that we called safe", "unnoticed"),
        ("We pay out to a swindler", "identity"),
        ("We pay into a changed account", "changed-account"),
        ("Two builders wait for one crane", "promise"),
        ("Two weddings on one day", "promise"),
        ("The wrong mole is cut out", "dose"),
        ("A crane tips as the load was read wrongly", "load"),
        ("A tent too light for the wind is put up", "load"),
        ("A family hears a false hour of death", "figure"),
        # near misses: no kind
        ("The kiln is fired twice a day", ""),
        ("He drives out twice", ""),
        ("Tax is claimed twice for one receipt", "twice"),
        # what is unread, open or told decides, and no word that stands in other things too
        ("A car waits at the wrong street and a passenger misses the flight", "destination"),
        ("A car waits at the right street", "unanswered"),
        ("A student fails by a remark nobody read", "unreviewed"),
        ("Somebody fails because nobody reads books", ""),
        ("Fifty pensioners stand before a closed castle", "closed"),
        ("Guests stand at a gate that is closed", "closed"),
        ("A clause closed the deal", ""),
        ("The site is closed and a worker breathed dust", ""),
        ("A family stands on the motorway and nobody comes", "injury"),
        ("A couple believes a finding that is not theirs", "recipient"),
        ("A film goes out before its time", "secret"),
        ("A cellar fills up because nobody was told", "unanswered"),
        ("Somebody was told off", ""),
        ("Somebody reads what his boss earns", "secret"),
        ("His boss is angry", ""),
        ("Our best customer gets a threat though he paid", "paid"),
        ("Our best customer paid and left", ""),
        ("A privileged letter goes to the other side", "recipient"),
        ("A letter is on the other side of the desk", ""),
        ("A contract is terminated", ""),
        ("A clause lets the landlord evict", ""),
        ("Nobody recognises our logo", ""),
        ("We miss the fair", ""),
        ("Divers should not wait", ""),
        ("A nut comes off a wheel", ""),
        ("A heart attack is taken for a cold", "injury"),
        ("A sum is copied into the wrong row", ""),
        ("Somebody steals from the till", ""),
        ("We are asked about a fraud", ""),
        ("Nobody sees the leak of a pipe", ""),
        ("A competitor opens next door", ""),
        ("A student fails because of a comment", ""),
        ("We lose a good customer", ""),
        ("Our health officer complains", ""),
        ("The nutcracker is late", ""),
        ("The page loads slowly", ""),
        ("A builder waits for an answer", "unanswered"),
        ("The wind blows through a gap", ""),
        ("Two of our people are ill", ""),
        ("A machinist complains", ""),
        ("", ""),
    ],
)
def test_kind_of_the_worst_is_told_by_its_words(worst: str, kind: str) -> None:
    assert fear_in(worst, is_own=True).kind == kind


def test_every_kind_belongs_to_a_sort() -> None:
    assert {kind.sort for kind in TABLE.kinds.values()} == {*TABLE.sorts}


OWN = Job(key="own-1", words="Answer tenants who report a repair")
ON_FILE = CATALOG.phrases_of["incident-report"]


@pytest.mark.parametrize(
    ("job", "stakes", "fear"),
    [
        # what the owner wrote comes first, told or not
        (replace(OWN, worst="A gas leak waits"), Stakes.HURT, Fear(kind="injury", sort="late", is_own=True)),
        (replace(OWN, worst="We lose a customer"), Stakes.HURT, Fear(is_own=True)),
        (replace(OWN, worst="A gas leak waits"), Stakes.NUISANCE, Fear(kind="injury", sort="late")),
        # then a danger that the words of the job name, but no other kind
        (replace(OWN, words="Answer on allergens"), Stakes.MONEY, Fear(kind="allergy", is_own=True)),
        (replace(OWN, words="Answer on allergens", worst="A wrong table"), Stakes.MONEY, Fear(is_own=True)),
        (replace(OWN, words="Answer on deadlines"), Stakes.LAW, Fear()),
        (OWN, Stakes.HURT, Fear()),
    ],
)  # fmt: skip
def test_fear_is_told_by_what_the_owner_wrote(job: Job, stakes: Stakes, fear: Fear) -> None:
    assert fear_of(job, None, stakes) == fear


CRANE, SAFE = "A crane crushes a man", "A limb falls that we called safe"


@pytest.mark.parametrize(
    ("words", "medium", "worst", "kind", "sort"),
    [
        # whoever judges overlooks; who writes what somebody says leaves out
        ("Sort photos of trees by their state", Medium.DATA, SAFE, "unnoticed", "overlooked"),
        ("Check the reports on trees", Medium.TEXT, SAFE, "unnoticed", "overlooked"),
        ("The state of each tree", Medium.DATA, SAFE, "left-out", "left-out"),
        ("Write the report on a tree from what the climber says", Medium.TEXT, SAFE, "left-out", "left-out"),
        ("Read the state of each tree into a table", Medium.DATA, SAFE, "left-out", "left-out"),
        # a payment may be overlooked by who checks, and is no gap in what is written
        ("Check invoices", Medium.TEXT, "A changed account is paid", "changed-account", "overlooked"),
        ("Write orders", Medium.TEXT, "A changed account is paid", "changed-account", "wrong"),
        # steps are gone through on the spot, and nothing else is
        ("Write instructions for a crane", Medium.TEXT, CRANE, "on-the-spot", "wrong"),
        ("Answer who asks for a crane", Medium.TEXT, CRANE, "", "wrong"),
        # who acts on an answer relies on it, and on no reminder
        ("Answer questions on tyres", Medium.TEXT, "He drives because we said so", "relied-on", "followed"),
        ("Remind customers of tyres", Medium.TEXT, "He drives because we said so", "", "wrong"),
        # what is said word for word has no list of what must be in it
        ("Transcribe recordings of hearings word for word", Medium.TEXT, "A not is missing", "misheard", "wrong"),
        ("Transcribe recordings of hearings word for word", Medium.TEXT, "A wrong name", "name", "wrong"),
        ("Transcribe recordings of the ward", Medium.TEXT, "A fall is not passed on", "handed-on", "left-out"),
        # what a program does wrong is told by its tests
        ("Change our booking program", Medium.CODE, "A room is promised twice", "", "wrong"),
        ("Write the minutes of a hearing", Medium.TEXT, "A not is missing", "left-out", "left-out"),
    ],
)  # fmt: skip
def test_fear_shows_as_the_job_is_done(
    words: str, medium: Medium, worst: str, kind: str, sort: str
) -> None:
    job = filled_in(replace(OWN, words=words, medium=medium, worst=worst))

    assert fear_of(job, None, Stakes.HURT, medium) == Fear(kind=kind, sort=sort, is_own=True)


@pytest.mark.parametrize(
    ("slug", "sort"), [("contract-review", "overlooked"), ("property-listing", "left-out")]
)
def test_job_on_file_judges_where_it_names_known_bad_ones(slug: str, sort: str) -> None:
    job = Job(key=slug, use_case=slug, worst="A leak is not found")

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
    own = replace(OWN, words=words, medium=medium, minutes_by_hand=Decimal(150))
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
