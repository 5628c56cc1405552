from typing import Any

from django.db import migrations, models

from octavo.people.logic.alike import outline


def draw(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Note what the names of the accounts there are look like."""
    users = apps.get_model("people", "User").objects
    named = list(users.only("pk", "name"))
    for user in named:
        user.outline = outline(user.name)[:240]
    users.bulk_update(named, ["outline"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0011_public_page")]
    operations = [
        migrations.AddField(
            "user", "outline", models.CharField(blank=True, db_index=True, default="", editable=False, max_length=240)
        ),
        migrations.RunPython(draw, migrations.RunPython.noop),
        migrations.AlterField(
            "user", "outline", models.CharField(blank=True, db_index=True, editable=False, max_length=240)
        ),
    ]
