"""The roles again: the print office and whoever publishes see the released print files."""

from django.db import migrations

from accounts.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [("issues", "0004_office_roles")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
