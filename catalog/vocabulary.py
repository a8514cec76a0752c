"""The closed word lists on which a rule depends."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Self


class Word(StrEnum):
    """A word of a closed list, with the label that people read."""

    label: str
    order: int  # its place in the list, counted from 0

    def __new__(cls, value: str, label: str, *_more: object) -> Self:
        """Make a member that is its stored value and carries its label.

        A list whose words say more keeps that in its `__init__`.
        """
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
    TRADES = "trades", "Which kind of AI for the jobs of each trade"
    YIELDS = "yields", "What is left after each step"


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
        """Return the branch that makes this medium; none for documents and embeddings.

        Documents are read, not made.
        """
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
    LANGUAGES = "languages", "Languages"


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
    """How much a model was set to think when it was measured; unnamed if that is not said."""

    NONE = "none", "No thinking"
    LOW = "low", "Low effort"
    MEDIUM = "medium", "Medium effort"
    HIGH = "high", "High effort"
    MAX = "max", "Highest effort"
    UNNAMED = "unnamed", "Setting not named"


class Region(Word):
    """Where a licence may end, an app’s plan be barred from work, or a statement hold alone."""

    def __init__(self, _value: str, _label: str, broader: str = "") -> None:
        """Keep the region that it is a part of: what binds that binds it."""
        self.broader = broader

    EU = "eu", "European Union", "eea"
    GERMANY = "germany", "Germany", "eu"
    EEA = "eea", "European Economic Area"
    SWITZERLAND = "switzerland", "Switzerland"
    UK = "uk", "United Kingdom"
    SOUTH_KOREA = "south-korea", "South Korea"
    USA = "usa", "United States"

    @cached_property
    def within(self) -> frozenset["Region"]:
        """Return the region with all that it is a part of."""
        wider = Region.read(self.broader).within if self.broader else frozenset()
        return wider | {self}


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


class Measure(Word):
    """What amounts are converted into, to compare prices and allowances in different units."""

    RESULT = "result", "finished results"
    PIECE = "piece", "made pieces, those that are thrown away included"
    PICTURE = "picture", "made pictures, those that are thrown away included"
    SECOND = "second", "seconds of sound, call or video"
    CHARACTER = "character", "characters"
    TOKEN = "token", "tokens"
    PAGE = "page", "pages"


class PriceUnit(Word):
    """What one price buys and an allowance counts: the one table of units, with conversions."""

    def __init__(
        self, _value: str, _label: str, measure: Measure | None = None, times: str = "1"
    ) -> None:
        """Keep what an amount of it converts into, if anything says so, and how much one holds."""
        self.measure, self.times = measure, Decimal(times)

    INPUT_MTOK = "input_mtok", "million tokens in"
    OUTPUT_MTOK = "output_mtok", "million tokens out"
    CACHED_INPUT_MTOK = "cached_input_mtok", "million tokens in, cached"
    IMAGE = "image", "picture", Measure.PICTURE
    VIDEO_SECOND = "video_second", "second of video", Measure.SECOND
    AUDIO_MINUTE = "audio_minute", "minute of sound", Measure.SECOND, "60"
    MCHAR = "mchar", "million characters", Measure.CHARACTER, "1000000"
    PAGE = "page", "page read", Measure.PAGE
    GENERATION = "generation", "finished piece", Measure.PIECE
    # What only plans of apps are sold by.
    SEAT_MONTH = "seat_month", "seat and month"
    ACCOUNT_MONTH = "account_month", "firm and month"
    LOCATION_MONTH = "location_month", "site and month"
    CHANNEL_MONTH = "channel_month", "channel and month"
    GB_MONTH = "gb_month", "gigabyte and month"
    ONCE = "once", "licence, paid once"
    RESULT = "result", "result", Measure.RESULT
    RESOLUTION = "resolution", "solved request", Measure.RESULT
    CONVERSATION = "conversation", "conversation", Measure.RESULT
    DOCUMENT = "document", "document", Measure.RESULT
    CHECK = "check", "check", Measure.RESULT
    VIDEO_MINUTE = "video_minute", "minute of video", Measure.SECOND, "60"
    AUDIO_HOUR = "audio_hour", "hour of sound", Measure.SECOND, "3600"
    CHARACTER = "character", "character", Measure.CHARACTER
    WORD = "word", "word", Measure.CHARACTER, "6"  # the space included
    MTOK = "mtok", "million tokens", Measure.TOKEN, "1000000"
    CREDIT = "credit", "credit"  # what an app takes for a result stands with the app
    OPERATION = "operation", "step of a flow"
    MAIL = "mail", "mail sent"
    OTHER = "other", "unit of its own"


# What offers of models are sold by; all others are units of apps.
OFFER_UNITS = tuple(unit for unit in PriceUnit if unit.order < PriceUnit.SEAT_MONTH.order)
# What is paid each month, however much is used.
MONTHLY_UNITS = (
    PriceUnit.SEAT_MONTH,
    PriceUnit.ACCOUNT_MONTH,
    PriceUnit.LOCATION_MONTH,
    PriceUnit.CHANNEL_MONTH,
    PriceUnit.GB_MONTH,
)


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

    def __init__(self, _value: str, _label: str, limit_gb: int = 0) -> None:
        """Keep the GB of weights that it holds at most; 0 where there is no limit."""
        self.limit_gb = limit_gb

    PC = "pc", "PC with one consumer card", 20
    CARD = "card", "One data-centre card", 68
    SERVER = "server", "One server of eight cards", 560
    CLUSTER = "cluster", "Several servers"

    @classmethod
    def holding(cls, weights_gb: Decimal) -> "MachineSize":
        """Return the smallest machine that holds so many GB of weights."""
        return next(size for size in cls if not size.limit_gb or weights_gb <= size.limit_gb)


class Deal(Word):
    """How a machine is had."""

    RENT = "rent", "Rented"
    BUY = "buy", "Bought"


class Currency(Word):
    """A currency that prices come in, by ISO 4217."""

    USD = "USD", "US dollar"
    EUR = "EUR", "Euro"
    GBP = "GBP", "British pound"
    CHF = "CHF", "Swiss franc"
    DKK = "DKK", "Danish krone"
    NOK = "NOK", "Norwegian krone"
    SEK = "SEK", "Swedish krona"


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

    ARABIC = "ar", "Arabic"
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
    HEBREW = "he", "Hebrew"
    HINDI = "hi", "Hindi"
    HUNGARIAN = "hu", "Hungarian"
    ICELANDIC = "is", "Icelandic"
    INDONESIAN = "id", "Indonesian"
    IRISH = "ga", "Irish"
    ITALIAN = "it", "Italian"
    JAPANESE = "ja", "Japanese"
    KOREAN = "ko", "Korean"
    LATVIAN = "lv", "Latvian"
    LITHUANIAN = "lt", "Lithuanian"
    MALAY = "ms", "Malay"
    NORWEGIAN = "no", "Norwegian"
    PERSIAN = "fa", "Persian"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    ROMANIAN = "ro", "Romanian"
    RUSSIAN = "ru", "Russian"
    SERBIAN = "sr", "Serbian"
    SLOVAK = "sk", "Slovak"
    SLOVENE = "sl", "Slovene"
    SPANISH = "es", "Spanish"
    SWAHILI = "sw", "Swahili"
    SWEDISH = "sv", "Swedish"
    THAI = "th", "Thai"
    TURKISH = "tr", "Turkish"
    UKRAINIAN = "uk", "Ukrainian"
    URDU = "ur", "Urdu"
    VIETNAMESE = "vi", "Vietnamese"


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


class AppKind(Word):
    """What an app is: the shelf of the shop that it stands on."""

    def __init__(self, _value: str, _label: str, tries: int = 0) -> None:
        """Keep how many pieces are made until one is used, by our estimate.

        It is 0 where a seat holds what its person does.
        """
        self.tries = tries

    @property
    def metered(self) -> bool:
        """Tell whether its plans hold so much a month, whoever uses them."""
        return self.tries > 0

    ASSISTANT = "assistant", "General assistant"
    SUPPORT_DESK = "support-desk", "Helpdesk and chat with customers", 1
    PHONE = "phone", "Telephone", 1
    EMAIL = "email", "Mail and shared inbox"
    BOOKING = "booking", "Booking pages and reminders"
    CRM = "crm", "Customer records"
    REVIEWS_FEEDBACK = "reviews-feedback", "Reviews and surveys"
    SHOP_WEBSITE = "shop-website", "Shop and website"
    PROPOSALS = "proposals", "Proposals and quotes"
    TRANSLATION = "translation", "Translation", 1
    MEETING_NOTES = "meeting-notes", "Minutes of meetings and calls"
    TRANSCRIPTION = "transcription", "Recordings to text", 1
    HEALTH_SCRIBE = "health-scribe", "Notes of medical visits", 1
    VOICE = "voice", "Reading aloud and dubbing", 1
    MUSIC = "music", "Music", 1
    AVATAR_VIDEO = "avatar-video", "Videos with a made-up presenter", 1
    VIDEO_EDITOR = "video-editor", "Cutting and subtitling videos", 1
    FILM_GENERATOR = "film-generator", "Made video clips", 3
    IMAGE_GENERATOR = "image-generator", "Made pictures", 2
    PHOTO_EDITOR = "photo-editor", "Photos of products and rooms", 1
    DESIGN_SUITE = "design-suite", "Layouts, flyers and logos"
    SLIDES = "slides", "Slides"
    UI_DESIGN = "ui-design", "Screens"
    BUILDING_3D = "3d-building", "3D models and buildings"
    DOCUMENT_CAPTURE = "document-capture", "Fields out of documents", 1
    ACCOUNTING = "accounting", "Bookkeeping"
    LAW = "law", "Contracts and law"
    KNOWLEDGE_SEARCH = "knowledge-search", "Answers from own papers"
    HR = "hr", "Recruiting"
    EDUCATION = "education", "Teaching"
    RESEARCH = "research", "Research"
    CODING = "coding", "Program code"
    DATA_ANALYSIS = "data-analysis", "Tables and data"
    SEO_WRITING = "seo-writing", "Web texts"
    EMAIL_CAMPAIGN = "email-campaign", "Newsletters"
    SOCIAL_POSTS = "social-posts", "Posts in social networks"
    TEXT_CHECK = "text-check", "Checking texts and pictures"
    AUTOMATION = "automation", "Linking programs", 1
    MAINTENANCE = "maintenance", "Machines and inspections"
    SECTOR_TOOL = "sector-tool", "One trade"


class HarmKind(Word):
    """What the worst that a wrong result does is."""

    HURT = "hurt", "Somebody is hurt"
    LAW = "law", "A law or a contract is broken"


class SolutionKind(Word):
    """A kind of answer to a job, in the words of an adviser."""

    NONE = "none", "No AI"
    ASSISTANT = "assistant", "A general assistant"
    APP = "app", "An app made for it"
    MODEL = "model", "A model built in"
    MACHINE = "machine", "An open model on your own machine"


class Software(Word):
    """What a firm works in: one list for what apps work inside and what a firm may have."""

    def __init__(self, _value: str, _label: str, broader: str = "") -> None:
        """Keep the word of this list for the whole group that it belongs to."""
        self.broader = broader

    MICROSOFT_365 = "microsoft-365", "Microsoft 365"
    GOOGLE_WORKSPACE = "google-workspace", "Google Workspace"
    SLACK = "slack", "Slack"
    WHATSAPP = "whatsapp", "WhatsApp"
    PHONE_SYSTEM = "phone-system", "Telephone"
    VIDEO_CALLS = "video-calls", "Video calls"
    TEAMS = "teams", "Microsoft Teams", "video-calls"
    ZOOM = "zoom", "Zoom", "video-calls"
    CRM = "crm", "Customer records (CRM)"
    HUBSPOT = "hubspot", "HubSpot", "crm"
    SALESFORCE = "salesforce", "Salesforce", "crm"
    HELPDESK = "helpdesk", "A helpdesk"
    ZENDESK = "zendesk", "Zendesk", "helpdesk"
    WEBSITE_BUILDER = "website-builder", "A website builder"
    WORDPRESS = "wordpress", "WordPress", "website-builder"
    SHOPIFY = "shopify", "Shopify", "website-builder"
    WOOCOMMERCE = "woocommerce", "WooCommerce", "website-builder"
    ACCOUNTING_SOFTWARE = "accounting-software", "Accounting software"
    QUICKBOOKS = "quickbooks", "QuickBooks", "accounting-software"
    XERO = "xero", "Xero", "accounting-software"
    ADOBE = "adobe", "Adobe"
    CANVA = "canva", "Canva"
    FIGMA = "figma", "Figma"
    CAD_SOFTWARE = "cad-software", "CAD software"
    REVIT = "revit", "Revit", "cad-software"
    SKETCHUP = "sketchup", "SketchUp", "cad-software"
    RHINO = "rhino", "Rhino", "cad-software"
    CODE_EDITOR = "code-editor", "A code editor"
    CODE_HOST = "code-host", "GitHub, GitLab or the like"
    AD_CONSOLE = "ad-console", "The console of an ad network"
    BI_TOOL = "bi-tool", "A reporting tool"
    BOOKING_SYSTEM = "booking-system", "A booking system"
    ESTATE_SOFTWARE = "estate-software", "Estate agents’ software"
    HOTEL_SYSTEM = "hotel-system", "A hotel system"
    INSURER_PORTAL = "insurer-portal", "The portal of an insurer"
    LAW_DATABASE = "law-database", "A law database"
    LEARNING_PLATFORM = "learning-platform", "A learning platform"
    MAINTENANCE_SOFTWARE = "maintenance-software", "Maintenance software"
    NEWSLETTER_SOFTWARE = "newsletter-software", "Newsletter software"
    PRACTICE_SOFTWARE = "practice-software", "Practice software"
    RECRUITING_SOFTWARE = "recruiting-software", "Recruiting software"
    REFERENCE_MANAGER = "reference-manager", "A reference manager"
    SHIPPING_SOFTWARE = "shipping-software", "Shipping software"
    SMARTPHONE = "smartphone", "A smartphone"
    SOCIAL_NETWORK_TOOLS = "social-network-tools", "The social networks’ own tools"
    SURVEY_TOOL = "survey-tool", "A survey tool"
    VIDEO_EDITOR_LIBRARY = "video-editor-library", "A video editor with its library"


class RunsOn(Word):
    """Where people use an app."""

    BROWSER = "browser", "Browser"
    DESKTOP = "desktop", "Program on the computer"
    IOS = "ios", "iPhone and iPad"
    ANDROID = "android", "Android"
    OWN_SERVER = "own-server", "Own server"


class Intake(Word):
    """What people put into an app."""

    TEXT = "text", "Text or files"
    PAPER = "paper", "Scans or photos of papers"
    PHOTO = "photo", "Photos or pictures"
    RECORDING = "recording", "Recordings of speech or sound"
    DICTATION = "dictation", "What somebody dictates"
    VIDEO = "video", "Videos"


class Buyer(Word):
    """Who alone may buy a plan."""

    SCHOOL = "school", "Schools and universities"


class ModelsInside(Word):
    """What a seller says of the models inside an app."""

    USER_PICKS = "user-picks", "The user picks the model"
    NAMED = "named", "Named by the seller"
    OWN = "own", "The seller’s own"
    CLASSIC = "classic", "Classic methods, no language model"
    SEVERAL = "several", "Several, which answers is not said"
    UNKNOWN = "unknown", "Not said"


class Billing(Word):
    """How a price is paid; nothing where it is paid by use, or where its source does not say."""

    UNSAID = "", "By use, or not said"
    MONTHLY = "monthly", "By the month"
    YEARLY = "yearly", "A month’s share, paid by the year"


class PriceFor(Word):
    """What of a plan a price is for."""

    PLAN = "", "What the plan holds"
    BEYOND = "beyond", "What goes beyond it"
    ON_TOP = "on-top", "Each result or seat besides, however much the plan holds"
    ADD_ON = "add-on", "AI that is ordered besides the plan, for each person"


class PriceStanding(Word):
    """Whether a price is the one on file or what another source says beside it."""

    COUNTS = "", "On file"
    RIVAL = "rival", "Another source says so"


class PlainAnswer(Word):
    """What a fact of a plan comes to."""

    YES = "yes", "Yes"
    OPTION = "option", "Yes, on a condition"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not said"


class AppQuestion(Word):
    """A question that every plan of an app has to answer before a firm can use it."""

    def __init__(self, _value: str, _label: str, short: str, ask: str) -> None:
        """Keep its label where space is short, and what to ask the seller where no page says."""
        self.short, self.ask = short, ask

    CONTRACT = (
        "contract",
        "Terms for firms",
        "Terms",
        "Do your business terms cover this plan?",
    )
    PROCESSOR = (
        "processor",
        "Processor contract (GDPR)",
        "GDPR contract",
        "Will you sign a contract as our processor (Art. 28 GDPR) for this plan?",
    )
    TRAINING = (
        "training",
        "Trains on what you send",
        "Out of training",
        "Do you train AI on what we send in this plan, and can we forbid it by contract?",
    )
    PLACE = (
        "place",
        "Kept and worked in the EU",
        "In the EU",
        "Is all of it kept and worked in the EU in this plan, by your AI suppliers too?",
    )
    SECRECY = (
        "secrecy",
        "Bound to professional secrecy",
        "Secrecy",
        "Will you sign an undertaking of professional secrecy, or a contract on health data?",
    )
    SETUP = (
        "setup",
        "Who sets it up",
        "Set up by",
        "Can we set it up without a developer, and how long does it take?",
    )
    BUSINESS_USE = (
        "business-use",
        "May be used for work",
        "For work",
        "May a firm in our country use this plan for its work?",
    )


class AppAnswer(Word):
    """What a source says to one of these questions."""

    YES = "yes", "Yes"
    NO = "no", "No"
    ON_REQUEST = "on-request", "On request"
    BUSINESS_TERMS = "business-terms", "Business terms"
    PRIVATE_TERMS = "private-terms", "Private terms"
    OFF_BY_SWITCH = "off-by-switch", "Yes, until you switch it off"
    OPT_OUT_BY_CONTRACT = "opt-out-by-contract", "Yes, unless you opt out by letter or contract"
    EU = "eu", "In the EU"
    OWN_SERVER = "own-server", "On your own machine"
    EU_IN_PLAN = "eu-option-in-plan", "In the EU if you choose it, in this plan"
    EU_IN_HIGHER_PLAN = "eu-option-higher-plan", "In the EU only in a larger plan"
    USA = "us", "In the United States"
    ELSEWHERE = "other", "Elsewhere, or in several countries"
    OWNER = "owner", "Anybody"
    HANDY = "handy", "Somebody who is good with computers"
    DEVELOPER = "developer", "A developer"
    NOT_IN_COUNTRIES = "not-in-countries", "Not in the countries named"


# What a source can say to each question, and what it comes to.
APP_ANSWERS: Mapping[AppQuestion, Mapping[AppAnswer, PlainAnswer]] = {
    AppQuestion.CONTRACT: {
        AppAnswer.BUSINESS_TERMS: PlainAnswer.YES,
        AppAnswer.PRIVATE_TERMS: PlainAnswer.NO,
    },
    AppQuestion.PROCESSOR: {
        AppAnswer.YES: PlainAnswer.YES,
        AppAnswer.ON_REQUEST: PlainAnswer.OPTION,
        AppAnswer.NO: PlainAnswer.NO,
    },
    AppQuestion.TRAINING: {
        AppAnswer.NO: PlainAnswer.NO,
        AppAnswer.OFF_BY_SWITCH: PlainAnswer.OPTION,
        AppAnswer.OPT_OUT_BY_CONTRACT: PlainAnswer.OPTION,
        AppAnswer.YES: PlainAnswer.YES,
    },
    AppQuestion.PLACE: {
        AppAnswer.EU: PlainAnswer.YES,
        AppAnswer.OWN_SERVER: PlainAnswer.YES,
        AppAnswer.EU_IN_PLAN: PlainAnswer.OPTION,
        AppAnswer.EU_IN_HIGHER_PLAN: PlainAnswer.NO,
        AppAnswer.USA: PlainAnswer.NO,
        AppAnswer.ELSEWHERE: PlainAnswer.NO,
    },
    AppQuestion.SECRECY: {
        AppAnswer.YES: PlainAnswer.YES,
        AppAnswer.ON_REQUEST: PlainAnswer.OPTION,
        AppAnswer.NO: PlainAnswer.NO,
    },
    AppQuestion.SETUP: {
        AppAnswer.OWNER: PlainAnswer.YES,
        AppAnswer.HANDY: PlainAnswer.OPTION,
        AppAnswer.DEVELOPER: PlainAnswer.NO,
    },
    AppQuestion.BUSINESS_USE: {
        AppAnswer.YES: PlainAnswer.YES,
        AppAnswer.NOT_IN_COUNTRIES: PlainAnswer.OPTION,
        AppAnswer.NO: PlainAnswer.NO,
    },
}
