"""The closed word lists on which a rule depends."""

from decimal import Decimal
from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word of a closed list, with the label that people read."""

    label: str
    order: int  # its place in the list, counted from 0

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member that is its stored value and carries its label."""
        word = str.__new__(cls, value)
        word._value_, word.label, word.order = value, label, len(cls.__members__)
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and label of every word, as Django's fields want them."""
        return [(word.value, word.label) for word in cls]

    @classmethod
    def read(cls, value: str) -> Self:
        """Return the word that is stored as this value. Raises `ValueError`."""
        return cls(value)  # type: ignore[call-arg]  # the enum's own look-up


class Known(Word):
    """A yes or no that may not be known; unknown is an answer of its own."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Unknown"


class Fit(Word):
    """How well a branch of AI does a use case."""

    YES = "yes", "Yes"
    LIMITED = "limited", "Limited"
    NO = "no", "No"
    UNKNOWN = "unknown", "Unknown"


class Figure(Word):
    """A drawing of ours that an article can show."""

    FAMILY = "family", "What belongs to what"
    WRITING = "writing", "How a language model writes"
    FITTING = "fitting", "Instructions, retrieval, fine-tuning"
    PILOT = "pilot", "The course of a pilot"
    PAYING = "paying", "What waiting and repeating save"


class Branch(Word):
    """The two columns of the matrix."""

    LANGUAGE = "language", "Language model"
    MEDIA = "media", "Other generative AI"


class Medium(Word):
    """What goes into a model or comes out of it."""

    TEXT = "text", "Text"
    CODE = "code", "Program code"
    DATA = "data", "Tables and data"
    DOCUMENT = "document", "Documents and scans"
    IMAGE = "image", "Pictures"
    VIDEO = "video", "Video"
    SPEECH = "speech", "Speech"
    MUSIC = "music", "Music and sound"
    MODEL_3D = "3d", "3D shapes"
    VECTOR = "vector", "Embeddings"

    @property
    def branch(self) -> Branch | None:
        """Return the branch that makes this medium; none for documents, which are read, and for embeddings."""
        if self in {Medium.DOCUMENT, Medium.VECTOR}:
            return None
        return Branch.LANGUAGE if self in LANGUAGE_MEDIA else Branch.MEDIA


LANGUAGE_MEDIA = (Medium.TEXT, Medium.CODE, Medium.DATA, Medium.DOCUMENT)
OUTPUT_MEDIA = tuple(medium for medium in Medium if medium not in {Medium.DOCUMENT, Medium.VECTOR})
INPUT_MEDIA = tuple(medium for medium in Medium if medium not in {Medium.MODEL_3D, Medium.VECTOR})


class Direction(Word):
    """Whether a medium goes into a model or comes out of it."""

    READS = "reads", "Reads"
    MAKES = "makes", "Makes"


class ModelFact(Word):
    """A fact of a model that may have a source of its own; each is called as its field."""

    INPUT_LIMIT = "input_limit", "Reads at once"
    TOTAL_LIMIT = "total_limit", "Reads and writes at once"
    OUTPUT_LIMIT = "output_limit", "Writes at once"
    PARAMETERS = "parameters_billion", "Parameters"
    WEIGHTS = "weights_gb", "Size of the weights"
    OPEN_WEIGHTS = "open_weights", "Open weights"
    SELF_HOSTING = "self_hosting", "Own servers"
    COMMERCIAL_USE = "commercial_use", "Business use"
    LICENCE = "licence", "Licence"
    TUNING = "tuning", "Can be tuned"
    TOOLS = "tools", "Uses tools"
    STRUCTURED_OUTPUT = "structured_output", "Fixed form of answer"
    REASONING = "reasoning", "Thinks before it answers"
    THINKING_OFF = "thinking_off", "Thinking can be switched off"
    KNOWLEDGE_UNTIL = "knowledge_until", "Knowledge ends"
    RELEASED = "released", "On sale since"


class Purpose(Word):
    """What a model is made for; a transcriber that writes text is no language model for letters."""

    GENERAL = "general", "General language work"
    CODE_COMPLETION = "code-completion", "Code completion"
    SEARCH = "search", "Answers from a web search"
    EMBEDDING = "embedding", "Embeddings for search"
    MODERATION = "moderation", "Moderation"
    TRANSCRIPTION = "transcription", "Transcription"
    READING = "reading", "Reading of documents"
    SPEECH = "speech", "Speech"
    CONVERSATION = "conversation", "Live voice conversation"
    IMAGE = "image", "Pictures"
    VIDEO = "video", "Video"
    MUSIC = "music", "Music and sound"
    MODEL_3D = "3d", "3D shapes"
    PRODUCT = "product", "A product, not a model"


class Effort(Word):
    """How much a model was set to think when it was measured; unnamed where the measurer does not say."""

    NONE = "none", "No thinking"
    LOW = "low", "Low effort"
    MEDIUM = "medium", "Medium effort"
    HIGH = "high", "High effort"
    MAX = "max", "Highest effort"
    UNNAMED = "unnamed", "Setting not named"


class Region(Word):
    """Where a licence may end."""

    EU = "eu", "European Union"
    UK = "uk", "United Kingdom"
    SOUTH_KOREA = "south-korea", "South Korea"
    USA = "usa", "United States"


class Voice(Word):
    """Who speaks in a source, or who stands behind a score."""

    MEASURED = "measured", "Measured it"
    SELLER = "seller", "Sells it"
    OFFICIAL = "official", "Official text"
    REPEATS = "repeats", "Repeats others"
    EDITOR = "editor", "Editor’s judgement"


class Confidence(Word):
    """How far an editor trusts the reading of a source."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Training(Word):
    """Whether a seller trains on what customers send."""

    NO = "no", "No"
    YES = "yes", "Yes"
    OPT_OUT = "opt-out", "Yes, unless you object"
    UNKNOWN = "unknown", "Unknown"


class PriceUnit(Word):
    """What one price buys."""

    INPUT_MTOK = "input_mtok", "million tokens in"
    OUTPUT_MTOK = "output_mtok", "million tokens out"
    CACHED_INPUT_MTOK = "cached_input_mtok", "million tokens in, cached"
    IMAGE = "image", "picture"
    VIDEO_SECOND = "video_second", "second of video"
    AUDIO_MINUTE = "audio_minute", "minute of sound"
    MCHAR = "mchar", "million characters"
    PAGE = "page", "page read"
    GENERATION = "generation", "finished piece"
    SEAT_MONTH = "seat_month", "seat and month"


class PriceRegion(Word):
    """For which region a price holds; the list price names none."""

    LIST = "", "List price"
    EU = "eu", "In the EU"


class PriceBasis(Word):
    """How sure the first day of a price is."""

    DATED = "dated", "Dated by the source"
    RECORDED = "recorded", "First recorded on this day, in force earlier"
    CARRIED_BACK = "carried-back", "Today’s price carried back to the release"
    ANNOUNCED = "announced", "Announced for this day"


class EndKind(Word):
    """What a source says of the end of an offer."""

    ANNOUNCED = "announced", "End announced"
    NOT_BEFORE = "not-before", "No end before"
    ENDED = "ended", "Ended"
    ROUTED = "routed", "Calls go to another model"
    NONE = "none", "No end announced"


class SaleState(Word):
    """Whether a model or an offer can be had on a day."""

    ON_SALE = "on-sale", "On sale"
    NOT_YET = "not-yet", "Not yet on sale"
    ENDED = "ended", "No longer on sale"
    UNKNOWN = "unknown", "Known from price lists only"


class MachineSize(Word):
    """The smallest machine that holds a set of weights, by gigabytes of published weights."""

    limit_gb: int | None  # weights that fit, in GB; None where there is no limit

    def __new__(cls, value: str, label: str, limit_gb: int | None = None) -> Self:
        """Make a member that carries the weights it holds at most."""
        size = str.__new__(cls, value)
        size._value_, size.label, size.order, size.limit_gb = (
            value,
            label,
            len(cls.__members__),
            limit_gb,
        )
        return size

    PC = "pc", "PC with one consumer card", 20
    CARD = "card", "One data-centre card", 68
    SERVER = "server", "One server of eight cards", 560
    CLUSTER = "cluster", "Several servers"

    @classmethod
    def holding(cls, weights_gb: Decimal) -> "MachineSize":
        """Return the smallest machine that holds so many GB of weights."""
        return next(size for size in cls if size.limit_gb is None or weights_gb <= size.limit_gb)


class Deal(Word):
    """How a machine is had."""

    RENT = "rent", "Rented"
    BUY = "buy", "Bought"


class Currency(Word):
    """A currency that prices come in besides the US dollar, by ISO 4217."""

    EUR = "EUR", "Euro"
    GBP = "GBP", "British pound"


class AnswersWithin(Word):
    """How long an answer may take."""

    SECONDS = "seconds", "Seconds"
    MINUTES = "minutes", "Minutes"
    OVERNIGHT = "overnight", "Overnight"


class SoldAs(Word):
    """How what does a job is bought."""

    API = "api", "By use, built in"
    SEAT = "seat", "By seat"
    BOTH = "both", "By use or by seat"


class Material(Word):
    """What a job usually works on that is not meant for everybody."""

    NONE = "none", "Nothing private"
    PERSONAL = "personal", "Personal data"
    CONFIDENTIAL = "confidential", "Confidential data"
    CODE = "code", "Program code"


class BenchmarkTask(Word):
    """What a benchmark measures and a use case needs."""

    CHAT = "chat", "Conversation"
    WRITING = "writing", "Writing"
    CODING = "coding", "Writing program code"
    AGENTIC_CODING = "agentic-coding", "Changing whole programs"
    REASONING = "reasoning", "Hard questions"
    INSTRUCTIONS = "instructions", "Keeping to instructions"
    MATHS = "maths", "Maths"
    VISION = "vision", "Understanding pictures"
    RESEARCH = "research", "Search and research"
    DOCUMENTS = "documents", "Understanding documents"
    SUMMARIES = "summaries", "Summaries that add nothing"
    FACTS = "facts", "Getting facts right"
    KNOWLEDGE = "knowledge", "General knowledge"
    CAPABILITY = "capability", "General ability"
    IMAGES = "images", "Making pictures"
    IMAGE_EDITING = "image-editing", "Editing pictures"
    FILM = "film", "Making video"
    FILM_EDITING = "film-editing", "Editing video"
    SPEECH = "speech", "Speaking"
    TRANSCRIPTION = "transcription", "Writing down speech"
    MUSIC = "music", "Making music"
    SHAPES = "shapes", "Making 3D shapes"
    RETRIEVAL = "retrieval", "Finding passages"
    AGENTS = "agents", "Settling cases by rules"


class BoardChoice(Word):
    """Which board decides who has a skill."""

    NONE = "none", "No board: it has to be tried"
    BOARD = "board", "The board named here"
    JOB = "job", "The board of the language, else that of the job"
    LANGUAGE = "language", "The board of the language"


class SkillGroup(Word):
    """Under which heading a skill stands on the page of tests."""

    WORDS = "words", "Write and answer"
    READING = "reading", "Read documents and pictures"
    CASES = "cases", "Sort, count and settle"
    PROFESSIONS = "professions", "Law and health"
    CODE = "code", "Write programs"
    PICTURES = "pictures", "Make pictures and video"
    SOUND = "sound", "Hear, speak, play and shape"


class Proof(Word):
    """What an answer of the matrix rests on, the strongest of it."""

    FINDINGS = "findings", "What others found"
    BOARDS = "boards", "A board"
    DEFINITION = "definition", "What such a model puts out"
    JUDGEMENT = "judgement", "Our judgement alone"


class TableCopy(Word):
    """How much of a board’s own table was read."""

    WHOLE = "whole", "The whole table"
    PART = "part", "Some rows"
    UNKNOWN = "unknown", "Unknown"


class Language(Word):
    """A language, by its code in ISO 639-1."""

    BULGARIAN = "bg", "Bulgarian"
    CATALAN = "ca", "Catalan"
    CHINESE = "zh", "Chinese"
    CROATIAN = "hr", "Croatian"
    CZECH = "cs", "Czech"
    DANISH = "da", "Danish"
    DUTCH = "nl", "Dutch"
    ENGLISH = "en", "English"
    ESTONIAN = "et", "Estonian"
    FINNISH = "fi", "Finnish"
    FRENCH = "fr", "French"
    GERMAN = "de", "German"
    GREEK = "el", "Greek"
    HUNGARIAN = "hu", "Hungarian"
    ITALIAN = "it", "Italian"
    JAPANESE = "ja", "Japanese"
    KOREAN = "ko", "Korean"
    LATVIAN = "lv", "Latvian"
    LITHUANIAN = "lt", "Lithuanian"
    NORWEGIAN = "no", "Norwegian"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    ROMANIAN = "ro", "Romanian"
    RUSSIAN = "ru", "Russian"
    SLOVAK = "sk", "Slovak"
    SLOVENE = "sl", "Slovene"
    SPANISH = "es", "Spanish"
    SWEDISH = "sv", "Swedish"
    TURKISH = "tr", "Turkish"
    UKRAINIAN = "uk", "Ukrainian"


class ClaimStatus(Word):
    """How a figure that somebody states stands."""

    SUPPORTED = "supported", "Supported"
    SINGLE = "single", "Single source"
    VENDOR = "vendor", "Seller’s own"
    UNSOURCED = "unsourced", "No source"
    TRUE = "true", "True as it stands"
    OTHER_YEAR = "other-year", "True for another year"
    DISPUTED = "disputed", "Disputed"
    SUPERSEDED = "superseded", "No longer counts"


class Adaptation(Word):
    """How a model can be fitted to a firm."""

    FINE_TUNING = "fine-tuning", "Fine-tuning on examples"
    PREFERENCE_TUNING = "preference-tuning", "Tuning on preferences"
    REINFORCEMENT = "reinforcement", "Tuning with a grader"
    DISTILLATION = "distillation", "Teaching a smaller model"
    ADAPTER = "adapter", "Light fine-tuning (LoRA)"
    STYLE = "style", "A picture style of your own"
    REFERENCE = "reference", "Reference pictures"
    VOICE = "voice", "A voice of your own"


class Available(Word):
    """Whether something is offered to a new customer."""

    YES = "yes", "Yes"
    RESTRICTED = "restricted", "Not to everybody"
    INVITATION = "invitation", "By invitation"
    NO = "no", "No"
    UNCLEAR = "unclear", "Unclear"


class Risk(Word):
    """What can go wrong with a use case, and a rule answers to."""

    PERSONAL_DATA = "personal-data", "Personal data"
    CONFIDENTIAL_DATA = "confidential-data", "Confidential data"
    CONSUMER_LAW = "consumer-law", "Consumer law"
    COPYRIGHT = "copyright", "Copyright"
    TRADEMARK = "trademark", "Trade marks"
    MISLEADING_PICTURE = "misleading-picture", "Misleading picture"
    DEEPFAKE = "deepfake", "A face or voice that is not theirs"
    CONTRACT_ERROR = "contract-error", "Wrong promise or contract"
    FACTUAL_ERRORS = "factual-errors", "Wrong facts"
    REGULATED_ADVICE = "regulated-advice", "Advice that needs a licence"
    DISCRIMINATION = "discrimination", "Unequal treatment"
    SAFETY = "safety", "Harm to people or things"
    SECURITY = "security", "Security holes"
    CONTENT_SAFETY = "content-safety", "Offensive content"


class AdviceTopic(Word):
    """Which question of a plan a row of advice answers."""

    EXIT = "exit", "What does it instead"
    RISK = "risk", "What can go wrong"
    TUNING = "tuning", "How it gets better"
    HAND_OFF = "hand-off", "From one tool to the next"
    PHASE = "phase", "On the way to daily use"


class Topic(Word):
    """Which part of a plan's advice a sourced statement serves."""

    ORDER = "order", "Order of work"
    PROMPTING = "prompting", "Instructions"
    EXAMPLES = "examples", "Examples"
    RETRIEVAL = "retrieval", "Looking things up"
    FINE_TUNING = "fine-tuning", "Fine-tuning"
    REFERENCE = "reference", "Reference pictures"
    STYLE = "style", "Picture style"
    VOICE = "voice", "Voice"
    TEST_SIZE = "test-size", "How many tests"
    TEST_METHOD = "test-method", "How to test"
    LAW = "law", "Law"
    REGULATED = "regulated", "Regulated advice"
    RIGHTS = "rights", "Rights in pictures and sound"
    STUDY = "study", "Measured gains"


class WordingPart(Word):
    """Which text of a question or page is worded by an editor."""

    TITLE = "title", "Question or heading"
    WHY = "why", "Why it is asked"
    SHORT = "short", "In a word or two"
    HINT = "hint", "Hint"
    UNSURE = "unsure", "What not being sure means"
    LABEL = "label", "Label of an answer"
    ANSWER_HINT = "answer-hint", "Hint of an answer"
    HEAD = "head", "Head of an answer’s column"
