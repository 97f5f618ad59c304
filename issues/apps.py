from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    verbose_name = "期次"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from articles.models import Section
        from articles.services import FOLLOWERS, OBJECTIONS
        from issues import checks, freshness  # noqa: F401  (registers the system checks)
        from issues.press import locks
        from issues.search.index import follow_article
        from periodicals.models import Periodical

        OBJECTIONS.append(locks.objection)
        FOLLOWERS.append(follow_article)
        # Names and addresses that stand on pages; the admin's forms write them, not a service.
        for model in (Periodical, Section):
            post_save.connect(freshness.row_changed, sender=model)
            post_delete.connect(freshness.changed, sender=model)
