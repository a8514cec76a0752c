"""The apps that people buy: what each is, its plans, their terms, and what solves a job."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import (
    Quantity,
    as_of_fact,
    fact,
    not_negative,
    note_fact,
    optional,
    positive,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    Buyer,
    Confidence,
    Intake,
    Known,
    Language,
    Medium,
    ModelsInside,
    PriceUnit,
    Region,
    RunsOn,
    Software,
    SolutionKind,
)

USES = "What it is for"
INSIDE = "What is inside"
BESIDE = "What it works with"
HOLDS = "What a month holds"
SEATS = "Seats"
TAKES = "What one result takes where apps count it"


@record
class App:
    """An app that people buy, such as ChatGPT; what one can buy of it are its plans."""

    slug: str = slug_fact("chatgpt")
    name: str = fact("name", "As people call it.", "ChatGPT")
    maker: str = fact("maker", "Who makes and sells it.", "OpenAI", parent="providers", filter=True)
    about: str = fact(
        "about",
        "What it is and what it is good for.",
        "OpenAI’s assistant for writing.",
        text="paragraph",
    )
    main_kind: AppKind = fact(
        "kind", "What it is above all.", "General assistant", group=USES, filter=True
    )
    more_kinds: tuple[AppKind, ...] = optional(
        "also", "What else it is.", "Slides", group=USES, filter=True, silent=True
    )
    made_for: tuple[str, ...] = optional(
        "made for",
        "The jobs it is made for. Empty for a general assistant: the solutions of a job name it.",
        "Answer customers by chat",
        group=USES,
        link="use_cases",
        filter=True,
        silent=True,
    )
    does_besides: tuple[str, ...] = optional(
        "does besides",
        "Which of these it does besides, and nobody buys it for them.",
        "Review code for an editor",
        group=USES,
        link="use_cases",
        silent=True,
    )
    trades: tuple[str, ...] = optional(
        "made for trades",
        "Whom it is made for alone. Empty: whoever has the job.",
        "Hotels, restaurants, food and travel",
        group=USES,
        link="industries",
        silent=True,
    )
    makes: tuple[Medium, ...] = optional(
        "makes", "What people make with it.", "Text", group=USES, filter=True
    )
    takes: tuple[Intake, ...] = optional(
        "takes in",
        "What people put into it, where a source lists all of it. Empty is unknown.",
        "Videos for OpusClip",
        group=USES,
        filter=True,
        silent=True,
    )
    works_inside: tuple[Software, ...] = optional(
        "works inside",
        "The software that it is built into or links with, as its seller says.",
        "Shopify, Slack",
        group=BESIDE,
        filter=True,
        silent=True,
    )
    part_of: Software | None = optional(
        "part of",
        "The software that it is, or is a part of: who has that has a way to it already.",
        "Microsoft 365 for Microsoft 365 Copilot",
        group=BESIDE,
        filter=True,
        silent=True,
    )
    needs: tuple[Software, ...] = optional(
        "needs besides",
        "What one has to have or pay for besides, or one of these.",
        "Microsoft 365",
        group=BESIDE,
        silent=True,
    )
    runs_on: tuple[RunsOn, ...] = optional(
        "runs on", "Where people use it.", "Browser", group=BESIDE, filter=True
    )
    models_inside: ModelsInside = optional(
        "models inside",
        "What the seller says of the models inside.",
        "The user picks the model",
        group=INSIDE,
        filter=True,
    )
    models: tuple[str, ...] = optional(
        "built on",
        "Models that people get to use in it, where they are named.",
        "Claude Opus 4.6",
        group=INSIDE,
        link="models",
        filter=True,
        silent=True,
    )
    families: tuple[str, ...] = optional(
        "families inside",
        "Makers whose models are inside, where versions are not named.",
        "OpenAI",
        group=INSIDE,
        link="providers",
        silent=True,
    )
    languages: tuple[Language, ...] = optional(
        "languages",
        "Languages that its seller names. What is not named stays unknown.",
        "German",
        group=BESIDE,
        filter=True,
    )
    languages_note: str = optional(
        "on languages",
        "What the seller says of languages, where it names none.",
        "More than 100 languages",
        group=BESIDE,
        silent=True,
    )
    free_plan: Known = optional(
        "free plan",
        "Is there a plan without charge that does not end?",
        "Unknown if no source says so",
        group="What it costs",
        filter=True,
    )
    secrecy_from: str = optional(
        "secrecy from",
        "Who gives out its contract on professional secrecy, where its maker does not.",
        "Microsoft’s reseller for Microsoft 365 Copilot",
        group="What it costs",
        silent=True,
    )
    by_quote: bool = optional(
        "by quote",
        "Tick if its seller states no price and makes an offer to each customer.",
        "ticked for Spellbook",
        group="What it costs",
        silent=True,
        filter=True,
    )
    for_large: bool = optional(
        "for large firms",
        "Tick if it is made for large firms, or for thousands of results a month.",
        "ticked for Glean",
        group=USES,
        silent=True,
    )
    beta: bool = optional(
        "beta",
        "Tick while its maker calls it a beta, or an experiment.",
        "ticked for Pomelli",
        group=USES,
        silent=True,
    )
    credits_low: Decimal | None = optional(
        "credits, from",
        "How many credits of the seller one of the units below takes at least.",
        "5",
        group=HOLDS,
        rule=positive(),
        public=False,
        silent=True,
    )
    credits_high: Decimal | None = optional(
        "credits, to",
        "How many it takes at most; this figure counts. The same where there is no range.",
        "25",
        group=HOLDS,
        rule=positive(),
        quantity=Quantity(unit="credits", name="credits", low="credits_low", high="credits_high"),
        silent=True,
    )
    credits_unit: PriceUnit | None = optional(
        "credits for one",
        "What so many credits make.",
        "second of video",
        group=HOLDS,
        silent=True,
    )
    note: str = note_fact("Which model answers depends on the plan.")
    url: str = optional("address", "Its own page.", "https://chatgpt.com", text="address")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class AppPlan:
    """A plan of an app: what people buy. It is built on models, but is not a model."""

    slug: str = slug_fact("claude-pro")
    name: str = fact("name", "As on the price page, with the name of the app.", "Claude Pro")
    app: str = fact(
        "plan of",
        "The app that this is a plan of.",
        "ChatGPT for ChatGPT Business",
        parent="apps",
        filter=True,
    )
    about: str = optional(
        "about", "What it is, in one sentence.", "A chat assistant by the month.", text="paragraph"
    )
    included: str = optional(
        "included",
        "What the plan holds, in a few words.",
        "all channels, 300 credits a seat",
        group=HOLDS,
        text="paragraph",
        silent=True,
    )
    capacity: Decimal | None = optional(
        "holds a month",
        "How much a month holds; by the seat where it is paid by the seat. Empty is unknown.",
        "300",
        group=HOLDS,
        rule=positive(),
        quantity=Quantity(unit="{capacity_unit}", name="capacity"),
    )
    capacity_unit: PriceUnit | None = optional(
        "counted in",
        "What that number counts.",
        "credit",
        group=HOLDS,
        silent=True,
    )
    capacity_of: str = optional(
        "that is",
        "What is counted, in the seller’s words.",
        "automated resolutions",
        group=HOLDS,
        silent=True,
    )
    unlimited: Known = optional(
        "without limit",
        "Does a source say that a month has no limit?",
        "Yes for a program on your own computer",
        group=HOLDS,
        silent=True,
    )
    given_once: bool = optional(
        "given once",
        "Tick if a source says that what it holds is given once, and not again each month.",
        "ticked for Mokker Free",
        group=HOLDS,
        silent=True,
    )
    extra: str = optional(
        "costs extra",
        "What costs extra, in a few words, where no price on file says it.",
        "a second telephone number",
        group=HOLDS,
        silent=True,
    )
    usd_device: Decimal | None = optional(
        "US dollars for a device",
        "What the device costs that its user has to buy once. Empty: none, or unknown.",
        "189",
        group=HOLDS,
        rule=positive(below=1_000_000_000),
        quantity=Quantity(unit="USD", name="device"),
        silent=True,
    )
    least_seats: int | None = optional(
        "least seats",
        "How many seats one must buy at least.",
        "2",
        group=SEATS,
        rule=positive(),
        quantity=Quantity(unit="seats"),
    )
    most_seats: int | None = optional(
        "most seats",
        "How many seats are sold at most; of a plan for the whole firm, how many people it serves.",
        "300",
        group=SEATS,
        rule=positive(),
        quantity=Quantity(unit="seats"),
    )
    for_everybody: bool = optional(
        "for everybody",
        "Tick if everybody in the firm gets the same plan, so that each person takes a seat.",
        "ticked for Google Workspace Business Standard",
        group=SEATS,
        silent=True,
    )
    in_every_plan: bool = optional(
        "in every plan",
        "Tick if a source says that every plan of the program holds what AI does in this one.",
        "ticked for Shopify Basic",
        group=HOLDS,
        silent=True,
    )
    does: tuple[str, ...] = optional(
        "does only",
        "Which of the app’s jobs this plan does, where it does not do them all.",
        "Reply to e-mails for Zendesk Support Team",
        group=HOLDS,
        link="use_cases",
        silent=True,
    )
    without_ai: bool = optional(
        "without AI",
        "Tick if what is listed of this plan leaves out the AI of the app.",
        "ticked for Help Scout Free",
        group=HOLDS,
        silent=True,
    )
    sold_to: Buyer | None = optional(
        "sold to",
        "Who alone may buy it, and takes it in place of the others. Empty for any firm.",
        "Schools and universities",
        group=SEATS,
        silent=True,
    )
    besides: str = optional(
        "needs besides",
        "What this plan needs besides, in a few words, where no price on file counts it.",
        "GitHub Enterprise Cloud",
        group=HOLDS,
        silent=True,
    )
    trial_days: int | None = optional(
        "days of trial",
        "For how many days one may try it for nothing. Empty is unknown.",
        "14",
        group=SEATS,
        rule=positive(),
        quantity=Quantity(unit="days"),
        silent=True,
    )
    also_holds: tuple[str, ...] = optional(
        "also holds",
        "Other apps that come with this plan and are not sold by themselves.",
        "Google Flow for Google AI Pro",
        link="apps",
        silent=True,
    )
    terms: str | None = optional(
        "data terms", "The terms that hold for it.", "ChatGPT Business", link="data_terms"
    )
    advised_for: str = optional(
        "advised for",
        "The kind of work for which owners are advised to take it, in a few words; empty for none.",
        "any writing",
    )
    note: str = note_fact("Billed for at least two seats.")
    url: str = optional("address", "Its price page.", "https://claude.com/pricing", text="address")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class AppStatement:
    """What one source says to one question on an app or on one of its plans."""

    app: str = fact("app", "Of which app it speaks.", "ChatGPT", parent="apps", filter=True)
    app_plan: str | None = optional(
        "plan",
        "Of which plan it speaks; empty for all plans of the app.",
        "ChatGPT Business",
        parent="app_plans",
    )
    question: AppQuestion = fact(
        "question", "What it speaks of.", "Trains on what you send", filter=True
    )
    answer: AppAnswer = fact("answer", "What it comes to.", "No", filter=True)
    countries: tuple[Region, ...] = optional(
        "countries",
        (
            "Of which countries it speaks, if only of these: where it may not be used, or whom "
            "it binds."
        ),
        "European Economic Area, Switzerland",
        silent=True,
    )
    says: str = fact(
        "says",
        "What the source says, in our words, with its condition.",
        "Not by default; only if the firm opts in, for instance through feedback.",
        text="paragraph",
    )
    confidence: Confidence = fact(
        "confidence",
        "How sure you are of this reading.",
        "Medium where a third party says so",
        group="Proof",
        filter=True,
    )
    source: str = source_fact()
    as_of: date | None = optional(
        "as of",
        "The day on which the source said so; empty where it carries no day.",
        "2026-11-24",
        group="Proof",
    )


@record
class Solution:
    """What solves a job, in the order in which an adviser names it to a firm of 1 to 50 people."""

    use_case: str = fact(
        "job", "Which job it solves.", "Make photos for the menu", parent="use_cases"
    )
    kinds: tuple[SolutionKind, ...] = fact(
        "kinds",
        "What to look at, in this order. “No AI” in front means: that first.",
        "A general assistant, an app made for it",
        ordered=True,
        filter=True,
    )
    app_kinds: tuple[AppKind, ...] = optional(
        "kinds of app",
        "Which apps count, in this order, where an app made for it is named.",
        "Photos of products and rooms",
        ordered=True,
        filter=True,
    )
    reason: str = fact(
        "reason",
        "Why in this order, in one sentence.",
        "A page for bookings solves most of it without AI.",
        text="paragraph",
    )
    first: str = optional(
        "first, without AI",
        "What comes first and needs no AI, as an order: a template, a form, a library, a script.",
        "First look in a stock library: there the right to use a piece is settled.",
        text="paragraph",
    )
    assistants: tuple[str, ...] = optional(
        "assistants",
        "The general assistants that do it.",
        "ChatGPT, Claude",
        link="apps",
        silent=True,
    )
    owned: tuple[Software, ...] = optional(
        "have already",
        "What a firm often has already that does it, or a part of it.",
        "Microsoft 365",
        filter=True,
        silent=True,
    )
    app_is_right: bool = optional(
        "clearly an app",
        "Tick if an app made for it is plainly the right kind.",
        "ticked for minutes of meetings",
        filter=True,
    )
    live: bool = optional(
        "live", "Tick if somebody waits for each answer, as on the telephone.", "ticked for calls"
    )
    read_as: str | None = optional(
        "read first, it is",
        "Where people send each answer, nobody waits for a tool: the job that it then is.",
        "Answer customers’ e-mails for a chat",
        link="use_cases",
        silent=True,
    )
    language_matters: bool = optional(
        "by language",
        "Tick if what does it in one language may not do it in another.",
        "ticked for translations",
    )
    build_from: int | None = optional(
        "build from",
        (
            "From how many results a month a model built in is worth a look; empty: never for a "
            "small firm."
        ),
        "500",
        rule=positive(),
        quantity=Quantity(unit="results a month", name="build_from", estimate=True),
    )
    general_up_to: int | None = optional(
        "general up to",
        "Up to how many results a month one may give, one by one, to an assistant or to a program "
        "that does this besides. Empty: to any number.",
        "30 for replies to reviews",
        rule=positive(),
        quantity=Quantity(unit="results a month", name="general_up_to", estimate=True),
    )
    by_rights: bool = optional(
        "by rights",
        "Tick if the right to publish or sell what comes out decides: where a slip does harm, only "
        "an assistant that the firm has counts.",
        "ticked for pictures",
    )
    channel: Software | None = optional(
        "takes place in",
        "What it takes place in: a tool that is no part of it hears only what runs in the tool.",
        "Telephone for calls",
        silent=True,
    )
    people_wrong: int | None = optional(
        "people’s mistakes",
        (
            "Where each result is held against one true answer: how many of 100 people get "
            "wrong, our estimate. Empty: people rework it."
        ),
        "2 for invoices",
        rule=positive(below=50),
        quantity=Quantity(unit="of 100 results", name="people_wrong", estimate=True),
    )
    minutes_each: Decimal | None = optional(
        "minutes",
        (
            "How many minutes of call, recording or video one result takes, where the job itself "
            "does not say."
        ),
        "4",
        group=TAKES,
        rule=positive(below=100_000),
        quantity=Quantity(unit="minutes a result", name="minutes", estimate=True),
        silent=True,
    )
    reading_part: Decimal | None = optional(
        "reading",
        (
            "How much of the minutes by hand checking takes: 1 where the whole is done again. "
            "Empty: the usual part."
        ),
        "1 for code reviews",
        group=TAKES,
        rule=not_negative(below=2),
        quantity=Quantity(unit="of the minutes by hand", name="reading_part", estimate=True),
        silent=True,
    )
    pages_each: Decimal | None = optional(
        "pages",
        "How many pages one result takes.",
        "2",
        group=TAKES,
        rule=positive(below=100_000),
        quantity=Quantity(unit="pages a result", name="pages", estimate=True),
        silent=True,
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
