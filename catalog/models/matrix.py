"""The jobs businesses ask about, and how each branch of AI does them."""

from typing import Any, override

from django.db import models
from django.db.models import F, Q

from catalog.kinds import KINDS
from catalog.models.base import (
    DeskRow,
    as_of_field,
    basics,
    known_state,
    known_word,
    known_words,
    link_field,
    must,
    note_field,
    parent_field,
    single,
    slug_field,
    source_field,
    word_field,
    words_field,
)
from catalog.vocabulary import AnswersWithin, Branch, Fit, Material, Medium, Risk, SoldAs, Task


def _board(label: str, example: str) -> "models.ForeignKey[Any, Any]":
    return link_field(
        "catalog.Benchmark",
        label,
        f"The board that decides this part; empty where the job has no such part or no board measures it. {example}",
    )


class UseCase(DeskRow):
    """A job for which businesses ask for AI. Every amount is an estimate of the editors, per unit."""

    kind = KINDS["use_cases"]

    slug = slug_field("menu-photos")
    name = models.CharField("name", help_text="The job, verb first. Example: Make photos for the menu")
    result = models.CharField(
        "result", help_text="What comes out, in the plural, read after “for the”. Example: product descriptions"
    )
    industry = parent_field("catalog.Industry", "industry", "Whose job it is. Example: Restaurants and cafés")
    department = models.CharField("department", blank=True, help_text="Where in the firm. Example: Customer service")
    inputs = words_field("goes in", Medium, "What is at hand. Example: Text, Pictures")
    outputs = words_field("comes out", Medium, "What should be made. Example: Pictures")
    tasks = words_field("tasks", Task, "Which measurements speak for it. Example: Making pictures")
    unit = models.CharField("unit", help_text="One piece of work, read after “per”. Example: reply")
    unit_plural = models.CharField("units", help_text="Several of them, read after a number. Example: replies")
    tokens_in = models.IntegerField(
        "tokens in", null=True, blank=True, help_text="Estimate for one unit; a word is about 1.3 tokens. Example: 2500"
    )
    tokens_out = models.IntegerField(
        "tokens out", null=True, blank=True, help_text="Estimate for one unit. Example: 350"
    )
    media_amount = models.DecimalField(
        "media", null=True, blank=True, help_text="Pictures, seconds or shapes in one unit. Example: 15"
    )
    minutes_by_hand = models.DecimalField(
        "minutes by hand", null=True, blank=True, help_text="What one unit takes today. Example: 8"
    )
    answers_within = word_field(
        "answers within",
        AnswersWithin,
        "How long an answer may take. Example: Seconds",
        default=AnswersWithin.MINUTES.value,
    )
    sold_as = word_field(
        "sold", SoldAs, "How what does this job is bought. Example: By seat", default=SoldAs.BOTH.value
    )
    material = words_field(
        "usual material", Material, "What the work usually holds. Example: Personal data", default=list, blank=True
    )
    must_inputs = words_field(
        "must go in", Medium, "What has to go in; all else may. Example: Pictures", default=list, blank=True
    )
    board_language = _board("board for text", "Example: Arena Text (overall)")
    board_image = _board("board for pictures", "Example: Arena Text-to-Image")
    board_video = _board("board for video", "Example: Arena Text-to-Video")
    board_speech = _board("board for speech", "Example: empty, since no board measures it")
    board_transcription = _board("board for transcription", "Example: Open ASR Leaderboard, English short form")
    board_note = models.CharField(
        "what the board misses",
        blank=True,
        help_text="What the board does not say about this job. Example: votes on writing do not measure translation",
    )
    board_is_thin = models.BooleanField(
        "board is not the job",
        default=False,
        help_text="Tick if the board measures something else than this job. Example: ticked for agents",
    )
    high_risk = models.BooleanField(
        "high-risk",
        default=False,
        help_text="Tick if the EU AI Act calls this use high-risk. Example: ticked for hiring",
    )
    annex_iii = models.CharField(
        "Annex III", blank=True, help_text="Which point of Annex III says so. Example: Annex III 4(a): recruitment"
    )
    risks = words_field("risks", Risk, "What can go wrong. Example: Personal data", default=list, blank=True)
    pilot_measure = models.TextField(
        "pilot measure", blank=True, help_text="What a pilot should count. Example: Share of replies sent without edits"
    )
    common = models.BooleanField(
        "common",
        default=False,
        help_text="Tick for the ten jobs that everybody asks about first. Example: ticked for answers to customers",
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "use case"
        constraints = (
            *basics("use_case", "name", "result", "unit", "unit_plural"),
            *known_words("use_case", inputs=Medium, outputs=Medium, tasks=Task, risks=Risk, material=Material),
            *known_word("use_case", answers_within=AnswersWithin, sold_as=SoldAs),
            must(
                "use_case_must_inputs_go_in",
                Q(must_inputs__contained_by=F("inputs")),
                "What has to go in is among what goes in. Tick it there too.",
            ),
            must(
                "use_case_high_risk_names_point",
                Q(high_risk=False, annex_iii="") | Q(high_risk=True, annex_iii__regex=r"\S"),
                "A high-risk use names its point of Annex III, and no other use does.",
            ),
            must("use_case_makes_something", Q(outputs__len__gt=0), "Tick at least one medium that comes out."),
            must(
                "use_case_tokens_not_negative",
                (Q(tokens_in__isnull=True) | Q(tokens_in__gte=0)) & (Q(tokens_out__isnull=True) | Q(tokens_out__gte=0)),
                "Tokens cannot be below 0. Leave them empty if they are unknown.",
            ),
            must(
                "use_case_media_not_negative",
                Q(media_amount__isnull=True) | Q(media_amount__gte=0, media_amount__lt=10**9),
                "The amount of media cannot be below 0. Leave it empty if it is unknown.",
            ),
            must(
                "use_case_minutes_not_negative",
                Q(minutes_by_hand__isnull=True) | Q(minutes_by_hand__gte=0, minutes_by_hand__lt=10**6),
                "Minutes cannot be below 0. Leave them empty if they are unknown.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Cell(DeskRow):
    """How one branch of AI does one use case, why, and on what condition."""

    kind = KINDS["cells"]

    use_case = parent_field("catalog.UseCase", "use case", "The row of the matrix. Example: Make photos for the menu")
    branch = word_field("branch", Branch, "The column of the matrix. Example: Language model")
    fit = word_field("fit", Fit, "How well this branch does the job. Example: Limited")
    reason = models.TextField("reason", help_text="Why, in one sentence. Example: A language model cannot draw.")
    condition = models.TextField(
        "condition", blank=True, help_text="What must be so for it to hold. Example: A person checks each answer."
    )
    disputed = models.TextField(
        "disputed",
        blank=True,
        help_text="Both sides in words, if sources disagree. Example: The article says no; two vendors say yes.",
    )
    source = source_field()
    as_of = as_of_field()
    review_by = models.DateField(
        "review by", null=True, blank=True, help_text="When somebody should look again. Example: 2027-05-31"
    )
    locked = models.TextField(
        "locked",
        blank=True,
        default="",
        help_text="Why nobody may change it for now. Example: Two studies disagree; we wait for the third in May.",
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "cell of the matrix"
        verbose_name_plural = "cells of the matrix"
        constraints = (
            known_state("cell"),
            *known_word("cell", branch=Branch, fit=Fit),
            must("cell_has_reason", Q(reason__regex=r"\S"), "Say why. A cell without a reason helps nobody."),
            must(
                "cell_review_after_as_of",
                Q(review_by__isnull=True) | Q(review_by__gt=F("as_of")),
                "The day to look again comes after the day of the source.",
            ),
            must(
                "cell_lock_is_for_disputes",
                Q(locked="") | Q(disputed__regex=r"\S"),
                "Only a disputed cell is locked. Write down both sides first.",
            ),
            single(
                "cell_is_single",
                "use_case",
                "branch",
                sentence="This use case has a cell for this branch already. Change that one instead.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return branch and fit; the list shows the use case beside it."""
        return f"{self.get_branch_display()}: {self.get_fit_display()}"


class Contrast(DeskRow):
    """One row of the table that sets language models against generative AI as a whole."""

    kind = KINDS["contrasts"]

    slug = slug_field("what-comes-out")
    position = models.IntegerField("position", help_text="Rows are shown from low to high. Example: 1")
    feature = models.CharField("feature", help_text="What is compared. Example: What comes out")
    language = models.TextField(
        "language models", help_text="How it is with a language model. Example: Text, code, tables."
    )
    generative = models.TextField(
        "generative AI", help_text="How it is with generative AI as a whole. Example: Any medium."
    )
    note = note_field("Many models do both today.")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "contrast"
        constraints = (
            *basics("contrast", "feature", "language", "generative"),
            must("contrast_position_not_negative", Q(position__gte=0), "The position is 0 or more."),
        )

    @override
    def __str__(self) -> str:
        """Return the feature."""
        return self.feature
