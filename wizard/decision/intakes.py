"""Intakes: as what the material of a job may be put into a tool."""

from collections.abc import Mapping

from catalog.schema import UseCase
from catalog.vocabulary import Intake, Medium
from wizard.decision.acts import is_recorded
from wizard.decision.answers import Job
from wizard.decision.vocabulary import GoesIn

# Who records a talk may have filmed it.
RECORDED = frozenset({Intake.RECORDING, Intake.VIDEO})
OF_ANSWER: Mapping[GoesIn, frozenset[Intake]] = {
    GoesIn.TEXT: frozenset({Intake.TEXT}),
    GoesIn.PAPER: frozenset({Intake.PAPER, Intake.PHOTO}),
    GoesIn.PHOTO: frozenset({Intake.PHOTO}),
    GoesIn.RECORDING: RECORDED,
    # What is dictated may be recorded first.
    GoesIn.DICTATION: frozenset({Intake.DICTATION, Intake.RECORDING}),
}
OF_MEDIUM: Mapping[Medium, frozenset[Intake]] = {
    Medium.TEXT: frozenset({Intake.TEXT}),
    Medium.DATA: frozenset({Intake.TEXT}),
    Medium.CODE: frozenset({Intake.TEXT}),
    Medium.DOCUMENT: frozenset({Intake.TEXT, Intake.PAPER}),
    Medium.IMAGE: frozenset({Intake.PHOTO, Intake.PAPER}),
    Medium.VIDEO: frozenset({Intake.VIDEO}),
    Medium.SPEECH: RECORDED | {Intake.DICTATION},
    Medium.MUSIC: frozenset({Intake.RECORDING}),
}
NOTHING_KNOWN: frozenset[Intake] = frozenset()


def intakes_of(job: Job, use_case: UseCase) -> frozenset[Intake]:
    """Return as what the material of a job may be put into a tool; nothing where nobody said.

    Of a job on file it is what has to go in, else any that may.
    """
    if use_case.slug:
        media = use_case.must_inputs or use_case.inputs
        return NOTHING_KNOWN.union(*(OF_MEDIUM.get(medium, NOTHING_KNOWN) for medium in media))
    if job.goes_in is None:
        return NOTHING_KNOWN
    return OF_ANSWER[GoesIn.RECORDING if is_recorded(job) else job.goes_in]
