"""The page 收稿: files come in, what was read of each is confirmed, drafts go out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.counting import count_characters
from articles.desk.common import READING, WRITING, person, wants_json
from articles.duplicates.index import Older, alike_among
from articles.filters import section_choices
from articles.intake import services
from articles.intake.access import intake_view
from articles.intake.forms import SubmissionForm
from articles.intake.recognising import with_places
from articles.models import Article
from articles.richtext import clean
from articles.services import Refused
from articles.submissions import Submission, SubmissionPicture
from articles.wordfile import MAX_BYTES, TOO_LARGE

# In one request; the page's script sends them one by one.
MOST_FILES = 20
ADDRESS = "admin:articles_article_intake"


@dataclass(frozen=True)
class Card:
    """One 来稿 as the page shows it."""

    submission: Submission
    form: SubmissionForm
    older: list[tuple[Older, SafeString]]  # with the issue that it stands in
    twin: Submission | None = None
    refusal: str = ""
    is_chosen: bool = True

    @property
    def characters(self) -> int:
        """字数 of the text."""
        return count_characters(self.submission.plain_text)

    @property
    def picture_total(self) -> int:
        """How many pictures came with it."""
        return len(self.submission.pictures.all())

    @property
    def text(self) -> SafeString:
        """The text as it will be read; its pictures come from here, for they are not in media yet."""
        html = clean(self.submission.body)
        for picture in self.submission.pictures.all():
            private = reverse(f"{ADDRESS}_picture", args=[self.submission.pk, picture.pk])
            html = html.replace(f'{default_storage.url(picture.name)}"', f'{private}" loading="lazy"')
        return mark_safe(html)


def _cards(
    admin: ModelAdmin, request: HttpRequest, submissions: list[Submission],
    posted: dict[int, str] | None = None, refusals: dict[int, str] | None = None,
) -> list[Card]:  # fmt: skip
    choices = section_choices()
    keys = {key for submission in submissions for key, *_ in submission.older}
    known = admin.get_queryset(request).in_bulk(keys) if keys else {}
    twins = alike_among(submission.plain_text for submission in submissions)
    cards = []
    for place, submission in enumerate(submissions):
        older = with_places(
            admin, [Older(known[key], *shares) for key, *shares in submission.older if key in known]
        )
        twin = submissions[twins[place]] if place in twins else None
        data = request.POST if posted is not None and submission.pk in posted else None
        cards.append(
            Card(
                submission,
                SubmissionForm(data, instance=submission, choices=choices),
                older,
                twin,
                (refusals or {}).get(submission.pk, ""),
                is_chosen=not older and twin is None,
            )
        )
    return cards


def _page(admin: Any, request: HttpRequest, cards: list[Card]) -> TemplateResponse:
    frame = {**admin.admin_site.each_context(request), "opts": admin.opts}
    return TemplateResponse(
        request,
        "admin/articles/intake.html",
        frame
        | {
            "title": "收稿", "cards": cards, "kept_days": services.KEPT_DAYS, "most_files": MOST_FILES,
            "most_bytes": MAX_BYTES, "too_large": TOO_LARGE,
        },
    )  # fmt: skip


@intake_view(*READING)
def intake(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """The page, with everything that the person sent in and has not decided on."""
    return _page(admin, request, _cards(admin, request, services.open_submissions(person(request))))


@intake_view(*WRITING)
def upload(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Files: each is read by itself. The script gets cards and sentences, a plain form the page."""
    files = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
    received, refused = [], []
    for each in files[:MOST_FILES]:
        name = each.name or "未命名"
        try:
            if each.size and each.size > MAX_BYTES:
                raise Refused(TOO_LARGE)
            received.append(services.receive(each.read(), name, actor=person(request)))
        except Refused as reason:
            refused.append((name, str(reason)))
    refused += [
        (each.name or "", f"一次最多收{MOST_FILES}个文件，请分几次传。") for each in files[MOST_FILES:]
    ]
    if not files:
        refused.append(("没有收到文件", "请先选择文件，再上传。"))
    if wants_json(request):
        cards = [
            render_to_string("admin/articles/intake_card.html", {"card": card}, request)
            for card in _cards(admin, request, received)
        ]
        return JsonResponse(
            {"cards": cards, "refused": [{"name": name, "sentence": said} for name, said in refused]}
        )
    for name, said in refused:
        messages.error(request, f"{name}：{said}")
    if received:
        messages.success(request, f"读了{len(received)}个文件，请核对后收下。")
    return redirect(ADDRESS)


@intake_view(*WRITING)
def correct(admin: ModelAdmin, request: HttpRequest, submission: int) -> HttpResponse:
    """Keep what was just corrected in one card (the page's script, after every change)."""
    kept = get_object_or_404(Submission, pk=submission, owner=person(request))
    form = SubmissionForm(request.POST, instance=kept)
    if not form.is_valid():
        said = "".join(str(sentence) for errors in form.errors.values() for sentence in errors)
        return JsonResponse({"refused": said}, status=400)
    services.correct(form.instance, actor=person(request))
    return JsonResponse({"title": form.instance.title})


@intake_view(*WRITING)
def decide(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """全部收下, 收下所选 or 不收所选: one by one; what cannot be taken stays with its reason."""
    act, chosen = request.POST.get("act", ""), set(request.POST.getlist("chosen"))
    if act not in ("all", "chosen", "decline"):
        raise Http404
    shown = [
        each for each in services.open_submissions(person(request)) if f"s{each.pk}-title" in request.POST
    ]
    picked = [each for each in shown if act == "all" or str(each.pk) in chosen]
    if not picked:
        messages.warning(request, "没有选中任何来稿。" if shown else "这些来稿已经处理过了。")
        return redirect(ADDRESS)
    refusals: dict[int, str] = {}
    taken: list[Article] = []
    for submission in shown:
        try:
            _decide(request, submission, "keep" if submission not in picked else act, taken)
        except Refused as reason:
            refusals[submission.pk] = str(reason)
    if act == "decline" and len(picked) > len(refusals):
        messages.success(request, f"{len(picked) - len(refusals)}份来稿没有收，已删去。")
    if taken:
        messages.success(request, _taken(taken))
    if not refusals:
        return redirect(ADDRESS)
    left = services.open_submissions(person(request))
    return _page(admin, request, _cards(admin, request, left, refusals, refusals))


def _decide(request: HttpRequest, submission: Submission, act: str, taken: list[Article]) -> None:
    """Raises: Refused."""
    if act == "decline":
        services.decline(submission, actor=person(request))
        return
    form = SubmissionForm(request.POST, instance=submission)
    if not form.is_valid():
        raise Refused(
            "有一项填得不对，没有收下，请改正。" if act != "keep" else "有一项填得不对，没有记下，请改正。"
        )
    if act == "keep":
        services.correct(form.instance, actor=person(request))
    else:
        taken.append(services.take(form.instance, actor=person(request)))


def _taken(articles: list[Article]) -> SafeString:
    links = format_html_join(
        "、",
        '<a href="{}">《{}》</a>',
        ((reverse("admin:articles_article_change", args=[each.pk]), each.title) for each in articles),
    )
    return format_html("收下了{}篇，都是草稿：{}。", len(articles), links)


@intake_view(*READING)
def picture(admin: ModelAdmin, request: HttpRequest, submission: int, picture: int) -> HttpResponse:
    """A picture of one's own 来稿; nobody else sees it before it is taken."""
    kept = get_object_or_404(
        SubmissionPicture, pk=picture, submission=submission, submission__owner=person(request)
    )
    kind = "image/png" if kept.name.endswith(".png") else "image/jpeg"
    response = HttpResponse(bytes(kept.data), content_type=kind)
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response
