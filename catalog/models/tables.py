"""The tables with rules on several fields at once, or names of their own.

Those of the other kinds follow from the schema.
"""

from decimal import Decimal
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from catalog.dated import LINES, before_release
from catalog.models.base import (
    any_ticked,
    both_or_neither,
    filled,
    in_order,
    must,
    one_of,
    single,
    unset,
)
from catalog.models.hooks import (
    CellHooks,
    EndHooks,
    OfferHooks,
    PriceHooks,
    RateHooks,
    ScoreHooks,
)
from catalog.models.rows import DeskRow
from catalog.vocabulary import (
    APP_ANSWERS,
    OFFER_UNITS,
    AppAnswer,
    AppQuestion,
    Available,
    Billing,
    BoardChoice,
    Currency,
    Deal,
    EndKind,
    Known,
    PriceFor,
    PriceStanding,
    SolutionKind,
)

HIGHEST_PRICE = Decimal(1_000_000)
HIGHEST_SCORE = Decimal(1_000_000_000)
FIRST_YEAR, LAST_YEAR = 1900, 2200
DATED_ENDS = [kind.value for kind in (EndKind.ANNOUNCED, EndKind.NOT_BEFORE, EndKind.ROUTED)]


class Source(DeskRow, kind="sources"):
    rules = (
        must(
            "source_read_after_published",
            in_order("published", "retrieved"),
            "A source cannot be read before it was published. Check the two days.",
        ),
    )


ACTIVE_PARAMETERS_ALONE = Q(parameters_billion__isnull=True, active_parameters_billion__gt=0)
ACTIVE_PARAMETERS_OF_ALL = Q(
    active_parameters_billion__gt=0, active_parameters_billion__lte=F("parameters_billion")
)
MEASURED_WEIGHTS_NOT_SMALLER = Q(
    weights_gb__isnull=False,
    weights_gb_measured__gte=F("weights_gb"),
    weights_gb_measured__lt=10**6,
)


class AiModel(DeskRow, kind="models"):
    rules = (
        must(
            "model_active_parameters_within_all",
            (
                unset("active_parameters_billion")
                | ACTIVE_PARAMETERS_ALONE
                | ACTIVE_PARAMETERS_OF_ALL
            ),
            "The active parameters are above 0 and no more than all parameters.",
        ),
        must(
            "model_measured_weights_not_smaller",
            unset("weights_gb_measured") | MEASURED_WEIGHTS_NOT_SMALLER,
            "The measured weights are no smaller than the smallest set, which must be filled in.",
        ),
        must(
            "model_total_limit_holds_the_others",
            in_order("input_limit", "total_limit") & in_order("output_limit", "total_limit"),
            (
                "What it reads and writes together is no less than either alone. Check the three "
                "limits."
            ),
        ),
        must(
            "model_does_not_replace_itself",
            unset("replaced_by") | ~Q(replaced_by=F("id")),
            "A model cannot replace itself. Choose its successor or leave this empty.",
        ),
    )

    @override
    def clean(self) -> None:
        """Refuse a release after the model, or an offer of it, has ended."""
        if not self.pk or not self.released:
            return
        own = Q(model=self.pk) | Q(offer__model=self.pk)
        first = End.objects.filter(own).aggregate(day=models.Min("day"))["day"]
        if refusal := before_release(self.name, self.released, first):
            words = f"{refusal}, and an end on {first:%-d %b %Y} is on file. Check the two days."
            raise ValidationError({"released": words})


class ModelStatement(DeskRow, kind="model_statements"):
    rules = (
        must(
            "model_statement_says_something",
            any_ticked("reads", "does_not_read", "makes", "does_not_make", "facts") | ~Q(note=""),
            "Tick at least one thing that this source says, or write it down as a note.",
        ),
        must(
            "model_statement_reads_or_does_not",
            ~Q(reads__overlap=F("does_not_read")),
            "A source cannot say of one medium that the model reads it and that it does not.",
        ),
        must(
            "model_statement_makes_or_does_not",
            ~Q(makes__overlap=F("does_not_make")),
            "A source cannot say of one medium that the model makes it and that it does not.",
        ),
        single(
            "model_statement_is_single",
            "model",
            "source",
            sentence=(
                "What this source says of this model is on file already. Change that row instead."
            ),
        ),
    )

    @override
    def __str__(self) -> str:
        return f"{self.model}, by {self.source}"


class Tuning(DeskRow, kind="tunings"):
    rules = (
        must(
            "tuning_names_a_way",
            any_ticked("adaptations") | Q(available=Available.NO.value),
            (
                "Tick at least one way in which the model can be adapted, or say that it is not "
                "offered."
            ),
        ),
    )


class Offer(DeskRow, kind="offers"):
    hooks = OfferHooks()
    rules = (
        must(
            "offer_eu_price_needs_region",
            Q(eu_region=Known.YES.value) | Q(eu_price_factor__isnull=True, eu_endpoint=""),
            (
                "A price or an address in the EU needs an offer that can run there. Set “region "
                "in the EU” to yes."
            ),
        ),
        single(
            "offer_is_single",
            "model",
            "seller",
            sentence="This seller already has an offer of this model. Change that one instead.",
        ),
    )

    @override
    def __str__(self) -> str:
        return f"{self.model} at {self.seller}" if self.is_named else self.slug

    @property
    def is_named(self) -> bool:
        """Tell whether it names a model and a seller."""
        return bool(self.model_id and self.seller_id)

    @override
    def made_slug(self) -> str:
        """Return the only slug that the offer can have, empty while it names no model or seller."""
        return f"{self.model.slug}@{self.seller.slug}" if self.is_named else ""

    @override
    def clean(self) -> None:
        """Refuse a slug that names another model or seller."""
        expected = self.made_slug() or self.slug
        if self.slug and self.slug != expected:
            raise ValidationError({"slug": f"The slug of this offer is {expected}."})


HAS_NO_DAY = ~Q(status=EndKind.NONE.value) | unset("day")
HAS_A_DAY = ~Q(status__in=DATED_ENDS) | filled("day")
IS_REPLACED = filled("replacement") | Q(replacement_words__regex=r"\S")


class End(DeskRow, kind="ends"):
    hooks = EndHooks()
    rules = (
        must(
            "end_has_one_subject",
            one_of("offer", "model"),
            (
                "An end belongs to an offer, or to a model that nobody sells any more. Choose "
                "one of the two."
            ),
        ),
        must(
            "end_has_its_day",
            HAS_NO_DAY & HAS_A_DAY,
            "Write the day that the source names; where no end is announced there is none.",
        ),
        must(
            "end_announced_before_it_comes",
            in_order("announced_on", "day"),
            "An end is announced before it comes. Check the two days.",
        ),
        must(
            "end_was_announced_when_read",
            unset("announced_on") | Q(announced_on__lte=F("as_of")),
            "A source cannot tell of an announcement that is still to come. Check the two days.",
        ),
        must(
            "end_is_over_when_read",
            ~Q(status=EndKind.ENDED.value) | unset("day") | Q(day__lte=F("as_of")),
            "A source of an earlier day can only announce an end. Choose “end announced”.",
        ),
        must(
            "end_names_where_calls_go",
            ~Q(status=EndKind.ROUTED.value) | IS_REPLACED,
            "Say which model answers the calls.",
        ),
        single(
            "end_is_single",
            "offer",
            "model",
            "source",
            "as_of",
            sentence=(
                "What this source says of it is in the catalog already. Change that row instead."
            ),
            nulls_distinct=False,
        ),
    )

    @override
    def __str__(self) -> str:
        day = f" {self.day:%-d %b %Y}" if self.day else ""
        return f"{self.offer or self.model}: {self.get_status_display()}{day}"

    @override
    def clean(self) -> None:
        """Refuse an end before its model was released."""
        model = self.offer.model if self.offer_id else self.model
        if model and (refusal := before_release(model.name, model.released, self.day)):
            raise ValidationError({"day": f"{refusal}. If that day is wrong, correct it first."})


class DateRange(Func):
    """The days from one to another, both included.

    A wrong order counts as one day, so that it can be refused.
    """

    function = "daterange"
    output_field = DateRangeField()

    @classmethod
    def of(cls, start: str, end: str) -> "DateRange":
        """Make the range between two fields, without an end where the second is empty."""
        last = Case(When(**{f"{end}__lt": F(start)}, then=F(start)), default=F(end))
        return cls(F(start), last, Value("[]"))


def _never_at_once(subject: str, name: str) -> ExclusionConstraint:
    other_subjects = {"offer", "app_plan"} - {subject}
    line = [field for field in LINES["prices"] if field not in other_subjects]
    days = DateRange.of("valid_from", "valid_to")
    return ExclusionConstraint(
        name=f"{subject}_prices_do_not_overlap",
        expressions=[
            *((field, RangeOperators.EQUAL) for field in line),
            (days, RangeOperators.OVERLAPS),
        ],
        condition=filled(subject),
        violation_error_message=(
            f"This {name} has another price for this unit, region and tier in these days. End "
            "that one first."
        ),
    )


IS_LIST_PRICE = Q(
    unit__in=[unit.value for unit in OFFER_UNITS],
    currency=Currency.USD.value,
    covers=PriceFor.PLAN.value,
    paid=Billing.UNSAID.value,
    standing=PriceStanding.COUNTS.value,
)


class Price(DeskRow, kind="prices"):
    hooks = PriceHooks()
    rules = (
        must(
            "price_has_one_subject",
            one_of("offer", "app_plan"),
            "A price belongs to an offer or to a plan of an app. Choose one of the two.",
        ),
        must(
            "price_within_reason",
            Q(amount__lt=HIGHEST_PRICE),
            "No unit costs a million dollars. Check the unit and the number.",
        ),
        must(
            "price_ends_after_it_starts",
            unset("valid_to") | Q(valid_to__gte=F("valid_from")),
            "The last day cannot be before the first day.",
        ),
        must(
            "price_of_offer_is_a_list_price",
            unset("offer") | IS_LIST_PRICE,
            (
                "An offer is priced in US dollars, by use. Other units and currencies, and how "
                "it is paid, are of plans of apps."
            ),
        ),
        _never_at_once("offer", "offer"),
        _never_at_once("app_plan", "plan"),
    )

    @override
    def __str__(self) -> str:
        return (
            f"{self.offer or self.app_plan}: {self.currency} {self.amount} a "
            f"{self.get_unit_display()} from {self.valid_from:%-d %b %Y}"
        )


CREDITS_BUY_SOMETHING = Q(
    credits_low__isnull=False, credits_high__gte=F("credits_low"), credits_unit__isnull=False
)


class App(DeskRow, kind="apps"):
    rules = (
        must(
            "app_credits_buy_something",
            unset("credits_low", "credits_high", "credits_unit") | CREDITS_BUY_SOMETHING,
            (
                "Write how many credits one takes, from and to, and what so many credits make; "
                "or leave all three empty."
            ),
        ),
    )


class AppPlan(DeskRow, kind="app_plans"):
    rules = (
        must(
            "app_plan_capacity_has_its_unit",
            unset("capacity") | filled("capacity_unit"),
            "Say what the number that a month holds counts.",
        ),
        must(
            "app_plan_capacity_or_no_limit",
            unset("capacity") | ~Q(unlimited=Known.YES.value),
            "A plan that holds a number a month has a limit. Choose one of the two.",
        ),
        must(
            "app_plan_seats_in_order",
            in_order("least_seats", "most_seats"),
            "A plan is sold for no fewer seats at most than at least.",
        ),
    )


def _fitting_answers() -> Q:
    """Return the condition that an answer is one that its question has."""
    # another rule refuses it
    fitting = ~Q(question__in=[question.value for question in AppQuestion])
    for question, answers in APP_ANSWERS.items():
        fitting |= Q(question=question.value, answer__in=[answer.value for answer in answers])
    return fitting


class AppStatement(DeskRow, kind="app_statements"):
    rules = (
        must(
            "app_statement_answers_its_question",
            _fitting_answers(),
            "This is no answer to that question. Choose one that is.",
        ),
        must(
            "app_statement_names_the_countries",
            ~Q(answer=AppAnswer.NOT_IN_COUNTRIES.value) | any_ticked("countries"),
            "Tick the countries where it may not be used for work.",
        ),
        single(
            "app_statement_is_single",
            "app",
            "app_plan",
            "question",
            "source",
            nulls_distinct=False,
            sentence=(
                "What this source says to this question is on file already. Change that row "
                "instead."
            ),
        ),
    )

    @override
    def __str__(self) -> str:
        return (
            f"{self.app_plan or self.app}: {self.get_question_display()}: "
            f"{self.get_answer_display()}"
        )

    @override
    def clean(self) -> None:
        """Refuse the plan of another app."""
        if self.app_plan_id and self.app_id and self.app_plan.app_id != self.app_id:
            plan = self.app_plan
            raise ValidationError(
                f"{plan.name} is a plan of {plan.app}. Choose one of this app, or none for "
                "all of its plans."
            )


NAMES_APP = Q(kinds__contains=[SolutionKind.APP.value])
NAMES_APP_WITH_KINDS = Q(kinds__contains=[SolutionKind.APP.value], app_kinds__len__gt=0)


class Solution(DeskRow, kind="solutions"):
    rules = (
        must(
            "solution_names_a_kind",
            any_ticked("kinds"),
            "Name at least one kind of solution, be it “No AI”.",
        ),
        must(
            "solution_names_which_apps",
            NAMES_APP_WITH_KINDS | (~NAMES_APP & Q(app_kinds__len=0)),
            "Name the kinds of app where an app made for it is named, and only there.",
        ),
        single(
            "solution_is_single",
            "use_case",
            sentence="This job has its solutions on file already. Change that row instead.",
        ),
    )

    @override
    def __str__(self) -> str:
        return str(self.use_case)


class JobPhrases(DeskRow, kind="job_phrases"):
    rules = (
        must(
            "job_phrases_have_one_subject",
            one_of("use_case", "medium"),
            (
                "Phrases belong to a job, or to a kind of result in the owner’s own words. "
                "Choose one of the two."
            ),
        ),
        must(
            "job_phrases_say_what_a_miss_is",
            Q(known_bad="", missed="") | (~Q(known_bad="") & ~Q(missed="")),
            "Say both what has to be found and what a miss of it is, or neither.",
        ),
        single(
            "job_phrases_are_single",
            "use_case",
            "medium",
            sentence="This job has its phrases on file already. Change that row instead.",
            nulls_distinct=False,
        ),
    )

    @override
    def __str__(self) -> str:
        return str(self.use_case or f"Own words: {self.get_medium_display()}")


HAS_NO_RENT = unset("usd_hour_low", "usd_hour_high")
RENT_IN_ORDER = Q(
    usd_hour_low__gt=0,
    usd_hour_high__gte=F("usd_hour_low"),
    usd_hour_high__lt=HIGHEST_PRICE,
)
IS_RENTED = Q(deal=Deal.RENT.value, usd_purchase__isnull=True)
IS_BOUGHT = Q(deal=Deal.BUY.value, usd_hour_low__isnull=True, usd_hour_high__isnull=True)


class Machine(DeskRow, kind="machines"):
    rules = (
        must(
            "machine_rent_in_order",
            HAS_NO_RENT | RENT_IN_ORDER,
            "Write what an hour costs from and to, above 0, or leave both empty.",
        ),
        must(
            "machine_price_is_of_its_deal",
            IS_RENTED | IS_BOUGHT,
            (
                "What is rented has a price an hour, and what is bought a price to buy. Empty "
                "the other."
            ),
        ),
    )


class ExchangeRate(DeskRow, kind="exchange_rates"):
    hooks = RateHooks()
    rules = (
        must(
            "exchange_rate_of_another_currency",
            ~Q(currency=Currency.USD.value),
            "Rates are in US dollars, so the dollar has none.",
        ),
        single(
            "exchange_rate_is_single",
            "currency",
            "valid_from",
            sentence=(
                "There is a rate of this currency from this day on already. Change that one "
                "instead."
            ),
        ),
    )

    @override
    def __str__(self) -> str:
        return f"1 {self.currency} = ${self.usd} from {self.valid_from:%-d %b %Y}"


BOARD_DECIDES = Q(decided_by=BoardChoice.BOARD.value)
NAMED_BOARD_DECIDES = Q(decided_by=BoardChoice.BOARD.value, board__isnull=False)


class Skill(DeskRow, kind="skills"):
    rules = (
        must(
            "skill_names_the_board_that_decides",
            NAMED_BOARD_DECIDES | (~BOARD_DECIDES & unset("board")),
            "Name the deciding board where “the board named here” decides, and only there.",
        ),
        must(
            "skill_board_with_picture_needs_board",
            filled("board") | unset("board_with_picture"),
            "A board for where a picture goes in needs a deciding board besides.",
        ),
    )


NOT_BELOW_LOW = unset("low") | Q(low__lte=F("value"))
NOT_ABOVE_HIGH = unset("high") | Q(high__gte=F("value"))


class Score(DeskRow, kind="scores"):
    hooks = ScoreHooks()
    rules = (
        must(
            "score_within_interval",
            NOT_BELOW_LOW & NOT_ABOVE_HIGH,
            "The value must lie between low and high.",
        ),
        must(
            "score_is_a_number",
            Q(value__gt=-HIGHEST_SCORE, value__lt=HIGHEST_SCORE),
            "Write the value as a number, for example 61.4.",
        ),
        single(
            "score_is_single",
            "benchmark",
            "model",
            "effort",
            "voice",
            "as_of",
            sentence="This figure is in the catalog already. Change that row instead.",
        ),
    )

    @override
    def __str__(self) -> str:
        return f"{self.model}, {self.benchmark}: {self.value} on {self.as_of}"


def _no_less_than_0(field: str) -> Q:
    return unset(field) | Q(**{f"{field}__gte": 0})


IS_HIGH_RISK = Q(high_risk=True, annex_iii__regex=r"\S")
IS_NO_HIGH_RISK = Q(high_risk=False, annex_iii="")


class UseCase(DeskRow, kind="use_cases"):
    rules = (
        must(
            "use_case_says_its_material",
            any_ticked("material"),
            "Say what the work usually holds. Tick “Nothing private” where it is nothing.",
        ),
        must(
            "use_case_high_risk_names_point",
            IS_NO_HIGH_RISK | IS_HIGH_RISK,
            "A high-risk use names its point of Annex III, and no other use does.",
        ),
        must(
            "use_case_makes_something", any_ticked("outputs"), "Tick at least one kind of result."
        ),
        must(
            "use_case_tokens_not_negative",
            _no_less_than_0("tokens_in") & _no_less_than_0("tokens_out"),
            "Tokens cannot be below 0. Leave them empty if they are unknown.",
        ),
    )


class Cell(DeskRow, kind="cells"):
    hooks = CellHooks()
    locked = models.TextField(
        "locked",
        blank=True,
        default="",
        help_text=(
            "Why nobody may change it for now. Example: Two studies disagree; we wait for the "
            "third in May."
        ),
    )

    rules = (
        must(
            "cell_review_after_as_of",
            unset("review_by") | Q(review_by__gt=F("as_of")),
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
        return f"{self.get_branch_display()}: {self.get_fit_display()}"


class Finding(DeskRow, kind="findings"):
    rules = (
        single(
            "finding_is_single",
            "use_case",
            "branch",
            "source",
            sentence="This source has a finding on this answer already. Change that one instead.",
        ),
    )


class Contradiction(DeskRow, kind="contradictions"):
    rules = (
        must(
            "contradiction_names_a_whole_answer",
            both_or_neither("use_case", "branch"),
            "An answer of the matrix is a job and a column. Choose both or neither.",
        ),
    )


def _plausible_year(field: str) -> Q:
    return unset(field) | Q(**{f"{field}__range": (FIRST_YEAR, LAST_YEAR)})


class Claim(DeskRow, kind="claims"):
    rules = (
        must(
            "claim_values_in_order",
            unset("value_high") | Q(value__isnull=False, value_high__gte=F("value")),
            "The upper value needs a lower one that is not above it.",
        ),
        must(
            "claim_years_plausible",
            _plausible_year("year") & _plausible_year("horizon"),
            "Write years with four digits, for example 2026.",
        ),
        must(
            "claim_reaches_forward",
            in_order("year", "horizon"),
            "A forecast cannot end before it starts. Check the two years.",
        ),
    )
