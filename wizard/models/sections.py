"""The sections of a plan that colleagues can ask about."""

from catalog.vocabulary import Word


class About(Word):
    """A section; all but the first stand on the plan's page under the same name."""

    GOAL = "goal", "The goal and the verdict"
    WHY = "why", "Why"
    SHORT = "short", "The shortlist"
    NOT = "not", "Why not the others"
    FLIP = "flip", "What would change this"
    PILOT = "pilot", "The pilot"
    TUNE = "tune", "Tuning, in this order"
    SCALE = "scale", "At scale"
    RISK = "risk", "Risks"
    NEXT = "next", "Next"
