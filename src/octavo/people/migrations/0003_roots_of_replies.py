"""Give replies written before threads had roots the root of their thread."""

from typing import Any

from django.db import migrations


def give_roots(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Walk down from the comments that answer nobody, a level at a time."""
    comments = apps.get_model("people", "Comment").objects
    level = dict(comments.filter(parent=None).values_list("pk", "pk"))
    while level:
        below = list(comments.filter(parent__in=list(level)).values_list("pk", "parent_id"))
        for pk, parent in below:
            comments.filter(pk=pk).update(root_id=level[parent])
        level = {pk: level[parent] for pk, parent in below}


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = [("people", "0002_comments_in_order")]
    operations = [migrations.RunPython(give_roots, migrations.RunPython.noop)]
