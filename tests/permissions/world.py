"""What stands in the database while the permission table is tried, and an address for each route."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import get_resolver
from django.utils import timezone

from articles.commenting import comment
from articles.houserules import WordEntry
from articles.models import Article
from articles.services import register_printed, save_text, section_named
from articles.submissions import Submission, SubmissionPicture
from issues.addresses import article as article_address
from issues.addresses import pdf as pdf_address
from issues.building.services import request_build
from issues.covers.making import names_of
from issues.covers.showing import version_of
from issues.import_desk.drafts import begin as begin_import
from issues.models import (
    ContentsEntry,
    Correction,
    Cover,
    Issue,
    IssueStatus,
    PressFile,
    PrintedError,
    Proof,
    Release,
    press_storage,
)
from periodicals.models import DayOff, Layout, Periodical
from tests.conftest import Cast

REGEX_ROUTES = {
    "admin/(?P<url>.*)$": "admin/nowhere/",
}


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every route of the site, as its patterns spell it."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


@dataclass(frozen=True)
class World:
    """One public issue, one in planning with a draft, and a second periodical like the first."""

    draft: Article
    planning: Issue
    values: dict[str, dict[str, object]]

    def address(self, route: str) -> str:
        """An address of the route, with the keys of this world's objects."""
        if route in REGEX_ROUTES:
            return f"/{REGEX_ROUTES[route]}"
        if route.startswith("admin/^"):
            return "/admin/articles/"
        scope = next((name for name in self.values if name != "" and route.startswith(name)), "")
        return "/" + re.sub(r"<[a-z]+:(\w+)>|<(\w+)>", lambda m: str(self.values[scope][m[1] or m[2]]), route)


def _cover(press: PressFile) -> None:
    Cover.objects.create(
        press_file=press, width=640, height=905, kinds=[("png", [640])], made_at=timezone.now()
    )
    press_storage().save(names_of(press)[0], ContentFile(b"png"))


def build(cast: Cast) -> World:
    layout = Layout.objects.create(name="版式")
    first, second = (
        Periodical.objects.create(title=title, slug=slug, is_primary=slug == "jia", default_layout=layout)
        for title, slug in (("甲刊", "jia"), ("乙刊", "yi"))
    )
    published = {}
    for periodical in (first, second):
        article = save_text(
            Article(section=section_named(periodical, "要闻"), title="公开", body="<p>文</p>"),
            actor=cast.editor,
        )
        register_printed(article, actor=cast.responsible_editor, comment="测试")
        issue = Issue.objects.create(
            periodical=periodical, year=2026, number=1, issue_date=date(2026, 1, 15),
            status=IssueStatus.PUBLISHED, published_at=timezone.now(),
        )  # fmt: skip
        entry = ContentsEntry.objects.create(issue=issue, article=article, position=1, start_page=1)
        release = Release.objects.create(issue=issue, number=1, pages=2, released_by=cast.responsible_editor)
        for variant in ("screen", "press"):
            press = PressFile(
                issue=issue, release=release, variant=variant, pages=2, created_by=cast.responsible_editor,
                sha256=hashlib.sha256(b"%PDF-1.7").hexdigest(),
            )  # fmt: skip
            press.file.save(f"{variant}.pdf", ContentFile(b"%PDF-1.7"))
            _cover(press)
        published[periodical.slug] = (issue, entry, press)
    draft = save_text(
        Article(section=section_named(first, "要闻"), title="草稿", body="<p>文</p>"), actor=cast.editor
    )
    planning = Issue.objects.create(periodical=first, year=2026, number=2, issue_date=date(2026, 2, 15))
    ContentsEntry.objects.create(issue=planning, article=draft, position=1)
    proof = Proof(issue=planning, round=1, run=1, sha256="0" * 64, pages=2, made_by=cast.editor)
    proof.file.save("proof.pdf", ContentFile(b"%PDF-1.7"))
    opinion = comment(draft, "意见", actor=cast.proof_editor)
    submission = Submission.objects.create(owner=cast.editor, file_name="a.txt", title="来稿")
    submitted = SubmissionPicture.objects.create(submission=submission, name="pictures/a.png", data=b"a")
    word = WordEntry.objects.create(purpose="terms", word="某词")
    error = PrintedError.objects.create(
        issue=planning, kind="wording", text="某字", found_by="某人", recorded_by=cast.editor
    )
    day_off = DayOff.objects.create(day=date(2026, 1, 2))

    import_draft = begin_import("题目\n这里是一段话。".encode(), "", actor=cast.responsible_editor)

    correction = Correction.objects.create(
        article=draft, issue=planning, note="说明", proposed_by=cast.editor
    )

    def admin(model: str, key: object) -> dict[str, dict[str, object]]:
        return {f"admin/{model}/": {"object_id": key, "id": key, "pk": key}}

    def public(slug: str) -> dict[str, object]:
        issue, entry, _ = published[slug]
        return {
            "periodical": slug, "year": 2026, "number": 1, "position": 1, "form": "bib",
            "slug": "yao-wen" if slug == "sections" else article_address(entry).rstrip("/").rsplit("/")[-1],
            "name": pdf_address(issue).rsplit("/")[-1].removesuffix(".pdf"),
            "version": version_of(published[slug][2]), "width": 640, "kind": "png",
        }  # fmt: skip

    sections: dict[str, object] = {"slug": "yao-wen", "periodical": "yi"}
    version = draft.history.latest()
    return World(
        draft,
        planning,
        {
            "admin/press-files/": {"pk": published["jia"][2].pk},
            "admin/r/": {"content_type_id": 1, "object_id": 1},
            **admin("accounts/user", cast.editor.pk),
            **admin("auth/group", cast.editor.groups.get().pk),
            **admin("periodicals/periodical", first.pk),
            **admin("periodicals/layout", layout.pk),
            **admin("periodicals/dayoff", day_off.pk),
            **admin("articles/section", draft.section.pk),
            **admin("articles/wordentry", word.pk),
            "admin/articles/article/": {
                "object_id": draft.pk, "pk": draft.pk, "name": "submit", "opinion": opinion.pk,
                "what": "resolve", "record": version.pk, "submission": submission.pk,
                "picture": submitted.pk, "correction": correction.pk,
            },
            "admin/issues/issue/import/": {"draft": import_draft.pk},
            "admin/issues/issue/": {
                "object_id": planning.pk, "id": planning.pk, "pk": planning.pk, "article": draft.pk,
                "what": "restore", "error": error.pk, "kind": "preview",
                "build": request_build(planning, "preview", actor=cast.editor).pk,
                "proof": proof.pk, "rest": "2026/2/",
            },
            "api/": public("jia") | {"periodical": "jia", "rest": "nowhere"},
            "sections/": sections,
            "<periodical:periodical>/sections/": sections,
            "<periodical:periodical>/": public("yi"),
            "": public("jia"),
        },
    )  # fmt: skip
