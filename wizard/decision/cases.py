"""Cases: the owner's jobs in the figures that the rules count with.

Usual figures stand where nobody answered.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor

from catalog.data_files import toml_of
from catalog.schema import Catalog, JobPhrases, UseCase
from catalog.vocabulary import AppKind, Material, Medium, Risk
from catalog.workload import usual_results
from wizard.decision.acts import (
    TRAITS,
    act_of,
    as_meant,
    does,
    is_from_speech,
    is_seen,
    makes_words,
    stated_act,
    traits_of,
)
from wizard.decision.answers import USUAL_PEOPLE, Answers, Job, results_of
from wizard.decision.fears import fear_of, must_be_complete
from wizard.decision.guesses import GUESSES, MONTHS_A_YEAR
from wizard.decision.objects import object_of
from wizard.decision.own_words import (
    NOT_ON_FILE,
    act_in,
    is_about_patients,
    main_output,
    use_case_of,
)
from wizard.decision.parts import Part, parts
from wizard.decision.rows import JobRow, row_of, row_when_read
from wizard.decision.safety import (
    Dangers,
    UsedToDecide,
    chooses,
    hinted,
    names_what_hurts,
    what_is_decided,
)
from wizard.decision.situation import HOURS_OF_A_SEAT, Work
from wizard.decision.vocabulary import (
    DecidesOn,
    JobAct,
    JobObject,
    ModelKind,
    Review,
    Secret,
    Stakes,
)

MOST_DAMAGE_TYPED_USD = 1_000_000.0
AGENT_SKILL = "code-repairs-by-an-agent"
# Ours: minutes under a tenth of the usual ones for a batch of ten pieces or more are those of a
# piece.
LEAST_PIECES = 10
OF_A_PIECE = 10
# Ours: whoever talks for a minute and then writes a note takes no half longer for it.
LONGER_THAN_ITS_MINUTE = Decimal("1.5")
# Ours: a piece that takes two hours by hand is tried in parts that take one.
LONG_MINUTES = 120
MINUTES_OF_A_PART = 60
# Ours: ten whole ones that take no longer take a hundred hours by hand.
MOST_MINUTES_WHOLE = 600
# Ours, of 100: nobody is always right, and who is wrong more often than right guesses.
LEAST_WRONG, MOST_WRONG = 1.0, 50.0
PAPERS_IN_BULK = 200  # ours: ten a working day; so many nobody puts into a second chat one by one
PUBLISHED = frozenset(toml_of(__file__)["published"])
SECRET_MATERIAL = {
    Material.PERSONAL: Secret.PERSONAL,
    Material.CONFIDENTIAL: Secret.CONFIDENTIAL,
    Material.CODE: Secret.CONFIDENTIAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One job as the rules see it."""

    job: Job  # with its results and minutes as they are counted
    typed: Job  # as the owner answered it
    use_case: UseCase  # the one that the owner chose, else NOT_ON_FILE
    row: JobRow
    parts: tuple[Part, ...]
    work: Work
    decided: UsedToDecide
    hinted: frozenset[DecidesOn]  # what its own words hint at, whatever was answered
    guessed: frozenset[str]  # answers for which our usual value stands
    heard_apart: bool = False  # made from recordings that something else writes down

    @property
    def is_chosen(self) -> bool:
        """Return whether it is a use case of the catalog: neither in own words nor gone from it."""
        return bool(self.use_case.slug)

    @property
    def has_results(self) -> bool:
        """Return whether its owner named how many it is a month."""
        return self.typed.results is not None and self.typed.results > 0

    @property
    def makes_fields(self) -> bool:
        """Return whether figures and fields come out, and no words."""
        written = [part for part in self.parts if part.kind is not ModelKind.TRANSCRIPTION]
        return bool(written) and all(part.medium is Medium.DATA for part in written)

    @property
    def writes_words(self) -> bool:
        """Return whether words come out, beside which a sheet may give the sums."""
        return any(part.medium in {Medium.TEXT, Medium.DOCUMENT} for part in self.parts)

    @property
    def ranks_people(self) -> bool:
        """Return whether people are compared or marked by it.

        That is so where the law lists the job, or own words speak of what it lists.
        """
        if self.is_chosen:
            return bool(self.use_case.annex_iii)
        return DecidesOn.PERSON in self.hinted

    @property
    def adds_up(self) -> bool:
        """Return whether sums stand in the fields that come out.

        They come from a paper for the books, or are copied in own words.
        """
        is_for_the_books = self.is_chosen and AppKind.ACCOUNTING in self.row.app_kinds
        return self.makes_fields and (is_for_the_books or does(self.job, JobAct.COPY))

    @property
    def compares_sums(self) -> bool:
        """Return whether it says what is wrong or missing, or stands in one and not in another."""
        return self.makes_fields and does(self.job, JobAct.CHECK, JobAct.LISTS, JobAct.COMPARE)

    @property
    def reads_papers(self) -> bool:
        """Return whether a sum can be read off a paper that goes in."""
        return is_seen(self.job) or bool({Medium.DOCUMENT, Medium.IMAGE} & {*self.use_case.inputs})

    @property
    def is_of_photos(self) -> bool:
        """Return whether it is about photos or pictures that go in, and not about papers."""
        is_of_papers = Medium.DOCUMENT in self.use_case.inputs
        return Medium.IMAGE in self.use_case.must_inputs and not is_of_papers

    @property
    def copies_in_bulk(self) -> bool:
        """Return whether fields are copied from so many papers that a program has to read them."""
        is_copied = self.makes_fields and does(self.job, JobAct.COPY) and is_seen(self.job)
        return is_copied and self.work.results >= PAPERS_IN_BULK


def besides(of: Case) -> frozenset[DecidesOn]:
    """Return the decisions beside which something is left to AI.

    It writes, and does not decide.
    """
    left = {DecidesOn.SUM: not _is_the_sum(of), DecidesOn.PERSON: not _is_the_decision(of)}
    return frozenset(decision for decision, is_left in left.items() if is_left)


def _is_the_sum(of: Case) -> bool:
    """Return whether the sum itself is the result.

    That is so where its words say so, or a job on file makes figures that stand on no paper.
    """
    if DecidesOn.SUM in of.hinted or does(of.job, JobAct.CALCULATE):
        return True
    return of.is_chosen and of.makes_fields and not of.reads_papers


def _is_the_decision(of: Case) -> bool:
    """Return whether the decision about a person is the result.

    AI ranks, marks and chooses nobody. It may copy what is stated and sum it up, where a person
    reads all of it: no job on file does more, and own words only where they say so. Whom it finds
    it chooses; whom it sorts, or marks, it judges, whatever comes out.
    """
    if of.is_chosen:
        return False
    if object_of(of.job) is JobObject.EXAM:
        return True
    has_act = of.job.act is not None
    is_worded = not of.makes_fields and not does(of.job, JobAct.SORT)
    is_stated = is_worded or (has_act and TRAITS[stated_act(of.job)].states)
    return chooses(of.job.words) or not is_stated


def can_leave_names_out(of: Case) -> bool:
    """Return whether names can be typed into a text at the end, and nothing else is secret.

    It is short, or there are so few that anybody can go through them: under a day's work a month.

    They stand neither in a live chat, nor in what is said, nor in papers that are searched. What
    is told to many needs no AI: a list fills the names in. Where law or limb hangs on it, its
    contract is worth its price.
    """
    act = act_in(of.job, of.use_case)
    is_worded = TRAITS[act].words and act is not JobAct.TELL
    is_short = 0 < of.work.minutes_by_hand <= MINUTES_OF_A_PART
    are_few = 0 < of.work.hours_by_hand < GUESSES.day_hours
    are_names = of.work.secrets == {Secret.PERSONAL} and not of.work.stakes.severe
    is_soon_typed = is_short or are_few
    return is_worded and is_soon_typed and are_names and not _names_stand_elsewhere(of)


def _names_stand_elsewhere(of: Case) -> bool:
    """Return whether names go in that nobody can leave out of what he types."""
    is_heard = of.heard_apart or Medium.SPEECH in of.use_case.inputs
    is_searched = AppKind.KNOWLEDGE_SEARCH in of.row.app_kinds
    return is_heard or is_searched or of.row.live or is_about_patients(of.use_case)


def case(job: Job, answers: Answers, catalog: Catalog, dangers: Dangers) -> Case:
    """Return a job with everything that its cost depends on."""
    use_case = use_case_of(job, catalog)
    typed, job = job, _with_results(_as_counted(as_meant(job), use_case, catalog), use_case)
    row = row_of(job, catalog, answers)
    like = catalog.use_case.get(row.use_case, NOT_ON_FILE)
    parted = parts(job, like, catalog)
    hears_itself = Medium.SPEECH in like.inputs
    decided = _of_the_job(what_is_decided(job, use_case, dangers), job, catalog)
    people_wrong = _people_wrong(job, row)
    of_row = catalog.phrases_of.get(row.use_case)
    neutral = catalog.phrases_for.get(job.medium or Medium.TEXT)
    # Whatever is right or wrong has grave cases; of the rest only a row says what can be missed.
    spoken_of = of_row or (neutral if people_wrong is not None else None)
    work = _work(job, answers, use_case)
    work = replace(
        work,
        decides_on=decided.on,
        pieces=_pieces(typed, job, catalog),
        spoken_words=sum(part.spoken_words for part in parted),
        spoken_at_once=row.live and any(part.kind is ModelKind.SPEECH for part in parted),
        agent=any(part.skill == AGENT_SKILL for part in parted),
        people_wrong=people_wrong,
        finds=spoken_of is not None and bool(spoken_of.known_bad),
        reading_part=None if row.reading_part is None else float(row.reading_part),
        shows_what_is_sold=_shows_what_is_sold(like),
        fear=fear_of(job, of_row or neutral, work.stakes, work.medium, live=row.live),
    )
    cut_into, is_whole = _cut_into(work, of_row or neutral), _stays_whole(work, job)
    work = replace(work, parts=1 if is_whole else cut_into, is_long=is_whole and cut_into > 1)
    return Case(
        job=job,
        typed=typed,
        use_case=use_case,
        row=row_when_read(row, catalog) if _is_sent_by_people(work, job) else row,
        parts=parted,
        work=work,
        decided=decided,
        hinted=hinted(job.words, dangers),
        guessed=_guessed(typed, answers),
        heard_apart=is_from_speech(job) and not hears_itself,
    )


def _shows_what_is_sold(use_case: UseCase) -> bool:
    """Return whether a picture of the thing goes in, and what comes out is taken for the thing."""
    return Risk.MISLEADING_PICTURE in use_case.risks and Medium.IMAGE in use_case.must_inputs


def _people_wrong(job: Job, row: JobRow) -> float | None:
    """Return how often people are wrong, as their owner says, else as on file.

    None where there is no one true answer.
    """
    if row.people_wrong is None:
        return None
    of_100 = row.people_wrong if job.wrong_today is None else float(job.wrong_today)
    return min(max(of_100, LEAST_WRONG), MOST_WRONG) / 100


def _is_sent_by_people(work: Work, job: Job) -> bool:
    """Return whether people send every answer, since the owner said so or it has to be."""
    return work.has_to_be_read or job.review is Review.EVERY


def _of_the_job(decided: UsedToDecide, job: Job, catalog: Catalog) -> UsedToDecide:
    """Leave a list out where none answers the job.

    What sorts, books, reads or explains takes no words from one. A text that is told in other words
    does where what hurts stands in one.
    """
    phrases = catalog.phrases_of.get(job.use_case or "")
    is_retold = traits_of(job).retells and makes_words(job)
    is_answered = TRAITS[act_of(job)].from_list if phrases is None else phrases.from_list
    if is_answered or (is_retold and names_what_hurts(job)):
        return decided
    return replace(decided, on=decided.on - {DecidesOn.LIST})


def _as_counted(job: Job, use_case: UseCase, catalog: Catalog) -> Job:
    """Return a job in the unit of its row, where its minutes are plainly those of a piece.

    Who says that a batch of a hundred answers takes five minutes, where ten hours are usual, has
    counted answers. Who says that a minute of calls takes four has counted calls.
    """
    phrases = catalog.phrases_of.get(job.use_case or "")
    minutes, usual = job.minutes_by_hand, use_case.minutes_by_hand
    if phrases is None or minutes is None or usual is None or job.results is None:
        return job
    # Divided last, so that whole numbers stay whole.
    if phrases.pieces >= LEAST_PIECES and minutes * OF_A_PIECE <= usual:
        batches, of_a_batch = job.results / phrases.pieces, minutes * phrases.pieces
        return replace(job, results=batches, minutes_by_hand=of_a_batch)
    if phrases.pieces < 1 and minutes >= usual * LONGER_THAN_ITS_MINUTE and usual > 0:
        return replace(job, results=job.results * minutes / usual, minutes_by_hand=usual)
    return job


def _with_results(job: Job, use_case: UseCase) -> Job:
    """Return a job with how many results it is counted with; our guess where none was named."""
    if job.results is not None and job.results > 0:
        return job
    return replace(job, results=usual_results(use_case.minutes_by_hand))


def _pieces(typed: Job, job: Job, catalog: Catalog) -> float:
    """Return how many pieces a result holds that are read one by one."""
    if typed.results and job.results and typed.results != job.results:
        return float(typed.results / job.results)
    phrases = catalog.phrases_of.get(job.use_case or "")
    return float(phrases.pieces) if phrases is not None else 1.0


def _cut_into(work: Work, phrases: JobPhrases | None) -> int:
    """Return into how many parts of an hour by hand a long piece is cut for a test."""
    minutes = work.minutes_by_hand / max(work.pieces, 1)
    if phrases is None or not phrases.parts or minutes < LONG_MINUTES:
        return 1
    return floor(minutes / MINUTES_OF_A_PART)


def _stays_whole(work: Work, job: Job) -> bool:
    """Return whether a long piece is tried as a whole: what is missing shows in no part.

    That is so where it is feared or the job itself, or somebody could be hurt, and people can read
    so long ones.
    """
    is_whole = work.fear.is_whole or work.stakes is Stakes.HURT or must_be_complete(job)
    return is_whole and work.minutes_by_hand / max(work.pieces, 1) <= MOST_MINUTES_WHOLE


def _work(job: Job, answers: Answers, use_case: UseCase) -> Work:
    results, minutes = results_of(job), _minutes(job, use_case)
    people = max(answers.people or USUAL_PEOPLE, 1)
    hours = results * minutes / 60
    doers = _doers(job, hours, people)
    return Work(
        key=job.key,
        medium=main_output(job, use_case),
        results=results,
        once=job.once,
        minutes_by_hand=minutes,
        wage_usd=_positive(answers.wage_usd) or GUESSES.wage_usd,
        people=people,
        doers=doers,
        nobody_today=job.doers == 0,
        stakes=job.stakes or Stakes.MONEY,
        damage_usd=_damage_usd(job),
        review=job.review or Review.EVERY,
        secrets=secrets_of(job, use_case),
        place=answers.place_of(job),
        is_public=_is_public(job, use_case),
        limit_usd=None if answers.limit_usd is None else float(answers.limit_usd),
        worth_usd=_positive(job.worth_usd),
    )


def _is_public(job: Job, use_case: UseCase) -> bool:
    """Return whether a job is published anyway: a wish for the EU does not mean it where it lies.

    Whoever says of this job where it may be worked on means it.
    """
    return use_case.slug in PUBLISHED and not secrets_of(job, use_case) and job.place is None


def _minutes(job: Job, use_case: UseCase) -> float:
    minutes = job.minutes_by_hand
    if minutes is None:
        minutes = use_case.minutes_by_hand
    return max(float(minutes or 0), 0.0)


def _damage_usd(job: Job) -> float | None:
    """Return what a bad slip costs, as typed, up to a most; None where nothing or 0 was typed.

    None stands for our guess.

    `notes` ask back about 0.
    """
    typed = _positive(job.damage_usd)
    return None if typed is None else min(typed, MOST_DAMAGE_TYPED_USD)


def _positive(value: Decimal | None) -> float | None:
    """Return a number above 0; None where there is none, or one that cannot be counted with."""
    return float(value) if value is not None and value > 0 else None


def _doers(job: Job, hours: float, people: int) -> int:
    """Return who needs a seat: those who do the job, else one a week of its work, at most all."""
    if job.doers:
        return min(job.doers, people)
    months = MONTHS_A_YEAR if job.once else 1
    return max(1, min(ceil(hours / months / HOURS_OF_A_SEAT), people))


def secrets_of(job: Job, use_case: UseCase) -> frozenset[Secret]:
    """Return what private material goes in: as answered, else what the job usually works on."""
    if job.secrets is not None:
        return job.secrets
    return frozenset(SECRET_MATERIAL[row] for row in use_case.material if row in SECRET_MATERIAL)


ANSWERED_BY_JOB = (
    "results",
    "minutes_by_hand",
    "doers",
    "stakes",
    "damage_usd",
    "review",
    "decides_on",
    "secrets",
)
ANSWERED_BY_ALL = (
    "wage_usd",
    "people",
    "place",
    "country",
    "built_in",
    "built_into",
    "builder",
    "limit_usd",
)


def _guessed(job: Job, answers: Answers) -> frozenset[str]:
    of_job = {name for name in ANSWERED_BY_JOB if getattr(job, name) is None}
    of_all = {name for name in ANSWERED_BY_ALL if getattr(answers, name) is None}
    return frozenset(of_job | of_all)
