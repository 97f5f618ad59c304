"""The office's roles as groups. They name permissions of all apps, so they follow the last of them."""

from django.db import migrations

from accounts.groups import make_groups, remove_groups


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0001_initial"),
        ("articles", "0001_initial"),
        ("periodicals", "0001_initial"),
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
