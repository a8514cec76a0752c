"""What a job in own words is done on, by its answers, and by words only where these cannot say."""

from typing import Any

import pytest

from catalog.vocabulary import Medium
from wizard.decision.answers import Job
from wizard.decision.objects import ROWS, is_of_rows, object_of
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct, JobObject

FIELDS: dict[str, Any] = {"medium": Medium.DATA}
WORDS: dict[str, Any] = {"medium": Medium.TEXT}
PHOTO, PAPER = FIELDS | {"goes_in": GoesIn.PHOTO}, FIELDS | {"goes_in": GoesIn.PAPER}
LISTED = FIELDS | {"decides_on": frozenset({DecidesOn.LIST})}
CUT = FIELDS | {"goes_in": GoesIn.PHOTO, "decides_on": frozenset({DecidesOn.MACHINE_FILE})}
JUDGED = FIELDS | {"decides_on": frozenset({DecidesOn.PERSON})}
STATE = FIELDS | {"decides_on": frozenset({DecidesOn.STATE})}
LETTERS, AGAINST = "Sort letters by whom they are for", "Check the names against the list"


@pytest.mark.parametrize(
    ("words", "act", "fields", "what"),
    [
        # what goes in says it, whatever the words name
        ("x", JobAct.COPY, FIELDS | {"goes_in": GoesIn.RECORDING}, JobObject.SOUND),
        (AGAINST, JobAct.CHECK, WORDS | {"goes_in": GoesIn.DICTATION}, JobObject.SOUND),
        ("x", JobAct.MAKE, {"medium": Medium.SPEECH, "goes_in": GoesIn.RECORDING}, JobObject.SOUND),
        ("x", JobAct.SORT, PHOTO, JobObject.PICTURE),
        ("x", JobAct.COPY, PAPER, JobObject.PAPER),
        ("x", JobAct.WRITE, WORDS, JobObject.TEXT),
        ("x", JobAct.WRITE, {}, JobObject.TEXT),
        # fields are made from rows or texts: nothing says which
        ("x", JobAct.COPY, FIELDS, JobObject.UNKNOWN),
        ("x", JobAct.SORT, FIELDS, JobObject.UNKNOWN),
        # two laid side by side
        ("x", JobAct.LISTS, FIELDS, JobObject.TWO_LISTS),
        ("x", JobAct.LISTS, WORDS, JobObject.TWO_TEXTS),
        ("x", JobAct.LISTS, PAPER, JobObject.TWO_TEXTS),
        ("x", JobAct.LISTS, PHOTO, JobObject.PICTURE),
        (AGAINST, JobAct.CHECK, WORDS, JobObject.COPIED_LIST),
        (AGAINST, JobAct.FIND, WORDS, JobObject.COPIED_LIST),
        (AGAINST, JobAct.CHECK, PAPER, JobObject.PAPER),
        (AGAINST, JobAct.COPY, WORDS, JobObject.TEXT),
        ("Check the proof against their last order", JobAct.CHECK, WORDS, JobObject.TWO_TEXTS),
        ("Check that both guides say the same", JobAct.FIND, FIELDS, JobObject.TWO_TEXTS),
        ("Check that both labels say the same", JobAct.CHECK, PHOTO, JobObject.TWO_TEXTS),
        ("Check the plan against the rules", JobAct.CHECK, WORDS, JobObject.TEXT),
        ("Check that till and cash agree", JobAct.CHECK, PAPER, JobObject.SUM),
        ("Compare what drivers hand in with fares and fuel", JobAct.LISTS, PAPER, JobObject.SUM),
        ("Check our page on fares", JobAct.CHECK, WORDS, JobObject.TEXT),
        ("Compare notes with orders", JobAct.LISTS, PAPER, JobObject.TWO_TEXTS),
        ("Compare delivery notes with orders", JobAct.LISTS, PAPER, JobObject.DELIVERY),
        ("Compare delivery notes with bills", JobAct.LISTS, PAPER, JobObject.TWO_TEXTS),
        ("Copy delivery notes and orders", JobAct.COPY, PAPER, JobObject.PAPER),
        ("Make the cut from his sketch", JobAct.MAKE, CUT, JobObject.SKETCH),
        ("Make the cut from his logo", JobAct.MAKE, CUT, JobObject.PICTURE),
        ("Make the cut from his sketch", JobAct.MAKE, PHOTO, JobObject.PICTURE),
        ("Check names and dates of a stone", JobAct.CHECK, WORDS, JobObject.COPIED_TEXT),
        ("Check names and dates of the bands", JobAct.CHECK, WORDS, JobObject.TEXT),
        ("Check names and dates of a stone", JobAct.CHECK, FIELDS, JobObject.UNKNOWN),
        ("Check names and dates of a stone", JobAct.CHECK, PAPER, JobObject.PAPER),
        ("Check patterns for wrong counts of stitches", JobAct.CHECK, WORDS, JobObject.SUM),
        ("Check patterns for wrong stitches", JobAct.CHECK, WORDS, JobObject.TEXT),
        ("Find new dents", JobAct.FIND, PHOTO, JobObject.TWO_PICTURES),
        ("Find dents", JobAct.FIND, PHOTO, JobObject.PICTURE),
        ("Find new dents", JobAct.FIND, PAPER, JobObject.PAPER),
        # rows of a list, or texts that somebody reads
        ("Find what our stock lacks", JobAct.FIND, FIELDS, JobObject.RECORD),
        ("Find what our stock lacks", JobAct.FIND, WORDS, JobObject.TEXT),
        (
            "Check a claim against the photos of our crew",
            JobAct.CHECK,
            PHOTO,
            JobObject.TWO_PICTURES,
        ),
        ("Check a claim from the photos of our crew", JobAct.CHECK, PHOTO, JobObject.PICTURE),
        ("Find what our stock lacks", JobAct.COPY, FIELDS, JobObject.UNKNOWN),
        ("Find what lies in a shop", JobAct.FIND, LISTED, JobObject.RECORD),
        ("Find a place from our lists and mails", JobAct.FIND, LISTED, JobObject.RECORD),
        ("Find a place from our lists and mails", JobAct.FIND, FIELDS, JobObject.TEXT),
        ("Find a place from our mails", JobAct.FIND, LISTED, JobObject.TEXT),
        ("Find what lies in a shop", JobAct.FIND, FIELDS, JobObject.UNKNOWN),
        ("Find in the logs what broke", JobAct.FIND, LISTED, JobObject.TEXT),
        ("Find who has stopped ordering", JobAct.FIND, FIELDS, JobObject.LAST_DAY),
        ("Find extras in our file of people", JobAct.FIND, FIELDS, JobObject.RECORD),
        ("Find extras in a file of people", JobAct.FIND, FIELDS, JobObject.TEXT),
        ("Find which cow is ill", JobAct.FIND, STATE, JobObject.READING),
        ("Find which cow is ill", JobAct.FIND, FIELDS, JobObject.UNKNOWN),
        ("Find in the numbers whom to see first", JobAct.FIND, STATE, JobObject.READING),
        (LETTERS, JobAct.SORT, FIELDS, JobObject.LETTER),
        (LETTERS, JobAct.SORT, PAPER, JobObject.LETTER),
        (LETTERS, JobAct.SORT, PHOTO, JobObject.PICTURE),
        ("Put letters into the right patient's file", JobAct.SORT, PAPER, JobObject.FILED),
        ("Put letters into the right tray", JobAct.SORT, PAPER, JobObject.LETTER),
        ("Sort letters by customer", JobAct.SORT, PAPER, JobObject.LETTER),
        ("Sort photos by customer", JobAct.SORT, PHOTO, JobObject.FILED),
        ("Sort photos by colour", JobAct.SORT, PHOTO, JobObject.PICTURE),
        ("Sort photos into the right folder", JobAct.SORT, PHOTO, JobObject.FILED),
        ("Sort photos of the right folders", JobAct.CHECK, PHOTO, JobObject.PICTURE),
        ("Sort letters by the reason", JobAct.SORT, PAPER, JobObject.CONTENT),
        ("Sort letters by the reason", JobAct.SORT, PHOTO, JobObject.PICTURE),
        ("Answer letters by the reason", JobAct.ANSWER, WORDS, JobObject.TEXT),
        (LETTERS, JobAct.ANSWER, WORDS, JobObject.TEXT),
        # what is matched, valued, counted, planned or foretold
        ("Find our articles", JobAct.MATCH, FIELDS, JobObject.ARTICLE),
        ("Find articles", JobAct.MATCH, FIELDS, JobObject.UNKNOWN),
        ("Find articles in their lists", JobAct.MATCH, FIELDS, JobObject.ARTICLE),
        ("Find articles in a catalogue", JobAct.MATCH, PHOTO, JobObject.PICTURE),
        # a number says what it is, and what a thing with a number takes
        ("Find the bar code", JobAct.MATCH, FIELDS, JobObject.PART),
        ("Find the code", JobAct.MATCH, FIELDS, JobObject.UNKNOWN),
        ("Find the pane that a car needs", JobAct.MATCH, FIELDS, JobObject.PART),
        ("Find the driver for a car", JobAct.MATCH, FIELDS, JobObject.UNKNOWN),
        ("Find the car that a family needs", JobAct.MATCH, FIELDS, JobObject.UNKNOWN),
        # whose picture it is, or what is on it
        ("Put photos to the right name", JobAct.MATCH, PHOTO, JobObject.FILED),
        ("Put photos to the right tile", JobAct.MATCH, PHOTO, JobObject.PICTURE),
        ("Put photos to the right name", JobAct.COPY, PHOTO, JobObject.PICTURE),
        # what an office publishes
        ("Look for new trade marks", JobAct.FIND, WORDS, JobObject.REGISTERED),
        ("Look for recalls of toys", JobAct.FIND, WORDS, JobObject.REGISTERED),
        ("Look for what people recall", JobAct.FIND, WORDS, JobObject.TEXT),
        ("Look for a trade mark that is new", JobAct.FIND, WORDS, JobObject.TEXT),
        ("Write about new trade marks", JobAct.WRITE, WORDS, JobObject.TEXT),
        ("Look for tenders", JobAct.SORT, PAPER, JobObject.PAPER),
        ("Find our articles", JobAct.VALUE, FIELDS, JobObject.UNKNOWN),
        # who fits is picked from a list; who does wrong, or is read of, is not
        ("Find who can take over", JobAct.FIND, JUDGED, JobObject.FITTING),
        ("Find who cheats", JobAct.FIND, JUDGED, JobObject.UNKNOWN),
        ("Put families to au pairs", JobAct.MATCH, JUDGED, JobObject.FITTING),
        ("Put families to au pairs", JobAct.MATCH, FIELDS, JobObject.UNKNOWN),
        ("Put families to au pairs", JobAct.MATCH, JUDGED | PHOTO, JobObject.PICTURE),
        ("Find whose payment it is", JobAct.MATCH, FIELDS, JobObject.PAYMENT),
        ("Find whose payment it is", JobAct.LISTS, FIELDS, JobObject.PAYMENT),
        ("Say what a cake will cost", JobAct.VALUE, PHOTO, JobObject.WORK),
        ("Say what a phone is worth", JobAct.VALUE, PHOTO, JobObject.GOODS),
        ("Say what a phone has", JobAct.VALUE, PHOTO, JobObject.PICTURE),
        ("Say what it is, when it was made and its worth", JobAct.VALUE, PHOTO, JobObject.ORIGIN),
        ("Say what it is worth", JobAct.VALUE, PHOTO, JobObject.GOODS),
        ("Say when it was made", JobAct.COPY, PHOTO, JobObject.PICTURE),
        ("Say what a cake will cost", JobAct.WRITE, WORDS, JobObject.TEXT),
        ("Say how long we mill and what it costs", JobAct.VALUE, FIELDS, JobObject.WORKING_TIME),
        ("Set the room rates", JobAct.VALUE, FIELDS, JobObject.NIGHT),
        ("Say what a room should cost", JobAct.VALUE, FIELDS, JobObject.NIGHT),
        ("Find the spare part", JobAct.MATCH, PHOTO, JobObject.PART),
        ("Find the spare part", JobAct.MATCH, FIELDS, JobObject.UNKNOWN),
        ("Find the spare part", JobAct.VALUE, PHOTO, JobObject.PICTURE),
        ("Find the spare room", JobAct.MATCH, PHOTO, JobObject.PICTURE),
        ("Find the bar code", JobAct.FIND, PHOTO, JobObject.PICTURE),
        ("Find a replacement", JobAct.MATCH, PHOTO, JobObject.PART),
        ("Find a replacement", JobAct.WRITE, PHOTO, JobObject.PICTURE),
        ("List what a tender asks for", JobAct.COPY, PAPER, JobObject.TENDER),
        ("List what a tender asks for", JobAct.SORT, PAPER, JobObject.PAPER),
        ("List what a tenderer asks for", JobAct.COPY, PAPER, JobObject.PAPER),
        ("List the bids for our tender", JobAct.COPY, PAPER, JobObject.PAPER),
        ("Count doors from the plans", JobAct.COUNT, FIELDS, JobObject.DRAWING),
        ("Count parts in our drawings", JobAct.COUNT, FIELDS, JobObject.OWN_DRAWING),
        ("Calculate bolts from our drawings", JobAct.CALCULATE, FIELDS, JobObject.OWN_DRAWING),
        ("Calculate bolts from the drawings", JobAct.CALCULATE, FIELDS, JobObject.UNKNOWN),
        ("Calculate bolts from our models", JobAct.CALCULATE, FIELDS, JobObject.UNKNOWN),
        ("Count how many feet of gutter", JobAct.COUNT, PHOTO, JobObject.SIZE),
        ("Count how many feet", JobAct.COUNT, PHOTO, JobObject.PIECE),
        ("Count the cars within ten metres of a crossing", JobAct.COUNT, PHOTO, JobObject.PIECE),
        ("Count logs by length", JobAct.COUNT, PHOTO, JobObject.SIZED),
        ("Count trees of each height", JobAct.COUNT, PHOTO, JobObject.SIZED),
        ("Count trees of each kind", JobAct.COUNT, PHOTO, JobObject.PIECE),
        ("Sort trees of each height", JobAct.SORT, PHOTO, JobObject.PICTURE),
        ("Count and measure shrimps", JobAct.COUNT, PHOTO, JobObject.SIZE),
        ("Count sheep", JobAct.COUNT, PHOTO, JobObject.PIECE),
        ("Count sheep", JobAct.COUNT, FIELDS, JobObject.UNKNOWN),
        ("Say how many loaves we sell", JobAct.FORECAST, FIELDS, JobObject.AMOUNT),
        ("Say which and how many loaves", JobAct.FORECAST, FIELDS, JobObject.AMOUNT),
        ("Say which machine breaks down", JobAct.FORECAST, FIELDS, JobObject.ONE_OF_MANY),
        ("Foretell the price of jute", JobAct.FORECAST, FIELDS, JobObject.PRICE_TO_COME),
        ("Say how many we sell at the price of two", JobAct.FORECAST, FIELDS, JobObject.AMOUNT),
        ("Say how many we sell at a price of ten", JobAct.FORECAST, FIELDS, JobObject.AMOUNT),
        ("Say what the price of jute is", JobAct.FIND, FIELDS, JobObject.UNKNOWN),
        ("Foretell the weather", JobAct.FORECAST, FIELDS, JobObject.UNKNOWN),
        ("Plan who drives where", JobAct.PLAN, FIELDS, JobObject.ROUTE),
        ("Put stops into an order that saves driving", JobAct.PLAN, FIELDS, JobObject.ROUTE),
        ("Plan who works when", JobAct.PLAN, FIELDS, JobObject.UNKNOWN),
        ("Plan in which order we tune", JobAct.PLAN, FIELDS, JobObject.ROUTE),
        ("Plan who helps from the messages of helpers", JobAct.PLAN, FIELDS, JobObject.PLEDGE),
        ("Plan the lessons from the messages of pupils", JobAct.PLAN, FIELDS, JobObject.UNKNOWN),
        ("Plan the tours from the messages of drivers", JobAct.PLAN, FIELDS, JobObject.ROUTE),
        ("Sort who helps from the messages of helpers", JobAct.COPY, FIELDS, JobObject.UNKNOWN),
        # what lies there on old paper, or is filled in from a list
        ("Type the old hand-written books", JobAct.COPY, PAPER, JobObject.OLD_PAPER),
        ("Type the hand-written sheets", JobAct.COPY, PAPER, JobObject.PAPER),
        ("Sort the old cards", JobAct.SORT, PAPER, JobObject.PAPER),
        ("Copy parts from old drawings", JobAct.COPY, PAPER, JobObject.OLD_PAPER),
        ("Copy parts from drawings", JobAct.COPY, PAPER, JobObject.DRAWING),
        ("Copy names from the cards of a prize drawing", JobAct.COPY, PAPER, JobObject.PAPER),
        ("Copy names from Zeichnungsscheine", JobAct.COPY, PAPER, JobObject.PAPER),
        ("Sort drawings", JobAct.SORT, PAPER, JobObject.PAPER),
        ("Write price tags", JobAct.WRITE, WORDS, JobObject.PATTERN),
        ("Write what the certificates of a supplier lack", JobAct.WRITE, WORDS, JobObject.TEXT),
        ("Copy rows of an Excel table", JobAct.COPY, WORDS, JobObject.PATTERN),
        ("Copy the talk at table four", JobAct.COPY, WORDS, JobObject.TEXT),
        ("Write about an Excel table", JobAct.WRITE, WORDS, JobObject.TEXT),
        ("Write price tags", JobAct.WRITE, FIELDS, JobObject.UNKNOWN),
        ("Translate price tags", JobAct.TRANSLATE, WORDS, JobObject.TEXT),
    ],
)
def test_what_is_worked_on_follows_from_the_answers(
    words: str, act: JobAct, fields: dict[str, Any], what: JobObject
) -> None:
    job = Job(key="own", words=words, act=act, **fields)

    assert object_of(job) is what
    assert is_of_rows(job) is (what in {JobObject.RECORD, JobObject.LAST_DAY})


def test_what_was_there_before_is_seen_beside_an_older_picture() -> None:
    job = Job(key="own", words="Say what is broken", act=JobAct.CHECK, **PHOTO)
    feared = Job(key="own", words=job.words, act=job.act, worst="It was there before", **PHOTO)

    assert object_of(job) is JobObject.PICTURE
    assert object_of(feared) is JobObject.TWO_PICTURES


@pytest.mark.parametrize(
    ("worst", "what"),
    [
        ("We drive out and it doesn’t fit", JobObject.PART),
        ("We drive out and it is dark", JobObject.PICTURE),
    ],
)
def test_what_has_to_fit_is_a_part(worst: str, what: JobObject) -> None:
    key = Job(key="own", words="Say which blank we need", act=JobAct.MATCH, worst=worst, **PHOTO)

    assert object_of(key) is what


def test_what_words_only_hint_at_is_decided_too() -> None:
    job = Job(key="own", words="Write what the repair will cost", act=JobAct.WRITE, **WORDS)

    assert object_of(job) is JobObject.TEXT
    assert object_of(job, DecidesOn.WORTH) is JobObject.WORK


def test_job_on_file_has_sentences_of_its_own() -> None:
    assert object_of(Job(key="own", use_case="invoice-capture", **PHOTO)) is JobObject.UNKNOWN


def test_every_object_is_told_by_a_row() -> None:
    assert {row.what for row in ROWS} == {*JobObject} - {JobObject.UNKNOWN}
