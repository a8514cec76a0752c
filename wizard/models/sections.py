"""The sections of a plan that colleagues can ask about."""

from catalog.vocabulary import Word


class About(Word):
    """A part of the plan."""

    GOAL = "goal", "The decision"
    WHY = "why", "Why"
    SHORT = "short", "Alternatives"
    MONEY = "money", "Money"
    FLIP = "flip", "What would change it"
    PILOT = "pilot", "The test"
    TUNE = "tune", "Tuning"
    SCALE = "scale", "Scale"
    RISK = "risk", "Risks"
    NEXT = "next", "Next steps"
