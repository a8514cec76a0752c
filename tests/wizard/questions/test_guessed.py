"""What own words seem to ask for, which a page fills in and an owner reads."""

import pytest

from catalog.vocabulary import Medium
from wizard.decision.vocabulary import GoesIn, JobAct
from wizard.questions.guessed import guessed_act, guessed_answers, guessed_input


@pytest.mark.parametrize(
    ("words", "medium", "act"),
    [
        ("Copy orders out of messages into our list", Medium.DATA, JobAct.COPY),
        ("Type delivery notes into our stock list", Medium.DATA, JobAct.COPY),
        ("Turn notes of a street into our table", Medium.DATA, None),  # no verb that tells
        ("Copy the labels of our jars", Medium.DATA, JobAct.COPY),  # labels are no verb
        ("Label the jars", Medium.DATA, JobAct.SORT),
        ("Sort side effects and draft the notice", Medium.TEXT, JobAct.SORT),  # the first verb
        ("Draft the notice and sort the effects", Medium.TEXT, JobAct.WRITE),
        (
            "Find in logs what delayed us and put it under one of our causes",
            Medium.DATA,
            JobAct.SORT,
        ),
        ("Put the bids side by side", Medium.DATA, JobAct.COMPARE),
        ("Find for each broken thing the volunteer", Medium.DATA, JobAct.MATCH),
        ("Suggest who would suit whom", Medium.DATA, JobAct.MATCH),
        ("Find what reviews have in common", Medium.DATA, None),
        ("Say which one of our codes fits", Medium.DATA, JobAct.SORT),
        ("Give each bill one of the twelve accounts", Medium.DATA, JobAct.SORT),
        ("Copy the one number of the bill", Medium.DATA, JobAct.COPY),
        ("Sort letters by who has to answer", Medium.DATA, JobAct.SORT),
        ("Find the right part in our manuals for a caller", Medium.TEXT, JobAct.ANSWER),
        ("Find changes in our manuals", Medium.TEXT, JobAct.FIND),
        ("Write match reports", Medium.TEXT, JobAct.WRITE),
        # nouns, and no verbs
        ("Put match figures into a table", Medium.DATA, None),
        ("Turn the stock count into a table", Medium.DATA, None),
        ("Walk through and count cars", Medium.DATA, JobAct.COUNT),
        ("Match children to families", Medium.DATA, JobAct.MATCH),
        ("Find contradictions in the reports for our client", Medium.DATA, JobAct.FIND),
        ("Find new dents by comparing photos", Medium.DATA, JobAct.FIND),
        ("Spot where a text left the source", Medium.DATA, JobAct.FIND),
        ("Find us customers and sort them", Medium.DATA, JobAct.SORT),
        ("Say from a photo how many grains are broken", Medium.DATA, JobAct.COUNT),
        ("Explain contracts and list the dates", Medium.TEXT, JobAct.EXPLAIN),
        ("Translate notes", None, JobAct.TRANSLATE),
        ("Tell guests which days are free and answer them", Medium.TEXT, JobAct.TELL),
        ("Let parents know when a group is closed", Medium.TEXT, JobAct.TELL),
        ("Kunden an ihren Termin erinnern", Medium.TEXT, JobAct.TELL),
        ("Tell apart what reviews say and sort them", Medium.DATA, JobAct.SORT),
        ("Write what the papers tell us", Medium.TEXT, JobAct.WRITE),
        ("Angebote vergleichen", Medium.DATA, JobAct.COMPARE),
        ("Every morning say which lifts run", Medium.TEXT, JobAct.TELL),
        ("Announce which pools are closed", Medium.TEXT, JobAct.TELL),
        ("Say which runs of our press failed", Medium.TEXT, None),
        ("Say which of our codes fits", Medium.TEXT, None),
        ("what is this used tractor worth when we buy it", Medium.DATA, JobAct.VALUE),
        ("Value the stamps of an estate", None, JobAct.VALUE),
        ("Was ist dieser Traktor wert", Medium.DATA, JobAct.VALUE),
        ("Write why our work is worth it", Medium.TEXT, JobAct.WRITE),
        ("Explain what a policy is worth", Medium.TEXT, JobAct.EXPLAIN),
        ("Turn date and value into a table", Medium.DATA, None),
        # one list against the other; offers beside each other; one thing for what is wrong with it
        ("Check our weigh tickets against what the mill paid", Medium.DATA, JobAct.LISTS),
        ("Compare our invoices with the orders", Medium.DATA, JobAct.LISTS),
        ("Lieferscheine gegen Rechnungen prüfen", Medium.DATA, JobAct.LISTS),
        ("Compare bids with our own price", Medium.DATA, JobAct.COMPARE),
        ("Check if all the papers of a customer are there", Medium.DATA, JobAct.CHECK),
        ("Look through print files for mistakes before we print", Medium.DATA, JobAct.CHECK),
        # a roster or a route is planned; what is made of one, or is no roster, is not
        ("Make the monthly roster of the lifeguards", Medium.DATA, JobAct.PLAN),
        ("Draw up next week’s shift plan", Medium.DATA, JobAct.PLAN),
        ("Plan the routes of our vans", Medium.DATA, JobAct.PLAN),
        ("Plan each night which truck clears which street", Medium.DATA, JobAct.PLAN),
        ("Plan which teacher has which pupil", Medium.DATA, JobAct.PLAN),
        ("Plan who drives where", Medium.DATA, JobAct.PLAN),
        ("Assign guests to rooms", Medium.DATA, JobAct.PLAN),
        ("Say in which order the orders are sawn", Medium.DATA, JobAct.PLAN),
        ("Die Dienstpläne der Pflege für den Monat erstellen", Medium.DATA, JobAct.PLAN),
        ("Touren unserer Fahrer planen", Medium.DATA, JobAct.PLAN),
        ("Make the timetable of the wedding day from our notes", Medium.TEXT, JobAct.EXPLAIN),
        ("Make a list of events by hour from the papers", Medium.TEXT, JobAct.EXPLAIN),
        ("Write letters about the new timetable", Medium.TEXT, JobAct.WRITE),
        ("Write texts for our guided tours", Medium.TEXT, JobAct.WRITE),
        ("Answer questions about the routes", Medium.TEXT, JobAct.ANSWER),
        ("Read the roster from a photo into our list", Medium.DATA, JobAct.COPY),
        ("Make a summary of the rosters", Medium.TEXT, JobAct.EXPLAIN),
        ("Plan how many people we need each day", Medium.DATA, JobAct.FORECAST),
        ("Guess how many boxes go out", Medium.DATA, JobAct.FORECAST),
        ("Copy forecasts into our list", Medium.DATA, JobAct.COPY),
        ("Work out a plan for the summer", Medium.TEXT, None),
        ("Work out how many boxes of floor a room takes", Medium.DATA, JobAct.CALCULATE),
        # what is said is written down as it is
        ("Type out interviews from old tapes", Medium.TEXT, JobAct.COPY),
        ("Dictate the notes of a shift", Medium.TEXT, JobAct.COPY),
        ("Print certificates and lists of attendance", Medium.TEXT, JobAct.COPY),
        ("Look through the print files of customers", Medium.DATA, JobAct.CHECK),
        ("Pick our positions out of long tenders", Medium.TEXT, JobAct.EXPLAIN),
        ("Pick a gift for each guest", Medium.TEXT, JobAct.MATCH),
        ("Turn recordings into a word for word record", Medium.TEXT, JobAct.COPY),
        ("Write up the interviews", Medium.TEXT, JobAct.COPY),
        ("Write letters from what the doctors dictate", Medium.TEXT, JobAct.WRITE),
        ("Sort photos", Medium.IMAGE, None),  # pictures come out
        ("", None, None),
    ],
)
def test_the_first_telling_verb_is_the_act(
    words: str, medium: Medium | None, act: JobAct | None
) -> None:
    assert guessed_act(words, medium) is act


@pytest.mark.parametrize(
    ("words", "medium", "goes_in"),
    [
        ("Type out interviews from old tapes", None, GoesIn.RECORDING),
        ("Type in orders that come by text and voicemail", Medium.DATA, GoesIn.RECORDING),
        ("Type in orders from the answering machine", Medium.DATA, GoesIn.RECORDING),
        ("Transcribe hearings of the court", None, GoesIn.RECORDING),
        ("Alte Tonbänder transkribieren", None, GoesIn.RECORDING),
        ("Turn voice messages into a shift report", None, GoesIn.DICTATION),
        ("Write letters from what the doctors dictate", None, GoesIn.DICTATION),
        ("Write the report from what the climber says", None, GoesIn.DICTATION),
        ("Berichte diktieren", None, GoesIn.DICTATION),
        ("Write a word list before a hearing", None, GoesIn.TEXT),
        ("Answer calls", None, GoesIn.TEXT),
        ("Read handwritten hour slips", Medium.DATA, GoesIn.PAPER),
        ("Read paper prescriptions", Medium.DATA, GoesIn.PAPER),
        ("Type delivery notes that drivers photograph", Medium.DATA, GoesIn.PAPER),
        ("Write the paper for the council", None, GoesIn.TEXT),
        ("Say from a photo how many grains are broken", Medium.DATA, GoesIn.PHOTO),
        ("Show a yard as it will look, from a photo", Medium.IMAGE, GoesIn.PHOTO),
        ("Design crowns from scans", Medium.MODEL_3D, GoesIn.PHOTO),
        ("Make a jingle from my recording", Medium.MUSIC, GoesIn.TEXT),
        ("Write letters", None, GoesIn.TEXT),
        ("", None, GoesIn.TEXT),
    ],
)
def test_what_goes_in_is_what_the_words_name(
    words: str, medium: Medium | None, goes_in: GoesIn
) -> None:
    assert guessed_input(words, medium) is goes_in


def test_no_words_fill_nothing_in() -> None:
    assert guessed_answers("") == {}
    assert guessed_answers("Letters") == {"goes_in": GoesIn.TEXT}
    assert guessed_answers("Write") == {"act": JobAct.WRITE, "goes_in": GoesIn.TEXT}
