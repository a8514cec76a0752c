"""Claims, articles, terms and questions on the desk."""

from django.contrib import admin
from django.utils.safestring import SafeString, mark_safe

from catalog.admin.base import DeskAdmin
from catalog.models import Article, Claim, Question, Synonym, Term, World


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    """Figures somebody states."""

    list_display = ("sentence", "status", "attributed_to", "year", "as_of", "state")
    list_filter = ("state", "status", "forecast")
    search_fields = ("slug", "sentence", "subject", "measure", "attributed_to")
    fieldsets = (
        (None, {"fields": ("state", "slug", "sentence", "subject", "measure")}),
        ("The figure", {"fields": ("value", "value_high", "unit", "year", "growth_percent", "horizon", "forecast")}),
        ("Beside others", {"fields": ("part_of", "use_case", "answer", "compared_with", "quotes")}),
        ("How it stands", {"fields": ("attributed_to", "status", "doubt", "checked_with")}),
        ("Proof", {"fields": ("source", "as_of")}),
    )


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """The learning shelf."""

    list_display = ("title", "position", "summary", "as_of", "state")
    list_filter = ("state",)
    search_fields = ("slug", "title", "summary", "markdown")
    readonly_fields = ("as_it_will_look",)

    @admin.display(description="As it looked when last saved")
    def as_it_will_look(self, article: Article) -> SafeString:
        """Show the rendering."""
        return mark_safe(str(article.html))  # noqa: S308 (catalog.markdown cleaned it when it was saved)


@admin.register(Term)
class TermAdmin(DeskAdmin):
    """The glossary."""

    list_display = ("term", "meaning", "state")
    list_filter = ("state",)
    search_fields = ("slug", "term", "meaning")


@admin.register(Question)
class QuestionAdmin(DeskAdmin):
    """Questions and answers."""

    list_display = ("question", "position", "as_of", "state")
    list_filter = ("state",)
    search_fields = ("slug", "question", "answer")
    readonly_fields = ("as_it_will_look",)

    @admin.display(description="As it looked when last saved")
    def as_it_will_look(self, question: Question) -> SafeString:
        """Show the rendering."""
        return mark_safe(str(question.html))  # noqa: S308 (catalog.markdown cleaned it when it was saved)


@admin.register(Synonym)
class SynonymAdmin(DeskAdmin):
    """What people type, and what they mean by it."""

    list_display = ("word", "words", "state")
    list_filter = ("state",)
    search_fields = ("slug", "word", "words")


@admin.register(World)
class WorldAdmin(DeskAdmin):
    """Ways the next year may go."""

    list_display = ("name", "position", "price", "volume", "quality_points", "retires_after", "state")
    list_filter = ("state",)
    search_fields = ("slug", "name")
