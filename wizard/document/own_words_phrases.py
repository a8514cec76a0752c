"""How a job in own words is tested, by what is done, in place of neutral phrases."""

from catalog.data_files import toml_of
from catalog.vocabulary import Medium
from wizard.decision.acts import (
    does,
    hears,
    is_checked_against_a_list,
    is_seen,
    makes_words,
    names_a_price,
    picks_a_label,
    stated_act,
)
from wizard.decision.answers import Job
from wizard.decision.vocabulary import JobAct, Stakes

_TABLE = toml_of(__file__)
# What is found or compared is checked, too, and instructions are translated.
BASES = {"found": "check", "checked-against-a-list": "check", "instructed": "translated"}
BY_ACT = _TABLE | {name: _TABLE[base] | _TABLE[name] for name, base in BASES.items()}


def act_phrased(job: Job) -> str:
    """Return the name of the phrases of what is done; empty where those of its result do."""
    rows = {
        "price": names_a_price(job),
        "heard": hears(job),
        "sort": picks_a_label(job),
        "checked-against-a-list": is_checked_against_a_list(job),
        "found": does(job, JobAct.CHECK) and stated_act(job) is JobAct.FIND,
        "check": does(job, JobAct.CHECK),
        "instructed": does(job, JobAct.TRANSLATE) and job.stakes is Stakes.HURT,
        "translated": does(job, JobAct.TRANSLATE),
        "changed": job.medium is Medium.IMAGE and is_seen(job),
        "answered": makes_words(job) and does(job, JobAct.ANSWER),
        "told": makes_words(job) and does(job, JobAct.TELL),
        "explained": makes_words(job) and does(job, JobAct.EXPLAIN),
    }
    return next((name for name, is_done in rows.items() if is_done), "")
