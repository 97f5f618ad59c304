"""What a front page lets its readers begin with: the openings of a few articles (各栏头条)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models.functions import Substr

from articles.lead import read_lead
from articles.models import Article
from articles.richtext import plain_text
from issues.models import ContentsEntry

MOST = 4
# One in so many articles: beside a short 目录 long openings would weigh more than it does.
ONE_IN = 4
# An issue with hardly more articles is read from its 目录.
LEAST_ARTICLES = 8
# What is shorter stands whole in its opening, and has nothing to go on to.
LEAST_CHARACTERS = 200
LONGEST_OPENING = 96

_LOOKED_AT = 2 * MOST
# Enough HTML for a lead, a subheading and an opening.
_HTML_READ = 3000

_SENTENCE = re.compile(r"[^。！？]*[。！？][”’」』）》]*")
# A lead ends in a colon or, where an agency names its people, in their bracket.
_LEAD_END = re.compile(r"^.{0,110}?[：:）)][》：:，, 　]*")
_CUT_TAG = re.compile(r"<[^>]*\Z")


@dataclass(frozen=True)
class Opening:
    """An article and how its text begins."""

    entry: ContentsEntry
    text: str


def openings(entries: Sequence[ContentsEntry]) -> tuple[Opening, ...]:
    """The openings of up to four articles of a public issue, of every fourth at most, in printed order.

    The first article of each section comes first, as the editors ordered them: that is a choice which
    people made. Other articles only fill up. Takes: what readers may read of an issue, in printed order. One
    query.
    """
    if len(entries) < LEAST_ARTICLES:
        return ()
    candidates = _heads_first(entries)[:_LOOKED_AT]
    texts = dict(
        Article.objects.filter(pk__in=[entry.article_id for entry in candidates])
        .order_by()
        .values_list("entry", Substr("body", 1, _HTML_READ))
    )
    begun = ((entry, _CUT_TAG.sub("", texts.get(entry.pk, ""))) for entry in candidates)
    plain = ((entry, plain_text(html)) for entry, html in begun)
    chosen = [Opening(entry, opening(text)) for entry, text in plain if len(text) >= LEAST_CHARACTERS]
    chosen = [found for found in chosen if found.text][: min(MOST, len(entries) // ONE_IN)]
    return tuple(sorted(chosen, key=lambda found: found.entry.position))


def opening(text: str) -> str:
    """The first whole sentences of a plain text, at most 96 characters of them, without the source's lead.

    A first sentence that is longer is cut and ends in ……
    """
    paragraphs = [line for line in text.splitlines() if _SENTENCE.match(line)]
    if not paragraphs:
        return ""
    first = paragraphs[0]
    if read_lead(first):
        first = _LEAD_END.sub("", first, count=1)
    sentences = chain.from_iterable(_SENTENCE.findall(line) for line in [first, *paragraphs[1:]])
    return _filled(sentence.strip() for sentence in sentences)


def _filled(sentences: Iterable[str]) -> str:
    taken = ""
    for sentence in sentences:
        if len(taken) + len(sentence) > LONGEST_OPENING:
            break
        taken += sentence
    else:
        return taken
    return taken or f"{sentence[:LONGEST_OPENING].rstrip('，、；：,;: ')}……"


def _heads_first(entries: Sequence[ContentsEntry]) -> list[ContentsEntry]:
    seen: set[int] = set()
    heads: list[ContentsEntry] = []
    others: list[ContentsEntry] = []
    for entry in entries:
        (others if entry.article.section_id in seen else heads).append(entry)
        seen.add(entry.article.section_id)
    return [*heads, *others]
