from django.db import migrations, models


class Migration(migrations.Migration):
    """What the address of an article says that was taken down."""

    dependencies = [("article", "0003_rules_for_pages")]
    operations = [
        migrations.AddField(
            "article", "gone_note", models.CharField(blank=True, max_length=300, default=""), preserve_default=False
        )
    ]
