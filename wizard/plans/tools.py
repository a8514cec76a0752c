"""How tools and jobs are called, by what decisions name them: plans of apps, models, machines, and several together."""

from catalog.formatting import capitalise
from catalog.schema import Catalog
from catalog.vocabulary import MachineSize
from wizard.method.answers import Job

BETWEEN, ON_MACHINE = "+", "@"
MACHINES = {
    MachineSize.PC: "a PC with a card",
    MachineSize.CARD: "one data-centre card",
    MachineSize.SERVER: "one server of eight cards",
    MachineSize.CLUSTER: "several servers",
}
GONE = "Something that is no longer in the catalog"


def tool_name(catalog: Catalog, tool: str) -> str:
    """Return the name of what is bought; its slug where it is no longer on file."""
    return " and ".join(_name(catalog, piece) for piece in tool.split(BETWEEN))


def _name(catalog: Catalog, tool: str) -> str:
    plan = catalog.app_plan.get(tool)
    if plan is not None:
        return plan.name
    slug, _, size = tool.partition(ON_MACHINE)
    model = catalog.model.get(slug)
    if model is None:
        return tool
    machine = next((words for row, words in MACHINES.items() if row.value == size), "")
    return f"{model.name} on {machine}" if machine else model.name


def models_of(catalog: Catalog, tool: str) -> tuple[str, ...]:
    """Return the slugs of the models that a tool is; none for a plan of an app."""
    slugs = (piece.partition(ON_MACHINE)[0] for piece in tool.split(BETWEEN))
    return tuple(slug for slug in slugs if slug in catalog.model)


def is_on_file(catalog: Catalog, tool: str) -> bool:
    """Return whether everything that a tool is made of is still in the catalog."""
    pieces = (piece.partition(ON_MACHINE)[0] for piece in tool.split(BETWEEN))
    return all(piece in catalog.app_plan or piece in catalog.model for piece in pieces)


def job_name(job: Job, catalog: Catalog) -> str:
    """Return what a job is called at the head of a line: its use case, or the owner's own words."""
    if job.use_case is None:
        return job.words or "Something of your own"
    use_case = catalog.use_case.get(job.use_case)
    return use_case.name if use_case is not None else GONE


def results_name(job: Job, catalog: Catalog) -> str:
    """Return the same by what comes of it, such as product descriptions."""
    use_case = catalog.use_case.get(job.use_case or "")
    return capitalise(use_case.result) if use_case is not None else job_name(job, catalog)


def units_of(job: Job, catalog: Catalog) -> tuple[str, str]:
    """Return the words for one result of a job and for several."""
    use_case = catalog.use_case.get(job.use_case or "")
    return (use_case.unit, use_case.unit_plural) if use_case is not None else ("result", "results")
