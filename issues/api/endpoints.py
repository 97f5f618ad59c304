"""The addresses of the API. Everything comes from ``issues.public``: what is not public is not there."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router

from articles.models import Section
from issues import public
from issues.api import rows, schemas
from issues.api.paging import Paging, part
from issues.search.finding import Order, find
from issues.search.grammar import LONGEST_QUERY, parse, term
from issues.search.passages import Marker
from issues.search.results import entries_at
from issues.search.tables import Scope
from periodicals.models import Periodical

router = Router(tags=["期刊"])

_NOT_FOUND = {404: schemas.Error, 422: schemas.Error}
_Slug = Annotated[
    str, Path(title="刊物编号", description="刊物的网址名。", pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
]
_Year = Annotated[int, Path(title="年", ge=1900, le=2200)]
_Number = Annotated[int, Path(title="期号", ge=1, le=366)]
_Position = Annotated[int, Path(title="在本期目录中的次序", ge=1, le=9999)]
_SECTION = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class InIssues(Paging):
    """Which issues."""

    year: int | None = Field(None, ge=1900, le=2200, title="年", description="只要这一年的。")


class InArticles(InIssues):
    """Which articles."""

    section: str | None = Field(
        None, title="栏目编号", description="只要这个栏目的。", pattern=_SECTION, max_length=80
    )


class InSearch(InArticles):
    """What is looked for, and where."""

    q: str = Field(
        title="要找的词",
        description="几个词之间空一格，都要有；整句加引号，照原样连着出现。",
        min_length=1,
        max_length=LONGEST_QUERY,
    )
    source: str = Field("", title="来源", description="来源里有这个词的。", max_length=60)
    sort: Order = Field(Order.FIT, title="排列", description="fit 相关在前，date 最新在前。")


def _periodical(slug: str) -> Periodical:
    found = public.periodical(slug)
    if found is None:
        raise Http404("没有这种刊物。")
    return found


def _section(periodical: Periodical, slug: str) -> Section:
    found = public.section(periodical, slug)
    if found is None:
        raise Http404("没有这个栏目。")
    return found


@router.get(
    "/periodicals", response={200: schemas.Periodicals, 422: schemas.Error},
    summary="刊物", url_name="periodicals",
)  # fmt: skip
def periodicals(request: HttpRequest, paging: Query[Paging]) -> Any:
    """本站已经发布过期次的刊物。"""
    found = public.periodicals()
    return part(request, paging, found.count(), found, rows.periodical)


@router.get(
    "/periodicals/{periodical}", response={200: schemas.Periodical, **_NOT_FOUND},
    summary="一种刊物", url_name="periodical",
)  # fmt: skip
def periodical(request: HttpRequest, periodical: _Slug) -> Any:
    """刊名、主办单位、刊号。"""
    return rows.periodical(_periodical(periodical))


@router.get(
    "/periodicals/{periodical}/issues", response={200: schemas.Issues, **_NOT_FOUND},
    summary="各期", url_name="issues",
)  # fmt: skip
def issues(request: HttpRequest, periodical: _Slug, within: Query[InIssues]) -> Any:
    """已发布的各期，新的在前。"""
    found = public.issues(_periodical(periodical))
    if within.year is not None:
        found = found.filter(year=within.year)
    return part(request, within, found.count(), found, rows.issue_line)


@router.get(
    "/periodicals/{periodical}/issues/{year}/{number}", response={200: schemas.Issue, **_NOT_FOUND},
    summary="一期", url_name="issue",
)  # fmt: skip
def issue(request: HttpRequest, periodical: _Slug, year: _Year, number: _Number) -> Any:
    """一期的目录、编辑信息和 PDF。撤下的文章不在其中。"""
    run = _periodical(periodical)
    found = public.issues(run).filter(year=year, number=number).first()
    if found is None:
        raise Http404("没有这一期。")
    return rows.issue(found, public.lines(run).filter(issue=found), public.press_file(found))


@router.get(
    "/periodicals/{periodical}/issues/{year}/{number}/articles/{position}",
    response={200: schemas.Article, **_NOT_FOUND}, summary="一篇文章", url_name="article",
)  # fmt: skip
def article(
    request: HttpRequest, periodical: _Slug, year: _Year, number: _Number, position: _Position
) -> Any:
    """一篇文章的标题、来源和全文。"""
    entries = public.entries(_periodical(periodical))
    entry = entries.filter(issue__year=year, issue__number=number, position=position).first()
    if entry is None:
        raise Http404("没有这篇文章。")
    return rows.article(entry, public.corrections(entry.issue).filter(article=entry.article_id))


@router.get(
    "/periodicals/{periodical}/articles", response={200: schemas.Articles, **_NOT_FOUND},
    summary="历期文章", url_name="articles",
)  # fmt: skip
def articles(request: HttpRequest, periodical: _Slug, within: Query[InArticles]) -> Any:
    """历期的文章，新的一期在前，一期之内按印本的次序。不含正文。"""
    run = _periodical(periodical)
    found = public.lines(run)
    if within.year is not None:
        found = found.filter(issue__year=within.year)
    if within.section is not None:
        found = found.filter(article__section=_section(run, within.section))
    return part(request, within, found.count(), found, rows.article_line)


@router.get(
    "/periodicals/{periodical}/sections",
    response={200: schemas.Sections, **_NOT_FOUND}, summary="栏目", url_name="sections",
)  # fmt: skip
def sections(request: HttpRequest, periodical: _Slug, paging: Query[Paging]) -> Any:
    """有文章的栏目和各栏的文章数。"""
    run = _periodical(periodical)
    found = list(public.sections(run))
    return part(
        request, paging, len(found), found,
        lambda row: rows.counted_section(row, run, row.public_articles),
    )  # fmt: skip


@router.get(
    "/periodicals/{periodical}/search", response={200: schemas.Hits, **_NOT_FOUND},
    summary="搜索", url_name="search",
)  # fmt: skip
def search(request: HttpRequest, periodical: _Slug, within: Query[InSearch]) -> Any:
    """在一种刊物的历期文章里找，与网页上的搜索相同。"""
    run = _periodical(periodical)
    section = _section(run, within.section) if within.section is not None else None
    query = parse(within.q)
    scope = Scope(
        run.pk, public.years(run), within.year,
        section_id=section.pk if section else None, source=term(within.source),
    )  # fmt: skip
    found = find(query, scope, within.sort)
    places = list(found.places)
    start = (within.page - 1) * within.size
    entries = entries_at(run, places[start : start + within.size])
    marker = Marker(query)
    page = part(request, within, len(places), places, lambda place: place)
    return page | {"items": [rows.hit(entry, marker) for entry in entries], "has_more": found.has_more}
