"""Own words take the row of the same act on the same thing.

Where there is none they go by what is done and what comes out.
"""

from dataclasses import replace
from decimal import Decimal
from math import inf
from typing import Any

import pytest

from catalog.schema import Catalog, Synonym
from catalog.vocabulary import AppKind, Material, Medium, Software, SolutionKind
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import catalog, solution, use_case
from tests.wizard.filled_in import filled_in
from wizard.decision.acts import (
    act_of,
    as_meant,
    hears,
    is_from_speech,
    names_a_price,
    usual_act,
)
from wizard.decision.answers import Answers, Job
from wizard.decision.own_words import (
    NOT_ON_FILE,
    is_on_works_of_clients,
    job_by_words,
    share_a_word,
)
from wizard.decision.parts import TOKENS_OF_A_CODE, parts
from wizard.decision.rows import (
    BY_ACT,
    BY_MEDIUM,
    BY_MEDIUM_WITH_PICTURE,
    HEARD,
    general_assistants,
    row_of,
)
from wizard.decision.vocabulary import Country, DecidesOn, GoesIn, JobAct, ModelKind, Stakes

JOBS = {
    "invoice-capture": ("Read invoices for the bookkeeping", "invoice data"),
    "complaint-replies": ("Answer complaints about late parcels", "answers"),
    "parcel-labels": ("Print stickers for parcels", "stickers"),
    "dish-photos": ("Make photos of dishes", "photos"),
    "menu-texts": ("Write texts for the menu", "menu texts"),
    "tour-plans": ("Plan tours for guests", "tours"),
    "guest-replies": ("Answer guests", "answers to guests"),
}
# Whoever reads invoices fills in fields: nothing but what comes out says what is done.
MADE = dict.fromkeys(JOBS, Medium.TEXT) | {"invoice-capture": Medium.DATA}
# As many jobs that share nothing, so that words of two are rare.
OTHERS = tuple(
    use_case(f"z{number}", name=f"z{number}", result=f"z{number}", unit_plural="z")
    for number in range(13)
)
TOYS = catalog(
    use_cases=(
        *(
            use_case(slug, name=name, result=result, unit_plural="pieces", outputs=(MADE[slug],))
            for slug, (name, result) in JOBS.items()
        ),
        *OTHERS,
    ),
    solutions=tuple(solution(slug) for slug in JOBS),
    synonyms=(
        Synonym(slug="rechnung", word="Rechnungen", words="invoices, bookkeeping"),
        Synonym(slug="beschwerde", word="Beschwerden", words="complaints"),
        Synonym(slug="bon", word="Bons", words="invoices, photos"),
        Synonym(slug="bons-buchen", word="Bons buchen", words="invoices, bookkeeping"),
    ),
)


def written(words: str, medium: Medium | None = None, **fields: Any) -> Job:
    return filled_in(Job(key="own-1", words=words, medium=medium, **fields))


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        # all things of its name, or all of its result
        ("Answer complaints about parcels that are late", "complaint-replies"),
        ("ANSWERING complaints, late parcels!", "complaint-replies"),
        ("type in our invoices", "invoice-capture"),
        ("stickers", "parcel-labels"),
        # the same thing, and another act
        ("Write about our invoices", ""),
        ("Explain late parcels and complaints", ""),
        # of the thing itself, and not of where it goes, or of a trade
        ("Copy receipts and invoices into the program", "invoice-capture"),
        ("Type invoices for the accountant", "invoice-capture"),
        ("Copy for the accountant from invoices", "invoice-capture"),
        ("In die Buchhaltung aus Rechnungen abtippen", "invoice-capture"),
        ("Copy weighing slips into the invoices", ""),
        ("Copy delivery notes for the invoices", ""),
        ("Zählerkarten für die Rechnungen abtippen", ""),
        ("Wiegescheine in die Rechnungen übertragen", ""),
        # the same act, and another thing, or one that carries anything
        ("Type in our contracts", ""),
        ("Type in our data", ""),
        ("Answer complaints about parcels", ""),
        # by a synonym, in German
        ("Rechnungen abtippen", "invoice-capture"),
        # two words together mean more than one of them
        ("Bons buchen und erfassen", "invoice-capture"),
        ("Bons schreiben", ""),
        # a thing of several, or people
        ("parcels", ""),
        ("complaints", ""),
        ("Beschwerden", ""),
        ("guests", ""),
        # words of any job say nothing
        ("for the our with", ""),
        ("", ""),
        ("repair bicycles", ""),
    ],
)
def test_which_job_own_words_are_like(words: str, slug: str) -> None:
    assert job_by_words(written(words), TOYS) == slug


ACTS = [act for act in JobAct if act is not JobAct.MAKE]
MANY, SHORT = Decimal(30), Decimal(6)
FEW, LONG = Decimal(29), Decimal(7)
PHOTOS, LARGE = {"medium": Medium.DATA, "goes_in": GoesIn.PHOTO}, Decimal(300)
PAPERS = {"medium": Medium.DATA, "goes_in": GoesIn.PAPER}
TO_FIELDS = {"medium": Medium.DATA}
SUMS, FITS = frozenset({DecidesOn.SUM}), frozenset({DecidesOn.FIT})


@pytest.mark.parametrize(
    ("act", "fields", "begins"),
    [
        (JobAct.COPY, {"medium": Medium.TEXT}, ""),  # no list is named
        (JobAct.COPY, {"medium": Medium.TEXT, "goes_in": GoesIn.PAPER}, ""),
        (JobAct.COPY, {"medium": Medium.DATA}, "First see whether whoever writes can"),
        (
            JobAct.COPY,
            {"medium": Medium.DATA, "goes_in": GoesIn.PAPER},
            "First see whether whoever writes can",
        ),
        (JobAct.COPY, {"medium": Medium.DATA, "goes_in": GoesIn.PHOTO}, ""),  # of a thing
        (JobAct.COPY, {**PHOTOS, "results": LARGE}, "First see whether a file holds it"),
        (JobAct.COPY, {**PHOTOS, "results": LARGE - 1}, ""),
        # something weighed or billed what is added up
        (
            JobAct.COPY,
            {**PHOTOS, "results": LARGE, "decides_on": SUMS},
            "First see whether the device",
        ),
        (JobAct.COPY, {**PHOTOS, "decides_on": SUMS}, "First see whether the device"),
        (JobAct.COPY, {**PHOTOS, "decides_on": SUMS, "once": True}, ""),
        (JobAct.COPY, {**PHOTOS, "results": LARGE, "decides_on": FITS}, "First see whether a file"),
        (JobAct.COPY, {**PAPERS, "decides_on": SUMS}, "First see whether whoever writes can"),
        (JobAct.COPY, {**PHOTOS, "results": LARGE, "once": True}, ""),
        (JobAct.COPY, {**PHOTOS, "results": LARGE, "medium": Medium.TEXT}, ""),
        (JobAct.SORT, {**PHOTOS, "results": LARGE}, ""),
        (JobAct.FIND, PHOTOS, "First write down what counts"),
        (JobAct.CHECK, PHOTOS, "First list what must be there"),
        (JobAct.CHECK, {**PHOTOS, "goes_in": GoesIn.PAPER}, "First list what must be there"),
        (JobAct.FIND, {"medium": Medium.DATA}, ""),  # in texts, by no rule
        (JobAct.FIND, {"minutes_by_hand": SHORT}, ""),
        (JobAct.MATCH, {"medium": Medium.DATA}, ""),
        (JobAct.COPY, {"medium": Medium.DATA, "goes_in": GoesIn.DICTATION}, "First try a form"),
        (
            JobAct.COPY,
            {"medium": Medium.DATA, "goes_in": GoesIn.RECORDING},
            "First see whether whoever speaks",
        ),
        (JobAct.COPY, {"goes_in": GoesIn.RECORDING}, ""),  # its words are written down
        (JobAct.COPY, {"medium": Medium.DATA, "once": True}, ""),  # it lies there
        (JobAct.COMPARE, {"medium": Medium.DATA}, "First give everybody the same sheet"),
        (JobAct.LISTS, {"medium": Medium.DATA}, "First put both lists into one sheet"),
        (JobAct.LISTS, PAPERS, "First ask for both papers as files"),
        (JobAct.LISTS, {"medium": Medium.DATA, "goes_in": GoesIn.DICTATION}, ""),
        (JobAct.CHECK, {"medium": Medium.DATA}, "First list what must be there"),
        (JobAct.CHECK, {"medium": Medium.TEXT}, "First list what must be there"),
        (JobAct.TELL, {"results": MANY}, "First write one text with"),
        (JobAct.TELL, {"results": FEW}, ""),  # not daily
        (JobAct.TELL, {}, ""),  # nobody said how often
        (JobAct.TELL, {"results": MANY, "medium": Medium.SPEECH}, ""),
        (JobAct.ANSWER, {"minutes_by_hand": SHORT}, "First save ready replies"),
        (JobAct.ANSWER, {"minutes_by_hand": Decimal(15)}, "First save ready replies"),
        (JobAct.ANSWER, {"minutes_by_hand": Decimal(16)}, ""),  # few long ones
        (JobAct.ANSWER, {"minutes_by_hand": LONG, "goes_in": GoesIn.RECORDING}, ""),
        (JobAct.ANSWER, {}, ""),
        (JobAct.ANSWER, {"minutes_by_hand": SHORT, "medium": Medium.DATA}, ""),
        (JobAct.ANSWER, {"decides_on": SUMS}, "First write a list of prices"),
        (JobAct.ANSWER, {"decides_on": SUMS, "medium": Medium.DATA}, ""),
        (JobAct.WRITE, {"decides_on": SUMS}, "First let a sheet give every figure"),
        (JobAct.WRITE, {"decides_on": SUMS, "medium": Medium.IMAGE}, ""),
        (JobAct.WRITE, {"decides_on": SUMS, "minutes_by_hand": SHORT}, "First let a sheet"),
        (JobAct.WRITE, {"minutes_by_hand": SHORT}, "First write one text with blanks:"),
        (JobAct.WRITE, {"minutes_by_hand": SHORT, "goes_in": GoesIn.PHOTO}, "First write one"),
        (JobAct.WRITE, {"minutes_by_hand": SHORT, "goes_in": GoesIn.RECORDING}, ""),  # said already
        (JobAct.WRITE, {"minutes_by_hand": SHORT, "medium": Medium.IMAGE}, ""),
        (JobAct.WRITE, {"minutes_by_hand": LONG, "results": MANY}, ""),
        (JobAct.TRANSLATE, {"minutes_by_hand": SHORT}, ""),
        (None, {"medium": Medium.DATA}, "First see whether whoever writes can"),
        (None, {"minutes_by_hand": SHORT}, "First write one text with blanks:"),
    ],
)
def test_what_needs_no_ai_comes_first_by_the_act(
    act: JobAct | None, fields: dict[str, Any], begins: str
) -> None:
    says = row_of(Job(key="own-1", words="x", act=act, **fields), TOYS).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


OBJECTS, PARTS = "Answer drivers who object to a charge", "Find the spare part"
NOTES = {"goes_in": GoesIn.DICTATION, "results": Decimal(200), "minutes_by_hand": Decimal(10)}
SPOKEN: dict[str, Any] = {"medium": Medium.SPEECH}
LEGAL = {"stakes": Stakes.LAW, "results": Decimal(100), "minutes_by_hand": Decimal(15)}
FILLED = "First let a pattern take over every figure"
MERGED = "First keep the facts in one list, and let mail merge fill your text"


ARTICLES = "First keep a list of articles"
TO_MANY = {"results": Decimal(30)}
HURTS = {"stakes": Stakes.HURT}


@pytest.mark.parametrize(
    ("words", "act", "fields", "begins"),
    [
        # a reason and a proof are on record; what only tells of it is none
        (OBJECTS, JobAct.WRITE, {}, "First let a form ask for reason"),
        (OBJECTS, JobAct.ANSWER, {}, "First let a form ask for reason"),
        ("Widersprüche beantworten", JobAct.WRITE, {}, "First let a form ask for reason"),
        ("Describe the objects of a show", JobAct.SORT, {"goes_in": GoesIn.PHOTO}, ""),
        (OBJECTS, JobAct.WRITE, {"goes_in": GoesIn.RECORDING}, ""),
        (OBJECTS, JobAct.TRANSLATE, {}, ""),
        # what is made in series bears a number
        (PARTS, JobAct.MATCH, PHOTOS, "First look up the number"),
        (
            "List the spare part",
            JobAct.WRITE,
            {"goes_in": GoesIn.PHOTO},
            "First look up the number",
        ),
        (PARTS, JobAct.MATCH, {"goes_in": GoesIn.TEXT}, "First ask for model and serial"),
        (PARTS, JobAct.ANSWER, {"minutes_by_hand": SHORT}, "First ask for model and serial"),
        ("Press the list", JobAct.WRITE, {"goes_in": GoesIn.PHOTO}, ""),
        (PARTS, JobAct.COUNT, PHOTOS, ""),
        # many notes are mostly alike; few, or long ones, are not
        ("x", JobAct.WRITE, NOTES, "First make a form with boxes"),
        ("x", JobAct.WRITE, NOTES | {"results": Decimal(199)}, "First make a form with headings"),
        (
            "x",
            JobAct.WRITE,
            NOTES | {"minutes_by_hand": Decimal(11)},
            "First make a form with headings",
        ),
        ("x", JobAct.WRITE, NOTES | {"minutes_by_hand": Decimal(11), "once": True}, ""),
        ("x", JobAct.EXPLAIN, NOTES, ""),
        ("x", JobAct.WRITE, NOTES | {"goes_in": GoesIn.RECORDING}, ""),
        ("x", JobAct.WRITE, NOTES | {"goes_in": GoesIn.TEXT}, ""),
        # what is cleaned lies there as sound
        ("x", JobAct.MAKE, SPOKEN | {"goes_in": GoesIn.RECORDING}, "First try the noise filter"),
        ("x", JobAct.MAKE, SPOKEN | {"goes_in": GoesIn.TEXT}, ""),
        ("x", JobAct.MAKE, {"medium": Medium.VIDEO, "goes_in": GoesIn.RECORDING}, ""),
        # what is asked comes again, and of long answers the parts do
        ("x", JobAct.ANSWER, LEGAL, "First save ready replies"),
        ("x", JobAct.ANSWER, LEGAL | {"minutes_by_hand": Decimal(16)}, "First save the parts"),
        (
            "x",
            JobAct.ANSWER,
            LEGAL | {"minutes_by_hand": Decimal(16), "results": Decimal(19)},
            "",
        ),
        ("x", JobAct.ANSWER, LEGAL | {"minutes_by_hand": Decimal(16), "once": True}, ""),
        # whoever fills in a form ticks; what is one's own is translated once
        ("Put forms into Dutch", JobAct.TRANSLATE, {"goes_in": GoesIn.PAPER}, "First give them"),
        ("Put papers into Dutch", JobAct.TRANSLATE, {"goes_in": GoesIn.PAPER}, ""),
        ("Put forms into Dutch", JobAct.TRANSLATE, {}, ""),
        ("x", JobAct.TRANSLATE, LEGAL, "First have what comes again translated"),
        ("x", JobAct.TRANSLATE, LEGAL | {"stakes": Stakes.MONEY}, ""),
        ("x", JobAct.TRANSLATE, LEGAL | {"goes_in": GoesIn.PAPER}, ""),
        ("x", JobAct.TRANSLATE, LEGAL | {"once": True}, ""),
        ("x", JobAct.EXPLAIN, LEGAL, ""),
        # what was passed once is better than new where a law or somebody may be hurt
        ("x", JobAct.WRITE, LEGAL, "First save the parts"),
        ("x", JobAct.WRITE, LEGAL | {"stakes": Stakes.HURT}, "First save the parts"),
        ("x", JobAct.WRITE, LEGAL | {"results": Decimal(20)}, "First save the parts"),
        ("x", JobAct.WRITE, LEGAL | {"results": Decimal(19)}, ""),
        ("x", JobAct.WRITE, LEGAL | {"stakes": Stakes.MONEY}, ""),
        ("x", JobAct.WRITE, LEGAL | {"once": True}, ""),
        ("x", JobAct.WRITE, LEGAL | {"goes_in": GoesIn.PHOTO}, ""),
        ("x", JobAct.WRITE, LEGAL | {"medium": Medium.DATA}, ""),
        # a list fills a text; where none is named nothing does
        ("Print certificates for each course", JobAct.COPY, {}, MERGED),
        ("Copy names from an Excel table into letters", JobAct.COPY, {}, MERGED),
        ("Write price tags from the makers' sheets", JobAct.WRITE, {}, MERGED),
        # figures stand in a sheet, and a day is like the last one
        ("Write adverts from the inventory", JobAct.WRITE, {"stakes": Stakes.MONEY}, FILLED),
        ("Write adverts from the inventory", JobAct.WRITE, {"stakes": Stakes.NUISANCE}, ""),
        ("Write adverts from our notes", JobAct.WRITE, {"stakes": Stakes.MONEY}, ""),
        (
            "Make the timetable of the day",
            JobAct.EXPLAIN,
            {},
            "First copy the last table of this kind",
        ),
        ("Make the table of the day", JobAct.EXPLAIN, {}, ""),
        # what a letter says is picked by whoever writes it
        (
            "Sort mails by age of the class",
            JobAct.SORT,
            {},
            "First let a form ask for what you sort by",
        ),
        (
            "Sort mails by age of the class",
            JobAct.SORT,
            {"goes_in": GoesIn.PAPER},
            "First ask whoever sends them for a file",
        ),
        ("Sort mails by class", JobAct.SORT, {}, "First sort by fixed rules"),
        # no chat orders those who may be in danger
        ("Sort mails by how soon we come", JobAct.SORT, HURTS, "First let your professionals list"),
        ("Sort mails by how soon we come", JobAct.SORT, {}, "First sort by fixed rules"),
        ("Sort mails by class", JobAct.SORT, HURTS, "First sort by fixed rules"),
        ("Sort tender notices", JobAct.SORT, {}, "First set alerts by your own words"),
        ("Sort notices", JobAct.SORT, {}, ""),
        ("Read the notes and tell us what is missing", JobAct.COPY, {}, ""),
        ("Copy names from lists", JobAct.COPY, {"goes_in": GoesIn.PAPER}, ""),
        # a list of one's own, and what follows from it
        ("Write the user manual", JobAct.WRITE, {"stakes": Stakes.HURT}, "First write text blocks"),
        ("Write the user manual", JobAct.WRITE, {"stakes": Stakes.MONEY}, ""),
        ("Write the user manual", JobAct.WRITE, {"stakes": Stakes.HURT, "once": True}, ""),
        ("Write by manual work", JobAct.EXPLAIN, {"stakes": Stakes.HURT}, ""),
        ("Fill in the packing list", JobAct.COPY, {"medium": Medium.DATA}, ARTICLES),
        ("Fill in the list", JobAct.COPY, {"medium": Medium.DATA}, "First see whether"),
        ("Copy horse passports", JobAct.COPY, PHOTOS, "First keep each animal and owner once"),
        ("Copy passports", JobAct.COPY, PHOTOS, "First ask the seller"),
        (
            "Say whose bottle must soon be empty",
            JobAct.TELL,
            TO_MANY,
            "First let a sheet mark who is due",
        ),
        ("Say that the tax return is due", JobAct.TELL, TO_MANY, "First write one text with"),
        ("Say whose bottle must soon be empty", JobAct.TELL, {"results": Decimal(29)}, ""),
    ],
)
def test_what_is_the_same_each_time_comes_first(
    words: str, act: JobAct, fields: dict[str, Any], begins: str
) -> None:
    says = row_of(Job(key="own-1", words=words, act=act, **fields), TOYS).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


@pytest.mark.parametrize(
    ("use_case", "stakes", "begins"),
    [
        ("meeting-minutes", Stakes.LAW, "First write votes"),
        ("meeting-minutes", Stakes.NUISANCE, "First write decisions, who"),
        ("meeting-minutes", Stakes.MONEY, ""),
        ("meeting-minutes", None, ""),
        ("onboarding-qa", None, "First write one page"),
        ("onboarding-qa", Stakes.LAW, "First write one page"),
        ("knowledge-search", Stakes.LAW, ""),
        ("patient-letter", Stakes.HURT, "First write one text for each usual finding"),
        ("citizen-letter-plain", Stakes.HURT, ""),
    ],
)
def test_what_comes_first_of_a_job_on_file_goes_by_what_a_wrong_one_does(
    use_case: str, stakes: Stakes | None, begins: str
) -> None:
    job = Job(key="own-1", use_case=use_case, stakes=stakes)
    says = row_of(job, starter_catalog()).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


@pytest.mark.parametrize(
    ("act", "medium", "is_held"),
    [
        (JobAct.SORT, Medium.DATA, True),
        (JobAct.SORT, Medium.TEXT, True),
        (JobAct.SORT, None, True),
        (JobAct.EXPLAIN, Medium.TEXT, False),
        (JobAct.WRITE, None, False),
    ],
)
def test_what_is_sorted_has_one_right_place(
    act: JobAct, medium: Medium | None, *, is_held: bool
) -> None:
    row = row_of(Job(key="own-1", words="x", act=act, medium=medium), TOYS)

    assert (row.people_wrong is not None) is is_held


@pytest.mark.parametrize(
    ("words", "ends_there"),
    [
        ("Redraw the blurred logos", True),
        ("Redraw children as heroes", False),
        ("Turn pictures of dogs into posters", False),
    ],
)
def test_no_picture_model_follows_where_lines_are_drawn(words: str, *, ends_there: bool) -> None:
    row = row_of(Job(key="own-1", words=words, act=JobAct.MAKE, **SEEN), TOYS)

    assert row.is_without_ai is ends_there


@pytest.mark.parametrize(
    ("words", "fields", "ends_there"),
    [
        # what has one shape the program in which it goes reads
        ("Copy W-2s and 1099s into the tax program", PAPERS, True),
        ("Type wage slips into the payroll", PAPERS, True),
        ("Copy passports into the booking system", PHOTOS, True),
        ("Reisepässe abtippen", PAPERS, True),
        # what each firm or person writes in a way of its own
        ("Type orders into the program", PAPERS, False),
        ("Copy weighing slips into the program", PAPERS, False),
        ("Type meter cards into the program", PAPERS, False),
        ("Copy what is said of passports", {"medium": Medium.TEXT}, False),
    ],
)
def test_forms_of_offices_are_read_by_the_program_that_takes_them(
    words: str, fields: dict[str, Any], *, ends_there: bool
) -> None:
    row = row_of(Job(key="own-1", words=words, act=JobAct.COPY, **fields), TOYS)

    assert row.is_without_ai is ends_there
    assert row.first.startswith("First ask the seller of the program") is ends_there


RECORDED = {"medium": Medium.DATA, "goes_in": GoesIn.RECORDING}
ON_PHOTOS = {"medium": Medium.TEXT, "goes_in": GoesIn.PHOTO}
A_FORM, A_LINK, A_NAME, A_TITLE = (
    "First let a short form, sent as a link, ask for each field. Your machine",
    "First let a short form, sent as a link, ask for each field. Then nobody",
    "First let whoever took",
    "First keep ready lists",
)


@pytest.mark.parametrize(
    ("words", "act", "fields", "begins"),
    [
        # who speaks to a machine may fill in a form, and nobody else whose words were recorded
        ("Take orders off the answering machine", JobAct.COPY, RECORDED, A_FORM),
        ("Bestellungen vom Anrufbeantworter abtippen", JobAct.COPY, RECORDED, A_FORM),
        ("Put orders of callers into the program", JobAct.ANSWER, RECORDED, A_FORM),
        ("Write orders of voice messages into a list", JobAct.COPY, RECORDED, A_LINK),
        ("Bestellungen aus Sprachnachrichten abtippen", JobAct.COPY, RECORDED, A_LINK),
        (
            "Take prices out of recorded interviews",
            JobAct.COPY,
            RECORDED,
            "First see whether whoever speaks can",
        ),
        ("Answer callers", JobAct.ANSWER, {"goes_in": GoesIn.RECORDING}, ""),
        ("Take the answering machine off", JobAct.COPY, RECORDED | {"once": True}, ""),
        ("Write down the answering machine", JobAct.COPY, {"goes_in": GoesIn.RECORDING}, ""),
        # a name stands on no picture
        ("Write captions and keywords", JobAct.WRITE, ON_PHOTOS, A_NAME),
        ("Bildunterschriften schreiben", JobAct.WRITE, ON_PHOTOS, A_NAME),
        ("Write offers from photos", JobAct.WRITE, ON_PHOTOS, ""),
        ("Write captions", JobAct.WRITE, {"goes_in": GoesIn.TEXT}, ""),
        # what is on sale is looked up, and not made up
        ("Put together lists of books", JobAct.WRITE, {}, A_TITLE),
        ("Eine Leseliste zusammenstellen", JobAct.WRITE, {}, A_TITLE),
        ("List faults in books", JobAct.WRITE, {}, ""),
        ("Copy lists of books", JobAct.COPY, {"medium": Medium.DATA}, "First see whether"),
    ],
)
def test_what_people_know_best_comes_from_them(
    words: str, act: JobAct, fields: dict[str, Any], begins: str
) -> None:
    says = row_of(Job(key="own-1", words=words, act=act, **fields), TOYS).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


LISTED_CODES, A_NOTE = "Classify goods for customs", "Classify goods by weight"


@pytest.mark.parametrize(
    ("use_case", "words", "fields", "is_alike"),
    [
        # one act, one thing: whether it was picked from the list or told in words
        ("support-email-reply", "Answer what walkers ask", {"act": JobAct.ANSWER}, True),
        ("customs-classification", LISTED_CODES, {"act": JobAct.SORT, **TO_FIELDS}, True),
        ("travel-itinerary", "Write an itinerary", {"act": JobAct.WRITE}, True),
        ("incident-report", "Write up each incident", {"act": JobAct.WRITE}, True),
        # a guest sees that the same was said to another; another thing, another act
        ("hotel-review-reply", "Answer what walkers ask", {"act": JobAct.ANSWER}, False),
        ("customs-classification", A_NOTE, {"act": JobAct.SORT, **TO_FIELDS}, False),
        ("travel-itinerary", "Explain an itinerary", {"act": JobAct.EXPLAIN}, False),
        ("incident-report", "Translate each incident", {"act": JobAct.TRANSLATE}, False),
    ],
)
def test_what_comes_first_is_the_same_on_file_and_in_words(
    use_case: str, words: str, fields: dict[str, Any], *, is_alike: bool
) -> None:
    catalog = starter_catalog()
    on_file = Job(key="1", use_case=use_case, minutes_by_hand=LONG)
    in_words = Job(key="own-1", words=words, minutes_by_hand=LONG, **fields)

    assert (row_of(in_words, catalog).first == row_of(on_file, catalog).first) is is_alike


@pytest.mark.parametrize(
    ("act", "results", "ends_there"),
    [
        (JobAct.TELL, 30, True),
        (JobAct.TELL, 29, False),  # not daily
        (JobAct.ANSWER, 30, False),
        (JobAct.WRITE, 30, False),
    ],
)
def test_what_many_are_told_is_written_once(act: JobAct, results: int, *, ends_there: bool) -> None:
    job = Job(key="own-1", words="x", act=act, results=Decimal(results), minutes_by_hand=SHORT)

    assert row_of(job, TOYS).is_without_ai is ends_there


REMINDERS = "Remind customers who have not paid"
IN_THE_BOOKS, IN_WHATSAPP = (
    "First let your accounting software",
    "First save quick replies in WhatsApp",
)


@pytest.mark.parametrize(
    ("words", "works_in", "ends_there"),
    [
        (REMINDERS, {Software.XERO}, True),
        (REMINDERS, {Software.CRM}, False),
        ("Write on overdue contracts", {Software.XERO}, False),
    ],
)
def test_the_books_send_reminders_without_ai(
    words: str, works_in: set[Software], *, ends_there: bool
) -> None:
    firm = Answers(works_in=frozenset(works_in))
    row = row_of(Job(key="own-1", words=words, act=JobAct.WRITE), TOYS, firm)

    assert row.is_without_ai is ends_there


@pytest.mark.parametrize(
    ("words", "act", "fields", "works_in", "begins"),
    [
        (REMINDERS, JobAct.WRITE, {}, {Software.ACCOUNTING_SOFTWARE}, IN_THE_BOOKS),
        (REMINDERS, JobAct.TELL, {"results": MANY}, {Software.XERO}, IN_THE_BOOKS),
        (REMINDERS, JobAct.TELL, {"results": MANY}, {Software.CRM}, "First write one text with"),
        (REMINDERS, JobAct.CHECK, {}, {Software.XERO}, "First list what must be there"),
        ("Write on overdue contracts", JobAct.WRITE, {}, {Software.XERO}, ""),
        ("Write quotes", JobAct.WRITE, {"minutes_by_hand": Decimal(31)}, {Software.XERO}, ""),
        (
            "Write quotes",
            JobAct.WRITE,
            {"minutes_by_hand": SHORT},
            {Software.XERO},
            "First save usual",
        ),
        (
            "Write quotes",
            JobAct.WRITE,
            {"minutes_by_hand": SHORT},
            set(),
            "First write one text with blanks:",
        ),
        (
            "Find unsold goods",
            JobAct.FIND,
            PHOTOS,
            {Software.SHOPIFY},
            "First write down what counts",
        ),
        ("Answer on WhatsApp", JobAct.ANSWER, {}, {Software.WHATSAPP}, IN_WHATSAPP),
        ("Answer on WhatsApp", JobAct.TELL, {}, {Software.WHATSAPP}, ""),
        ("Answer mails", JobAct.ANSWER, {}, {Software.WHATSAPP}, ""),
    ],
)
def test_what_the_firm_works_in_comes_before_a_pattern(
    words: str, act: JobAct, fields: dict[str, Any], works_in: set[Software], begins: str
) -> None:
    firm = Answers(works_in=frozenset(works_in))
    says = row_of(Job(key="own-1", words=words, act=act, **fields), TOYS, firm).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


@pytest.mark.parametrize(
    ("use_case", "minutes", "works_in", "is_named"),
    [
        ("support-chat-agent", LONG, {Software.WHATSAPP}, True),
        ("support-chat-agent", LONG, {Software.WHATSAPP, Software.ZENDESK}, False),
        ("support-chat-agent", LONG, {Software.WHATSAPP, Software.SHOPIFY}, False),
        ("support-chat-agent", LONG, {Software.SMARTPHONE}, False),
        ("support-email-reply", LONG, {Software.WHATSAPP}, False),
        ("proposal-draft", Decimal(30), {Software.QUICKBOOKS}, True),
        ("proposal-draft", Decimal(31), {Software.QUICKBOOKS}, False),
        ("proposal-draft", None, {Software.QUICKBOOKS}, False),
        ("appointment-bot", LONG, {Software.PRACTICE_SOFTWARE}, True),
        ("appointment-bot", LONG, {Software.BOOKING_SYSTEM}, False),
        ("audio-generation", LONG, {Software.LEARNING_PLATFORM}, True),
        ("audio-generation", LONG, {Software.WEBSITE_BUILDER}, False),
    ],
)
def test_it_comes_before_what_the_row_on_file_says(
    use_case: str, minutes: Decimal | None, works_in: set[Software], *, is_named: bool
) -> None:
    job = Job(key=use_case, use_case=use_case, minutes_by_hand=minutes)
    live, firm = starter_catalog(), Answers(works_in=frozenset(works_in))

    assert (row_of(job, live, firm).first != row_of(job, live).first) is is_named


@pytest.mark.parametrize(
    ("use_case", "minutes", "country", "begins"),
    [
        ("invoice-capture", Decimal(4), Country.USA, "First pay fuel"),
        ("invoice-capture", Decimal(5), Country.USA, ""),
        ("invoice-capture", None, Country.USA, ""),
        ("invoice-capture", Decimal(4), Country.UK, "First ask whoever sends them"),
        ("invoice-capture", Decimal(4), Country.ELSEWHERE, "First ask whoever sends them"),
        ("invoice-capture", Decimal(4), None, "First ask whoever sends them"),
        ("size-chart-extraction", Decimal(4), Country.USA, "First ask the suppliers"),
    ],
)
def test_sellers_in_the_usa_are_asked_for_no_e_invoices(
    use_case: str, minutes: Decimal | None, country: Country | None, begins: str
) -> None:
    job = Job(key=use_case, use_case=use_case, minutes_by_hand=minutes)
    says = row_of(job, starter_catalog(), Answers(country=country)).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


@pytest.mark.parametrize(
    ("words", "adds_up"),
    [("Sum up the daily logs into a report", True), ("Explain contracts", False)],
)
def test_figures_of_logs_are_added_by_a_sheet_first(words: str, *, adds_up: bool) -> None:
    job = Job(key="own-1", words=words, act=JobAct.EXPLAIN)

    assert row_of(job, TOYS).first.startswith("First let a sheet add up") is adds_up


SPELLED, SUBTRACTED, BY_LIST = "First run the spelling", "First take the figures", "First list what"
PROVED, TRACED = "First try a form on the telephone with time", "First ask for the original file"
BY_FILE = "First ask whoever writes each paper for a file"
BESIDE_OLDER, DATED = "First take each photo", "First let a form ask for number and last day"
BY_SIGHT, BY_PAPER = "First write down what counts", "First lay each beside the paper"
BY_FORM = "First make a form with headings"
SIDE_BY_SIDE, APPROVED = "First lay both side by side", "First write one text for each case"
SPOKEN = {"goes_in": GoesIn.DICTATION}
HURT = {"stakes": Stakes.HURT}
DAILY, TICKED = {**SPOKEN, "results": LARGE}, "First tick in your care record"
SEEN: dict[str, Any] = {"medium": Medium.IMAGE, "goes_in": GoesIn.PHOTO}


@pytest.mark.parametrize(
    ("words", "act", "fields", "begins"),
    [
        ("Check my texts for mistakes", JobAct.CHECK, {}, SPELLED),
        ("Texte auf Rechtschreibung prüfen", JobAct.CHECK, {}, SPELLED),
        # a name on a stone stands in no dictionary, and a drawing has no spelling
        ("Check spelling and dates before we carve", JobAct.CHECK, {}, BY_PAPER),
        ("Check spelling before we carve", JobAct.CHECK, {}, BY_LIST),
        ("Check drawings for mistakes", JobAct.CHECK, {}, BY_LIST),
        ("Check my texts for mistakes", JobAct.CHECK, PAPERS, BY_LIST),
        ("Check texts for mistakes against our list", JobAct.CHECK, {}, "First copy the list"),
        ("Write texts without typos", JobAct.WRITE, {}, ""),
        ("Check whether till, card slips and cash agree", JobAct.CHECK, PAPERS, SUBTRACTED),
        ("Check the cash book", JobAct.CHECK, {}, SUBTRACTED),
        ("Check each bill for its cash discount", JobAct.CHECK, PAPERS, BY_LIST),
        ("Check, till Friday, all orders", JobAct.CHECK, {}, BY_LIST),
        ("Check photos of cash drawers", JobAct.CHECK, PHOTOS, BY_LIST),
        ("Report where we gritted", JobAct.WRITE, SPOKEN, PROVED),
        ("Report each round to the property manager", JobAct.WRITE, SPOKEN, PROVED),
        ("Write the report of the ward round", JobAct.WRITE, SPOKEN, BY_FORM),
        ("Write the report of a visit to a family", JobAct.WRITE, SPOKEN, BY_FORM),
        ("Answer the property manager", JobAct.ANSWER, {}, ""),
        ("Write the daily note on each resident", JobAct.WRITE, DAILY, TICKED),
        ("Notiz zu jedem Bewohner schreiben", JobAct.WRITE, DAILY, TICKED),
        # few are written one by one, and a doctor's talk is another each time
        ("Write the daily note on each resident", JobAct.WRITE, SPOKEN, BY_FORM),
        ("Write the note after each visit", JobAct.WRITE, DAILY, BY_FORM),
        ("Write letters to residents", JobAct.WRITE, DAILY, BY_FORM),
        ("Answer each resident", JobAct.ANSWER, DAILY, ""),
        ("Redraw the blurred logos", JobAct.MAKE, SEEN, TRACED),
        ("Turn sketches into vector files", JobAct.MAKE, SEEN, TRACED),
        ("Redraw children as heroes", JobAct.MAKE, SEEN, ""),
        ("Make a logo", JobAct.MAKE, {"medium": Medium.IMAGE}, ""),
        ("Write on vectors", JobAct.WRITE, {}, ""),
        ("Put dates out of old leases into our table", JobAct.COPY, {"medium": Medium.DATA}, ""),
        # who draws has a list of parts, and courts and doctors fill in no form
        (
            "Copy parts from a diagram",
            JobAct.COPY,
            {**PAPERS, "medium": Medium.DATA},
            "First ask for the file of the drawing",
        ),
        # a law makes whoever buys publish papers of its own
        (
            "Copy norms from a public tender",
            JobAct.COPY,
            {"medium": Medium.DATA},
            "First keep a table of your articles",
        ),
        ("Copy norms from a public tender", JobAct.COPY, {"medium": Medium.DATA, "once": True}, ""),
        (
            "Copy parts from a list",
            JobAct.COPY,
            {**PAPERS, "medium": Medium.DATA},
            "First see whether whoever writes can",
        ),
        (
            "Copy sums from judgments",
            JobAct.COPY,
            {**PAPERS, "medium": Medium.DATA},
            "First ask whether whoever writes them",
        ),
        (
            "Copy names from the front desk at the Rezeption",
            JobAct.COPY,
            {**PAPERS, "medium": Medium.DATA},
            "First see whether whoever writes can",
        ),
        (
            "Hear who wants which prescription",
            JobAct.COPY,
            {"goes_in": GoesIn.DICTATION, "medium": Medium.DATA},
            "First try a form",
        ),
        ("Type the old hand-written books", JobAct.COPY, {**PAPERS, "medium": Medium.DATA}, ""),
        ("Type the old cards", JobAct.COPY, {**PHOTOS, "results": LARGE}, ""),
        ("Copy weights of delivery papers", JobAct.COPY, {**PHOTOS, "results": LARGE}, BY_FILE),
        # what comes again gets a code; who writes a paper is asked, where he is met again
        ("Copy tags of tools", JobAct.COPY, {**PHOTOS, "results": LARGE}, "First put a code"),
        ("Copy tags of tools", JobAct.COPY, {**PHOTOS, "results": LARGE - 1}, ""),
        ("Copy tags of bikes", JobAct.COPY, {**PHOTOS, "results": LARGE}, "First see whether a"),
        ("Copy bridge tickets", JobAct.COPY, {**PHOTOS, "results": LARGE}, "First ask whoever"),
        ("Copy tolls from receipts", JobAct.COPY, {**PHOTOS, "results": LARGE}, ""),
        ("Copy day and stamp of CMR papers", JobAct.COPY, {**PHOTOS, "results": LARGE}, BY_FILE),
        ("Copy weights of delivery papers", JobAct.COPY, PHOTOS, ""),
        (
            "Copy orders of old customers",
            JobAct.COPY,
            PAPERS,
            "First see whether whoever writes can",
        ),
        (
            "Copy bills into our archive",
            JobAct.COPY,
            PAPERS,
            "First see whether whoever writes can",
        ),
        ("Check that the sticker says the same as the label", JobAct.CHECK, PHOTOS, SIDE_BY_SIDE),
        ("Check whether walls look the same", JobAct.CHECK, PHOTOS, BESIDE_OLDER),
        ("Find what says the same", JobAct.FIND, PHOTOS, SIDE_BY_SIDE),
        ("Find new scratches", JobAct.FIND, PHOTOS, BESIDE_OLDER),
        ("Find weeds", JobAct.FIND, PHOTOS, BY_SIGHT),
        ("Find dents on photos before and after a trip", JobAct.FIND, PHOTOS, BESIDE_OLDER),
        ("Check photos before they go out", JobAct.CHECK, PHOTOS, BY_LIST),
        ("Check photos of new cars", JobAct.CHECK, PHOTOS, BY_LIST),
        # a paper is no older or newer photo, and has a day
        ("Check that each certificate is still valid", JobAct.CHECK, PHOTOS, DATED),
        ("Finden, welcher Ausweis abgelaufen ist", JobAct.FIND, PHOTOS, DATED),
        ("Check that each certificate is there", JobAct.CHECK, PHOTOS, BY_LIST),
        ("Check that each certificate is still valid", JobAct.CHECK, {}, BY_LIST),
        ("Copy what is valid", JobAct.COPY, PHOTOS, ""),
        ("Check that both say the same", JobAct.CHECK, {}, SIDE_BY_SIDE),
        ("Write letters about broken rules", JobAct.WRITE, {}, APPROVED),
        ("Send reminder letters", JobAct.TELL, {}, APPROVED),
        ("Write about broken windows", JobAct.WRITE, {}, ""),
        ("Explain broken rules", JobAct.EXPLAIN, {}, ""),
        ("Sort what residents report", JobAct.SORT, HURT, "First let a form ask for place"),
        ("Sort what residents report", JobAct.SORT, {"stakes": Stakes.MONEY}, ""),
        ("Sort what residents report", JobAct.SORT, {}, ""),
        ("Sort what residents need", JobAct.SORT, HURT, ""),
        ("Sort what residents report", JobAct.SORT, HURT | SPOKEN, ""),
        ("Answer what residents report", JobAct.ANSWER, HURT, ""),
    ],
)
def test_what_comes_first_is_of_the_thing_that_is_checked_proved_or_drawn(
    words: str, act: JobAct, fields: dict[str, Any], begins: str
) -> None:
    says = row_of(Job(key="own-1", words=words, act=act, **fields), TOYS).first

    assert bool(says) is bool(begins)
    assert says.startswith(begins)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("Write reports of our visits", "First dictate into"),
        ("Write the notes of each inspection", "First dictate into"),
        ("Write the report on each call-out", "First take a form"),
        ("Write accident reports", "First take a form"),
        ("Write signs for plants", "First write one text with blanks:"),
        ("Write notices", "First write one text with blanks:"),
    ],
)
def test_what_somebody_saw_is_dictated_first(words: str, begins: str) -> None:
    job = Job(key="own-1", words=words, act=JobAct.WRITE, minutes_by_hand=SHORT)

    assert row_of(job, TOYS).first.startswith(begins)


@pytest.mark.parametrize(
    "words", ["Answer rosters and check loads by photo", "Plan prices", "Transcribe calls"]
)
@pytest.mark.parametrize("act", [None, *ACTS])
@pytest.mark.parametrize("medium", [Medium.TEXT, Medium.DATA])
def test_words_choose_no_row(words: str, act: JobAct | None, medium: Medium) -> None:
    job = Job(key="own-1", words="repair bicycles", act=act, medium=medium)

    assert row_of(replace(job, words=words), TOYS) == row_of(job, TOYS)
    assert parts(replace(job, words=words), NOT_ON_FILE, TOYS) == parts(job, NOT_ON_FILE, TOYS)


@pytest.mark.parametrize(
    ("medium", "act"),
    [
        (None, JobAct.WRITE),
        (Medium.TEXT, JobAct.WRITE),
        (Medium.DATA, JobAct.COPY),
        (Medium.CODE, JobAct.MAKE),
        (Medium.IMAGE, JobAct.MAKE),
    ],
)
def test_what_comes_out_says_what_is_usual(medium: Medium | None, act: JobAct) -> None:
    assert usual_act(medium) is act


@pytest.mark.parametrize(
    ("act", "goes_in", "medium", "meant"),
    [
        (JobAct.FIND, GoesIn.PHOTO, Medium.IMAGE, Medium.DATA),
        (JobAct.FIND, GoesIn.PAPER, Medium.IMAGE, Medium.DATA),
        (JobAct.COUNT, GoesIn.PHOTO, Medium.VIDEO, Medium.DATA),
        (JobAct.SORT, GoesIn.PHOTO, Medium.IMAGE, Medium.DATA),
        # near misses: no picture goes in, something is made of it, nobody said, words come out
        (JobAct.FIND, GoesIn.TEXT, Medium.IMAGE, Medium.IMAGE),
        (JobAct.FIND, None, Medium.IMAGE, Medium.IMAGE),
        (JobAct.MAKE, GoesIn.PHOTO, Medium.IMAGE, Medium.IMAGE),
        (JobAct.TRANSLATE, GoesIn.PHOTO, Medium.IMAGE, Medium.IMAGE),
        (None, GoesIn.PHOTO, Medium.IMAGE, Medium.IMAGE),
        (JobAct.FIND, GoesIn.PHOTO, Medium.TEXT, Medium.TEXT),
        (JobAct.FIND, GoesIn.PHOTO, None, None),
    ],
)
def test_no_picture_comes_out_where_something_is_looked_for_on_one(
    act: JobAct | None, goes_in: GoesIn | None, medium: Medium | None, meant: Medium | None
) -> None:
    job = Job(key="own-1", words="x", act=act, goes_in=goes_in, medium=medium)

    assert as_meant(job) == replace(job, medium=meant)


@pytest.mark.parametrize(
    ("answered", "fields", "act"),
    [
        (JobAct.FIND, {"medium": Medium.DATA}, JobAct.CHECK),
        (JobAct.FIND, {"medium": Medium.DATA, "goes_in": GoesIn.PHOTO}, JobAct.CHECK),
        (JobAct.FIND, {"medium": Medium.DATA, "decides_on": SUMS}, JobAct.CHECK),
        (JobAct.FIND, {"medium": Medium.DATA, "decides_on": FITS}, JobAct.MATCH),
        (JobAct.FIND, {"medium": Medium.TEXT}, JobAct.CHECK),
        (JobAct.FIND, {"medium": Medium.TEXT, "goes_in": GoesIn.PHOTO}, JobAct.CHECK),
        (JobAct.FIND, {"medium": Medium.TEXT, "decides_on": FITS}, JobAct.ANSWER),
        (JobAct.FIND, {"medium": Medium.IMAGE}, JobAct.MAKE),
        (JobAct.MATCH, {"medium": Medium.DATA}, JobAct.MATCH),
        (JobAct.MATCH, {"medium": Medium.DATA, "goes_in": GoesIn.PHOTO}, JobAct.MATCH),
        (JobAct.MATCH, {"medium": Medium.TEXT}, JobAct.ANSWER),
        (JobAct.CHECK, {"medium": Medium.DATA, "decides_on": FITS}, JobAct.CHECK),
        (JobAct.CHECK, {"medium": Medium.TEXT}, JobAct.CHECK),
    ],
)
def test_to_find_is_to_check_to_match_or_to_answer(
    answered: JobAct, fields: dict[str, Any], act: JobAct
) -> None:
    assert act_of(Job(key="own-1", words="x", act=answered, **fields)) is act


@pytest.mark.parametrize(
    ("act", "fields", "is_seen_again"),
    [
        (JobAct.FIND, PHOTOS, True),
        (JobAct.CHECK, PHOTOS, True),
        (JobAct.FIND, {**PHOTOS, "decides_on": FITS}, False),
        (JobAct.FIND, {**PHOTOS, "goes_in": GoesIn.PAPER}, False),
        (JobAct.FIND, {"medium": Medium.DATA}, False),
        (JobAct.CHECK, {**PHOTOS, "medium": Medium.TEXT}, True),
        (JobAct.FIND, {**PHOTOS, "medium": Medium.TEXT}, True),
        (JobAct.FIND, {**PHOTOS, "medium": Medium.TEXT, "goes_in": GoesIn.PAPER}, False),
        (JobAct.ANSWER, {**PHOTOS, "medium": Medium.TEXT}, False),
        (JobAct.COPY, PHOTOS, False),
        (JobAct.SORT, PHOTOS, False),
    ],
)
def test_who_looks_for_faults_on_photos_begins_without_ai_and_looks_again(
    act: JobAct, fields: dict[str, Any], *, is_seen_again: bool
) -> None:
    row = row_of(Job(key="own-1", words="x", act=act, **fields), TOYS)

    assert row.starts_without_ai is is_seen_again
    assert (row.reading_part == 1) is is_seen_again


@pytest.mark.parametrize(
    ("act", "fields", "part"),
    [
        (JobAct.FIND, {"medium": Medium.TEXT, "stakes": Stakes.LAW}, Decimal("0.7")),
        (JobAct.FIND, {"medium": Medium.DATA, "stakes": Stakes.HURT}, Decimal("0.7")),
        # near misses: little hangs on it, it is checked, it fits, it is on a photo of things
        (JobAct.FIND, {"medium": Medium.TEXT, "stakes": Stakes.MONEY}, None),
        (JobAct.CHECK, {"medium": Medium.TEXT, "stakes": Stakes.LAW}, None),
        (JobAct.FIND, {"medium": Medium.DATA, "stakes": Stakes.LAW, "decides_on": FITS}, None),
        (JobAct.FIND, {**PHOTOS, "stakes": Stakes.LAW}, Decimal("1.0")),
    ],
)
def test_what_must_not_be_overlooked_is_read_whole_all_the_same(
    act: JobAct, fields: dict[str, Any], part: Decimal | None
) -> None:
    row = row_of(Job(key="own-1", words="x", act=act, **fields), TOYS)

    assert row.reading_part == part


@pytest.mark.parametrize(
    ("words", "fields", "is_compared"),
    [
        ("Check the names against the list", {}, True),
        ("Check the proof against what the club’s last order says", {}, False),
        ("Check the plan against the rules", {}, False),  # no list that is copied
        ("Check the list", {}, False),
        ("Check the names against the list", {"goes_in": GoesIn.PAPER}, False),
        ("Find names that differ: check them against the list", {"act": JobAct.FIND}, True),
        ("Check the names against the list", {"act": JobAct.COPY}, False),
        ("Namen gegen die Liste prüfen", {}, True),
    ],
)
def test_what_is_compared_with_a_list_is_copied_first_and_compared_in_full(
    words: str, fields: dict[str, Any], *, is_compared: bool
) -> None:
    row = row_of(Job(key="own-1", words=words, **{"act": JobAct.CHECK} | fields), TOYS)

    assert row.first.startswith("First copy the list, and") is is_compared
    assert (row.reading_part == 1) is is_compared
    assert row.starts_without_ai is is_compared


@pytest.mark.parametrize(
    ("words", "fields", "has_a_maker"),
    [
        ("Show the walls in another colour", {}, True),
        ("Show the house in new colors", {}, True),
        ("Die Fassade in anderer Farbe zeigen", {}, True),
        ("Put the paving that they chose into the photo of the drive", {}, True),
        ("Put the bench that they chose into the photo of the drive", {}, False),
        ("Show the hall with a new roof", {}, False),
        ("Show the sofa in another colour", {}, False),  # whoever sells sofas sells no paint
        ("Colour old photos", {}, False),
        ("Show the walls in another colour", {"goes_in": GoesIn.TEXT}, False),  # nothing is shown
        ("Describe the walls in another colour", {"medium": Medium.TEXT}, False),
    ],
)
def test_colours_are_shown_by_their_maker_first(
    words: str, fields: dict[str, Any], *, has_a_maker: bool
) -> None:
    usual = {"medium": Medium.IMAGE, "goes_in": GoesIn.PHOTO}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert row.first.startswith("First look for a free picture tool") is has_a_maker
    assert not row.starts_without_ai  # a picture model is looked at all the same


def test_what_is_held_against_an_order_is_read_in_both() -> None:
    words = "Check the proof against their last order"
    row = row_of(Job(key="own-1", words=words, act=JobAct.CHECK), TOYS)

    assert row.first.startswith(SIDE_BY_SIDE)
    assert row.reading_part == 1


BY_CODE, BY_FORM, BY_DANGER, BY_EYE = (
    "First open the right folder",
    "First let a form ask for photo",
    "First let a form ask for place, kind, photo and “danger now?”",
    "First sort some twice",
)
HURTS = {"stakes": Stakes.HURT}


@pytest.mark.parametrize(
    ("words", "fields", "begins"),
    [
        # to which order it belongs no photo shows
        ("Sort photos into the folder of the right order", {}, BY_CODE),
        ("Sort the photos that fitters send by site", {}, BY_CODE),
        ("Fotos nach Baustellen sortieren", {}, BY_CODE),
        ("Sort photos by order", {"once": True}, ""),  # they lie there
        ("Sort photos by colour", {}, ""),
        ("Sort mails to the right project", {"goes_in": GoesIn.TEXT}, "First sort by fixed rules"),
        ("Check photos of the right order", {"act": JobAct.CHECK}, "First list what must be there"),
        # whoever sends it says what it is
        ("Sort messages with photos of trees and bins", HURTS, BY_DANGER),
        ("Sort photos that tenants send", HURTS, BY_DANGER),
        ("Sort messages with photos of broken chairs", {}, BY_FORM),
        ("Nachrichten mit Fotos zuordnen", {}, BY_FORM),
        ("Sort messages with photos of broken chairs", {"once": True}, ""),
        ("Sort photos of a wedding", {}, ""),
        ("Sort the pearls from photos", {}, BY_EYE),
    ],
)
def test_who_takes_or_sends_a_photo_says_where_it_belongs(
    words: str, fields: dict[str, Any], begins: str
) -> None:
    usual = {"act": JobAct.SORT, "medium": Medium.DATA, "goes_in": GoesIn.PHOTO}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert bool(row.first) is bool(begins)
    assert row.first.startswith(begins)
    assert row.is_without_ai is (begins == BY_CODE)


@pytest.mark.parametrize(
    ("words", "fields", "is_on_photos"),
    [
        ("Sort pearls into grades from photos", {}, True),
        ("Obst nach Fotos sortieren", {}, True),
        ("Sort apples from our photos", {}, True),
        # the photos themselves are sorted, no photo goes in, something is looked for
        ("Sort out blurred photos", {}, False),
        ("Sort pearls into grades from photos", {"goes_in": GoesIn.TEXT}, False),
        ("Sort pearls into grades from photos", {"act": JobAct.CHECK}, False),
    ],
)
def test_what_is_sorted_by_eye_is_sorted_twice_first(
    words: str, fields: dict[str, Any], *, is_on_photos: bool
) -> None:
    usual = {"act": JobAct.SORT, "medium": Medium.DATA, "goes_in": GoesIn.PHOTO}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert row.first.startswith("First sort some twice") is is_on_photos


@pytest.mark.parametrize(
    ("words", "fields", "by_preflight"),
    [
        ("Check files for page size and missing fonts", {}, True),
        ("Look through the print files of customers", {}, True),
        ("Druckdaten auf Beschnitt prüfen", {}, True),
        ("Check that pictures have 300 dpi", {}, True),
        # what is said in them a person reads; a photo is no file to print
        ("Check brochures for wrong prices", {}, False),
        ("Check the resolution of the council", {}, False),
        ("Check print files", {"goes_in": GoesIn.PHOTO}, False),
        ("Sort print files by customer", {"act": JobAct.SORT}, False),
    ],
)
def test_what_files_are_made_of_no_language_model_checks(
    words: str, fields: dict[str, Any], *, by_preflight: bool
) -> None:
    usual = {"act": JobAct.CHECK, "medium": Medium.DATA, "goes_in": GoesIn.TEXT}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert row.first.startswith("First run a preflight") is by_preflight
    assert row.is_without_ai is by_preflight
    assert (row.build_from == inf) is by_preflight


@pytest.mark.parametrize(
    ("words", "fields", "by_rules"),
    [
        ("Sort the letters of hospitals by who reads them", {}, True),
        ("Sort e-mails into five boxes", {}, True),
        ("Eingangspost nach Abteilung sortieren", {}, True),
        ("Sort scanned letters into files", {"goes_in": GoesIn.PAPER}, True),
        # what is told decides, a photo shows it, something is looked for
        ("Sort reasons for delays into our list", {}, False),
        ("Sort letters by photo", {"goes_in": GoesIn.PHOTO}, False),
        ("Find letters about a claim", {"act": JobAct.FIND}, False),
    ],
)
def test_letters_are_sorted_by_fixed_rules_first(
    words: str, fields: dict[str, Any], *, by_rules: bool
) -> None:
    usual = {"act": JobAct.SORT, "medium": Medium.TEXT, "goes_in": GoesIn.TEXT}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert row.first.startswith("First sort by fixed rules") is by_rules
    assert not row.starts_without_ai


@pytest.mark.parametrize(
    ("words", "fields", "is_found"),
    [
        ("Put letters into the right patient's file", {}, True),
        ("Befunde in die richtige Akte legen", {}, True),
        ("Sort mails to the right client", {"goes_in": GoesIn.TEXT}, True),
        # who acts on it, what it is about, and a photo that shows none of them
        ("Sort letters to the right department", {}, False),
        ("Sort patients' letters by kind", {}, False),
        ("Sort letters to the right client", {"goes_in": GoesIn.PHOTO}, False),
        ("Answer letters to the right client", {"act": JobAct.ANSWER}, False),
    ],
)
def test_what_is_filed_is_found_by_two_points_and_by_no_ai(
    words: str, fields: dict[str, Any], *, is_found: bool
) -> None:
    usual = {"act": JobAct.SORT, "medium": Medium.TEXT, "goes_in": GoesIn.PAPER}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert row.first.startswith("First find each file by two points") is is_found
    assert row.is_without_ai is is_found


@pytest.mark.parametrize(
    ("words", "fields", "is_added_up"),
    [
        ("List the allergens of each cake", {}, True),
        ("Nährwerte der Riegel auflisten", {}, True),
        ("List ingredients", {"act": JobAct.COPY}, True),
        # words come out, another act, nothing that is added up
        ("List the allergens of each cake", {"medium": Medium.TEXT}, False),
        ("Sort by allergens", {"act": JobAct.SORT}, False),
        ("List the prices of each cake", {}, False),
    ],
)
def test_what_is_in_a_product_is_added_up_by_a_sheet_first(
    words: str, fields: dict[str, Any], *, is_added_up: bool
) -> None:
    usual = {"act": JobAct.EXPLAIN, "medium": Medium.DATA}
    row = row_of(Job(key="own-1", words=words, **usual | fields), TOYS)

    assert row.first.startswith("First make a sheet of all raw materials") is is_added_up


@pytest.mark.parametrize(
    ("act", "fields", "in_a_chat"),
    [
        (JobAct.COPY, {**PAPERS, "results": 1000}, True),
        (JobAct.COPY, {**PAPERS, "results": 1001}, False),
        (JobAct.COPY, {**PHOTOS, "results": 1001}, False),
        (None, {**PHOTOS, "results": 1001}, False),
        (JobAct.COPY, {**PAPERS, "results": 12000, "once": True}, True),  # in a year
        (JobAct.COPY, {**PAPERS, "results": 12001, "once": True}, False),
        (JobAct.COPY, {**PAPERS, "results": 1001, "goes_in": GoesIn.TEXT}, False),
        (JobAct.COPY, {**PAPERS, "results": 1001, "medium": Medium.TEXT}, False),
        (JobAct.SORT, {**PHOTOS, "results": 1000}, True),
        (JobAct.SORT, {**PHOTOS, "results": 1001}, False),
        (JobAct.LISTS, {**PAPERS, "results": 1001}, False),
        (JobAct.CHECK, {**PAPERS, "results": 1000}, True),
        (JobAct.CHECK, {**PAPERS, "results": 1001}, False),
        (JobAct.COPY, {**PAPERS, "results": 1000, "goes_in": GoesIn.TEXT}, True),
    ],
)
def test_more_than_fifty_a_working_day_go_into_no_chat(
    act: JobAct | None, fields: dict[str, Any], *, in_a_chat: bool
) -> None:
    answers = fields | {"results": Decimal(fields["results"])}
    row = row_of(Job(key="own-1", words="x", act=act, **answers), TOYS)

    assert (SolutionKind.ASSISTANT in row.kinds) is in_a_chat
    assert SolutionKind.MODEL in row.kinds
    assert row.takes_general is in_a_chat


@pytest.mark.parametrize(
    ("fields", "in_a_chat"),
    [
        ({"results": 2000, "doers": 2}, True),  # each writes theirs
        ({"results": 2001, "doers": 2}, False),
        ({"results": 2000, "doers": 2, "act": JobAct.ANSWER}, True),
        ({"results": 24000, "doers": 2, "once": True}, True),  # in a year
        # one person, or nobody knows how many
        ({"results": 1001, "doers": 1}, False),
        ({"results": 1001, "doers": 0}, False),
        ({"results": 1001, "doers": None}, False),
        ({"results": 1000, "doers": 0}, True),
        # what is sorted, copied or seen lies there for all
        ({"results": 2000, "doers": 2, "act": JobAct.SORT}, False),
        ({"results": 2000, "doers": 2, "act": JobAct.COPY}, False),
        ({"results": 2000, "doers": 2, "medium": Medium.DATA}, False),
        ({"results": 2000, "doers": 2, "goes_in": GoesIn.PHOTO}, False),
    ],
)
def test_each_who_writes_puts_their_own_into_a_chat(
    fields: dict[str, Any], *, in_a_chat: bool
) -> None:
    answers = {"act": JobAct.WRITE} | fields | {"results": Decimal(fields["results"])}
    row = row_of(Job(key="own-1", words="x", **answers), TOYS)

    assert (SolutionKind.ASSISTANT in row.kinds) is in_a_chat


def test_what_is_made_for_it_translates() -> None:
    row = row_of(written("Translate notes for parents"), TOYS)

    assert (row.kinds, row.app_kinds) == (
        BY_ACT[JobAct.TRANSLATE].kinds,
        BY_ACT[JobAct.TRANSLATE].app_kinds,
    )


VISITS = catalog(
    use_cases=(
        use_case(
            "visit-notes",
            name="Turn a doctor’s dictation of visits into notes",
            result="notes",
            inputs=(Medium.SPEECH,),
            industry="healthcare",
            material=(Material.PERSONAL,),
        ),
        *OTHERS,
    ),
    solutions=(solution("visit-notes", app_kinds=(AppKind.HEALTH_SCRIBE,)),),
)


@pytest.mark.parametrize("goes_in", [None, *GoesIn])
@pytest.mark.parametrize("act", [None, *ACTS])
@pytest.mark.parametrize("medium", [None, Medium.TEXT, Medium.DATA, Medium.IMAGE])
def test_what_is_said_is_written_down_first(
    goes_in: GoesIn | None, act: JobAct | None, medium: Medium | None
) -> None:
    job = Job(key="own-1", words="x", act=act, medium=medium, goes_in=goes_in)
    is_spoken = goes_in in {GoesIn.RECORDING, GoesIn.DICTATION} and medium is not Medium.IMAGE
    is_all = act is JobAct.COPY and medium is not Medium.DATA
    kinds = {part.kind for part in parts(job, NOT_ON_FILE, TOYS)}

    assert hears(job) is (is_spoken and is_all)
    assert is_from_speech(job) is (is_spoken and not is_all)
    assert (row_of(job, TOYS).app_kinds == HEARD.app_kinds) is hears(job)
    assert (ModelKind.TRANSCRIPTION in kinds) is is_spoken
    assert (ModelKind.LANGUAGE in kinds) is (not hears(job) and medium is not Medium.IMAGE)


@pytest.mark.parametrize(
    ("words", "fields", "is_all"),
    [
        ("Write down what old masters tell", {}, True),
        ("Transcribe the talks", {"goes_in": GoesIn.RECORDING}, True),
        ("Gespräche abtippen", {"goes_in": GoesIn.RECORDING}, True),
        # a text is made of it, nobody speaks, or more is asked for than its words
        ("Write the report from what old masters tell", {}, False),
        ("Write down what old masters tell", {"goes_in": GoesIn.TEXT}, False),
        ("Write down what old masters tell", {"act": JobAct.EXPLAIN}, False),
        ("Write down what old masters tell", {"medium": Medium.DATA}, False),
    ],
)
def test_to_write_down_what_is_said_asks_for_no_more(
    words: str, fields: dict[str, Any], *, is_all: bool
) -> None:
    usual = {"act": JobAct.WRITE, "medium": Medium.TEXT, "goes_in": GoesIn.DICTATION}
    job = Job(key="own-1", words=words, **usual | fields)

    assert hears(job) is is_all
    assert (row_of(job, TOYS) == HEARD) is is_all


@pytest.mark.parametrize(
    ("act", "medium", "decides_on", "is_price"),
    [
        (JobAct.ANSWER, None, {DecidesOn.SUM}, True),
        (JobAct.MATCH, Medium.TEXT, {DecidesOn.SUM}, True),
        (JobAct.FIND, Medium.TEXT, {DecidesOn.SUM}, False),  # it is checked
        (JobAct.ANSWER, None, {DecidesOn.SUM, DecidesOn.LIST}, False),  # no estimate
        (JobAct.ANSWER, None, set(), False),
        (JobAct.WRITE, None, {DecidesOn.SUM}, False),
        (JobAct.ANSWER, Medium.DATA, {DecidesOn.SUM}, False),  # the sum itself is the result
    ],
)
def test_whoever_answers_by_a_sum_that_no_list_has_names_a_price(
    act: JobAct, medium: Medium | None, decides_on: set[DecidesOn], *, is_price: bool
) -> None:
    job = Job(key="own-1", act=act, medium=medium, decides_on=frozenset(decides_on))

    assert names_a_price(job) is is_price


@pytest.mark.parametrize(
    ("words", "like"),
    [
        ("Dictate notes of visits by nurses", "visit-notes"),
        ("Notizen der Pflege diktieren", "visit-notes"),
        ("Dictate notes of visits to building sites", ""),
        ("Dictate notes on residents", "visit-notes"),
    ],
)
def test_whoever_has_no_patients_gets_no_row_of_theirs(words: str, like: str) -> None:
    row = row_of(written(words), VISITS)

    assert row.use_case == like
    assert row.app_kinds == HEARD.app_kinds  # what writes down is enough


@pytest.mark.parametrize(
    ("words", "medium", "tokens"),
    [
        ("Sort answers into trades", Medium.DATA, TOKENS_OF_A_CODE),
        ("Berufe verschlüsseln", Medium.DATA, TOKENS_OF_A_CODE),
        ("Take figures from answers", Medium.DATA, 200),
        ("Sort answers into trades", Medium.TEXT, 700),
    ],
)
def test_a_code_is_short(words: str, medium: Medium, tokens: int) -> None:
    (part,) = parts(written(words, medium), NOT_ON_FILE, TOYS)

    assert part.tokens_out == tokens


def test_only_what_hears_is_looked_at_for_tapes() -> None:
    (part,) = parts(written("Type out tapes", minutes_by_hand=Decimal(300)), NOT_ON_FILE, TOYS)

    assert (part.kind, part.must_inputs) == (ModelKind.TRANSCRIPTION, (Medium.SPEECH,))
    assert part.amount == 60 * 60  # five hours of typing are one of tape


def test_two_jobs_that_share_as_much_are_neither() -> None:
    assert job_by_words(written("stickers and tours"), TOYS) == ""


def test_what_makes_something_else_is_not_alike() -> None:
    assert job_by_words(written("stickers", Medium.TEXT), TOYS) == "parcel-labels"
    assert job_by_words(written("stickers", Medium.IMAGE), TOYS) == ""


@pytest.mark.parametrize("medium", [medium for medium in BY_MEDIUM if medium is not Medium.TEXT])
def test_what_comes_out_says_the_rest(medium: Medium) -> None:
    row = row_of(written("repair bicycles", medium), TOYS)

    assert (row.kinds, row.app_kinds) == (BY_MEDIUM[medium].kinds, BY_MEDIUM[medium].app_kinds)
    assert (row.use_case, row.is_own) == ("", False)


@pytest.mark.parametrize("medium", list(BY_MEDIUM_WITH_PICTURE))
def test_a_picture_that_goes_in_asks_for_other_apps(medium: Medium) -> None:
    row = row_of(written("repair bicycles", medium, goes_in=GoesIn.PAPER), TOYS)

    assert row.app_kinds == BY_MEDIUM_WITH_PICTURE[medium].app_kinds


def test_a_row_that_was_matched_is_not_the_owners_own() -> None:
    matched = row_of(written("stickers"), TOYS)
    chosen = row_of(Job(key="parcel-labels", use_case="parcel-labels"), TOYS)

    assert (matched.use_case, matched.is_own) == ("parcel-labels", False)
    assert (chosen.use_case, chosen.is_own) == ("parcel-labels", True)
    assert chosen.app_kinds == (AppKind.EMAIL,)


def test_an_assistant_that_many_rows_name_does_any_job() -> None:
    rows = [
        solution(slug, assistants=("chat", "odd") if index == 0 else ("chat",))
        for index, slug in enumerate(JOBS)
    ]
    many = [solution(f"job-{number}", assistants=("chat",)) for number in range(5)]
    jobs = [use_case(f"job-{number}", name="x", result="y", unit_plural="z") for number in range(5)]
    named = catalog(use_cases=(*TOYS.use_cases, *jobs), solutions=(*rows, *many))

    assert general_assistants(named) == {"chat"}


@pytest.mark.parametrize(
    ("worst", "remedy", "does"),
    [
        ("We pay a changed account", "Call the number before you pay a changed account.", True),
        ("Refunds are promised", "A refund goes to a person.", True),
        ("A wrong dose is noted", "Listen to names, sums and promises again.", False),
        # words of any danger
        ("Somebody reads a wrong rate first", "Let a person read every wrong one first.", True),
        ("A wrong rate goes to somebody", "Every wrong one goes to a person first.", False),
        ("A patient falls because of it", "A patient calls because of a letter.", False),
        ("A patient falls on the stairs", "A patient calls from the stairs.", True),
        ("Read the eye doctors’ papers", "forged or expired papers", False),
        ("", "A refund goes to a person.", False),
    ],
)
def test_a_remedy_fits_a_danger_by_a_word_of_its_own(
    worst: str, remedy: str, *, does: bool
) -> None:
    assert share_a_word(worst, remedy) is does


@pytest.fixture(scope="module")
def live() -> Catalog:
    return starter_catalog()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Write newsletters for our members", ""),  # may be printed as well
        ("Translate care instructions into Polish", ""),
        ("Translate our product catalogue", "catalog-translation"),
        ("Rechnungen erfassen", "invoice-capture"),
        ("Type bills into the accounting program", "invoice-capture"),
        ("Copy receipts for the tax adviser", "invoice-capture"),
        ("Type tax forms into the tax program", ""),
        ("Copy tax forms that clients bring", ""),
        ("Copy wage slips for the accountant", ""),
        ("Type meter cards into the accounting program", ""),
        ("Copy weighing slips for the bill", ""),
        ("Copy passports into the booking system", ""),
        ("Copy delivery notes", ""),  # they carry no sum
        ("Write quotes for gates and railings", "proposal-draft"),
        ("Explain contracts and list every date", "contract-summary"),
        ("Find the right part in our drawings and manuals for a caller", "knowledge-search"),
        ("Order spare parts by mail", ""),
        ("Write care reports from what nurses dictate", "visit-dictation"),
        ("Write the treatment note from what I dictate after each massage", "visit-dictation"),
        ("Write a note on the treatment of wood from what we dictate", ""),
        ("Write the treatment note", ""),  # nothing is heard
        ("Write letters from what lawyers dictate", ""),
        ("Summarise our calls with suppliers", "call-summary"),
        ("Write operating manuals from the engineers' notes", ""),
        ("Write funeral speeches from notes of the talk", ""),
        ("Explain to the insurer why this patient needs this knee", ""),
        ("Write the comments for the school reports from the teacher's notes and marks", ""),
        ("Read serial numbers of meters", ""),
        ("Fill in the test certificates", ""),
        ("Turn site photos into a construction diary", ""),
    ],
)
def test_words_of_owners_on_the_starter_catalog(live: Catalog, words: str, slug: str) -> None:
    assert job_by_words(written(words), live) == slug


def test_every_row_starts_with_a_kind(live: Catalog) -> None:
    rows = [row_of(Job(key=case.slug, use_case=case.slug), live) for case in live.use_cases]

    assert all(row.kinds for row in rows)
    assert {row.starts_without_ai for row in rows} == {True, False}
    assert any(SolutionKind.MACHINE in row.kinds for row in rows)


@pytest.mark.parametrize(
    ("stakes", "takes_assistants"),
    [(None, True), (Stakes.NUISANCE, True), (Stakes.MONEY, False), (Stakes.LAW, False)],
)
def test_rights_decide_of_pictures_in_own_words_too(
    stakes: Stakes | None,
    takes_assistants: bool,  # noqa: FBT001  # a case
) -> None:
    pictures = row_of(written("Draw dragons", Medium.IMAGE, stakes=stakes), TOYS)
    texts = row_of(written("Tell of dragons", Medium.TEXT, stakes=stakes), TOYS)

    assert (SolutionKind.ASSISTANT in pictures.kinds) is takes_assistants
    assert SolutionKind.ASSISTANT in texts.kinds


@pytest.mark.parametrize(
    ("words", "medium", "use_case"),
    [
        ("Draw a cover for my novel", Medium.IMAGE, ""),
        ("Sort photos of defects", Medium.DATA, "visual-defect-description"),
        ("Copy the labels of our seed jars from photos", Medium.DATA, ""),
        ("Read prescriptions on paper", Medium.DATA, ""),
        ("Cut out product photos", Medium.IMAGE, "product-photo-background"),
        ("Make posters for our concerts", Medium.IMAGE, "graphic-design"),
        ("Detect weeds in photos of fields", Medium.DATA, ""),
        ("Count cars in pictures of the car park", Medium.DATA, ""),
        ("Fotos von Schäden sortieren", Medium.DATA, "visual-defect-description"),
        ("Sort photos of damage", Medium.DATA, "visual-defect-description"),
        ("Sort photos of holidays", Medium.DATA, ""),
        ("Copy labels from photos", Medium.DATA, ""),
        ("Make photos of fields", Medium.IMAGE, ""),
        ("Answer the phone at night", Medium.TEXT, "support-voice-agent"),
        ("Summarise our calls with suppliers", Medium.TEXT, "call-summary"),
        ("Check invoices against orders", Medium.DATA, ""),
        # an account is no accountant
        ("Type the notes of lorry loads into the account of the site", Medium.DATA, ""),
        ("Type receipts into the accounts", Medium.DATA, "invoice-capture"),
        ("Type in what our accountant needs", Medium.DATA, ""),
        # what is written down is heard, and no podcast
        ("Transcribe court hearings", Medium.TEXT, ""),
        ("Label jars of jam", Medium.DATA, ""),
    ],
)
def test_which_rows_on_file_own_words_reach(words: str, medium: Medium, use_case: str) -> None:
    assert row_of(written(words, medium), starter_catalog()).use_case == use_case


STARTER = starter_catalog()


def test_every_job_on_file_is_reached_by_its_name() -> None:
    jobs = {
        case.slug: job_by_words(written(case.name, case.outputs[0]), STARTER)
        for case in STARTER.use_cases
    }

    assert len(jobs) > 50
    assert {slug: job for slug, job in jobs.items() if job != slug} == {}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Summarise the documents of our new suppliers", "document-summarization"),
        ("contract review", "contract-review"),
        ("code review", "code-review"),
        # less than half of it
        ("Summarise the documents of our suppliers of steel and concrete", ""),
        # a part of a name, or one word that many jobs result in
        ("Summarise what our suppliers say", ""),
        ("Translate notes for parents into their languages", ""),
        # what carries anything names no job
        ("Read the eye doctors' paper prescriptions into our order system", ""),
        ("Copy the labels of our seed jars from photos into the database", ""),
        ("The club evening in a few lines for the website", ""),
    ],
)
def test_part_of_a_name_reaches_no_job(words: str, slug: str) -> None:
    assert job_by_words(written(words), STARTER) == slug


@pytest.mark.parametrize(
    ("words", "worst", "is_theirs"),
    [
        ("Translate films into Czech", "", True),
        ("Translate our films into Czech", "", False),
        ("Translate the files into Czech", "", False),
        ("Sum up the manuscripts that come in", "", True),
        ("Sum up our manuscripts", "", False),
        ("Drehbücher übersetzen", "", True),
        ("Unsere Drehbücher übersetzen", "", False),
        # what is made comes out
        ("Make a film of the hall", "", False),
        ("Write a novel in parts", "", False),
        # what is feared tells it too
        ("Translate subtitles", "An episode goes out before its time", True),
        ("Translate subtitles", "A joke is lost", False),
        # what any firm has is a client’s where it is called so
        ("Copy measures from customers’ drawings", "", True),
        ("Copy measures from drawings", "", False),
        ("Copy measures from our drawings for a customer", "", False),
        ("Write a price for what is on the client’s drawing", "", True),
        ("Look through the print files of our customers", "", True),
        ("Look through our print files", "", False),
        ("Look through the print files of customers", "", True),
    ],
)
def test_works_of_others_go_in_where_words_name_them(
    words: str, worst: str, *, is_theirs: bool
) -> None:
    job = filled_in(Job(key="own", words=words, worst=worst))

    assert is_on_works_of_clients(job, NOT_ON_FILE) is is_theirs


@pytest.mark.parametrize(("slug", "asks"), [("letters", False), ("document-summarization", True)])
def test_works_go_in_where_what_is_chosen_tells_them_again(slug: str, *, asks: bool) -> None:
    job = Job(key=slug, use_case=slug, worst="A manuscript is read by strangers")

    assert is_on_works_of_clients(job, use_case(slug)) is asks
