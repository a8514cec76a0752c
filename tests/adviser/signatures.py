"""Signatures: what a strict reader said of the plan of each firm.

One lapses where something else is named.
"""

from dataclasses import dataclass

from catalog.data_files import toml_of
from wizard.decision.decision import Decision
from wizard.decision.endings import first_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a reader said of one firm's plan."""

    firm: str
    named: tuple[str, ...]  # of each job: how it ends, and the tool
    signed: str  # yes, partly, no
    why: str = ""


def signatures() -> dict[str, Signature]:
    """Return the signatures by firm."""
    rows = toml_of(__file__).get("signed", ())
    found = (Signature(**row | {"named": tuple(row["named"])}) for row in rows)
    return {row.firm: row for row in found}


def named_by(decision: Decision) -> tuple[str, ...]:
    """Return how each job ends and what it names, as signatures keep it."""
    endings = [(type(job.ending).__name__, first_of(job.ending)) for job in decision.jobs]
    return tuple(f"{kind} {row.option.tool if row else ''}".strip() for kind, row in endings)
