"""Search: its table, each database's own index beside it, and what is public already."""

import django.db.models.deletion
from django.db import migrations, models

from issues.search import tables
from issues.search.index import row


def make(apps, schema_editor):
    tables.make(schema_editor.connection)


def unmake(apps, schema_editor):
    tables.unmake(schema_editor.connection)


def fill(apps, schema_editor):
    entries = (
        apps.get_model("issues", "ContentsEntry")
        .objects.filter(issue__status="published", article__status="signed_off")
        .select_related("article", "issue")
    )
    tables.write(schema_editor.connection, map(row, entries.iterator(chunk_size=200)))


class Migration(migrations.Migration):
    dependencies = [("issues", "0009_press_roles")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("source", models.TextField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_text",
                        to="issues.contentsentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索文本",
                "verbose_name_plural": "检索文本",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(make, unmake),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
