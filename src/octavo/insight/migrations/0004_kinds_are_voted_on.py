"""Each article says what it takes a hashtag for, and most of them decide."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty for articles understood before: they do not vote."""

    dependencies = [("insight", "0003_part_of_the_world")]

    operations = [
        migrations.AddField(model_name="tagging", name="kind", field=models.CharField(blank=True, max_length=12)),
    ]
