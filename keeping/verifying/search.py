"""The readers' index: what is public stands in it, letter for letter, and nothing else."""

from collections.abc import Callable, Iterator

from issues import public
from issues.models import Issue, SearchText
from issues.search.index import row
from keeping.verifying.finding import Finding

_REBUILD = "请执行 manage.py rebuild_search"


def check(tell: Callable[[str], None]) -> Iterator[Finding]:
    """Yield where the index differs, an issue at a time."""
    keys = list(Issue.objects.published().order_by("pk").values_list("pk", flat=True))
    for done, key in enumerate(keys, start=1):
        issue = Issue.objects.select_related("periodical").get(pk=key)
        found = {text.entry_id: text for text in SearchText.objects.filter(entry__issue=issue)}
        for entry in public.entries(issue.periodical).filter(issue=issue):
            wanted, text = row(entry), found.pop(entry.pk, None)
            if text is None:
                yield Finding(f"{issue}的《{entry.article}》读者搜不到：{_REBUILD}。")
            elif (text.place, text.title, text.text, text.source) != (
                wanted.place, wanted.title, wanted.text, wanted.source,
            ):  # fmt: skip
                yield Finding(f"{issue}的《{entry.article}》在检索里是旧的文字：{_REBUILD}。")
        for text in found.values():
            yield Finding(f"{issue}里不公开的第 {text.entry_id} 条还能搜到：{_REBUILD}。")
        tell(f"核对检索 {done}／{len(keys)} 期")
    hidden = SearchText.objects.exclude(entry__issue__in=Issue.objects.published()).count()
    if hidden:
        yield Finding(f"检索里有 {hidden} 篇没有发布的文章：{_REBUILD}。")
