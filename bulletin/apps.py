"""The project's own configuration of Django's admin."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    """Django's admin with the office's site in place of the stock one."""

    default_site = "bulletin.admin.OfficeAdminSite"
