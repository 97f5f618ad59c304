"""Two periodicals with canaries in everything that they hold: words that stand for what must not get out.

A canary is one Latin word, so that it comes through unchanged wherever it goes: pages, addresses (a title's
pinyin keeps it), JSON, XML. ``canary("pool", "title")`` is in the title of the manuscript in the pool.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles.commenting import comment
from articles.models import Article
from articles.pictures.stored import StoredPicture
from articles.services import register_printed, section_named
from articles.submissions import Submission
from issues import addresses, appointments, corrections, takedowns
from issues.covers.making import names_of
from issues.covers.showing import VERSION_LENGTH
from issues.models import (
    ContentsEntry,
    Cover,
    Issue,
    IssueStatus,
    PressFile,
    Proof,
    Release,
    press_storage,
)
from issues.publishing import publish, withdraw
from periodicals.models import Layout, Periodical
from tests.conftest import Cast

# Every article has it, so that one search finds whatever can be found.
COMMON = "金丝雀"
# As many as an issue needs to have openings on the front page.
FILLERS = tuple(f"filler{letter}" for letter in "abcdef")
# These are public, or were: their section is one that readers know.
_OF_THE_NEWS = {"public", "shown", "nameless", "waiting", "withdrawn", "withheld", "abroad", *FILLERS}
# The parts of an article that a canary sits in.
PARTS = ("kicker", "title", "subtitle", "byline", "source", "original", "address", "body", "picture", "alt")


def canary(place: str, part: str) -> str:
    """The word that is nowhere but in this part of what is at this place. Args: letters only."""
    return f"zq{place}x{part}q"


@dataclass(frozen=True)
class Spot:
    """What stands in addresses of one article, its issue and its periodical."""

    name: str
    parts: dict[str, object]
    section: str


@dataclass
class World:
    """The rows that tests go on with, and a spot for each article."""

    cast: Cast
    spots: list[Spot] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)

    def hide(self) -> None:
        """Take from readers what they had until now: an issue, three articles, the PDF with one of them."""
        withdraw(
            self.issues["withdrawn"],
            actor=self.cast.responsible_editor,
            comment=canary("office", "withdrawal"),
        )
        for name, options in (
            ("shown", {}), ("nameless", {"title_hidden": True}),
            ("withheld", {"title_hidden": True, "pdf_withheld": True}),
        ):  # fmt: skip
            takedowns.take_down(
                self.articles[name], actor=self.cast.responsible_editor, reason=canary("office", "reason"),
                note=canary("shown", "takedown"), **options,
            )  # fmt: skip


def picture(word: str) -> bytes:
    """A small PNG with a word in it, which is kept as long as the file is."""
    info, out = PngInfo(), BytesIO()
    info.add_text("Comment", word)
    Image.new("RGB", (4, 4), (len(word), 80, 120)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def build(cast: Cast) -> World:
    """Everything as it is before ``World.hide``, done by the services as far as none of them typesets."""
    world, layout = World(cast), Layout.objects.create(name="版式")
    first, second, silent = (
        Periodical.objects.create(
            title=f"{title}{canary(slug, 'name')}", slug=slug, is_primary=slug == "jia", default_layout=layout
        )
        for title, slug in (("甲刊", "jia"), ("乙刊", "yi"), ("丙刊", "bing"))
    )
    withdrawn = _issue(world, "withdrawn", first, 40, ["withdrawn"])
    withheld = _issue(world, "withheld", first, 41, ["withheld"])
    nameless = _issue(world, "nameless", first, 39, ["nameless"])
    newest = _issue(world, "public", first, 42, ["public", "shown", "waiting", *FILLERS])
    abroad = _issue(world, "abroad", second, 7, ["abroad"])
    _issue(world, "planning", first, 43, ["planning"])
    appearing = (withdrawn, withheld, nameless, newest, abroad)
    for issue in appearing:
        _released(world, issue)
    _released(world, _issue(world, "press", first, 44, ["press"]))
    coming = _released(world, _issue(world, "coming", first, 45, ["coming"]))
    _issue(world, "foreign", second, 46, ["foreign"])
    _issue(world, "silent", silent, 47, ["silent"])
    _article(world, "pool", first)
    Submission.objects.create(
        owner=cast.editor,
        file_name=f"{canary('submission', 'file')}.txt",
        title=canary("submission", "title"),
    )
    proof = Proof(
        issue=world.issues["planning"], round=1, run=1, sha256="0" * 64, pages=2, made_by=cast.editor
    )
    proof.file.save("proof.pdf", ContentFile(canary("planning", "proof").encode()))
    for issue in appearing:
        publish(issue, actor=cast.responsible_editor, comment=canary("office", "publishing"))
    appointments.set_time(coming, timezone.now() + timedelta(hours=1), actor=cast.responsible_editor)
    for name in ("public", "nameless"):
        found = corrections.propose(world.articles[name], note=canary(name, "note"), actor=cast.editor)
        corrections.confirm(found, actor=cast.final_reviewer, seen_version=world.articles[name].version)
    corrections.propose(
        world.articles["waiting"], field="body", passage=canary("waiting", "body"), actor=cast.editor,
        replacement=canary("proposed", "replacement"), note=canary("proposed", "note"),
    )  # fmt: skip
    return world


def _article(world: World, name: str, periodical: Periodical) -> Article:
    section = section_named(periodical, "要闻" if name in _OF_THE_NEWS else canary(name, "section"))
    word = {part: canary(name, part) for part in PARTS}
    file = f"pictures/{word['picture']}.png"
    default_storage.save(file, ContentFile(picture(word["picture"])))
    StoredPicture.objects.create(name=file, width=4, height=4, kinds=[("webp", [4])], made_at=timezone.now())
    article = Article.objects.create(
        section=section, created_by=world.cast.editor,
        kicker=word["kicker"], title=f"{COMMON}{word['title']}", subtitle=word["subtitle"],
        byline=word["byline"], source=word["source"], original_title=word["original"],
        source_url=f"https://example.org/{word['address']}",
        body=f"<p>{COMMON}{word['body']}。</p>"
        f'<figure class="image"><img src="/media/{file}" alt="{word["alt"]}"></figure>'
        f"<p>{'这一段是为了够长，好让它在头版上有一段开头。' * 12}</p>",
    )  # fmt: skip
    comment(article, canary("office", "opinion"), actor=world.cast.proof_editor)
    world.articles[name] = article
    return article


def _issue(world: World, name: str, periodical: Periodical, number: int, articles: Iterable[str]) -> Issue:
    issue = Issue.objects.create(
        periodical=periodical, year=2026, number=number, issue_date=date(2026, 1, 15),
        editor=canary(name, "colophon"),
    )  # fmt: skip
    world.issues[name] = issue
    for position, article in enumerate(articles, start=1):
        _article(world, article, periodical)
        entry = ContentsEntry.objects.create(
            issue=issue, article=world.articles[article], position=position, start_page=position
        )
        if article not in FILLERS:
            _spot(world, article, entry, sha256(name.encode()).hexdigest()[:VERSION_LENGTH])
    return issue


def _spot(world: World, name: str, entry: ContentsEntry, version: str) -> None:
    issue = entry.issue
    parts: dict[str, object] = {
        "periodical": issue.periodical.slug, "year": issue.year, "number": issue.number,
        "position": entry.position, "slug": addresses.slug_of(entry.article.title),
        "name": addresses.pdf_name(issue), "version": version, "width": 640, "kind": "png", "form": "bib",
    }  # fmt: skip
    world.spots.append(Spot(name, parts, entry.article.section.slug))


def _released(world: World, issue: Issue) -> Issue:
    """At press, with the files of a release and a cover."""
    actor = world.cast.responsible_editor
    name = next(key for key, value in world.issues.items() if value == issue)
    for entry in issue.entries.select_related("article"):
        key = next(key for key, value in world.articles.items() if value == entry.article)
        world.articles[key] = register_printed(
            entry.article, actor=actor, comment=canary("office", "signing")
        )
    versions = [
        {"article": entry.article_id, "digest": entry.article.text_digest()}
        for entry in issue.entries.select_related("article")
    ]
    release = Release.objects.create(issue=issue, number=1, pages=2, versions=versions, released_by=actor)
    for variant, word in (("screen", canary(name, "pdf")), ("press", canary("office", "press"))):
        file = PressFile(
            issue=issue, release=release, variant=variant, pages=2, created_by=actor,
            sha256=sha256((name if variant == "screen" else word).encode()).hexdigest(),
        )  # fmt: skip
        file.file.save(f"{variant}.pdf", ContentFile(f"%PDF-1.7 {word}".encode()))
        Cover.objects.create(
            press_file=file, width=640, height=905, kinds=[("png", [640])], made_at=timezone.now()
        )
        if variant == "screen":
            press_storage().save(names_of(file)[0], ContentFile(picture(canary(name, "cover"))))
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.AT_PRESS)
    issue.refresh_from_db()
    return issue
