"""The words for outputs: what they are called, what one of them is, and what usually goes in."""

from collections.abc import Mapping

from catalog.formatting import capitalise, format_list, format_number
from catalog.schema import Catalog
from catalog.vocabulary import Medium
from wizard.decision.answers import Answers, Job
from wizard.decision.tasks import USUAL

WORDS_A_TOKEN = 0.75
_GONE = "Something that is no longer in the catalog"


def unit_of(output: Job, catalog: Catalog) -> tuple[str, str]:
    """Return what one of an output is called, and many."""
    if output.use_case is not None and (use_case := catalog.use_case.get(output.use_case)):
        return use_case.unit, use_case.unit_plural
    usual = USUAL[output.medium or Medium.TEXT]
    return usual.unit, usual.unit_plural


def name_of(output: Job, catalog: Catalog) -> str:
    """Return what an output is called."""
    if output.use_case is not None:
        use_case = catalog.use_case.get(output.use_case)
        return capitalise(use_case.result) if use_case else _GONE
    return output.name or (f"{output.medium.label} of your own" if output.medium else "Something of your own")


def inside(output: Job, catalog: Catalog) -> str:
    """Return what an output is called inside a sentence; the owner's own words stay as they are."""
    use_case = catalog.use_case.get(output.use_case or "")
    return use_case.result if use_case else name_of(output, catalog)


def words_of(output: Job | None, catalog: Catalog) -> Mapping[str, str]:
    """Return the words that a question about this output, or about none in particular, may use."""
    if output is None:
        return {"name": "Results", "unit": "result", "units": "results"}
    unit, units = unit_of(output, catalog)
    return {"name": name_of(output, catalog), "unit": unit, "units": units}


def piloted(answers: Answers) -> Job | None:
    """Return the output that the pilot tries, as far as it is known: the one picked, or the only one."""
    picked = next((output for output in answers.jobs if output.key == answers.pilot_job), None)
    return picked or (answers.jobs[0] if len(answers.jobs) == 1 else None)


def usual_length(output: Job, catalog: Catalog) -> str:
    """Say how long one input and one result usually are, or nothing where length makes no difference."""
    if output.use_case is not None:
        use_case = catalog.use_case.get(output.use_case)
        tokens_in, tokens_out = (use_case.tokens_in, use_case.tokens_out) if use_case else (None, None)
    else:
        usual = USUAL[output.medium or Medium.TEXT]
        tokens_in, tokens_out = usual.tokens_in, usual.tokens_out
    if not tokens_in:
        return ""
    out = f", {_words(tokens_out)} out" if tokens_out else ""
    return f"about {_words(tokens_in)} words in{out}"


def goes_in(output: Job, catalog: Catalog) -> str:
    """Say what usually goes in."""
    use_case = catalog.use_case.get(output.use_case or "")
    return format_list(use_case.inputs) if use_case else ""


def media_of(output: Job, catalog: Catalog) -> tuple[Medium, ...]:
    """Return the media that come out."""
    if output.use_case is None:
        return (output.medium,) if output.medium else ()
    use_case = catalog.use_case.get(output.use_case)
    return use_case.outputs if use_case else ()


def _words(tokens: int) -> str:
    """Write a count of words, rounded as an estimate is: to two digits."""
    words = round(tokens * WORDS_A_TOKEN)
    step = 10 ** max(len(str(words)) - 2, 0)
    return format_number(round(words / step) * step)
