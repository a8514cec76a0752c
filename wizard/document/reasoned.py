"""Which reasons of one job are said where: further facts of its places, the last of them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from catalog.data_files import toml_of
from catalog.vocabulary import Software
from wizard.decision.endings import Project, WrongTool
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason
from wizard.decision.vocabulary import DecidesOn, JobAct, WhyOut
from wizard.document.blocks import Sentences
from wizard.document.by_hand import replaced_in, replaced_too_in
from wizard.document.compared import ComparedJob
from wizard.document.costed import WHAT_YOU_HAVE
from wizard.document.forms import Value
from wizard.document.status import Status
from wizard.document.timetable import days_before

RULES = msgspec.convert(toml_of(__file__), dict[str, frozenset[Rule]])
HEARING = RULES["hearing"]
AT_ONCE = WHAT_YOU_HAVE | HEARING | RULES["at-once"]
IN_LEAD = AT_ONCE | RULES["in-lead"] | RULES["permission"]
APART = RULES["of-their-kind"] | RULES["permission"]  # said in places of their own
WITHIN_LIMIT = RULES["within-limit"]
OF_THE_TRIED = WITHIN_LIMIT | {Rule.READING_TOO_LONG}
LEFT_FOR_MONEY = frozenset({Rule.HAND_COSTS_LESS, Rule.SAVES_TOO_LITTLE})
MOST_LIMITS_NAMED = 2
# What puts a tool out, and is no answer of the owner's.
NO_LIMITS = frozenset({WhyOut.LIVES_ELSEWHERE, WhyOut.PRICE})
NOT_BY_EU_LAW: Mapping[str, str] = {
    DecidesOn.PERSON: "person-elsewhere",
    DecidesOn.FEELINGS: "feelings-elsewhere",
}

# Who has to allow it, by the rule that says so.
CLIENTS, LAWYER = "clients", "lawyer"
PERMISSION_FROM: Mapping[str, str] = {Rule.ASK_CLIENTS: CLIENTS, Rule.A_PERSON_DECIDES: LAWYER}


@dataclass(frozen=True, kw_only=True)
class ReasonedJob(ComparedJob):
    """One job with its reasons in words."""

    def sentence(self, reason: Reason, section: str = "rule") -> str:
        """Return a reason in words. Raises `PatternError` where its rule has none."""
        slots: dict[str, Value] = {}
        for name, value in reason.parameters:
            slots |= self._slots_of(name, value)
        return self.say(self._section_of(reason) or section, reason.rule, **slots)

    def _section_of(self, reason: Reason) -> str:
        """Return where a rule has another sentence for this job; empty where it has none."""
        # What a version stores has not what was out, and of one nothing is counted.
        if reason.rule == Rule.NOTHING_PASSES and len(self.decided.dropped) > 1:
            return "rule-of-out"
        if reason.rule == Rule.READING_TOO_LONG and self.work.doers == 1:
            return "rule-of-one"
        if reason.rule in LEFT_FOR_MONEY and self.is_beyond_hands:
            return "rule-of-worth"
        if reason.rule == Rule.HAND_COSTS_LESS and self.gain_as_written() >= 0:
            return "rule-of-little"
        if reason.rule == Rule.SAVES_TOO_LITTLE and not self._shows_too_little(reason):
            return "rule-of-little"
        return ""

    def _shows_too_little(self, reason: Reason) -> bool:
        """Return whether the sums, as they are written, show a gain, and less than it has to be."""
        least_usd = float(dict(reason.parameters)["least"])
        return self.gain_as_written() > 0 > self.gain_as_written(least_usd)

    def _slots_of(self, name: str, value: Any) -> Mapping[str, Value]:
        """Return the slots that a parameter fills: a key by its row's name, all else as it is."""
        catalog = self.plan.catalog
        match name:
            case "advice":
                advice = catalog.advice_row[value]
                return {"text": advice.text, "action": advice.action}
            case "use_case":  # and why an adviser names what solves it
                reason = catalog.solution_of[value].reason
                return {"job": catalog.use_case[value].name, "reason": reason}
            case "tool":
                value = self.names.tool(value)
            case "board" | "app":
                rows: Mapping[str, Any] = {"board": catalog.benchmark, "app": catalog.app}
                value = rows[name][value].name
            case "act":
                value = JobAct.read(value).label
            case "software":
                value = self.yours(Software.read(value))
            case "question":
                value = self.say("asked", value)
            case "what":
                value = self.say("wrong-tool", self.reason_against(DecidesOn.read(value)))
        return {name: value}

    def reason_against(self, what: DecidesOn) -> str:
        """Return the name of the reason why AI must not decide something.

        What replaces it may have a reason of its own. The law of the EU is named only where it
        binds the firm.
        """
        replaced = replaced_in(self.job, what)
        name = replaced if self.narrator.knows("wrong-tool", replaced) else what
        return name if self.plan.answers.under_eu_law else NOT_BY_EU_LAW.get(name, name)

    @property
    def why_wrong(self) -> str:
        if not isinstance(self.ending, WrongTool):
            return ""
        return self.reason_against(self.ending.decides_on)

    @property
    def replaced(self) -> str:
        """Return the name of what replaces AI: by what is decided and, in own words, the job."""
        if not isinstance(self.ending, WrongTool):
            return ""
        return replaced_in(self.job, self.ending.decides_on)

    @property
    def replaced_too(self) -> str:
        """Return the name of what replaces AI in what is decided besides; empty for nothing."""
        return replaced_too_in(self.job, self.replaced)

    @property
    def looked_at_before(self) -> str:
        """Return the name of what is looked at before harm is done."""
        is_besides = self.narrator.knows("act-without", self.replaced_too)
        name = self.replaced_too if is_besides else self.replaced
        return self._known_of("act-without", name) if name else ""

    @property
    def limits(self) -> list[str]:
        """Return which answers put out the most, those first that put out more."""
        dropped = (row for row in self.decided.dropped if row.why not in NO_LIMITS)
        out = Counter(self.say("limit", row.why) for row in dropped)
        return [limit for limit, _ in out.most_common(MOST_LIMITS_NAMED)]

    @property
    def deciding(self) -> list[str]:
        """Return why something is named where neither a fact nor its cost decided."""
        return list(self.rules["deciding"])

    @property
    def most_out(self) -> list[str]:
        """Return which requirements put out the most, each with how many."""
        out = Counter(row.why for row in self.decided.dropped)
        most = out.most_common(MOST_LIMITS_NAMED)
        return [self.say("out-count", why, count=count) for why, count in most]

    # --------------------------------------------------------------------------- where they stand

    @property
    def rules(self) -> Mapping[str, Sentences]:
        """Return what is said by the rules of each list, by its name."""
        reasons = (*self.decided.notes, *self.decided.reasons)
        return {name: self._of_rules(reasons, rules) for name, rules in RULES.items()}

    @property
    def in_lead(self) -> Sentences:
        """Return the notes that belong to what to do."""
        return self._of_rules(self.decided.notes, self._rules_in_lead - APART)

    @property
    def warnings(self) -> Sentences:
        """Return what cannot be counted with, or does not fit together."""
        below = RULES["without-ai"] | IN_LEAD | RULES["below"]
        above = {row.rule for row in self.decided.notes} - below
        return self._of_rules(self.decided.notes, {rule for rule in above if self._counts(rule)})

    def _counts(self, rule: str) -> bool:
        """Return whether a note says something above.

        Else it is about what is not bought, hours that stand there, or a later job.
        """
        is_begun = self.status is Status.NOW
        if rule == Rule.COUNTED_IN_PIECES:
            # Of what waits for a seller he is asked for what was counted.
            return is_begun or (self.plan.is_alone and self.status is not Status.ASK)
        is_on_top = self.plan.is_too_much and rule == Rule.READING_TOO_LONG
        return rule not in OF_THE_TRIED or (is_begun and not is_on_top)

    @property
    def notes_below(self) -> tuple[Reason, ...]:
        """Return the notes that stand among the reasons.

        How AI is used, and who allows it, is no reason of what is left without AI.
        """
        below = RULES["below"]
        if self.status is not Status.LEFT:
            below |= IN_LEAD - HEARING - self._rules_in_lead
        return tuple(note for note in self.decided.notes if note.rule in below)

    @property
    def _rules_in_lead(self) -> frozenset[Rule]:
        """Return what stands in the lead.

        It is the app through which people use a model of one job, and what people do beside a tool.

        Of what is not begun there is only what comes before it, and how a limit is kept.
        """
        if self.status in {Status.LATER, Status.LEFT}:
            return AT_ONCE
        if self.status in {Status.NEXT, Status.ASK}:
            rules = WITHIN_LIMIT | (IN_LEAD if self.plan.is_alone else AT_ONCE)
            return rules - HEARING if self.status is Status.NEXT else rules
        return IN_LEAD if self.plan.is_alone else IN_LEAD - {Rule.THROUGH_APP}

    def _of_rules(self, reasons: Collection[Reason], rules: Collection[str]) -> Sentences:
        return (self.sentence(reason) for reason in reasons if reason.rule in rules)


@dataclass(frozen=True, kw_only=True)
class PermittedJob(ReasonedJob):
    """The same, with who has to say yes before its first case."""

    @property
    def asked_at_first(self) -> list[str]:
        """Return who has to say yes before anything is tested: a seller, clients, a lawyer."""
        seller = [self.seller] if self.confirmed_first else []
        others = self.permission_from if self.is_to_be_tested else ()
        return [*seller, *(self.say("name", other) for other in others)]

    @property
    def is_agreed(self) -> bool:
        """Return whether somebody has to agree before its first case."""
        return bool(self.first_questions or self.permission_from)

    @property
    def days_before_rating(self) -> int:
        """Return how many days pass before its cases are rated, also once somebody has said yes."""
        return days_before(
            is_built=isinstance(self.ending, Project),
            is_agreed=self.is_agreed,
            collecting_weeks=self.collecting_weeks,
        )

    @property
    def asked_meanwhile(self) -> list[str]:
        """Return who has to say yes before this job, and is not asked for the one begun."""
        asked = set(chain.from_iterable(job.asked_at_first for job in self.plan.running))
        return [whom for whom in self.asked_at_first if whom not in asked]

    @property
    def permission_from(self) -> tuple[str, ...]:
        """Return who besides a seller has to say yes, by the names of what they are asked.

        Nobody is asked about work that stays by hand.
        """
        if self.is_done_by_hand:
            return ()
        rules = {note.rule for note in self.decided.notes}
        if isinstance(self.ending, WrongTool) and self.ending.decides_on is DecidesOn.PERSON:
            rules.add(Rule.A_PERSON_DECIDES)
        return tuple(who for rule, who in PERMISSION_FROM.items() if rule in rules)

    @property
    def asks_clients(self) -> bool:
        """Return whether clients have to allow what is done with their works."""
        return CLIENTS in self.permission_from
