"""A plan's keys besides its two links: a rating link, a second opinion, an approval.

The approval can be taken back.

Each has its line in `KINDS`. They end one by one, and all together with the private link: when it
is renewed, and when the plan is withdrawn or deleted. Whoever opens one that was ended is told so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, now

from catalog.formatting import format_day
from wizard.models import ClosedLink, Opinion, Pilot, Plan, SignOff, Why
from wizard.plans.locking import changes_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyKind:
    """One kind of key, of which a row stores the hash."""

    field: str  # of the row; empty once the key was ended
    rows: Callable[[Iterable[Plan]], QuerySet[Any]]  # those of some plans
    lasting: Callable[[], Q]  # which of them open something today
    words: Callable[[Any], str]  # what a key opens, for the owner of the plan
    forget: Callable[[QuerySet[Any]], object]  # the hashes, or rows that are nothing without them

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(**{self.field: ""})

    def end(self, rows: QuerySet[Any]) -> None:
        """Let the keys of these rows open nothing any more, and say so to whoever has one."""
        close(self.keyed(rows).values_list(self.field, flat=True), Why.ENDED)
        self.forget(rows)


def _forget_opinions(opinions: QuerySet[Opinion]) -> None:
    """Delete what nobody agreed to keep; what was agreed stays with the owner of the plan."""
    opinions.filter(agreed=None).delete()
    opinions.update(key_hash="")


def _opinion_words(opinion: Opinion) -> str:
    if opinion.agreed:
        return f"The second opinion that {opinion.name} let you keep, by which they can delete it"
    return (
        "A second opinion that was begun and not kept, last changed "
        f"{format_day(localdate(opinion.changed))}"
    )


KINDS: Mapping[str, KeyKind] = {
    "rating": KeyKind(
        field="rating_hash",
        rows=lambda plans: Pilot.objects.filter(plan__in=plans).order_by("number"),
        lasting=lambda: Q(texts_until__gte=localdate()),
        words=lambda pilot: (
            f"The rating link of pilot {pilot.number}, begun {format_day(localdate(pilot.locked))}"
        ),
        forget=lambda pilots: pilots.update(rating_hash=""),
    ),
    "opinion": KeyKind(
        field="key_hash",
        rows=lambda plans: Opinion.objects.filter(version__plan__in=plans).order_by("pk"),
        lasting=lambda: ~Q(pk__in=Opinion.objects.run_out(now()).values("pk")),
        words=_opinion_words,
        forget=_forget_opinions,
    ),
    "approval": KeyKind(
        field="key_hash",
        rows=lambda plans: SignOff.objects.filter(version__plan__in=plans).order_by("pk"),
        lasting=Q,
        words=lambda signoff: (
            f"The link by which {signoff.name} can take an approval back, of "
            f"{format_day(localdate(signoff.signed))}"
        ),
        forget=lambda signoffs: signoffs.update(key_hash=""),
    ),
}


@dataclass(frozen=True, slots=True)
class KeyInForce:
    name: str  # by which it is ended
    words: str


def in_force(plan: Plan) -> Iterator[KeyInForce]:
    """Yield every key that opens something of a plan today, besides its two links."""
    for name, kind in KINDS.items():
        for row in kind.keyed(kind.rows([plan])).filter(kind.lasting()):
            yield KeyInForce(f"{name}-{row.pk}", kind.words(row))


@changes_plan
def end(plan: Plan, name: str) -> None:
    """End one key by its name; nothing where there is none of that name."""
    kind, _, pk = name.partition("-")
    if kind in KINDS and pk.isascii() and pk.isdecimal():
        KINDS[kind].end(KINDS[kind].rows([plan]).filter(pk=int(pk[:18])))


def end_all(plans: Iterable[Plan]) -> None:
    """End every key of some plans, which the caller has locked."""
    for kind in KINDS.values():
        kind.end(kind.rows(plans))


def close(hashes: Iterable[str], why: Why) -> None:
    """Keep what became of keys, by their hashes, to tell whoever opens one."""
    day = localdate()
    rows = [ClosedLink(key_hash=key_hash, why=why.value, closed=day) for key_hash in hashes]
    ClosedLink.objects.bulk_create(rows, ignore_conflicts=True)
