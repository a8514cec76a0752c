"""Our wizard as a team would build it with django-formtools: five pages, database sessions, one row at the end.

It asks the same questions with the same help, and shows the ranking where a model is chosen, by the same rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, override

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from formtools.wizard.views import NamedUrlSessionWizardView

from catalog import releases
from catalog.parsing import Problem
from tests.support import starter_catalog
from wizard.forms import NOT_SURE
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.steps.asking import Asked, Json, Nothing
from wizard.steps.journey import STEPS, Journey, travel
from wizard.steps.kinds.choosing import passing
from wizard.steps.kinds.picking import UNSURE
from wizard.steps.model import MODEL

SHOWN = 4  # models of a ranking
SEVERAL = {"many_of", "outputs"}
CHOICE = "choice"  # the owner's own models, from what passes the answers before


class Walk(NamedUrlSessionWizardView):  # type: ignore[misc]  # ships no types
    """The five forms, each on a page of its own in the site's frame."""

    template_name = "beside/step.html"

    @override
    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> forms.Form:
        """Offer the models that pass the answers of the steps before, for each thing that should come out."""
        form: forms.Form = super().get_form(step, data, files)
        if (step or self.steps.current) == MODEL.key:
            situation = self._way.situation
            for ranking in situation.rankings:
                task = ranking.case.task
                form.fields[f"{CHOICE}.{task.key}"] = forms.ChoiceField(
                    label=task.key, choices=[("", "Take the advice"), *passing(ranking).items()], required=False
                )
        return form

    @override
    def get_context_data(self, form: forms.Form, **kwargs: Any) -> dict[str, Any]:
        """Show what ours shows beside the questions."""
        way = self._way
        beside = {
            "parts": way.situation.rankings if self.steps.current == MODEL.key else (),
            "shown": f":{SHOWN}",
        }
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        return context | beside

    @override
    def done(self, form_list: Sequence[forms.Form], **kwargs: Any) -> HttpResponse:
        """Keep the answers in one row and show them."""
        said: dict[str, Any] = {name: str(value) for form in form_list for name, value in form.cleaned_data.items()}
        drafts.start(said)
        return render(self.request, "beside/done.html", {"said": said})

    @cached_property
    def _way(self) -> Journey:
        """The way that the answers of other steps make, read from the session as they were sent."""
        stored: dict[str, Json] = {}
        for step in self.steps.all:
            sent = self.storage.get_step_data(step) or {}
            form = {name.removeprefix(f"{step}-"): values for name, values in dict(sent).items()}
            for asked in ASKED[step]:
                found = asked.question.kind.read(form, asked)
                if not isinstance(found, (Nothing, Problem)):
                    stored[asked.name] = asked.question.kind.dump(found)
                elif form:
                    stored[asked.name] = None
        return travel(stored, releases.current().catalog, localdate())


def _asked() -> Mapping[str, Sequence[Asked]]:
    """Return the questions that the first example answers, by step."""
    stops = travel(all_examples()[0].stored, starter_catalog(), localdate()).stops
    return {step.key: [given.asked for stop in stops if stop.step is step for given in stop.given] for step in STEPS}


ASKED = _asked()


def step_forms() -> Iterator[tuple[str, type[forms.Form]]]:
    """Yield a form for each of our steps, with its questions and what they offer."""
    for key, asked in ASKED.items():
        fields = {name: field for each in asked for name, field in _fields(each)}
        yield key, type(f"{key.capitalize()}Form", (forms.Form,), fields)


def _fields(asked: Asked) -> Iterator[tuple[str, forms.Field]]:
    for name, field in _bare_fields(asked):
        field.label, field.help_text = asked.title, asked.hint
        yield name, field


def _bare_fields(asked: Asked) -> Iterator[tuple[str, forms.Field]]:
    kind = asked.question.kind
    offered = [(option.value, option.label) for option in kind.options(asked)]
    if kind.control == CHOICE:
        return  # only known when the steps before are answered
    if not offered:
        yield asked.name, forms.CharField(required=False)
    elif kind.control in SEVERAL:
        boxes = forms.CheckboxSelectMultiple
        yield asked.name, forms.MultipleChoiceField(choices=offered, widget=boxes, required=False)
    else:
        unsure = [(UNSURE, NOT_SURE)] if asked.question.unsure else []
        yield asked.name, forms.ChoiceField(choices=[*offered, *unsure], widget=forms.RadioSelect, required=False)
