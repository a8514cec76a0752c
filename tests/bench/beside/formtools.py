"""A wizard as a team would build it with django-formtools: our questions on five pages, database sessions, one row at the end."""

from collections.abc import Iterator, Sequence
from typing import Any, override

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from formtools.wizard.views import NamedUrlSessionWizardView

from tests.support import starter_catalog
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.steps.asking import Asked
from wizard.steps.journey import STEPS, travel

IMPORTANCE = (("must", "Must"), ("nice", "Nice to have"), ("no", "No matter"))
SEVERAL = {"many_of", "outputs"}


class Walk(NamedUrlSessionWizardView):  # type: ignore[misc]  # ships no types
    """The five forms, each on a page of its own in the site's frame."""

    template_name = "beside/step.html"

    @override
    def done(self, form_list: Sequence[forms.Form], **kwargs: Any) -> HttpResponse:
        """Keep the answers in one row and show them."""
        said: dict[str, Any] = {name: str(value) for form in form_list for name, value in form.cleaned_data.items()}
        drafts.start(said)
        return render(self.request, "beside/done.html", {"said": said})


def step_forms() -> Iterator[tuple[str, type[forms.Form]]]:
    """Yield a form for each of our steps, with the questions that the first example answers, and what they offer."""
    stops = travel(all_examples()[0].stored, starter_catalog(), localdate()).stops
    for step in STEPS:
        asked = [given.asked for stop in stops if stop.step is step for given in stop.given]
        fields = {name: field for each in asked for name, field in _fields(each)}
        yield step.key, type(f"{step.key.capitalize()}Form", (forms.Form,), fields)


def _fields(asked: Asked) -> Iterator[tuple[str, forms.Field]]:
    kind, label = asked.question.kind, asked.short
    offered = [(option.value, option.label) for option in kind.options(asked)]
    if kind.control == "weights":
        for name in kind.fields(asked):
            yield name, forms.ChoiceField(label=name, choices=IMPORTANCE, widget=forms.RadioSelect)
    elif not offered:
        yield asked.name, forms.CharField(label=label, required=False)
    elif kind.control in SEVERAL:
        boxes = forms.CheckboxSelectMultiple
        yield asked.name, forms.MultipleChoiceField(label=label, choices=offered, widget=boxes, required=False)
    else:
        yield asked.name, forms.ChoiceField(label=label, choices=offered, widget=forms.RadioSelect, required=False)
