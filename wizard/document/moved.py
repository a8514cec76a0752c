"""What if: what a plan would say with another amount, and what stays as it is.

It is said in one sentence and line by line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """One answer of a plan, before and with another amount."""

    label: str
    before: str
    after: str


def choice_of(job: JobBasis) -> str:
    """Return what is named for a job, else how it ends."""
    if job.first is not None:
        return job.short_name(job.first)
    is_named = job.narrator.knows("then-ends", job.ended)
    return job.say("then-ends", job.ended if is_named else "otherwise")


def choices_of(basis: Basis) -> str:
    """Return what is named for all jobs, each once; else how they end."""
    named = [choice_of(job) for job in basis.jobs if job.first is not None]
    others = [choice_of(job) for job in basis.jobs]
    return basis.say("name", "tools", tools=[*dict.fromkeys(named or others)])


type Amounts = Mapping[str, Decimal]  # in US dollars, by what it is that costs so much


def _in_words(basis: Basis, amounts: Amounts) -> list[str]:
    return [basis.say("what-if", what, usd=usd) for what, usd in amounts.items()]


def sentence_of_plan(basis: Basis, amounts: Amounts) -> str:
    """Return what a plan counts with, before anything is moved."""
    return basis.say("what-if", "plan", amounts=_in_words(basis, amounts))


def sentence_of_move(before: Basis, after: Basis, amounts: Amounts) -> str:
    """Return what another amount changes: what is named in place of what, for which job."""
    says = _in_words(before, amounts)
    turns = list(_turns(before, after))
    if turns:
        return before.say("what-if", "changed", amounts=says, turns=turns)
    return before.say("what-if", "same", amounts=says, names=choices_of(after))


def _turns(before: Basis, after: Basis) -> Iterator[str]:
    for job, moved in zip(before.jobs, after.jobs, strict=True):
        was, name = choice_of(job), choice_of(moved)
        if was != name:
            pattern = "turn" if before.is_alone else "turn-of-job"
            yield job.say("what-if", pattern, name=name, before=was)


def holds(basis: Basis, span: str) -> str:
    """Return at which amounts what is named now holds."""
    return basis.say("what-if", "holds", range=span)


def changes_at(basis: Basis, span: str, names: str) -> str:
    """Return at which amounts another would be named."""
    return basis.say("what-if", "ahead", range=span, names=names)


def own_amount(basis: Basis, amount: str) -> str:
    """Return what marks the plan's own amount, which is empty where nobody named one."""
    return basis.say("what-if", "own" if amount else "own-unsaid", amount=amount)


# Which amounts have one choice, by whether it holds for all that are less, and for all that are
# more.
SPANS = {
    (True, True): "any",
    (True, False): "up-to",
    (False, True): "from",
    (False, False): "between",
}


def span_in_words(basis: Basis, amounts: Sequence[str], first: int, last: int) -> str:
    """Return which of some amounts have one choice.

    What holds at the outer amounts holds beyond them too.
    """
    if first == last:
        return basis.say("what-if", "at", low=amounts[first])
    name = SPANS[first == 0, last == len(amounts) - 1]
    return basis.say("what-if", name, low=amounts[first], high=amounts[last])


def moved_lines(before: Head, after: Head) -> Sequence[MovedLine]:
    """Return the answers of a plan, before and with another amount, in the order of the page."""
    was = {before.label: before.headline} | {tile.label: tile.big for tile in before.tiles}
    now = {after.label: after.headline} | {tile.label: tile.big for tile in after.tiles}
    return tuple(
        MovedLine(label=label, before=was.get(label, ""), after=now.get(label, ""))
        for label in dict.fromkeys([*was, *now])
    )


def stays(basis: Basis, labels: Sequence[str]) -> str:
    """Return what stays as it is, in a sentence; empty where nothing does."""
    if not labels:
        return ""
    name = "one-stays" if len(labels) == 1 else "stay"
    return basis.say("what-if", name, labels=labels)
