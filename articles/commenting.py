"""Opinions on an article (审稿意见): written, answered, resolved one by one."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article, ReviewComment
from articles.services import Refused

QUOTE_LIMIT = 500
# A page or two of the review sheet.
TEXT_LIMIT = 3_000


@transaction.atomic
def comment(article: Article, text: str, *, actor: User, quote: str = "") -> ReviewComment:
    """Write an opinion on the article, or on the passage quoted from its text.

    Raises: Refused, without permission, for an empty or endless opinion, for signed-off text, or for a
    quote that the text does not hold.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    text, quote = text.strip(), " ".join(quote.split())
    if not actor.has_perm("articles.comment_article"):
        raise Refused(f"{actor}没有写审稿意见的权限。")
    if article.is_signed_off:
        raise Refused(f"《{article.title}》已终审签发，要提意见请先撤回签发。")
    if not text:
        raise Refused("意见还是空的，请写明问题和改法。")
    _refuse_long(text)
    if len(quote) > QUOTE_LIMIT:
        raise Refused(f"所选原文超过{QUOTE_LIMIT}字，请只选有问题的那一句。")
    if quote and not quotes(article, quote):
        raise Refused("所选的原文在稿件里找不到，可能刚被改过；请重新选取。")
    return ReviewComment.objects.create(
        article=article, author=actor, stage=article.status, quote=quote, text=text
    )


def _refuse_long(text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise Refused(f"这条写了{len(text)}字，一条最多{TEXT_LIMIT}字，请分成几条。")


@transaction.atomic
def reply(to: ReviewComment, text: str, *, actor: User) -> ReviewComment:
    """Answer an opinion. Raises: Refused."""
    opinion = ReviewComment.objects.select_for_update().get(pk=to.reply_to_id or to.pk)
    if not actor.has_perm("articles.comment_article"):
        raise Refused(f"{actor}没有写审稿意见的权限。")
    if not text.strip():
        raise Refused("回复还是空的。")
    _refuse_long(text.strip())
    return ReviewComment.objects.create(
        article=opinion.article,
        author=actor,
        reply_to=opinion,
        stage=opinion.article.status,
        text=text.strip(),
    )


@transaction.atomic
def resolve(opinion: ReviewComment, *, actor: User) -> ReviewComment:
    """Mark an opinion as resolved: by who wrote it, or by who may reopen articles (终审, 责任编辑).

    Resolving twice changes nothing. Raises: Refused.
    """
    opinion = ReviewComment.objects.select_for_update().get(pk=opinion.pk)
    if actor.pk != opinion.author_id and not actor.has_perm("articles.reopen_article"):
        raise Refused(f"这条意见由{opinion.author}提出，须由提出人点“已解决”。")
    if opinion.resolved_at is None:
        opinion.resolved_at, opinion.resolved_by = timezone.now(), actor
        opinion.save(update_fields=["resolved_at", "resolved_by"])
    return opinion


@transaction.atomic
def unresolve(opinion: ReviewComment, *, actor: User) -> ReviewComment:
    """Take 已解决 back, by the same people. Raises: Refused."""
    opinion = ReviewComment.objects.select_for_update().get(pk=opinion.pk)
    if actor.pk != opinion.author_id and not actor.has_perm("articles.reopen_article"):
        raise Refused(f"这条意见由{opinion.author}提出，须由提出人改回未解决。")
    if opinion.article.is_signed_off:
        raise Refused(f"《{opinion.article.title}》已终审签发，意见不能再改回未解决。")
    opinion.resolved_at = opinion.resolved_by = None
    opinion.save(update_fields=["resolved_at", "resolved_by"])
    return opinion


def quotes(article: Article, quote: str) -> bool:
    """Whether the article's title or text holds the quoted passage, blanks and line ends aside."""
    whole = "".join(f"{article.title}{article.kicker}{article.subtitle}{article.plain_text}".split())
    return "".join(quote.split()) in whole
