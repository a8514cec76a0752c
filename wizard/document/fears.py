"""What is feared of one job, by its kind, else by its sort: further facts of its places."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import floor

import msgspec

from catalog.data_files import toml_of
from catalog.vocabulary import Medium
from catalog.words import stands_in
from wizard.decision.acts import TRAITS, act_of, does
from wizard.decision.answers import Job
from wizard.decision.fears import ALLERGY, LEFT_OUT, NAME, OVERLOOKED, sight_in
from wizard.decision.objects import object_of
from wizard.decision.own_words import act_in, share_a_word
from wizard.decision.trial import SIZES
from wizard.decision.vocabulary import GoesIn, JobAct, JobObject, Stakes
from wizard.document.phrases import words_of
from wizard.document.tried import ReadJob

# Something is missing or overlooked: a row that names such cases has an act against it, which is
# better than that against whatever is missing.
MISSES = frozenset({LEFT_OUT, OVERLOOKED})
WHATEVER = frozenset({LEFT_OUT, "unnoticed"})
# What is left out of a copy is counted, what is lost in other words stands in the source, what is
# sorted lies in another heap, and what is checked needs a list of its own. A face says no name.
LEFT_OUT_OF = {
    JobAct.CHECK: "unlisted",
    JobAct.COPY: "uncounted",
    JobAct.EXPLAIN: "lost",
    JobAct.SORT: "unnoticed",
    JobAct.TRANSLATE: "lost",
}
JUDGED = frozenset({JobAct.CHECK, JobAct.SORT})
RETOLD = frozenset({JobAct.EXPLAIN, JobAct.TRANSLATE, JobAct.WRITE})  # what is said or written
NAME_ON_A_PHOTO = "name-on-a-photo"
ALLERGY_IN_TRANSLATION = "allergy-translated"
OWN = "own"  # cases that are called by the owner’s sentence
# Whoever copies misreads such things, and whatever no kind tells.
MISREAD = frozenset({"", "deadline", "figure", "name"})
MISHEARD = frozenset({"", "figure", "misheard", "name", "side"})
OF_ITS_OWN = frozenset({"shown", "unequal", "likeness"})  # sorts that no known bad case is of
# Jobs that mark something for people: beside what is missed it counts what is marked for nothing.
MARKS = ("mark", "marks", "flag*", "moderat*", "defect*", "detect*")
CHECKS = ("check", "checks", "review", "proofread*", "inspect*")
MOST_MARKED_WRONGLY = 0.05  # ours: advisers sign one in twenty
# The phrases of a job that tell what a wrong result does, and what is done against it.
ABOUT_WHAT_IS_WRONG = ("harm", "cost_of_wrong", "known_bad", "against")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRemedy:
    """What is done against a fear of no sure kind; the table says in which jobs."""

    name: str
    acts: frozenset[JobAct] = frozenset(JobAct)
    stakes: frozenset[Stakes] = frozenset(Stakes)
    media: frozenset[Medium] = frozenset(Medium)
    cases: frozenset[str] = frozenset()  # empty: any, on file or in own words
    objects: frozenset[JobObject] = frozenset(JobObject)  # what is worked on
    words: tuple[str, ...] = ()  # empty: any
    by_hand: bool = False  # it says nothing of AI, and holds for people alone

    def is_against(self, job: Job) -> bool:
        """Return whether it is against what is feared of a job that is called so."""
        is_named = not self.words or stands_in(job.words, self.words)
        is_case = not self.cases or job.use_case in self.cases
        is_of_object = object_of(job) in self.objects
        return is_named and is_case and is_of_object


REMEDIES = msgspec.convert(toml_of(__file__)["remedy"], tuple[JobRemedy, ...])


@dataclass(frozen=True, kw_only=True)
class FearedJob(ReadJob):
    """One job with what its owner fears most of it, and what a wrong result does."""

    @property
    def fear_before_ai(self) -> str:
        """Return the name of what is settled first, with AI or without; empty for nothing."""
        return self._known("before-ai")

    @property
    def fear_in_test(self) -> str:
        """Return the name of which cases a test has because of it; empty where nothing is said."""
        return self._known("fear-test")

    @property
    def fear_at_stop(self) -> str:
        """Return the name of the sight at which a test ends; empty where nothing is said."""
        return self._known("fear-stop")

    @property
    def fear_by_hand(self) -> str:
        """Return the kind of fear against which people do something else than AI; else empty."""
        return self._known("worst-by-hand")

    @property
    def fears_a_wrong_reading(self) -> bool:
        """Return whether what lies there is copied, and feared to be copied wrongly."""
        return act_of(self.job) is JobAct.COPY and self.work.fear.kind in MISREAD

    @property
    def can_be_read_back(self) -> bool:
        """Return whether only who dictated it can say whether what is feared is so."""
        return self.job.goes_in is GoesIn.DICTATION and self.work.fear.kind in MISHEARD

    @property
    def fear_act(self) -> str:
        """Return the name of the act against what the owner fears; empty where none is sure."""
        return self._known("worst") if self.work.fear.kind else ""

    @property
    def fear_good(self) -> str:
        """Return the name of what a good result has because of it; empty where nothing is said."""
        return self._known("fear-good")

    def _known(self, section: str) -> str:
        """Return the kind or the sort of the fear, whichever a section has a sentence of."""
        names = (self._kind_as_done, self.work.fear.kind, self.work.fear.sort)
        return next((name for name in names if self.narrator.knows(section, name)), "")

    @property
    def _kind_as_done(self) -> str:
        """Return the kind of the fear as it shows in what is done."""
        kind, act = self.work.fear.kind, act_in(self.job, self.case.use_case)
        is_list = act is JobAct.WRITE and self.work.medium is Medium.DATA
        if kind == LEFT_OUT:
            return LEFT_OUT_OF[JobAct.COPY] if is_list else LEFT_OUT_OF.get(act, kind)
        if kind == ALLERGY and act is JobAct.TRANSLATE:
            return ALLERGY_IN_TRANSLATION
        is_on_a_photo = self.job.goes_in is GoesIn.PHOTO and act is JobAct.WRITE
        return NAME_ON_A_PHOTO if kind == NAME and is_on_a_photo else kind

    @property
    def fears_gravely(self) -> bool:
        return bool(self.job.worst) or self.work.stakes.severe

    @property
    def has_phrases_on_file(self) -> bool:
        """Return whether its phrases are of a job on file, which own words may be like."""
        return self.phrases.use_case is not None

    @property
    def fears_more(self) -> bool:
        """Return whether the owner fears something else than what is counted as missed.

        Phrases of any job in own words count no cases of their own, and what no result shows has
        none.
        """
        fear = self.work.fear
        is_alike = self.has_phrases_on_file and share_a_word(self.job.worst, self.phrases.known_bad)
        is_counted = is_alike and fear.sort not in OF_ITS_OWN
        is_shown = bool(self.job.worst) and fear.is_seen
        return is_shown and not (is_counted or self.plants_faults)

    @property
    def plants_faults(self) -> bool:
        """Return whether its test counts faults that people plant, the one they fear among them."""
        return does(self.job, JobAct.CHECK) and not self.has_phrases_on_file

    @cached_property
    def fears_what_is_on_file(self) -> bool:
        """Return whether what the owner fears is what the act of the job is against.

        That is so where they share a word, or somebody is hurt by what is on file too. Phrases of
        any job in own words are against nothing in particular.
        """
        on_file = [getattr(self.phrases, name) for name in ABOUT_WHAT_IS_WRONG]
        is_alike = any(share_a_word(self.job.worst, phrase) for phrase in on_file)
        both_hurt = self.work.stakes is Stakes.HURT and self.phrases.harm_kind.value == Stakes.HURT
        return self.has_phrases_on_file and (is_alike or both_hurt)


@dataclass(frozen=True, kw_only=True)
class RemediedJob(FearedJob):
    """The same, with what is done against a fear of no sure kind."""

    @property
    def remedy(self) -> str:
        """Return what is done against a fear of no sure kind, by the job, else by its act."""
        named = self._first_against(REMEDIES) or self._act_against
        return named if self.narrator.knows("neutral", named) else ""

    @property
    def judges(self) -> bool:
        """Return whether what is feared lies among what was passed as good, or put aside."""
        return self._act_against in JUDGED

    @property
    def remedy_by_hand(self) -> str:
        """Return what is done against it by whomever; empty where none is known."""
        return self._first_against(row for row in REMEDIES if row.by_hand)

    @property
    def _act_against(self) -> JobAct:
        """Return what is done in the job: whoever looks for something on photos makes none."""
        looks = not self.job.use_case and self.job.act is not None and TRAITS[self.job.act].looks
        act = act_in(self.job, self.case.use_case)
        return JobAct.CHECK if looks and act is JobAct.MAKE else act

    def _first_against(self, rows: Iterable[JobRemedy]) -> str:
        return next((row.name for row in rows if self._is_met_by(row)), "")

    def _is_met_by(self, row: JobRemedy) -> bool:
        is_of_act = self._act_against in row.acts and self.work.medium in row.media
        return is_of_act and self.work.stakes in row.stakes and row.is_against(self.job)


@dataclass(frozen=True, kw_only=True)
class PlantedJob(RemediedJob):
    """The same, with the cases of its test in which what is feared could happen."""

    @property
    def knows_its_misses(self) -> bool:
        """Return whether the row of the job names the cases in which what is feared is missed."""
        return self.has_phrases_on_file and self.work.finds and self.work.fear.sort in MISSES

    @property
    def has_a_better_act(self) -> bool:
        """Return whether the act on file is better than that of the kind of the fear."""
        act = act_in(self.job, self.case.use_case)
        return self.knows_its_misses and self.work.fear.kind in WHATEVER and act not in RETOLD

    @property
    def has_usual_phrases(self) -> bool:
        """Return whether it is a text in own words, which has no act but that of its stakes."""
        usual = self.plan.catalog.phrases_for.get(Medium.TEXT)
        return usual is not None and self.phrases.against == usual.against

    @property
    def feared_cases(self) -> int:
        """Return in how many cases of a test what the owner fears could happen."""
        return min(SIZES.known_bad.usual, round(SIZES.known_bad.share_of_few * self.stop.cases))

    @property
    def known_bad(self) -> str | None:
        """Return how cases are called in which it could happen; None where the row has them."""
        return self._planted("planted")

    @property
    def missed(self) -> str | None:
        return self._planted("planted-missed")

    def _planted(self, section: str) -> str | None:
        """Return a phrase of what the owner fears; None where the row has its own."""
        if not self.stop.known_bad or (self.work.finds and not self.fears_more):
            return None
        return self.plan.say(section, self._planted_as)

    @property
    def _planted_as(self) -> str:
        """Return how the feared cases are called: a job that finds has its own word for a fault."""
        name = self._known("planted") or OWN
        return OWN if self.work.finds and name == OVERLOOKED else name

    @property
    def fear_is_quoted(self) -> bool:
        """Return whether the cases in which it could happen are told by the owner's sentence."""
        return self.work.finds and self.fears_more and self._planted_as == OWN

    @property
    def sight_on_file(self) -> str:
        """Return the sight at which a test ends by what a good result of the row is; or empty."""
        if not self.has_phrases_on_file or self.work.people_wrong is not None:
            return ""
        return sight_in(self.phrases.good_test)

    @property
    def marked_wrongly(self) -> int:
        """Return how many of those that hold nothing may be marked; 0 where none is marked."""
        decides = self.work.finds and self.work.people_wrong is not None
        says_so = stands_in(words_of(self.job, self.plan.catalog), MARKS)
        marks = decides and (self.plants_faults or says_so)
        # Of few good ones one may be marked: else what is redone would quarrel with what is missed.
        least = min(1, self.unmarked - 1) if self.plants_faults else 0
        return max(least, floor(MOST_MARKED_WRONGLY * self.unmarked)) if marks else 0

    @property
    def raises_alarms(self) -> bool:
        """Return whether it remarks on drafts of people: what it remarks for nothing counts too."""
        is_draft = self.work.finds and self.work.people_wrong is None
        return is_draft and stands_in(words_of(self.job, self.plan.catalog), CHECKS)

    @property
    def unmarked(self) -> int:
        return self.stop.cases - self.stop.known_bad

    # -------------------------------------------------------------------- what a wrong result does

    @property
    def harm(self) -> Stakes:
        """Return what a wrong one does: as answered; it hurts where what is feared does.

        Who answered that it breaks a law is told of that alone.
        """
        stakes = self.work.stakes
        return Stakes.HURT if self.work.fear.hurts and stakes is not Stakes.LAW else stakes

    @property
    def harms_as_on_file(self) -> bool:
        """Return whether that is the harm on file, of own words where it is of the same kind."""
        is_of_it = not self.work.fear.hurts and self.phrases.harm_kind.value == self.harm.value
        return is_of_it or self.has_phrases_on_file
