"""The table of sketches: kept in step with the texts, looked into when a text comes in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from articles.duplicates.fingerprint import SHORTEST, normalised, shares, sketch
from articles.models import Article, Fingerprint

# Most of the text: of the newer one, or of the older one, which may stand in a longer text now.
SHARE_TOLD = 0.5
# Of a long text with a short older one in it: less than this of it is a quotation.
SHARE_QUOTED = 0.1
# How many articles with the most numbers in common are compared in full.
_COMPARED = 8
_ROWS_AT_ONCE = 2_000
# As many as a database takes into one query.
_NUMBERS_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Older:
    """An article that holds the same text, or most of it."""

    article: Article
    share: float  # of the text that was looked up, 0 to 1
    share_of_older: float

    @property
    def said(self) -> str:
        """The share as words that follow the older one's title."""
        if min(self.share, self.share_of_older) > 0.98:
            return "文字相同"
        if self.share >= SHARE_TOLD:
            return f"{min(round(self.share * 100), 99)}%的文字相同"
        return "全文收在本稿里" if self.share_of_older > 0.95 else "大部分文字收在本稿里"


def find_older(
    text: str, *, articles: QuerySet[Article] | None = None, exclude: int | None = None
) -> list[Older]:
    """The articles that a text came in as before, the most alike first; in two queries.

    Args: text: plain text; articles: those that the person may see, with what the caller shows of
    them joined in (all, if None); exclude: the key of the article itself. Returns: at most 8; none for
    less than SHORTEST characters.
    """
    numbers = sketch(text)
    if not numbers:
        return []
    found = Fingerprint.objects.filter(value__in=numbers)
    if exclude is not None:
        found = found.exclude(article_id=exclude)
    alike = found.values("article_id").annotate(agreeing=Count("value")).order_by("-agreeing", "-article_id")
    keys = [row["article_id"] for row in alike[:_COMPARED]]
    if not keys:
        return []
    if articles is None:
        articles = Article.objects.select_related("section__periodical")
    return _in_order(_compared(text, article) for article in articles.filter(pk__in=keys))


def find_older_of(
    texts: Sequence[str], *, articles: QuerySet[Article], leaving_out: Collection[int] = ()
) -> list[list[Older]]:
    """``find_older`` for all articles of an issue at once, in a query for some thirty of them and one more.

    Args: texts: plain texts; articles: as ``find_older`` takes them; leaving_out: keys of articles that are
    these texts themselves. Returns: for each text what ``find_older`` would find.
    """
    places: defaultdict[int, set[int]] = defaultdict(set)
    for place, text in enumerate(texts):
        for number in sketch(text):
            places[number].add(place)
    numbers, agreeing = list(places), [Counter[int]() for _ in texts]
    for at in range(0, len(numbers), _NUMBERS_AT_ONCE):
        rows = Fingerprint.objects.filter(value__in=numbers[at : at + _NUMBERS_AT_ONCE])
        for key, number in rows.values_list("article_id", "value"):
            if key not in leaving_out:
                for place in places[number]:
                    agreeing[place][key] += 1
    chosen = [_most_alike(counts) for counts in agreeing]
    keys = {key for keys in chosen for key in keys}
    known = articles.in_bulk(keys) if keys else {}
    return [
        _in_order(_compared(text, known[key]) for key in keys if key in known)
        for text, keys in zip(texts, chosen, strict=True)
    ]


def _most_alike(agreeing: Counter[int]) -> list[int]:
    """The keys with the most numbers in common, of equals the latest."""
    return sorted(agreeing, key=lambda key: (-agreeing[key], -key))[:_COMPARED]


def _in_order(compared: Iterable[Older | None]) -> list[Older]:
    told = [older for older in compared if older is not None]
    return sorted(told, key=lambda older: (-older.share, -older.share_of_older, older.article.pk))


def _compared(text: str, article: Article) -> Older | None:
    found = shares(text, article.plain_text)
    is_most = found.of_new >= SHARE_TOLD or (found.of_old >= SHARE_TOLD and found.of_new >= SHARE_QUOTED)
    return Older(article, found.of_new, found.of_old) if is_most else None


def alike_among(texts: Iterable[str]) -> dict[int, int]:
    """Within one drop: which text (by its place) repeats an earlier one, as place → earlier place."""
    earlier: list[tuple[int, str, set[int]]] = []
    found: dict[int, int] = {}
    for place, text in enumerate(texts):
        numbers = set(sketch(text))
        for other, other_text, other_numbers in earlier:
            if numbers & other_numbers and shares(text, other_text).of_new >= SHARE_TOLD:
                found[place] = other
                break
        earlier.append((place, text, numbers))
    return found


def remember(article: Article) -> None:
    """Keep the sketch of an article's text, in place of an older one. Within the caller's transaction."""
    Fingerprint.objects.filter(article=article).delete()
    Fingerprint.objects.bulk_create(
        [Fingerprint(article=article, value=value) for value in sketch(article.plain_text)]
    )


def rebuild() -> Iterator[int]:
    """Make the sketches of all articles anew, some at a time. Yields: how many articles are done."""
    done, last = 0, 0
    while True:
        with transaction.atomic():
            batch = list(
                Article.objects.select_for_update(of=("self",)).filter(pk__gt=last).order_by("pk")
                .only("pk", "body")[: _ROWS_AT_ONCE // 4]
            )  # fmt: skip
            if not batch:
                return
            Fingerprint.objects.filter(article__in=batch).delete()
            Fingerprint.objects.bulk_create(
                (
                    Fingerprint(article=article, value=value)
                    for article in batch
                    for value in sketch(article.plain_text)
                ),
                batch_size=_ROWS_AT_ONCE,
            )
        done, last = done + len(batch), batch[-1].pk
        yield done


def is_comparable(text: str) -> bool:
    """Whether a text is long enough to be known again."""
    return len(normalised(text)) >= SHORTEST
