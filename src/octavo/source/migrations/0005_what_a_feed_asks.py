from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("source", "0004_contact_and_note"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="ttl",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="quiet",
            field=models.CharField(blank=True, max_length=100),
        ),
    ]
