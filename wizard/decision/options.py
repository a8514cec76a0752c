"""Options: what can be bought for a job, with its price and what is said of it.

Structs, because a decision makes hundreds of them: frozen dataclasses of so many fields take
fourteen times as long to make, and fifty times as long to change.
"""

from dataclasses import dataclass
from math import inf

from msgspec import Struct

from catalog.schema import Price
from catalog.vocabulary import AppKind, PriceUnit
from wizard.decision.vocabulary import Condition, OptionKind, Unknown, WhyOut

# Kinds of apps that listen in the room or in a meeting.
HEARS_ITS_OWNER = frozenset({AppKind.HEALTH_SCRIBE, AppKind.MEETING_NOTES})
MOST_UNKNOWNS = 2  # an option with more unknown facts is not named
# Ours: a seller who states no price is asked for it, and may then be too dear.
QUESTIONS_OF_A_PRICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How good an option is on the board that decides: log-odds, higher is better.

    Of votes it is rating · ln 10 / 400, of a share that is right its logit (METHOD §2).
    """

    log_odds: float
    error: float = 0.0
    votes: bool = True  # people compared answers; otherwise somebody counted mistakes
    wrong_words: float | None = None  # share of words, where speech becomes text


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPrice:
    """A price as it was counted, and its rows: the day's first, then the year's announced ones."""

    usd: float  # of one unit, the mean by days over the plan's first year
    factor: float = 1.0  # of the region, where the price of the list was multiplied
    rows: tuple[Price, ...]


class Dropped(Struct, frozen=True, kw_only=True):
    """What was looked at and fails a requirement, or of which nobody says that it meets it."""

    kind: OptionKind
    tool: str
    offer: str = ""  # slug, of a model at a seller
    why: WhyOut
    unknown: bool = False  # nobody says, where unknown is never advised
    holds: float = 0.0  # results of a month, where it holds too few


class BoughtTool(Struct, frozen=True, kw_only=True):
    """What is bought, and what it costs.

    US dollars; monthly where the job is monthly, in all where it is done once.
    """

    key: str
    kind: OptionKind
    app_kind: AppKind | None = None  # as which it does the job; None: no app made for such jobs
    kind_place: int = 0  # of its kind in the job's row: 0 is what an adviser names first
    place_in_row: int = 0  # among the apps that the job's row names, the best documented first
    tool: str  # what is bought, paid and learned once for all jobs
    maker: str
    seats_usd: float = 0.0  # of all seats, or of the plan, or of the machine
    included: float = inf  # results that this pays for
    result_usd: float = 0.0  # of each result beyond
    each_usd: float = 0.0  # of every result besides, however much is held
    holds: float = inf  # results, at most
    connecting_usd: float = 0.0  # once
    care_hours: float = 0.0
    learners: float = 1.0
    seats: int = 1  # that are paid for
    months: int = 1  # for which a plan is paid, where the job is done once
    sites: int | None = None  # for which a plan is paid that is sold by the site; None: not known

    @property
    def is_paid_by_result(self) -> bool:
        """Return whether nothing is paid but each result, from the first on."""
        return not self.seats_usd and not self.included


class KnownTool(BoughtTool, frozen=True, kw_only=True):
    """The same with what is on file of it, and how it stands to the firm and to the job."""

    pasting: bool = False  # somebody copies each result in and out of a chat window
    strength: Strength | None = None  # None: nobody measured it
    says_inside: bool = True  # whether the seller says which model is inside
    hears_with: str = ""  # the tool that writes down what is said for it; empty: none
    hearing_usd: float = 0.0  # what is paid for that, of `each_usd`
    paid: bool = False  # the firm pays for it today
    declared: bool = False  # the owner named that plan, and not only what it is a part of
    private: bool = False  # sold to one person for himself, and not to firms
    inside: bool = False  # it works in a program that the firm works in
    outdone: bool = False  # its seller has a better one of the same maker for no more
    challenger_only: bool = False
    # Not even where nothing else passes: a beta, or what makes nothing of what is seen or heard.
    never_pick: bool = False
    needs_developer: bool = False
    # Its seller signs that people's data are worked on for the firm alone, where such go in.
    signs: bool = False
    # May be asked one thing more than others: whoever else is asked has no price on file.
    goes_before_unpriced: bool = False
    unknowns: tuple[Unknown, ...] = ()
    conditions: tuple[Condition, ...] = ()  # said in the headline
    speaks_language: bool = True  # whether the board measured the language of the work
    offer: str = ""  # slug, of a model at a seller
    prices: tuple[CountedPrice, ...] = ()


class Option(KnownTool, frozen=True, kw_only=True):
    """A plan of an app or assistant, or a model in a setting at an offer or on a machine."""

    @property
    def is_namable(self) -> bool:
        """Return whether it may be named first."""
        if self.challenger_only or self.outdone:
            return False
        if self.goes_before_unpriced:
            return True
        return not self.says_nothing_of_data and len(self.unknowns) <= MOST_UNKNOWNS

    @property
    def may_go_before_unpriced(self) -> bool:
        """Return whether it is an app whose price is known, and one question too many is open.

        Nobody knows a price who does not know what it holds.
        """
        is_silent = self.says_nothing_of_data and not self.signs
        is_priced = {Unknown.PRICE, Unknown.CAPACITY}.isdisjoint(self.unknowns)
        is_one_too_many = len(self.unknowns) <= MOST_UNKNOWNS + 1
        return self.kind is OptionKind.APP and is_priced and is_one_too_many and not is_silent

    @property
    def says_nothing_of_data(self) -> bool:
        """Return whether its seller is silent on where confidential data goes and on training.

        Whoever must keep it in a place has no reason to believe a yes of such a seller. Of personal
        data a contract that he signs would tell both.
        """
        return {Unknown.PLACE, Unknown.TRAINING} <= {*self.unknowns}

    @property
    def seat_usd(self) -> float | None:
        """Return what one seat costs, for as long as it is paid; None if it has no such price."""
        return self.seats_usd / self.seats if self._is_sold_by(PriceUnit.SEAT_MONTH) else None

    @property
    def is_free(self) -> bool:
        """Return whether it costs nothing, whoever has it, however much it is used.

        What writes down recordings for it is paid beside any tool.
        """
        usd = self.seats_usd + self.result_usd + self.each_usd - self.hearing_usd
        return not self.paid and not usd and not self.connecting_usd

    @property
    def is_for_one_site(self) -> bool:
        """Return whether each further site costs as much, and nobody said how many there are."""
        return self.is_sold_by_site and self.sites is None

    @property
    def is_sold_by_site(self) -> bool:
        return self._is_sold_by(PriceUnit.LOCATION_MONTH)

    def _is_sold_by(self, unit: PriceUnit) -> bool:
        return any(row.unit is unit for price in self.prices for row in price.rows)

    @property
    def hears_its_owner(self) -> bool:
        """Return whether it listens where its owner is, so that nobody can hand it his work."""
        return self.app_kind in HEARS_ITS_OWNER

    @property
    def is_by_the_month(self) -> bool:
        """Return whether seats or a plan are paid, and not what is made alone."""
        is_app = self.kind in {OptionKind.APP, OptionKind.ASSISTANT}
        return is_app and not self.paid and self.seats_usd > 0

    @property
    def is_in_hand(self) -> bool:
        """Return whether the firm pays for the plan, whatever has to be ordered besides."""
        return self.paid or Condition.ORDER_BESIDES in self.conditions

    @property
    def is_there(self) -> bool:
        """Return whether the firm has it, or the program that it is a part of."""
        return self.is_in_hand or self.inside

    @property
    def is_supposed(self) -> bool:
        """Return whether it belongs to a program of the firm, which may lack the plan for it."""
        return Condition.IF_YOUR_PLAN_HAS_IT in self.conditions

    @property
    def is_ready(self) -> bool:
        """Return whether nobody has to be asked and nothing built before the first case."""
        return not self.unknowns and not self.needs_developer

    @property
    def measured(self) -> bool:
        """Return whether somebody measured what is surely inside."""
        return self.strength is not None and self.says_inside


# Stands where nothing is named: it has no tool, costs nothing and asks nothing.
NO_OPTION = Option(key="", kind=OptionKind.APP, tool="", maker="")
