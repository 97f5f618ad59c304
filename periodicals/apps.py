from django.apps import AppConfig


class PeriodicalsConfig(AppConfig):
    name = "periodicals"
    verbose_name = "刊物"
