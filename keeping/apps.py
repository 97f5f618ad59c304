from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "keeping"
    verbose_name = "备份与恢复"
