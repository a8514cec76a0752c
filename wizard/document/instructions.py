"""Instructions for a model, made of what the owner wrote; nothing is made up.

One text serves the plan, the pilot and files.
"""

from catalog.schema import Catalog
from catalog.vocabulary import LANGUAGE_MEDIA
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import case
from wizard.decision.safety import DANGERS
from wizard.document.blocks import Sentences
from wizard.document.forms import on_one_line
from wizard.document.phrases import phrases_of, slots, words_of
from wizard.document.sentences import Narrator

# What the owner wrote for the model, by the fields of the brief, in the order of the instructions.
OF_BRIEF = ("voice", "audience", "must", "never", "examples")


def instructions(job: Job, answers: Answers, catalog: Catalog) -> Sentences:
    """Yield the lines of a model's instructions for a job.

    What the owner wrote stands as it is.
    """
    phrases = slots(phrases_of(job, catalog))
    # A model is told all of the owner's words, where a plan names the job by the first of them.
    whole = {"firm": answers.firm, "words": on_one_line(words_of(job, catalog))}
    narrator = Narrator().about(phrases, "", whole)
    yield narrator.say("prompt", "firm" if answers.firm else "no-firm")
    yield narrator.say("prompt", "job")
    for name in OF_BRIEF:
        text = getattr(answers.brief, name)
        if text:
            yield narrator.say("prompt", name)
            yield text
    main = case(job, answers, catalog, DANGERS).parts[0]
    if main.medium in LANGUAGE_MEDIA:
        yield narrator.say("prompt", "facts")
