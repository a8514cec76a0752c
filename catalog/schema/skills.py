"""What a job needs a model to be good at, and which measurements speak for it."""

from datetime import date
from typing import Any

from catalog.schema.field import (
    as_of_fact,
    fact,
    note_fact,
    optional,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import BoardChoice, Medium, Purpose, SkillGroup

BOARDS = "Boards"


def _board(label: str, words: str, example: str) -> Any:
    """Describe one board of a skill."""
    return optional(label, words, example, group=BOARDS, link="benchmarks", silent=True)


@record
class Skill:
    """Something a job needs: reading scans, repairing programs, adding nothing to a summary."""

    slug: str = slug_fact("code-repairs-by-an-agent")
    position: int = fact(
        "position", "Skills go from low to high on the page of tests.", "10", public=False
    )
    group: SkillGroup = fact(
        "group",
        "Under which heading it stands.",
        "Write programs",
        default=SkillGroup.WORDS,
        filter=True,
    )
    name: str = fact("name", "What a model does that has it, in plain words.", "Repairing programs")
    needs: str = fact(
        "what it takes",
        "What is asked of a model, in a sentence.",
        "It finds a fault in a program, mends it and breaks nothing else.",
        text="paragraph",
    )
    purposes: tuple[Purpose, ...] = fact(
        "kinds of model",
        "Of which kinds of model it is asked; the share of them that is measured is told.",
        "General language work",
        filter=True,
    )
    reads: tuple[Medium, ...] = optional(
        "what it must read",
        "Models that are known not to read it are not asked.",
        "Pictures",
        silent=True,
    )
    decided_by: BoardChoice = fact(
        "decided by",
        "Which board says who is good at it.",
        "The board named here",
        group=BOARDS,
        filter=True,
    )
    board: str | None = _board(
        "deciding board", "Only where the board named here decides.", "ParseBench: tables"
    )
    board_with_picture: str | None = _board(
        "deciding board where a picture is sent",
        "Only where it is another one.",
        "Arena Image-to-Video",
    )
    language_boards: tuple[str, ...] = _board(
        "boards of languages",
        "Boards of one language each, of which that of the job’s language decides.",
        "Arena Text: German",
    )
    stand_in: str | None = _board(
        "stand-in", "Who decides where the first measured too few models.", "Arena WebDev"
    )
    second_board: str | None = _board(
        "second board", "What is shown beside it as a second opinion.", "SWE-bench Verified"
    )
    risk_board: str | None = _board(
        "board of the risk",
        "What tells how often it goes wrong; it warns and decides nothing.",
        "Vectara hallucination rate",
    )
    other_boards: tuple[str, ...] = _board(
        "further boards", "What else was measured of it.", "Open ASR: German"
    )
    not_shown: str = optional(
        "what the boards do not show",
        "In a sentence.",
        "Votes say what people like, not what is true.",
        text="paragraph",
        silent=True,
    )
    to_do: str = optional(
        "what to do about it",
        "What an owner does with this, in the imperative.",
        "Test 20 closed tickets of your own.",
        text="paragraph",
        silent=True,
    )
    looked_on: date | None = optional(
        "looked for on",
        "The day on which somebody looked for boards of this skill; empty if nobody did.",
        "2026-11-30",
        group="What was looked for",
    )
    not_on_file: str = optional(
        "boards not on file",
        "Boards that exist and are not here, and why; empty where none was seen.",
        "Music Arena: no table could be read.",
        group="What was looked for",
        text="paragraph",
        silent=True,
    )
    note: str = note_fact("The two boards count different mistakes.")
    source: str = source_fact()
    as_of: date = as_of_fact()

    @property
    def boards(self) -> tuple[str, ...]:
        """Return every board that the skill names, the deciding one first, each once."""
        named = (
            self.board,
            self.board_with_picture,
            *self.language_boards,
            self.second_board,
            self.risk_board,
            self.stand_in,
            *self.other_boards,
        )
        return tuple(dict.fromkeys(slug for slug in named if slug))
