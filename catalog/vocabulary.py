"""The closed word lists on which a rule depends."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word of a closed list, with the label that people read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member that is its stored value and carries its label."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and label of every word, as Django's fields want them."""
        return [(word.value, word.label) for word in cls]


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
    VIDEO = "video", "Film"
    SPEECH = "speech", "Speech"
    MUSIC = "music", "Music and sound"
    MODEL_3D = "3d", "3D shapes"
    VECTOR = "vector", "Search numbers"

    @property
    def branch(self) -> Branch | None:
        """Return the branch that makes this medium; none for search numbers, which people never see."""
        if self in LANGUAGE_MEDIA:
            return Branch.LANGUAGE
        return None if self is Medium.VECTOR else Branch.MEDIA


LANGUAGE_MEDIA = (Medium.TEXT, Medium.CODE, Medium.DATA, Medium.DOCUMENT)
OUTPUT_MEDIA = (
    Medium.TEXT,
    Medium.CODE,
    Medium.DATA,
    Medium.IMAGE,
    Medium.VIDEO,
    Medium.SPEECH,
    Medium.MUSIC,
    Medium.MODEL_3D,
)
INPUT_MEDIA = (
    Medium.TEXT,
    Medium.CODE,
    Medium.DATA,
    Medium.DOCUMENT,
    Medium.IMAGE,
    Medium.VIDEO,
    Medium.SPEECH,
    Medium.MUSIC,
)


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
    VIDEO_SECOND = "video_second", "second of film"
    AUDIO_MINUTE = "audio_minute", "minute of sound"
    MCHAR = "mchar", "million characters"
    GENERATION = "generation", "finished piece"
    SEAT_MONTH = "seat_month", "seat and month"


class PriceBasis(Word):
    """How sure the first day of a price is."""

    DATED = "dated", "Dated by the source"
    RECORDED = "recorded", "First recorded on this day, in force earlier"
    CARRIED_BACK = "carried-back", "Today’s price carried back to the release"
    ANNOUNCED = "announced", "Announced for this day"


class Task(Word):
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
    FILM = "film", "Making film"
    FILM_EDITING = "film-editing", "Editing film"
    SPEECH = "speech", "Speaking"
    TRANSCRIPTION = "transcription", "Writing down speech"
    MUSIC = "music", "Making music"
    SHAPES = "shapes", "Making 3D shapes"
    RETRIEVAL = "retrieval", "Finding passages"


class ClaimStatus(Word):
    """How a figure that somebody states stands."""

    SUPPORTED = "supported", "Supported"
    SINGLE = "single", "Single source"
    VENDOR = "vendor", "Seller’s own"
    UNSOURCED = "unsourced", "No source"
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
