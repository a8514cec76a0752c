"""Any job of a firm on file, done by any other firm, is a plan: no page fails to be drawn."""

from random import Random

import pytest

from tests.adviser.firms import Firm, fresh_firms
from tests.adviser.grid import ON
from tests.replacing import replace
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.document.compose import document_of

PLANS_A_SEED = 60
HOW_MANY_JOBS = (1, 1, 2, 2, 3, 4)
LIMITS = (None, None, 0, 5, 20, 100)  # US dollars a month


def crossed(firms: tuple[Firm, ...], random: Random) -> Answers:
    """Return the answers of one firm about jobs of others, under any limit on cost."""
    of_all = [job for firm in firms for job in firm.answers.jobs]
    jobs = random.sample(of_all, random.choice(HOW_MANY_JOBS))
    by_key: dict[str, Job] = {}
    for number, job in enumerate(jobs, 1):
        key = job.use_case or f"own-{number}"
        by_key[key] = replace(job, key=key)
    answers = random.choice(firms).answers
    return replace(answers, jobs=tuple(by_key.values()), limit_usd=random.choice(LIMITS))


@pytest.mark.parametrize("seed", range(4))
def test_any_jobs_of_any_firm_are_drawn(seed: int) -> None:
    random, firms, catalog = Random(seed), fresh_firms(), starter_catalog()  # noqa: S311 (a draw, not a secret)
    for _ in range(PLANS_A_SEED):
        answers = crossed(firms, random)
        document = document_of(decide(answers, catalog, ON), answers, catalog)

        assert document.head.headline
