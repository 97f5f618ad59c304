"""The roles again, with the permissions of the editorial office."""

from django.db import migrations

from accounts.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0003_office"),
        ("articles", "0002_office"),
        ("periodicals", "0002_office"),
        ("accounts", "0002_office"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
