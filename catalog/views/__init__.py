"""The public pages of the catalog: each reads one release and nothing else."""

from catalog.views.page import page, reads_release

__all__ = ["page", "reads_release"]
