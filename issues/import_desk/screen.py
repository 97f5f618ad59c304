"""What the review page shows: the lines with what they become, the outline, the account, what hinders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from articles.duplicates.index import Older, alike_among, find_older_of
from articles.models import Article
from issues.import_desk import drafts
from issues.import_desk.wording import CHOICES, KINDS, LABELS
from issues.importing.bulletin import Bulletin, ImportedArticle, Role
from issues.importing.cuts import Become
from issues.models import ContentsEntry, ImportDraft

# In the order of the account at the foot of the page.
_ACCOUNT: Sequence[tuple[str, tuple[Role, ...]]] = (
    ("正文", (Role.BODY,)),
    ("标题", (Role.TITLE, Role.KICKER, Role.SUBTITLE)),
    ("作者、来源", (Role.BYLINE, Role.SOURCE)),
    ("栏目", (Role.SECTION_HEADING,)),
    ("封面、目录、版权页", (Role.COVER, Role.CONTENTS, Role.CONTENTS_MARK, Role.COLOPHON)),
    ("页码、书眉", (Role.FOLIO, Role.REPEATED_TITLE)),
    ("标记", (Role.MARK,)),
    ("不导入", (Role.LEFT_OUT,)),
)


@dataclass(frozen=True)
class Row:
    """A line of the source on the page; ``place`` counts the lines that are not blank, from 0."""

    place: int
    number: int
    text: str
    become: Become
    doubt: str

    @property
    def label(self) -> str:
        return LABELS[self.become]

    @property
    def kind(self) -> str:
        return KINDS[self.become]


@dataclass(frozen=True)
class Item:
    """An article in the outline."""

    article: ImportedArticle
    place: int | None

    @property
    def fault(self) -> str:
        """What is wrong with it, in a word or two."""
        if not self.article.title:
            return "没有题目"
        if not self.article.found:
            return "正文中没有"
        return "" if self.article.paragraphs else "没有正文"


class Review:
    """One draft as the page shows it."""

    def __init__(self, draft: ImportDraft) -> None:
        self.draft = draft
        self.source = drafts.source_for(draft)
        self.bulletin: Bulletin = drafts.bulletin_of(draft, self.source)

    @property
    def rows(self) -> Iterator[Row]:
        """All lines."""
        for place, (line, cut) in enumerate(zip(self.source.lines, drafts.cuts_of(self.draft), strict=True)):
            yield Row(place, line.number, line.text.strip(), cut.become, cut.doubt)

    @cached_property
    def outline(self) -> list[tuple[str, list[Item]]]:
        """The sections with their articles."""
        places = {line.number: place for place, line in enumerate(self.source.lines)}
        return [
            (
                section.name,
                [
                    Item(article, places.get(article.first_line or article.contents_line))
                    for article in section.articles
                ],
            )
            for section in self.bulletin.sections
        ]

    @cached_property
    def account(self) -> list[tuple[str, int]]:
        """How many characters became what; nothing that is none."""
        placed = self.bulletin.account.placed
        sums = [(label, sum(placed.get(role, 0) for role in roles)) for label, roles in _ACCOUNT]
        return [(label, count) for label, count in sums if count]

    @property
    def unplaced(self) -> int:
        """Characters that no line's answer accounts for yet."""
        account = self.bulletin.account
        return account.characters_in - account.characters_placed

    @cached_property
    def doubts(self) -> int:
        """How many lines still want a look."""
        return sum(not cut.is_sure for cut in drafts.cuts_of(self.draft))

    @cached_property
    def hindrances(self) -> list[str]:
        """What keeps it from being imported."""
        return drafts.hindrances(self.draft, self.bulletin)

    @cached_property
    def older(self) -> list[tuple[ImportedArticle, list[Older], ImportedArticle | None]]:
        """The articles that came before: each with older ones, and with an earlier one of this very issue.

        Three queries for an issue of thirty articles.
        """
        came = [article for article in self.bulletin.articles if article.paragraphs]
        texts = ["\n".join(paragraph.text for paragraph in article.paragraphs) for article in came]
        # Of an issue that is imported already, its own articles are no older ones.
        own: set[int] = set()
        if issue := self.draft.issue_id:
            own.update(ContentsEntry.objects.filter(issue=issue).values_list("article", flat=True))
        known = Article.objects.select_related("section", "entry__issue__periodical")
        older = find_older_of(texts, articles=known, leaving_out=own)
        twins = alike_among(texts)
        return [
            (article, older[at], came[twins[at]] if at in twins else None)
            for at, article in enumerate(came)
            if older[at] or at in twins
        ]

    @property
    def notices(self) -> list[Any]:
        """Findings but for the doubts, which stand beside their lines."""
        return [finding for finding in self.bulletin.findings if finding.rule.value != "cut-in-doubt"]

    @property
    def context(self) -> dict[str, Any]:
        """For the page's template and its parts."""
        return {
            "draft": self.draft,
            "review": self,
            "bulletin": self.bulletin,
            "choices": [(become.value, LABELS[become], KINDS[become]) for become in CHOICES],
        }
