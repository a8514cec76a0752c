"""Who makes and sells models, what goes in and comes out, and who works with it."""

from catalog.models.rows import DeskRow


class Provider(DeskRow, kind="providers"):
    """A firm that makes models, sells them, or both."""


class Modality(DeskRow, kind="modalities"):
    """A medium, explained to a person who never asked."""


class Industry(DeskRow, kind="industries"):
    """A trade with its own use cases."""


class JobRole(DeskRow, kind="job_roles"):
    """What a kind of colleague needs from AI."""
