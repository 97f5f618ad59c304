"""Who has an article open for editing: kept up by the open page, forgotten when it stops. No lock."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Presence

# The page speaks up every 20 s; three times unheard is gone.
SILENCE = timedelta(seconds=60)


@transaction.atomic
def arrive(article: Article, user: User) -> Presence:
    """The user has the article open, now. Who was silent too long begins anew."""
    now = timezone.now()
    presence, is_new = Presence.objects.select_for_update(of=("self",)).get_or_create(
        article=article, user=user, defaults={"since": now, "seen_at": now}
    )
    if not is_new:
        if presence.seen_at < now - SILENCE:
            presence.since = now
        presence.seen_at = now
        presence.save(update_fields=["since", "seen_at"])
    return presence


def leave(article: Article, user: User) -> None:
    """The user closed the article."""
    Presence.objects.filter(article=article, user=user).delete()


def others(article: Article, user: User) -> list[Presence]:
    """Who else has it open, the longest first. One query."""
    return list(
        Presence.objects.filter(article=article, seen_at__gte=timezone.now() - SILENCE)
        .exclude(user=user)
        .select_related("user")
        .order_by("since", "pk")
    )
