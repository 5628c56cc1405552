"""A source keeps its pace, so that reading what has not changed looks at no article."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Unknown at first (such a source is asked hourly) and written with the next entries."""

    dependencies = [("source", "0006_pages")]

    operations = [
        migrations.AddField(model_name="source", name="gap", field=models.PositiveIntegerField(null=True)),
        migrations.AddField(model_name="source", name="newest", field=models.DateTimeField(null=True)),
    ]
