"""The shape of the house that import-linter cannot see."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command

# The data's way; a foreign key may only point to the same room or to one before it.
WAY = ["source", "article", "insight", "story", "find", "people", "assist", "flow"]


def test_foreign_keys_point_upstream():
    wrong = []
    for label in WAY:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                target = getattr(field, "related_model", None)
                if target is None or field.auto_created or target._meta.app_label not in WAY:
                    continue
                if WAY.index(target._meta.app_label) > WAY.index(label):
                    wrong.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert wrong == []


def test_every_engine_named_by_string_loads():
    assert run_checks(tags=["engines"]) == []


def test_an_engine_that_leads_nowhere_is_reported_by_the_check():
    from octavo.kit import seam

    kept = seam.chosen()
    seam.choose({"find.vectors": "octavo.nowhere:Nothing"})
    try:
        (fault,) = run_checks(tags=["engines"])
    finally:
        seam.choose(kept)
    assert "find.vectors" in fault.msg


@pytest.mark.django_db
def test_no_model_waits_for_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
