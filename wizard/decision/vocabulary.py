"""The closed word lists of the advice."""

from collections.abc import Mapping
from functools import cached_property

from catalog.vocabulary import Region, Word


class JobAct(Word):
    """What is done in a job in own words, as an owner calls it."""

    WRITE = "write", "Write, or fill in"
    EXPLAIN = "explain", "Summarise, explain or list"
    TRANSLATE = "translate", "Translate"
    ANSWER = "answer", "Answer questions or messages"
    TELL = "tell", "Tell many people the same"
    COPY = "copy", "Copy or type up"
    SORT = "sort", "Sort, or give a label"
    CHECK = "check", "Check for mistakes or gaps"
    LISTS = "lists", "Compare two lists"
    COMPARE = "compare", "Compare offers"
    FIND = "find", "Find places in texts or photos"
    MATCH = "match", "Match who or what fits, from a list"
    PLAN = "plan", "Plan who works when, or which route"
    COUNT = "count", "Count or measure"
    CALCULATE = "calculate", "Calculate"
    FORECAST = "forecast", "Foretell"
    VALUE = "value", "Say what a thing is worth"
    MAKE = "make", "Make something that is no text"


class JobObject(Word):
    """What a job in own words is done on, as far as its answers say it."""

    UNKNOWN = "unknown", "Anything"
    TEXT = "text", "A text that somebody reads"
    LETTER = "letter", "A letter or mail that goes to somebody"
    CONTENT = "content", "What a text says, and not who sent it"
    FILED = "filed", "What belongs into the file of one of many"
    URGENCY = "urgency", "Who or what comes first, by danger"
    EXAM = "exam", "Answers of somebody who gets a mark for them"
    DELIVERY = "delivery", "Goods, their paper and what was ordered"
    SKETCH = "sketch", "What somebody drew by hand, and not to measure"
    PAPER = "paper", "A paper that is read"
    OLD_PAPER = "old-paper", "A paper from before, which nobody sends again"
    TENDER = "tender", "Papers of whoever asks many for an offer"
    PATTERN = "pattern", "A text whose fields a list fills"
    PART = "part", "A thing that bears a number that a list of its maker has"
    REGISTERED = "registered", "What is new in a register or on an official page"
    FITTING = "fitting", "Who of a list fits"
    PICTURE = "picture", "A picture that is looked at"
    SOUND = "sound", "What is said or sounds"
    RECORD = "record", "A row of a list"
    LAST_DAY = "last-day", "The day on which something was done last"
    READING = "reading", "A figure that is measured again and again"
    SUM = "sum", "Figures that must agree"
    COPIED_LIST = "copied-list", "A text that was copied from a list"
    COPIED_TEXT = "copied-text", "A text whose names and days stand on a paper"
    TWO_LISTS = "two-lists", "Two lists with a row in common"
    TWO_TEXTS = "two-texts", "Two texts or papers with points in common"
    TWO_PICTURES = "two-pictures", "A picture beside an older one"
    PAYMENT = "payment", "A payment and what it is for"
    ARTICLE = "article", "An article that others call otherwise"
    GOODS = "goods", "A thing that is bought or sold"
    WORK = "work", "Work that is paid by its size"
    WORKING_TIME = "working-time", "The hours that work takes"
    ORIGIN = "origin", "What an old thing is, and from when"
    NIGHT = "night", "A night that is sold"
    DRAWING = "drawing", "A drawing of others"
    OWN_DRAWING = "own-drawing", "A drawing of one’s own"
    SIZE = "size", "How large things are"
    SIZED = "sized", "How many there are of each size"
    PIECE = "piece", "Pieces on a picture"
    AMOUNT = "amount", "How many there will be"
    ONE_OF_MANY = "one-of-many", "Which of many it will be"
    PRICE_TO_COME = "price-to-come", "What a thing will cost"
    ROUTE = "route", "Places, one after the other"
    PLEDGE = "pledge", "What people write about when they come"


class GoesIn(Word):
    """What a job in own words starts from."""

    TEXT = "text", "Text or files"
    PAPER = "paper", "Scans or photos of papers"
    PHOTO = "photo", "Other photos or pictures"
    RECORDING = "recording", "Recordings or calls"
    DICTATION = "dictation", "What somebody dictates"

    @property
    def is_picture(self) -> bool:
        """Return whether it is a picture."""
        return self in {GoesIn.PAPER, GoesIn.PHOTO}

    @property
    def is_speech(self) -> bool:
        """Return whether somebody speaks."""
        return self in {GoesIn.RECORDING, GoesIn.DICTATION}


class Stakes(Word):
    """What a wrong result does."""

    NUISANCE = "nuisance", "It is a nuisance"
    MONEY = "money", "It costs money or a customer"
    LAW = "law", "It breaks the law or a contract"
    HURT = "hurt", "Somebody could be hurt"

    @property
    def severe(self) -> bool:
        """Return whether the law or somebody's health hangs on it.

        Then a person reads every result, whatever was chosen.
        """
        return self is Stakes.LAW or self is Stakes.HURT


class Review(Word):
    """How many results a person reads before they are used."""

    EVERY = "every", "Every result"
    SAMPLE = "sample", "One in ten"
    NOBODY = "nobody", "Nobody"


class DecidesOn(Word):
    """What somebody decides by the results or has them prepare, rank or filter; gravest first."""

    TREATMENT = "treatment", "A treatment, a dose or a diagnosis"
    PERSON = "person", "A person: hiring, marks, credit, benefits, tenants, insurance"
    SUM = "sum", "A sum of money"
    FIT = "fit", "Whether something fits"
    CHOICE = "choice", "Which of what is on sale fits"
    FUTURE = "future", "What will happen"
    LIST = "list", "Figures or allergens that stand in a list"
    FEELINGS = "feelings", "What staff or pupils feel"
    ROSTER = "roster", "Who works when, who drives where, or in which order"
    COUNT = "count", "How many there are, or how large"
    MATCH = "match", "Who or what on a list fits each"
    LISTS = "lists", "Where two lists differ"
    WORTH = "worth", "What a thing is worth"
    STATE = "state", "Which of a few states holds now"
    LIMIT = "limit", "A load, a value or another limit in a table"
    MACHINE_FILE = "machine-file", "What a machine sews, cuts or mills"
    EVERYTHING = "everything", "Everything"


class Place(Word):
    """Where the material may be processed."""

    ANYWHERE = "anywhere", "Anywhere"
    EU = "eu", "Only in the European Union"
    OWN_SERVERS = "own-servers", "Only on our own computers"


class Country(Word):
    """Where the firm is, as far as terms and law differ by it."""

    GERMANY = "germany", "In Germany"
    EU = "eu", "Elsewhere in the European Union"
    EEA = "eea", "In Norway, Iceland or Liechtenstein"
    SWITZERLAND = "switzerland", "In Switzerland"
    UK = "uk", "In the United Kingdom"
    USA = "usa", "In the United States"
    SOUTH_KOREA = "south-korea", "In South Korea"
    ELSEWHERE = "elsewhere", "Anywhere else"

    @cached_property
    def regions(self) -> frozenset[Region]:
        """Return the regions that terms and licences name and that the country is in."""
        return frozenset() if self is Country.ELSEWHERE else Region.read(self.value).within


class Secret(Word):
    """What goes in that is not public."""

    PERSONAL = "personal", "Personal data"
    CONFIDENTIAL = "confidential", "Confidential material"
    SENSITIVE = "sensitive", "Health, union, belief or origin"


class Builder(Word):
    """Who can set something up."""

    OWNER = "owner", "Nobody but us"
    HANDY = "handy", "Somebody who is good with computers"
    DEVELOPER = "developer", "Somebody who connects programs"


class BuiltInto(Word):
    """What a model is built into."""

    INSTALLED = "installed", "A program that one installs"
    SCRIPT = "script", "A form, a web page or a script"
    SYSTEM = "system", "Accounting, telephone or the practice system"


class OptionKind(Word):
    """What can be bought."""

    APP = "app", "An app made for the job"
    ASSISTANT = "assistant", "A general assistant"
    MODEL = "model", "A model, built in"
    MACHINE = "machine", "An open model on an own computer"

    @property
    def by_use(self) -> bool:
        """Return whether what is paid follows from how much it is used."""
        return self is OptionKind.MODEL


class Certainty(Word):
    """How sure the name is."""

    CLEAR = "clear", "clear"
    CLOSE = "close", "close"
    THIN = "thin", "thin"


class Unknown(Word):
    """A fact that a plan's seller does not state, with the question that settles it."""

    CONTRACT = (
        "contract",
        "Will you sign a data-processing agreement that forbids training on our data?",
    )
    TRAINING = "training", "Will you promise not to train AI on what we send?"
    PLACE = "place", "Do you store and process all our data in the EU?"
    LANGUAGE = "language", "Does it work in our language?"
    PRICE = "price", "What does it cost us?"
    CAPACITY = "capacity", "Does the plan include our results of a month?"
    LICENCE = "licence", "Does the licence allow our firm to use it?"
    SECRECY = "secrecy", "Will you sign what the secrecy of our profession needs?"
    CERTIFIED = "certified", "Is it certified as a medical product for just this?"


class Condition(Word):
    """On what condition an option may be used; it belongs into the headline."""

    SWITCH_TRAINING_OFF = "switch-training-off", "Switch training off first"
    OPT_OUT_BY_CONTRACT = "opt-out-by-contract", "Object to training in writing first"
    EU_OPTION = "eu-option", "Choose its EU region"
    SIGN_SECRECY = "sign-secrecy", "The seller signs what secrecy needs before the first case"
    SET_UP_BY_SOMEBODY_HANDY = "set-up-by-somebody-handy", "Somebody technical sets it up"
    PAID_BY_THE_YEAR = "paid-by-the-year", "It is paid by the year"
    IF_YOUR_PLAN_HAS_IT = "if-your-plan-has-it", "It is a part of the plan that the firm pays for"
    RUNS_IN_IT = "runs-in-it", "What it hears has to run in it"
    SIGN_AGREEMENT = "sign-agreement", "Sign its data-processing agreement first"
    SETTLE_CONTRACT = "settle-contract", "Sign a data-processing agreement first"
    SETTLE_TRAINING = "settle-training", "Have it left out of training first"
    SETTLE_PLACE = "settle-place", "Have the EU confirmed first"
    PUBLISHED_ANYWAY = "published-anyway", "It is published anyway, so it may leave the EU"
    SETTLE_LANGUAGE = "settle-language", "Try your language first"
    ONE_PERSON = "one-person", "One person has it, and each further one costs more"
    SETTLE_CAPACITY = "settle-capacity", "Look in the test how much it holds"
    HAVE_BESIDES = "have-besides", "It needs something besides"
    SET_RIGHTS = "set-rights", "Somebody sets who may open which of the papers that it searches"
    GIVE_PAPERS = "give-papers", "Somebody gives it the papers that it answers from"
    ORDER_BESIDES = "order-besides", "Its AI is ordered besides the plan that the firm pays for"


# What its seller is asked, by the condition that an answer meets.
QUESTION_OF: Mapping[Condition, Unknown] = {
    Condition.SIGN_SECRECY: Unknown.SECRECY,
    Condition.SETTLE_CONTRACT: Unknown.CONTRACT,
    Condition.SETTLE_TRAINING: Unknown.TRAINING,
    Condition.SETTLE_PLACE: Unknown.PLACE,
    Condition.SETTLE_LANGUAGE: Unknown.LANGUAGE,
}
# What a seller confirms before the first case: the language is tried.
CONFIRMED = QUESTION_OF.keys() - {Condition.SETTLE_LANGUAGE}
# What a seller who is asked anyhow is asked too: nobody waits for these alone.
ASKED_ALONG = (Condition.SIGN_SECRECY, Condition.SETTLE_LANGUAGE)


class Keeps(Word):
    """What holds of what is named, whether or not it was asked for."""

    EU = "eu", "It is stored and processed in the EU"
    OWN_MACHINE = "own-machine", "It runs on a machine of the firm’s, own or rented"
    NO_TRAINING = "no-training", "Its seller does not train on it"
    PROCESSOR = "processor", "Its seller signs a data-processing agreement"


class WhyOut(Word):
    """Why something that was looked at is out."""

    # of plans of apps
    BUSINESS_USE = "business-use", "Its terms forbid work for a firm"
    TRAINS = "trains", "It trains on what is put in"
    FREE_PLAN = "free-plan", "It is a free plan, and the material is private"
    PRIVATE_TERMS = "private-terms", "It is for private persons, and data of people go in"
    NO_PROCESSOR = "no-processor", "Its seller signs no data-processing agreement"
    NOT_ON_OWN_SERVERS = "not-on-own-servers", "It does not run on your own computers"
    NOT_IN_EU = "not-in-eu", "It is not stored and processed in the EU"
    EU_IN_HIGHER_PLAN = "eu-in-higher-plan", "It stays in the EU in a larger plan only"
    SECRECY = "secrecy", "Its seller does not sign what secrecy needs"
    LANGUAGE = "language", "It does not speak your language"
    LIVES_ELSEWHERE = "lives-elsewhere", "It lives in another system than yours"
    SETUP = "setup", "A developer has to set it up, and nobody but the owner is there"
    CAPACITY = "capacity", "It holds too few results"
    PRICE = "price", "Its price is not stated, or cannot be counted"
    PEOPLE = "people", "It is not sold to so many people"
    BY_THE_YEAR = "by-the-year", "It is sold by the year, and the job is done once"
    # of models at a seller or on a machine
    INPUTS = "inputs", "It does not read your material"
    LENGTH = "length", "It does not take so much at once"
    PLACE = "place", "It is not where the material may go"
    MACHINE = "machine", "It does not fit your machine"
    LICENCE_REGION = "licence-region", "Its licence does not hold where you are"
    LICENCE = "licence", "Its licence does not allow work for a firm"
    TRAINING = "training", "Its seller trains on what is sent"
    ENDS = "ends", "It goes off sale within six months"


class WhyTry(Word):
    """Why an option is tried and not simply used."""

    UNMEASURED = "unmeasured", "Nobody has measured it"
    INSIDE_UNSAID = "inside-unsaid", "Its seller does not say which model is inside"
    WORTH_UNSAID = "worth-unsaid", "Nobody has said what one result is worth"


class SparingSeen(Word):
    """What a month of both options can show of the results that the dearer one must spare."""

    SHOWS = "shows", "A month shows it"
    TOO_FEW = "too-few", "No test of yours can see that"
    UNREAD = "unread", "Not every result is read, so no test can see it"
    CANNOT_PAY = "cannot-pay", "It cannot pay: it would have to spare more than go wrong"


class Symptom(Word):
    """What goes wrong, or is feared to."""

    MADE_UP = "made-up", "It makes things up"
    NOT_OURS = "not-ours", "It does not know our products, prices or rules"
    TONE = "tone", "It does not sound like us"
    FORM = "form", "The form is wrong: too long, wrong order, missing parts"
    UNEVEN = "uneven", "Good one time, poor the next"
    LOOK = "look", "Pictures or video do not look like our product"
    STYLE = "style", "Pictures or video do not have our style"
    VOICE = "voice", "The voice does not sound like us"


class AtHand(Word):
    """What the owner has that can show a model how it is done."""

    STYLE_GUIDE = "style-guide", "A written house style"
    EXAMPLES = "examples", "Good examples of finished results"
    DOCUMENTS = "documents", "Documents with the right facts: price lists, manuals, rules"
    PICTURES = "pictures", "Pictures of our products or in our style"
    RECORDINGS = "recordings", "Recordings of a voice that we may use"


class Joining(Word):
    """How several jobs hang together in daily work."""

    APART = "apart", "Each stands alone"
    TOGETHER = "together", "One result feeds the next"


class ModelKind(Word):
    """The kind of model that one part of a job needs."""

    LANGUAGE = "language", "language model"
    TRANSCRIPTION = "transcription", "transcription model"
    IMAGE = "image", "image model"
    VIDEO = "video", "video model"
    SPEECH = "speech", "voice model"
    MUSIC = "music", "music model"
    SHAPE = "3d", "3D model"
