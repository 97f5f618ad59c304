"""The roles as Django groups. Called by migrations, so it works with whatever tables they have so far."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

from accounts.roles import PERMISSIONS

APPS = ("accounts", "periodicals", "articles", "issues")


def make_groups(apps: Any, schema_editor: Any = None) -> None:
    """Give every role's group exactly the permissions of the table that exist at this migration.

    A permission of a later migration is given by the call in that later migration.
    """
    for label in APPS:
        # Django makes permissions only after the last migration, too late to be given to a group.
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set([known[name] for name in names if name in known])


def remove_groups(apps: Any, schema_editor: Any = None) -> None:
    """Undo the first ``make_groups``."""
    apps.get_model("auth", "Group").objects.filter(name__in=[role.value for role in PERMISSIONS]).delete()
