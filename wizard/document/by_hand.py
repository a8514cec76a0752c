"""How people do one job without AI, where nothing is bought: further facts of its places."""

from dataclasses import dataclass

from catalog.vocabulary import LANGUAGE_MEDIA
from wizard.decision.endings import LeaveIt, NothingPasses, OverLimit
from wizard.decision.own_words import JobAct, act_of, act_of_case
from wizard.document.asking import AskingJob

USUAL = "usual"  # a trial in which minutes are counted
TRIED_BY_HAND = 10  # ours: results by hand that show whether a pattern spares time


@dataclass(frozen=True, kw_only=True)
class ByHandJob(AskingJob):
    """One job with what makes the work of people shorter or surer."""

    @property
    def is_done_by_hand(self) -> bool:
        """Return whether people go on with it, and nobody is asked about a tool."""
        if isinstance(self.ending, LeaveIt | OverLimit) or self.gains_nothing:
            return True
        return isinstance(self.ending, NothingPasses) and not self.is_used

    @property
    def stays_by_hand(self) -> bool:
        """Return whether it stays as it is at any limit, and no step without AI stands above."""
        is_left = isinstance(self.ending, LeaveIt) or self.gains_nothing
        return (is_left or self.saves_nothing_at_any_limit) and not self.starts_without_ai

    @property
    def hands(self) -> str:
        """Return the name of what makes the work of people shorter: by what is done in it."""
        return self._known_of("hands", self._hands_by_act)

    @property
    def hands_trial(self) -> str:
        """Return the name of how that is tried, and from when on people keep to it."""
        return self._known_of("hands-tried", self._hands_by_act)

    @property
    def dictates(self) -> bool:
        """Return whether the rest may be dictated, as something is written anew each time."""
        return self._hands_by_act == JobAct.WRITE and self.work.medium in LANGUAGE_MEDIA

    @property
    def next_ones(self) -> float:
        """Return on how many it is tried: of what is done once no more than there are."""
        return min(TRIED_BY_HAND, self.work.results) if self.work.once else TRIED_BY_HAND

    @property
    def _hands_by_act(self) -> str:
        if self.case.row.live:
            return "live"
        use_case = self.case.use_case
        act = act_of(self.job) if use_case is None else act_of_case(use_case)
        usual = JobAct.SORT if self.case.makes_fields else JobAct.WRITE
        return act if self.narrator.knows("hands", act) else usual

    def _known_of(self, section: str, name: str) -> str:
        """Return a name of a section: for who works alone, else for anybody, else the usual."""
        names = [f"{name}-alone"] if self.work.people == 1 else []
        return next((one for one in (*names, name) if self.narrator.knows(section, one)), USUAL)
