"""Every plan that has a version gets its row in the index from facts to plans; keepers get the golden plans."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery

from wizard.roles import grant

AT_ONCE = 200


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Keep what the latest version of each plan cites and shows; what its answers read as is worked out when asked."""
    version_model, leaning_model = apps.get_model("wizard", "PlanVersion"), apps.get_model("wizard", "Leaning")
    newest = version_model.objects.filter(plan=OuterRef("plan")).order_by("-number").values("pk")[:1]
    versions = version_model.objects.filter(pk=Subquery(newest)).only("plan_id", "answers", "decision").order_by("pk")
    rows = (_leaning(leaning_model, version) for version in versions.iterator(AT_ONCE))
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            leaning_model.objects.bulk_create(batch)
            batch = []
    leaning_model.objects.bulk_create(batch)


def _leaning(leaning_model: Any, version: Any) -> Any:
    decision, answers = json.loads(version.decision), dict(version.answers)
    return leaning_model(
        plan_id=version.plan_id,
        version_id=version.pk,
        facts=sorted(set(_facts(decision))),
        shown={part["key"]: [row["model"] for row in part["candidates"]] for part in decision["parts"]},
        mentions=sorted(_mentions(answers)),
    )


def _facts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if {"kind", "subject", "voice"} <= value.keys():
            yield f"{value['kind']}:{value['subject']}"
        for each in value.values():
            yield from _facts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _facts(each)


def _mentions(answers: dict[str, Any]) -> Iterator[str]:
    yield from (f"use_cases:{row['use_case']}" for row in answers.get("outputs") or [] if "use_case" in row)
    if answers.get("trade"):
        yield f"industries:{answers['trade']}"
    yield from (f"roles:{role}" for role in answers.get("roles") or [])


class Migration(migrations.Migration):
    dependencies = [("wizard", "0009_publishing")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
