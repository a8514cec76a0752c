"""The closed word lists of answers and decisions."""

from catalog.vocabulary import Word


class Exactness(Word):
    """How exact a result must be, and where the right one comes from."""

    LIKELY = "likely", "Good enough: it may differ each time"
    LISTED = "listed", "Exactly right, from a list of ours"
    CALCULATED = "calculated", "Exactly right, and calculated"
    FORECAST = "forecast", "A forecast from past figures"
    RULING = "ruling", "A decision about a person"


class WrongResult(Word):
    """What happens when one result is wrong."""

    NUISANCE = "nuisance", "It is a nuisance"
    MONEY = "money", "It costs money or a customer"
    HARM = "harm", "Somebody could be hurt"
    LAW = "law", "It breaks the law or a contract"

    @property
    def severe(self) -> bool:
        """Return whether only the best model will do, and a person releases every result."""
        return self in {WrongResult.HARM, WrongResult.LAW}


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


class Check(Word):
    """How many results a person reads before they are used."""

    EVERY = "every", "Every result"
    SAMPLE = "sample", "A sample, such as one in ten"
    NOBODY = "nobody", "Nobody"


class Use(Word):
    """How the model is used in daily work."""

    BY_HAND = "by-hand", "By hand, in an app or a chat window"
    BUILT_IN = "built-in", "Built into our own software or website"


class Place(Word):
    """Where the material may be processed."""

    ANYWHERE = "anywhere", "Anywhere"
    EU = "eu", "Only in the European Union"
    OWN_SERVERS = "own-servers", "Only on our own servers"


class Preference(Word):
    """What counts among the models that are good enough."""

    BEST = "best", "The best result"
    BALANCED = "balanced", "A good balance"
    LOWEST_COST = "lowest-cost", "The lowest cost"


class Kind(Word):
    """The kind of model that one part of a job needs."""

    LANGUAGE = "language", "language model"
    TRANSCRIPTION = "transcription", "transcription model"
    IMAGE = "image", "image model"
    VIDEO = "video", "video model"
    SPEECH = "speech", "voice model"
    MUSIC = "music", "music model"
    SHAPE = "3d", "3D model"


LANGUAGE_KINDS = frozenset({Kind.LANGUAGE, Kind.TRANSCRIPTION})
SHOWS_SOMEBODY = frozenset({Kind.IMAGE, Kind.VIDEO, Kind.SPEECH})  # or lets somebody be heard
DRAWN = frozenset({Kind.IMAGE, Kind.VIDEO, Kind.SHAPE})


class State(Word):
    """How the question of one part ends."""

    PICKED = "picked", "One name is advised"
    UNMEASURED = "unmeasured", "Nothing is measured: three to try"
    ASK_FIRST = "ask-first", "A seller has to answer first"
    OVER_BUDGET = "over-budget", "The limit on cost buys nothing good enough"
    LIST = "list", "A list answers, AI words it"
    WRONG_TOOL = "wrong-tool", "Not a job for generative AI"
    NONE = "none", "No model passes every hard limit"
    PROJECT = "project", "No app passes: to have a model built in is a project to decide on"
    LEAVE = "leave", "It does not pay: leave the job as it is"


USED = frozenset(
    {State.PICKED, State.UNMEASURED, State.LIST}
)  # something is named that is tested and then used


class Outcome(Word):
    """What kind of answer the plan gives as a whole."""

    LANGUAGE = "language", "A language model"
    MEDIA = "media", "Other generative AI"
    BOTH = "both", "Both"
    LIST = "list", "A list answers, AI words it"
    WRONG_TOOL = "wrong-tool", "Not a job for generative AI"


class Certainty(Word):
    """How sure the first name is."""

    CLEAR = "clear", "clear"
    CLOSE = "close", "close"
    THIN = "thin", "thin"


class Way(Word):
    """How a model is bought."""

    SEAT = "seat", "A seat in an app"
    API = "api", "An API, or a tool built on it"
    MACHINE = "machine", "Your own machine"


class Releaser(Word):
    """Who lets a result go out where a person releases it."""

    OWNER = "owner", "the person who answers for the job today"
    TRAINED = "trained", "a person who is trained in the subject"
    LICENSED = "licensed", "the person who holds the licence, who also signs"
    DECIDER = "decider", "the person who decides, and can explain why"
    RIGHTS = "rights", "the person who clears rights and consent"
