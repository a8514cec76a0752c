"""What editors decided about the tasks of their queue."""

from typing import override

from django.conf import settings
from django.db import models


class TaskChoice(models.Model):
    """A task that somebody does, that waits until a day, or that needs nothing; it counts while the task reads the same."""

    task = models.TextField(
        "task", primary_key=True, help_text="Example: Ends soon: GPT-5: Goes off sale on 11 Dec 2026"
    )
    until = models.DateField("until", null=True, blank=True, help_text="The day on which it comes back.")
    done = models.BooleanField("done", default=False, help_text="Ticked where nothing is to be done.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name="author",
        help_text="Who decided, or does it. Example: maria",
    )

    class Meta:
        verbose_name = "choice about a task"
        verbose_name_plural = "choices about tasks"
        default_permissions = ()

    @override
    def __str__(self) -> str:
        return self.task
