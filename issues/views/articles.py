"""An article as it stands in its issue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from issues import addresses, public
from issues.views.reading import Head, elsewhere, for_readers, periodical_or_404

# What search engines and messengers show of a description.
DESCRIPTION_LENGTH = 120


@for_readers
def article(
    request: HttpRequest,
    year: int,
    number: int,
    position: int,
    slug: str = "",
    periodical: str | None = None,
) -> HttpResponse:
    """The article at a position of an issue; the slug is for people and is put right by a redirect."""
    run = periodical_or_404(periodical)
    entry = public.entries(run).filter(issue__year=year, issue__number=number, position=position).first()
    if entry is None:
        raise Http404
    if moved := elsewhere(request, addresses.article(entry)):
        return moved
    issue, title = entry.issue, entry.article.title
    context = {
        "head": Head(
            f"{title}_{run.title}{issue.label}",
            title,
            _opening(entry.article),
            addresses.article(entry),
            kind="article",
        ),
        "periodical": run,
        "issue": issue,
        "entry": entry,
        "article": entry.article,
        "beside": public.entries_beside(entry),
    }
    return render(request, "site/article.html", context)


def _opening(article: Article) -> str:
    text = " ".join(article.plain_text.split())
    return text if len(text) <= DESCRIPTION_LENGTH else text[:DESCRIPTION_LENGTH] + "…"
