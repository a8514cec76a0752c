"""Who may do what with which key: one line for each address.

The tests and docs/rights.md follow from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus

from django.urls import reverse


class Key(StrEnum):
    """What somebody has in hand."""

    NONE = "no key"
    VIEW = "link for others"
    EDIT = "private link"
    REVOKED = "withdrawn or renewed"
    EXPIRED = "run out"
    OTHER = "of another plan"
    DELETED = "of a deleted plan"


class Says(StrEnum):
    """What the site answers."""

    YES = "yes"
    OTHERS = "that plan alone"
    UNKNOWN = "404"
    CLOSED = "410"


@dataclass(frozen=True, slots=True)
class Access:
    """A kind of address: where its key stands, and which key opens it."""

    what: str  # can be read and done there
    key: str  # what the key is called in its addresses; empty where there is none
    answers: Mapping[Key, Says] = field(hash=False)


OPEN = Access("public pages, examples, starting a plan", "", dict.fromkeys(Key, Says.YES))
READER = Access(
    "the plan, its versions, files, results of the pilot, questions, approvals",
    "view_key",
    {
        Key.NONE: Says.UNKNOWN,
        Key.VIEW: Says.YES,
        Key.EDIT: Says.UNKNOWN,
        Key.REVOKED: Says.CLOSED,
        Key.EXPIRED: Says.CLOSED,
        Key.OTHER: Says.OTHERS,
        Key.DELETED: Says.CLOSED,
    },
)
OWNER = Access(
    "answers, pilot, links, and whatever else changes the plan",
    "edit_key",
    {
        Key.NONE: Says.UNKNOWN,
        Key.VIEW: Says.UNKNOWN,
        Key.EDIT: Says.YES,
        Key.REVOKED: Says.CLOSED,
        Key.EXPIRED: Says.YES,  # it is the link for others that runs out
        Key.OTHER: Says.OTHERS,
        Key.DELETED: Says.CLOSED,
    },
)
# something on one plan, which others lack
READERS_ROW = Access(
    "one second opinion on the plan", "view_key", {**READER.answers, Key.OTHER: Says.UNKNOWN}
)
RATER = Access(
    "the cases of one pilot, by the link that its owner made for a second rater",
    "rating_key",
    dict.fromkeys(Key, Says.UNKNOWN),
)  # a rating link has a key of its own; no plan's opens it
OWNERS_ROW = Access(
    "one question, approval, opinion, reply or file on the plan",
    "edit_key",
    {**OWNER.answers, Key.OTHER: Says.UNKNOWN},
)  # something on one plan, which others lack
# a sign-off has a key of its own; no plan's opens it
SIGNER = Access(
    "one approval, by the link that its signer got", "sign_key", dict.fromkeys(Key, Says.UNKNOWN)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Something that can be done at an address, and which key it takes."""

    access: Access
    address: str  # its name in `wizard.urls`, or with that of the other addresses before it
    does: str
    method: str = "GET"
    status: HTTPStatus = HTTPStatus.OK  # where it is allowed
    # of the address, besides the key
    parts: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    sends: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def place(self) -> str:
        """Return the full name of the address."""
        return self.address if ":" in self.address else f"wizard:{self.address}"

    def path(self, key: str) -> str:
        """Return the address with this key in it, where it takes one."""
        keyed = {self.access.key: key} if self.access.key else {}
        return reverse(self.place, kwargs={**keyed, **self.parts})


def _may(
    access: Access, address: str, does: str, status: HTTPStatus = HTTPStatus.OK, **parts: str | int
) -> Right:
    return Right(access=access, address=address, does=does, status=status, parts=parts)


def _acts(
    access: Access,
    address: str,
    does: str,
    sends: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.SEE_OTHER,
    **parts: str | int,
) -> Right:
    return Right(
        access=access,
        address=address,
        does=does,
        method="POST",
        status=status,
        parts=parts,
        sends=sends or {},
    )


ROW = 999_999  # of a question, sign-off, opinion or reply, as the test makes it
FILE = "F" * 11  # the key of a file of a pilot, as the test makes it
WALK = "W" * 22  # the key of a second opinion on its way, as the test makes it


# To let people do one more thing, add a line here; docs/rights.md has `table()`.
RIGHTS = (
    _may(OPEN, "front", "see what a plan is"),
    _may(OPEN, "field_record", "see how often tests were passed"),
    _may(OPEN, "schema", "read the schema of plan.json"),
    _may(OPEN, "examples", "see the examples"),
    _may(OPEN, "example", "read an example", slug="restaurant"),
    _may(OPEN, "example_card", "see the picture of its link", slug="restaurant"),
    _may(OPEN, "example_what_if", "move its two handles", slug="law-office"),
    _may(OPEN, "example_below", "read a page below an example", slug="restaurant", key="scale"),
    _may(OPEN, "mine", "see the plans that this browser remembers"),
    _may(OPEN, "new", "see what to have at hand"),
    _acts(OPEN, "mine", "paste a private link", status=HTTPStatus.UNPROCESSABLE_ENTITY),
    _acts(OPEN, "new", "start a plan"),
    _acts(OPEN, "questions:start", "start a plan with a job", {"jobs": "product-description"}),
    _may(READER, "shared", "read the plan"),
    _may(READER, "fixed", "read one version", number=1),
    _may(READER, "card", "see the picture of its link"),
    _may(READER, "what_if", "see where the name turns"),
    _may(READER, "below", "read a page below the plan", key="evidence"),
    _may(READER, "below_fixed", "read a page below one version", number=1, key="money"),
    _may(READER, "history", "read what each version changed"),
    _may(READER, "pick", "pick two versions", status=HTTPStatus.FOUND),
    _may(READER, "compare", "set two versions side by side", first=1, second=1),
    _may(READER, "copy", "make a copy"),
    _may(READER, "copy_fixed", "make a copy of one version", number=1),
    _may(READER, "feed", "follow what changes"),
    _may(READER, "calendar", "follow its dates"),
    _may(READER, "export", "take it away", name="plan.json"),
    _may(READER, "export_fixed", "take one version away", number=1, name="plan.md"),
    _may(READER, "results", "read what the pilot has shown"),
    _may(READER, "results_card", "see the picture of its link", status=HTTPStatus.NOT_FOUND),
    _may(READER, "results_csv", "take the pilot’s figures away"),
    _may(READER, "questions", "read what was asked"),
    _acts(
        READER,
        "questions",
        "ask about a section",
        {"about": "why", "name": "Ada", "text": "Why so?"},
    ),
    _may(READER, "sign_off", "see the form to approve a version"),
    _acts(READER, "sign_off", "approve a version", {"name": "Ada", "version": "1"}),
    _may(READERS_ROW, "approved", "read a version as it was approved", pk=ROW),
    _may(READER, "vendors", "read what to ask vendors"),
    _may(READER, "opinion_start", "see what a second opinion is"),
    _acts(READER, "opinion_start", "begin a second opinion"),
    _may(
        READERS_ROW,
        "opinion",
        "see the answers of your second opinion, or the next question",
        status=HTTPStatus.SEE_OTHER,
        opinion_key=WALK,
    ),
    _acts(READERS_ROW, "opinion", "let the plan be shown", opinion_key=WALK),
    _may(READERS_ROW, "opinion_page", "see one of its questions", opinion_key=WALK, page="what"),
    _acts(
        READERS_ROW,
        "opinion_page",
        "answer it",
        {"jobs": "product-description"},
        opinion_key=WALK,
        page="what",
    ),
    _may(
        READERS_ROW,
        "opinion_compare",
        "see where you differ",
        status=HTTPStatus.SEE_OTHER,
        opinion_key=WALK,
    ),
    _acts(READERS_ROW, "opinion_compare", "let it be kept, or delete it", opinion_key=WALK),
    _may(SIGNER, "signed", "see what you signed"),
    _acts(SIGNER, "signed", "take your own sign-off back"),
    _may(OWNER, "owned_what_if", "see where the name turns"),
    _may(OWNER, "owned_below", "read a page below the plan", key="tune"),
    _may(RATER, "rate_second", "see a case to rate as the second rater"),
    _acts(RATER, "rate_second", "rate a case as the second rater", {"case": "1", "better": "one"}),
    _may(
        RATER, "rate_second_file", "see a picture, speech or video of a case to rate", file_key=FILE
    ),
    _may(OWNER, "home", "see the plan as its owner"),
    _may(OWNER, "questions:page", "see an answer", step="goal", page="what"),
    _acts(
        OWNER,
        "questions:page",
        "change an answer",
        {"jobs": "product-description"},
        status=HTTPStatus.CONFLICT,  # others were saved since
        step="goal",
        page="what",
    ),
    _may(OWNER, "questions:check", "check all answers"),
    _acts(OWNER, "questions:make", "make a version"),
    _acts(OWNER, "redecide", "decide again on today’s facts"),
    _acts(OWNER, "undo", "let the version before hold again"),
    _may(OWNER, "original", "set a copy beside its original"),
    _may(OWNER, "pilot", "run the pilot"),
    _acts(OWNER, "pilot", "start a pilot", {"seen": "1", "texts": "no"}),
    _may(OWNER, "pilot_new", "see what another pilot takes"),
    _may(OWNER, "pilot_one", "see one pilot", number=1),
    _acts(OWNER, "pilot_act", "turn the rating link off", {"act": "revoke_rating"}, number=1),
    _may(OWNER, "pilot_cases", "see cases and answers", number=1),
    _may(OWNER, "pilot_settle", "see the answers on which two raters differ", number=1),
    _acts(OWNER, "pilot_settle", "settle them", number=1),
    _acts(OWNER, "pilot_cases", "paste answers", number=1),
    _may(OWNER, "pilot_files", "see where pictures, speech and video go", number=1),
    _acts(
        OWNER,
        "pilot_files",
        "upload or delete the files of a case",
        {"case": "1", "remove": "1"},
        number=1,
    ),
    _may(OWNERS_ROW, "pilot_file", "see one of these files", number=1, file_key=FILE),
    _may(OWNER, "pilot_month", "see when a month of daily use is asked for", number=1),
    _acts(
        OWNER,
        "pilot_month",
        "count a month of daily use, once there was one",
        status=HTTPStatus.CONFLICT,
        number=1,
    ),
    _may(OWNER, "rate", "see a case to rate", number=1),
    _acts(OWNER, "rate", "rate a case", {"case": "1", "better": "one"}, number=1),
    _may(OWNER, "pilot_bring", "see the form for many results", number=1),
    _acts(
        OWNER,
        "pilot_bring",
        "look at many results",
        {"pasted": "Model\tAccepted\nnobody\tyes"},
        status=HTTPStatus.OK,
        number=1,
    ),
    _acts(
        OWNER,
        "pilot_bring",
        "take in what was looked at; this names no column",
        {"pasted": "yes", "act": "take"},
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        number=1,
    ),
    _may(OWNER, "questions_owner", "see all questions"),
    _acts(OWNERS_ROW, "question_answer", "answer or delete a question", {"act": "delete"}, pk=ROW),
    _acts(
        OWNER,
        "switch",
        "let others ask, approve or see a preview, or no longer",
        {"takes_signoffs": "no"},
    ),
    _acts(OWNERS_ROW, "sign_off_take_back", "take a sign-off off the plan", pk=ROW),
    _may(OWNER, "opinions_owner", "see the second opinions that were kept"),
    _may(OWNERS_ROW, "opinion_owner", "read one of them", pk=ROW),
    _acts(OWNERS_ROW, "opinion_delete", "delete one of them", pk=ROW),
    _may(OWNER, "vendors_owner", "see what to ask vendors, and record replies"),
    _may(OWNER, "reply", "see the form for a reply", status=HTTPStatus.SEE_OTHER),
    _acts(OWNER, "reply", "record a reply"),
    _acts(OWNERS_ROW, "reply_take_back", "let a reply count no more", number=ROW),
    _may(OWNER, "links", "see the links"),
    _acts(OWNER, "links", "renew, close or open a link, let it run out", {"act": "withdrawn"}),
    _may(OWNER, "delete", "be asked before deleting"),
    _acts(OWNER, "delete", "delete the plan for good", {"sure": "yes"}),
)


def table() -> str:
    """Return which key opens which kind of address, as Markdown."""
    kinds = dict.fromkeys(right.access for right in RIGHTS)
    lines = [
        ["what", *Key],
        ["---"] * (len(Key) + 1),
        *([kind.what, *map(kind.answers.get, Key)] for kind in kinds),
    ]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
