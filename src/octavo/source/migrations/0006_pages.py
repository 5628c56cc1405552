"""Pages are sources, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A kind more; nothing changes in the database."""

    dependencies = [("source", "0005_what_a_feed_asks")]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="kind",
            field=models.CharField(
                choices=[("feed", "Feed"), ("sitemap", "News sitemap"), ("page", "Page"), ("archive", "Archive")],
                default="feed",
                max_length=8,
            ),
        ),
    ]
