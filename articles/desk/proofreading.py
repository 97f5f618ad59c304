"""校对 on the page of an article: what is found in the text as it is typed, 采用 and 不改."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_date

from articles import correcting
from articles.correcting import Proof, Remark, proof_of
from articles.desk.common import READING, WRITING, desk_view, page, person, wants_json
from articles.manuscripts import manuscript_of
from articles.models import Article, Section
from articles.proofreading.manuscript import Manuscript
from articles.services import Refused

_TYPED = ("title", "kicker", "subtitle", "byline", "source", "body")
# An issue of 18 pages has 25,000 characters.
LONGEST_BODY = 500_000
# More than these in one article are a matter for 整理, not for reading one by one.
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Panel:
    """The list beside the text."""

    proof: Proof
    is_editable: bool

    @property
    def shown(self) -> tuple[Remark, ...]:
        """The open findings that are listed."""
        return self.proof.open[:MOST_SHOWN]

    @property
    def left_out(self) -> int:
        """How many more there are."""
        return len(self.proof.open) - len(self.shown)

    @property
    def several(self) -> list[tuple[str, str, int]]:
        """Rules that suggest something in several places: name, label, how many."""
        counts = Counter(r.rule.name for r in self.shown if r.finding.suggestion is not None)
        labels = {remark.rule.name: remark.rule.label for remark in self.shown}
        return [(name, labels[name], count) for name, count in counts.items() if count > 1]


def _typed(request: HttpRequest, article: Article) -> Article:
    """The article as its form stands on somebody's screen; never saved."""
    sent: QueryDict = request.POST
    for name in _TYPED:
        if name in sent:
            setattr(article, name, sent[name][:LONGEST_BODY])
    if "source_date" in sent:
        try:
            article.source_date = parse_date(str(sent["source_date"]))
        except ValueError:
            article.source_date = None
    return article


def _manuscript(admin: Any, request: HttpRequest, article: Article) -> Manuscript:
    issue_date = admin.appears_on(article) if article.pk else None
    return manuscript_of(_typed(request, article) if "body" in request.POST else article, issue_date)


def check_new(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """What is found in an article that is not stored yet."""
    if request.method != "POST":
        return HttpResponseNotAllowed(WRITING)
    if not admin.has_add_permission(request):
        raise PermissionDenied
    section = Section.objects.select_related("periodical").order_by("pk")
    key = request.POST.get("section", "")
    found = section.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
    found = found or section.first()
    if found is None:
        return JsonResponse({"html": "", "passages": []})
    manuscript = manuscript_of(_typed(request, Article(section=found)))
    return _answer(request, None, proof_of(Article(section=found), manuscript), is_editable=True)


@desk_view(*READING, *WRITING)
def proofreading(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """POST: the findings of the typed text, for the script. GET: a page of the stored text's findings."""
    is_editable = admin.has_change_permission(request, article) and not article.is_locked
    proof = proof_of(article, _manuscript(admin, request, article))
    if request.method == "POST":
        return _answer(request, article, proof, is_editable=is_editable)
    return page(
        admin, request, article, "../proofreading.html",
        title=f"校对：{article}", here="校对", label="校对", panel=Panel(proof, is_editable),
        may_judge=admin.has_change_permission(request, article), acts=_acts(article),
    )  # fmt: skip


@desk_view(*WRITING)
def act(admin: Any, request: HttpRequest, article: Article, what: str) -> HttpResponse:
    """不改, 恢复, 采用 (stored text), or a word that the editor's page took a suggestion itself."""
    actor = person(request)
    stored_version = article.version
    key, typed = request.POST.get("key", ""), "body" in request.POST
    try:
        if what == "restore":
            correcting.restore(article, key, actor=actor)
            said = "已恢复，这一处又列在待核的里面。"
        elif what in ("dismiss", "taken", "take"):
            proof = proof_of(article, _manuscript(admin, request, article))
            keys = request.POST.getlist("key")
            remarks = correcting.find_several(proof, keys if what == "taken" else [key])
            remark = remarks[0]
            if what == "dismiss":
                correcting.dismiss(article, remark, request.POST.get("reason", ""), actor=actor)
                said = "记下了：这一处不改。文字再有变动时会重新提示。"
            elif what == "taken":
                correcting.note_taken(article, remarks, actor=actor)
                said = "已改在稿件里，保存后生效。"
            elif typed:
                # What is typed and not saved would be stored along with it, unseen.
                raise Refused("页面上的文字还没有保存，请在页面上改。")
            else:
                seen = request.POST.get("version", "")
                version = int(seen) if seen.isdecimal() and len(seen) < 9 else stored_version
                correcting.take_suggestion(article, remark, actor=actor, seen_version=version)
                said = f"已采用：“{remark.finding.quote[:20]}”改好了。"
        else:
            raise Http404
    except Refused as reason:
        if wants_json(request):
            return JsonResponse({"error": str(reason)}, status=409)
        messages.error(request, str(reason))
    else:
        if wants_json(request):
            fresh = get_object_or_404(admin.get_queryset(request), pk=article.pk)
            is_editable = admin.has_change_permission(request, fresh) and not fresh.is_locked
            proof = proof_of(fresh, _manuscript(admin, request, fresh))
            return _answer(request, fresh, proof, is_editable=is_editable, said=said)
        messages.success(request, said)
    return redirect("admin:articles_article_proofreading", article.pk)


def _acts(article: Article) -> str:
    """The address below which the buttons post."""
    return reverse("admin:articles_article_proofreading", args=[article.pk])


def _answer(
    request: HttpRequest, article: Article | None, proof: Proof, *, is_editable: bool, said: str = ""
) -> JsonResponse:
    """The list as HTML, and where each finding stands, for underlining it and for going there."""
    panel = Panel(proof, is_editable)
    may_judge = article is not None and person(request).has_perm("articles.change_article")
    context = {
        "article": article, "panel": panel, "may_judge": may_judge, "scripted": True,
        "acts": _acts(article) if article else "",
    }  # fmt: skip
    return JsonResponse(
        {
            "said": said,
            "html": render_to_string("admin/articles/proofreading_list.html", context, request),
            "passages": [
                {
                    "key": remark.key, "rule": remark.rule.name, "field": remark.field,
                    "before": remark.before, "quote": remark.finding.quote,
                    "block": remark.block, "start": remark.finding.position.start,
                    "end": remark.finding.position.end, "suggestion": remark.finding.suggestion,
                }
                for remark in panel.shown
            ],
        }
    )  # fmt: skip
