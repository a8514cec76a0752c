"""What people read: claims, articles, terms and questions."""

from typing import override

from django.db import models
from django.db.models import F, Q

from catalog.kinds import KINDS
from catalog.models.base import (
    DeskRow,
    HtmlField,
    as_of_field,
    basics,
    known_word,
    link_field,
    links_field,
    must,
    slug_field,
    source_field,
    word_field,
)
from catalog.vocabulary import ClaimStatus, Fit

FIRST_YEAR, LAST_YEAR = 1900, 2200


class Claim(DeskRow):
    """A figure somebody states, and what is wrong with it."""

    kind = KINDS["claims"]

    slug = slug_field("market-size-2030")
    sentence = models.TextField(
        "sentence", help_text="The claim as one sentence of ours. Example: The market grows to 1.3 trillion dollars."
    )
    subject = models.CharField("subject", help_text="What it is about. Example: generative AI market")
    measure = models.CharField("measure", help_text="What is counted. Example: yearly revenue")
    value = models.DecimalField(
        "value", null=True, blank=True, help_text="The figure, or the lower one of two. Example: 1300"
    )
    value_high = models.DecimalField(
        "upper value", null=True, blank=True, help_text="The higher one, if it is a range. Example: 1500"
    )
    unit = models.CharField("unit", blank=True, help_text="What the value is in. Example: billion US dollars")
    year = models.IntegerField(
        "year", null=True, blank=True, help_text="The year it speaks of, or starts in. Example: 2024"
    )
    growth_percent = models.DecimalField(
        "growth a year, in percent", null=True, blank=True, help_text="If growth is claimed. Example: 42"
    )
    horizon = models.IntegerField(
        "until year", null=True, blank=True, help_text="The year a forecast reaches. Example: 2032"
    )
    forecast = models.BooleanField(
        "forecast", default=False, help_text="Tick if it speaks of the future. Example: ticked for “by 2032”"
    )
    attributed_to = models.CharField(
        "attributed to", blank=True, help_text="Who is said to have said so. Example: a market research firm"
    )
    part_of = models.CharField(
        "part of",
        blank=True,
        help_text="The subject that this subject is a part of, as other claims name it. Example: generative-ai-market",
    )
    use_case = link_field("catalog.UseCase", "job", "The job it speaks of, if any. Example: Program code")
    answer = word_field(
        "answer",
        Fit,
        "If it says in words how well its subject does that job. Example: No",
        null=True,
        blank=True,
    )
    compared_with = links_field(
        "catalog.Claim", "compared with", "The claims it is set beside. Example: the figure for 2017"
    )
    quotes = link_field(
        "catalog.Claim", "quotes", "The claim it repeats, as first made. Example: the sentence in the firm’s release"
    )
    status = word_field(
        "your ruling",
        ClaimStatus,
        "Leave it empty, and the rules find how the claim stands; your word wins over theirs. Example: Supported",
        null=True,
        blank=True,
    )
    doubt = models.TextField(
        "doubt", blank=True, help_text="What is wrong with it, in a sentence. Example: The year is missing."
    )
    checked_with = models.TextField(
        "checked with", blank=True, help_text="What you looked at to check it. Example: the firm’s own summary"
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "claim"
        constraints = (
            *basics("claim", "sentence", "subject", "measure"),
            *known_word("claim", status=ClaimStatus, answer=Fit),
            must(
                "claim_answer_has_job",
                Q(answer__isnull=True) | Q(use_case__isnull=False),
                "An answer in words needs the job it speaks of.",
            ),
            must(
                "claim_values_in_order",
                Q(value_high__isnull=True) | Q(value__isnull=False, value_high__gte=F("value")),
                "The upper value needs a lower one that is not above it.",
            ),
            must(
                "claim_years_plausible",
                (Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)))
                & (Q(horizon__isnull=True) | Q(horizon__range=(FIRST_YEAR, LAST_YEAR))),
                "Write years with four digits, for example 2026.",
            ),
            must(
                "claim_reaches_forward",
                Q(year__isnull=True) | Q(horizon__isnull=True) | Q(horizon__gte=F("year")),
                "A forecast cannot end before it starts. Check the two years.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the sentence."""
        return self.sentence


class Article(DeskRow):
    """A page of the learning shelf."""

    kind = KINDS["articles"]

    slug = slug_field("what-is-a-language-model")
    position = models.IntegerField("position", help_text="The shelf goes from low to high. Example: 1")
    title = models.CharField("title", help_text="What the page answers. Example: What is a language model?")
    summary = models.TextField(
        "summary", help_text="The answer in one sentence. Example: A program that continues text."
    )
    markdown = models.TextField(
        "text", help_text="In Markdown: ## for a heading, a line starting with - for a list. Example: ## How it works"
    )
    html = HtmlField(
        "as it will look", of="markdown", help_text="Made from the text when you save. Example: a heading."
    )
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "article"
        constraints = (
            *basics("article", "title", "summary", "markdown"),
            must("article_position_not_negative", Q(position__gte=0), "The position is 0 or more."),
        )

    @override
    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Term(DeskRow):
    """A word of the trade in plain words."""

    kind = KINDS["terms"]

    slug = slug_field("token")
    term = models.CharField("term", help_text="The word as people meet it. Example: Token")
    meaning = models.TextField(
        "meaning", help_text="What it means, without other such words. Example: A piece of a word; prices count them."
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "term"
        constraints = basics("term", "term", "meaning")

    @override
    def __str__(self) -> str:
        """Return the term."""
        return self.term


class Question(DeskRow):
    """A question people ask before they start, answered."""

    kind = KINDS["questions"]

    slug = slug_field("do-i-need-both")
    position = models.IntegerField("position", help_text="Questions go from low to high. Example: 1")
    question = models.CharField("question", help_text="As people ask it. Example: Do I need both?")
    answer = models.TextField(
        "answer", help_text="In Markdown, the answer first. Example: Often. Text and pictures need different models."
    )
    html = HtmlField(
        "as it will look", of="answer", help_text="Made from the answer when you save. Example: a paragraph."
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "question"
        constraints = (
            *basics("question", "question", "answer"),
            must("question_position_not_negative", Q(position__gte=0), "The position is 0 or more."),
        )

    @override
    def __str__(self) -> str:
        """Return the question."""
        return self.question


class Synonym(DeskRow):
    """What people type into the search, and the words of this catalog that are meant."""

    kind = KINDS["synonyms"]

    slug = slug_field("chatbot")
    word = models.CharField("word", help_text="What people type. Example: chatbot")
    words = models.TextField("words", help_text="What to look for besides, apart by commas. Example: customer support")

    class Meta:
        """Rules and names of the table."""

        verbose_name = "synonym"
        constraints = basics("synonym", "word", "words")

    @override
    def __str__(self) -> str:
        """Return the word."""
        return self.word


class World(DeskRow):
    """One way the next year may go, held against each choice in the table of what one might regret."""

    kind = KINDS["worlds"]

    slug = slug_field("price-halves")
    position = models.IntegerField("position", help_text="Worlds are shown from low to high. Example: 1")
    name = models.CharField("name", help_text="As the head of a column. Example: Prices halve")
    price = models.DecimalField("price factor", default=1, help_text="What model fees are multiplied by. Example: 0.5")
    volume = models.DecimalField("volume factor", default=1, help_text="What the work is multiplied by. Example: 2")
    quality_points = models.DecimalField(
        "quality points",
        default=0,
        help_text="How many of 100 fewer are accepted. Example: 10",
    )
    retires_after = models.IntegerField(
        "retires after",
        null=True,
        blank=True,
        help_text="Months until the model is taken off sale and the set-up is paid once more; empty for never. Example: 6",
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "world"
        constraints = (
            *basics("world", "name"),
            must("world_position_not_negative", Q(position__gte=0), "The position is 0 or more."),
            must("world_factors_positive", Q(price__gt=0, volume__gt=0), "A factor is more than 0; 1 changes nothing."),
            must(
                "world_points_in_range",
                Q(quality_points__gte=0, quality_points__lte=100),
                "Quality points lie between 0 and 100.",
            ),
            must(
                "world_retires_later",
                Q(retires_after=None) | Q(retires_after__gte=1),
                "A model retires after a month at the earliest; leave it empty for never.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name
