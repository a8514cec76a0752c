"""The three marks a person gives one result, in words for each medium, and what to time and what to note beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.vocabulary import Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """How results of one medium are judged: what each mark means, what a small change is, and what to time."""

    noun: str
    ready: str  # mark 2
    change: str  # mark 1
    unusable: str  # mark 0
    look_for: tuple[str, ...]  # what makes two people mark alike
    time: str

    @property
    def marks(self) -> tuple[tuple[int, str], ...]:
        """Return the marks with their words, best first."""
        return (2, self.ready), (1, self.change), (0, self.unusable)


_TEXT = Rubric(
    noun="text",
    ready="You would send it as it is.",
    change="You would send it after changing a few words.",
    unusable="You would write it again, or something in it is not so.",
    look_for=("Every name, number and date is right.", "It says what was asked.", "It sounds like you."),
    time="From asking for it until it could be sent: reading, correcting and asking again count.",
)

RUBRICS: Mapping[Medium, Rubric] = {
    Medium.TEXT: _TEXT,
    Medium.CODE: Rubric(
        noun="change",
        ready="It runs, passes its tests, and you would merge it as it is.",
        change="You would merge it after a few lines of your own.",
        unusable="It does not run, breaks something else, or you would write it again.",
        look_for=("The tests pass.", "It does what was asked and nothing else.", "Others can read it."),
        time="From asking for it until it could be merged: reading, testing and correcting count.",
    ),
    Medium.DATA: Rubric(
        noun="record",
        ready="Every field is right.",
        change="One field that nobody would act on is wrong or empty.",
        unusable="A field that somebody would act on is wrong or made up.",
        look_for=("Each field against its source.", "Nothing is filled in that the source does not say."),
        time="From opening the source until the record could be saved: checking and correcting count.",
    ),
    Medium.IMAGE: Rubric(
        noun="picture",
        ready="You would publish it as it is.",
        change="You would publish it after cropping or a small retouch.",
        unusable="Hands, letters or the product are wrong, or you would make it again.",
        look_for=("The product looks like the product.", "Nothing in it is odd at full size.", "It fits your style."),
        time="From the first request until one could be published: choosing among several and retouching count.",
    ),
    Medium.VIDEO: Rubric(
        noun="clip",
        ready="You would publish it as it is.",
        change="You would publish it after a cut or with other sound.",
        unusable="Something moves, changes or disappears as it should not.",
        look_for=("Watch it twice, once without sound.", "Faces and things stay the same throughout."),
        time="From the first request until one could be published: waiting does not count, watching and cutting do.",
    ),
    Medium.SPEECH: Rubric(
        noun="recording",
        ready="You would play it to a customer as it is.",
        change="You would play it after one sentence is spoken again or cut.",
        unusable="A name or a number is spoken wrongly, or the voice does not fit.",
        look_for=("Listen to the end.", "Names, numbers and foreign words.", "Pauses where a person would pause."),
        time="From the first request until it could be played: listening and asking again count.",
    ),
    Medium.MUSIC: Rubric(
        noun="track",
        ready="You would use it as it is.",
        change="You would use it after cutting or fading it.",
        unusable="It breaks off, sounds wrong, or reminds you of a song you know.",
        look_for=("Listen to the end.", "It fits what it plays under.", "It is nobody else’s tune."),
        time="From the first request until one could be used: listening and cutting count.",
    ),
    Medium.MODEL_3D: Rubric(
        noun="shape",
        ready="You would use it as it is.",
        change="You would use it after smoothing or closing a surface.",
        unusable="It has holes, a part is missing, or the proportions are wrong.",
        look_for=("Turn it once round.", "Measure one length against the real thing."),
        time="From the first request until it could be used: turning, repairing and asking again count.",
    ),
}


def rubric(medium: Medium) -> Rubric:
    """Return how results of a medium are judged; what has no words of its own is judged as a text."""
    return RUBRICS.get(medium, _TEXT)
