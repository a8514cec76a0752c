"""The closed word lists of answers and decisions."""

from catalog.vocabulary import Word


class Result(Word):
    """What kind of result the job asks for."""

    CONTENT = "content", "Something written, drawn, spoken or sorted"
    SUM = "sum", "An exact figure worked out from figures"
    FORECAST = "forecast", "A forecast from past figures"
    RECORD = "record", "The one right entry from a list or a database"
    RULING = "ruling", "A decision about a person, such as hiring or credit"


class Check(Word):
    """How far a person looks at results before they are used."""

    EVERY = "every", "Every result"
    SAMPLE = "sample", "A sample, such as one in ten"
    NOBODY = "nobody", "Nobody"


class Sensitivity(Word):
    """What the inputs give away."""

    PUBLIC = "public", "Nothing private"
    PERSONAL = "personal", "Names or other personal data"
    CONFIDENTIAL = "confidential", "Trade secrets or other confidential data"


class Place(Word):
    """Where the data may be processed."""

    ANYWHERE = "anywhere", "Anywhere"
    EU = "eu", "Only in the European Union"
    OWN_SERVERS = "own-servers", "Only on our own servers"


class TrainingWish(Word):
    """Whether the seller may train on what is sent."""

    RULED_OUT = "ruled-out", "No, that must be ruled out"
    FINE = "fine", "Yes, what we send is public anyway"


class Importance(Word):
    """How much a criterion counts."""

    MUST = "must", "Must"
    NICE = "nice", "Nice"
    NO_MATTER = "no-matter", "No matter"


class Criterion(Word):
    """What models are compared by."""

    QUALITY = "quality", "Quality"
    COST = "cost", "Price"
    CONTROL = "control", "Control"
    HEADROOM = "headroom", "Room to grow"


class Length(Word):
    """How long an input is, beside the usual input of that use case."""

    SHORT = "short", "Shorter than usual"
    USUAL = "usual", "About as usual"
    LONG = "long", "Several times longer than usual"


class Symptom(Word):
    """What goes wrong, or is feared to."""

    MADE_UP = "made-up", "It states things that are not so"
    NOT_OURS = "not-ours", "It does not know our products, prices or rules"
    TONE = "tone", "It does not sound like us"
    FORM = "form", "The form is wrong: too long, wrong order, missing parts"
    UNEVEN = "uneven", "Good one time, poor the next"
    LOOK = "look", "Pictures or film do not look like our product"
    STYLE = "style", "Pictures or film do not have our style"
    VOICE = "voice", "The voice does not sound like us"


class Material(Word):
    """What the owner has at hand to teach a model."""

    STYLE_GUIDE = "style-guide", "A written house style"
    EXAMPLES = "examples", "Good examples of finished results"
    DOCUMENTS = "documents", "Documents with the right facts: price lists, manuals, rules"
    PICTURES = "pictures", "Pictures of our products or in our style"
    RECORDINGS = "recordings", "Recordings of a voice that we may use"


class Joining(Word):
    """How the outputs hang together in daily work."""

    APART = "apart", "Each is a job of its own"
    TOGETHER = "together", "They make one piece of work, one after the other"


class Outcome(Word):
    """What kind of AI a plan says."""

    LANGUAGE = "language", "A language model"
    MEDIA = "media", "Other generative AI"
    BOTH = "both", "Both"
    NEITHER = "neither", "Not a job for generative AI"


class Standing(Word):
    """Where a model stands on a shortlist."""

    TRY = "try", "tie, try it"
    FIRST = "first", "first"
    TIE = "tie", "tie"
    BEHIND = "behind", "behind"
    NOT_KNOWN = "not-known", "not known"
    ASK = "ask", "ask first"


class Rung(Word):
    """The ladder of adaptation, in the order of trying."""

    INSTRUCTIONS = "instructions", "Write the instructions well"
    EXAMPLES = "examples", "Add examples"
    RETRIEVAL = "retrieval", "Let it look things up"
    FINE_TUNING = "fine-tuning", "Fine-tune"
    REFERENCE = "reference", "Show reference pictures"
    STYLE = "style", "Train a style of your own"
    VOICE = "voice", "Use a voice of your own"


class RungState(Word):
    """What to do about a rung now."""

    NOW = "now", "start here"
    NEXT = "next", "then this"
    LATER = "later", "not needed yet"
    BLOCKED = "blocked", "not possible with this model"


class FactKind(Word):
    """Which kind of catalog row a fact is."""

    MODEL = "model", "Model"
    PRICE = "price", "Price"
    TERMS = "terms", "Data terms"
    OFFER = "offer", "Offer"
    SCORE = "score", "Score"
    CELL = "cell", "Matrix cell"
    USE_CASE = "use-case", "Use case"
    GUIDANCE = "guidance", "Sourced statement"
    TUNING = "tuning", "Way to adapt"
    MODALITY = "modality", "Medium"
    METHOD = "method", "Section of the method"


class Input(Word):
    """What goes into the cost of a usable result."""

    PRICE = "price", "Price of the model"
    UNITS = "units", "Length of a result"
    TRIES = "tries", "Asking again"
    ACCEPTED = "accepted", "Share accepted"
    CHECKING = "checking", "Checking time"
    HANDLING = "handling", "Asking for it and putting it to use"
    FEE = "fee", "Model fees"  # measured: in the place of price, length and asking again
    MINUTES = "minutes", "Working time"  # measured: in the place of checking and handling
    WAGE = "wage", "Cost of an hour"
    VOLUME = "volume", "Results a month"
    BY_HAND = "by-hand", "Minutes by hand today"
    SETUP = "setup", "Set-up"


class Basis(Word):
    """Where a figure comes from."""

    ANSWER = "answer", "you said so"
    CATALOG = "catalog", "on file"
    ESTIMATE = "estimate", "estimate"
    MEASURED = "measured", "measured"
    OWN = "own", "your own figure"
