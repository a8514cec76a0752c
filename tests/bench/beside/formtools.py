"""A wizard as a team would build it with django-formtools: five steps by name, database sessions, one row at the end."""

from collections.abc import Sequence
from typing import Any, override

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from formtools.wizard.views import NamedUrlSessionWizardView

from wizard.plans import drafts

SURE = (("must", "It must"), ("nice", "It would be nice"), ("no", "It does not matter"))
OUTPUTS = (("text", "Texts"), ("image", "Pictures"), ("video", "Films"), ("speech", "Speech"), ("data", "Tables"))


class Goal(forms.Form):
    """What should come out."""

    outputs = forms.MultipleChoiceField(
        label="What should come out?", choices=OUTPUTS, widget=forms.CheckboxSelectMultiple
    )
    per_month = forms.IntegerField(label="How many a month?", min_value=1, required=False)
    minutes = forms.DecimalField(label="Minutes by hand today", min_value=0, required=False)


class Model(forms.Form):
    """What a model must do."""

    own_servers = forms.ChoiceField(label="Must it run on your own servers?", choices=SURE, widget=forms.RadioSelect)
    quality = forms.ChoiceField(label="How much does quality matter?", choices=SURE, widget=forms.RadioSelect)
    budget = forms.DecimalField(label="Dollars a month at most", min_value=0, required=False)


class Pilot(forms.Form):
    """How it is tried."""

    accepted = forms.IntegerField(label="Accepted of a hundred", min_value=1, max_value=100, required=False)
    starts = forms.DateField(label="When does it start?", required=False)
    checker = forms.ChoiceField(label="Does a person check?", choices=SURE, widget=forms.RadioSelect)


class Tune(forms.Form):
    """What may be wrong, and what is at hand."""

    symptoms = forms.MultipleChoiceField(
        label="What goes wrong?", choices=SURE, widget=forms.CheckboxSelectMultiple, required=False
    )
    examples = forms.IntegerField(label="How many good examples do you have?", min_value=0, required=False)


class Scale(forms.Form):
    """How it becomes everyday work."""

    roles = forms.ChoiceField(label="Who looks after it?", choices=SURE, widget=forms.RadioSelect)
    title = forms.CharField(label="A name for the plan", max_length=120, required=False)
    firm = forms.CharField(label="Your firm", max_length=120, required=False)


FORMS = [("goal", Goal), ("model", Model), ("pilot", Pilot), ("tune", Tune), ("scale", Scale)]


class Walk(NamedUrlSessionWizardView):  # type: ignore[misc]  # ships no types
    """The five forms, each on a page of its own in the site's frame."""

    template_name = "beside/step.html"

    @override
    def done(self, form_list: Sequence[forms.Form], **kwargs: Any) -> HttpResponse:
        """Keep the answers in one row and show them."""
        said: dict[str, Any] = {name: str(value) for form in form_list for name, value in form.cleaned_data.items()}
        drafts.start(said)
        return render(self.request, "beside/done.html", {"said": said})
