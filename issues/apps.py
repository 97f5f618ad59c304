from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    verbose_name = "期次"

    def ready(self) -> None:
        from articles.services import FOLLOWERS, OBJECTIONS
        from issues import checks  # noqa: F401  (registers the system checks)
        from issues.press import locks
        from issues.search.index import follow_article

        OBJECTIONS.append(locks.objection)
        FOLLOWERS.append(follow_article)
