"""The roles again: the responsible editor gives issues to the press."""

from django.db import migrations

from accounts.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [("issues", "0008_press")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
