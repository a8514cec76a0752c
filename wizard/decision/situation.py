"""One job in the figures that its cost depends on: answers, else our usual values."""

from dataclasses import dataclass
from functools import cached_property

from catalog.vocabulary import Medium
from wizard.decision.fears import NO_FEAR, Fear
from wizard.decision.guesses import GUESSES, MONTHS_A_YEAR, Guesses
from wizard.decision.vocabulary import DecidesOn, Place, Review, Secret, Stakes

HOURS_OF_A_DOER = 140  # ours: of a month, without holidays and whatever else comes up
HOURS_OF_A_SEAT = 40  # ours: who does which job nobody says, so one person has a week of its work
# Ours: from so much of the minutes by hand on checking is doing the work again.
READ_IN_FULL = 0.9


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class AnsweredWork:
    """One job in the figures that its owner answers, else in our usual ones."""

    key: str  # of the job
    results: float
    once: bool = False  # all of them one time, and not each month
    minutes_by_hand: float = 0.0  # for one result; 0 where nobody can say
    wage_usd: float = GUESSES.wage_usd  # an hour, above 0
    people: int = 10  # in the firm
    doers: float = 1.0  # who do this job, and need a seat each
    nobody_today: bool = False  # nobody does it now
    stakes: Stakes = Stakes.MONEY
    damage_usd: float | None = None  # of one bad slip, as typed; None: our guess; never at hurt
    review: Review = Review.EVERY  # as the owner said
    decides_on: frozenset[DecidesOn] = frozenset()  # empty: nothing
    secrets: frozenset[Secret] = frozenset()  # empty: nothing private goes in
    place: Place = Place.ANYWHERE
    is_public: bool = False  # it is published anyway, and nothing private goes in
    # A month, without connecting: what those of the firm's jobs that save more leave of it.
    limit_usd: float | None = None
    worth_usd: float | None = None  # of one result to the firm; None: not asked or not answered

    @property
    def months(self) -> int:
        """Return over how many months the people of the firm could spread the work."""
        return MONTHS_A_YEAR if self.once else 1

    @property
    def spread(self) -> int:
        """Return over how many months a one-time cost is counted."""
        return 1 if self.once else MONTHS_A_YEAR


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class CountedWork(AnsweredWork):
    """The same with what follows from what sort of job it is."""

    spoken_words: float = 0.0  # in one result, where speech becomes text; else 0
    spoken_at_once: bool = False  # it answers by voice, before anybody can read it
    pieces: float = 1.0  # that a person reads one by one in a result, such as answers in a batch
    parts: int = 1  # into which a long piece is cut for a test, such as chapters
    is_long: bool = False  # it could be cut, and is not
    medium: Medium = Medium.TEXT  # what comes out of it
    agent: bool = False  # it changes program code by itself
    # Of the minutes by hand the review of one result takes such a part: 1 where the whole is done
    # again. None: the usual part.
    reading_part: float | None = None
    # Of results that are held against one true answer people get such a share wrong, 0 to 1.
    # None: what comes out is reworked, and nobody calls it right or wrong.
    people_wrong: float | None = None
    finds: bool = False  # something can be missed, and cases are known in which it is there
    shows_what_is_sold: bool = False  # a wrong one shows another thing than a customer gets
    fear: Fear = NO_FEAR  # what could go wrong most gravely

    @cached_property
    def hours_by_hand(self) -> float:
        """Return how long all results take by hand."""
        return self.results * self.minutes_by_hand / 60

    @property
    def usd_by_hand(self) -> float:
        """Return what the work costs by hand."""
        return self.hours_by_hand * self.wage_usd

    @property
    def pieces_in_all(self) -> float:
        """Return how many a person reads one by one."""
        return self.results * self.pieces

    @property
    def parts_in_one(self) -> float:
        """Return how many cases for a test one result holds; below 1 where a case is several."""
        return self.pieces * self.parts

    @property
    def parts_in_all(self) -> float:
        """Return how many cases for a test all of them hold."""
        return self.results * self.parts_in_one

    def beyond_hands(self, guesses: Guesses) -> bool:
        """Return whether the firm's people could never do this by hand, or do not do it today."""
        hands = self.people * guesses.month_hours * self.months
        return self.nobody_today or self.hours_by_hand > guesses.beyond_hands * hands


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class Work(CountedWork):
    """One job with everything that its cost depends on. US dollars and minutes.

    `results`, hours and money are of a month, or of all there is where the job is done `once`.
    Which fields are our usual values says `JobDecision.guessed`.
    """

    @cached_property
    def reviewed(self) -> Review:
        """Return how many results a person reads: all where law or someone's health is at stake.

        What holds somebody's health, faith, union or origin is such work, whatever a slip was said
        to do; and so is what a person decides about a person by.
        """
        return Review.EVERY if self.has_to_be_read else self.review

    @property
    def has_to_be_read(self) -> bool:
        """Return whether all of it is read, whatever was said."""
        is_grave = self.stakes.severe or self.fear.hurts
        is_private = Secret.SENSITIVE in self.secrets or DecidesOn.PERSON in self.decides_on
        return is_grave or is_private

    @property
    def is_dangerous(self) -> bool:
        """Return whether an answer that could hurt goes out before a person can release it."""
        return self.spoken_at_once and self.stakes is Stakes.HURT

    @cached_property
    def is_second_look(self) -> bool:
        """Return whether checking takes all the time again.

        Then the tool saves none and only sees more.
        """
        is_redone = self.reading_part is not None and self.reading_part >= READ_IN_FULL
        is_by_people = self.reviewed is Review.EVERY and not self.beyond_hands(GUESSES)
        return is_redone and is_by_people and self.usd_by_hand > 0

    @property
    def all_can_be_read(self) -> bool:
        """Return whether those who do the job could read every result.

        Where nobody does it today, one person would read.
        """
        if self.reviewed is Review.EVERY:
            return True
        readers = 1 if self.nobody_today else self.doers
        return self.reading_hours <= readers * GUESSES.most_reading_hours * self.months

    @property
    def reading_hours(self) -> float:
        """Return how long reading all results takes, by our guess of reading one."""
        part = GUESSES.reading_part if self.reading_part is None else self.reading_part
        return self.hours_by_hand * part
