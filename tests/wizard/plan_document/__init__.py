"""A plan as a document."""

from wizard.decision import endings
from wizard.decision.endings import Advised, Ending, called

# What each ending is called.
ENDINGS: dict[type[Ending], str] = {
    kind: called(kind.__name__)
    for kind in vars(endings).values()
    if isinstance(kind, type) and issubclass(kind, Ending) and kind not in {Ending, Advised}
}
