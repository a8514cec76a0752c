"""Next steps: what is to be done, and by which day."""

from collections.abc import Iterator

from wizard.document.basis import Basis
from wizard.document.blocks import ListRow
from wizard.document.places import lines_at


def to_do(basis: Basis) -> list[ListRow]:
    """Return what to do, each task once, in the order of its days."""
    tasks = (
        *_tasks(basis, "to-do"),
        *_questions(basis),
        *_tasks(basis, "settings"),
        *_tasks(basis, "later-tests"),
    )
    return sorted(dict.fromkeys(tasks), key=lambda row: row.on or basis.decision.on)


def _tasks(basis: Basis, place: str) -> Iterator[ListRow]:
    return (ListRow(says=tuple(line.says), on=line.on) for line in lines_at(basis, place))


def _questions(basis: Basis) -> Iterator[ListRow]:
    """Yield the questions that the top shortens or leaves to the steps, each at its first job."""
    listed = set[str]()
    for job in basis.concerned:
        whole = () if basis.is_alone else job.at("questions")
        is_on_top = basis.is_alone and job.recommendation is None
        besides = () if is_on_top else job.at("asks-besides")
        asks = tuple(text for text in (*whole, *besides) if text not in listed)
        listed |= {*asks}
        if asks:
            says = (job.say("kicker", "job-stop"), *asks)
            yield ListRow(says=says, on=job.days.asked_by)
