"""Everything of a periodical to files."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db.models import F, Model
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from issues.models import Issue
from keeping.exporting.belonging import Part, belongings, layouts_of, log_of, of_part
from keeping.exporting.folder import NewFolder
from keeping.exporting.records import Record, record_of
from keeping.refusal import KeepingError
from keeping.sequences import last_keys
from keeping.snapshot import snapshot
from keeping.stores import MEDIA, Stores, alias_of, chunks, file_fields
from keeping.wording import silent
from periodicals.models import Layout, Periodical

FORMAT = 1
ABOUT, PEOPLE, PERIODICAL = "about.json", "people.json", "periodical.json"
ARTICLES, ISSUES = "articles", "issues"
LOG = "admin.logentry"
# What the files call the storages.
FOLDERS = {MEDIA: "media"}
_AT_ONCE = 100


def folder_of(alias: str) -> str:
    """The folder of an export that holds the files of a storage."""
    return FOLDERS.get(alias, alias)


class Export:
    """One periodical on its way to a folder."""

    def __init__(self, periodical: Periodical, folder: NewFolder, stores: Stores) -> None:
        self._periodical, self._folder, self._stores = periodical, folder, stores
        self._people = dict(User.objects.values_list("pk", "username"))
        self._models = {each.model for each in belongings()} | {Layout}
        self._mentioned: set[str] = set()
        self._files: set[tuple[str, str]] = set()
        self._pictures = re.compile(rf'/{re.escape(settings.MEDIA_URL.strip("/"))}/([^"\'\s<>]+)')
        self.counts: defaultdict[str, int] = defaultdict(int)

    def write(self, tell: Callable[[str], None]) -> None:
        """Write everything. Raises: KeepingError."""
        self._write_periodical()
        done = 0
        for keys in self._batches(self._article_keys()):
            for key, rows in self._grouped(Part.ARTICLE, keys):
                self._write_group(f"{ARTICLES}/{key:06}", rows)
            tell(f"稿件 {(done := done + len(keys)):,} 篇")
        issues = dict(Issue.objects.filter(periodical=self._periodical).values_list("pk", "year"))
        numbers = dict(Issue.objects.filter(periodical=self._periodical).values_list("pk", "number"))
        for keys in self._batches(sorted(issues)):
            for key, rows in self._grouped(Part.ISSUE, keys):
                self._write_group(f"{ISSUES}/{issues[key]}-{numbers[key]:03}", rows)
            tell(f"期次 {len(keys)} 期")
        self._write_files(tell)
        people = User.objects.filter(username__in=self._mentioned).order_by("username")
        self._folder.add_json(PEOPLE, {"people": list(people.values("username", "full_name"))})
        self._folder.add_json(ABOUT, self._about())

    def _about(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "exported_at": timezone.localtime().isoformat(),
            "periodical": {"slug": self._periodical.slug, "title": self._periodical.title},
            "counts": dict(sorted(self.counts.items())),
            "last_keys": dict(sorted(last_keys(list(self._models)).items())),
        }

    def _article_keys(self) -> list[int]:
        history: Any = Article.history.model
        of_ours = {"section__periodical": self._periodical}
        # Deleted articles have a history, too.
        return sorted(
            set(Article.objects.filter(**of_ours).order_by().values_list("pk", flat=True))
            | set(history.objects.filter(**of_ours).order_by().values_list("id", flat=True).distinct())
        )

    def _batches(self, keys: list[int]) -> Iterator[list[int]]:
        for start in range(0, len(keys), _AT_ONCE):
            yield keys[start : start + _AT_ONCE]

    def _grouped(self, part: Part, keys: list[int]) -> Iterator[tuple[int, dict[str, list[Model]]]]:
        """The rows of each of these articles or issues, by label."""
        rows: dict[int, dict[str, list[Model]]] = {key: {} for key in keys}
        for each in of_part(part):
            found = each.model._base_manager.filter(**{f"{each.path}__in": keys}).order_by("pk")
            for row in found.annotate(part_key=F(each.path)):
                rows[row.part_key].setdefault(each.label, []).append(row)
        yield from rows.items()

    def _write_periodical(self) -> None:
        layouts: list[Model] = list(layouts_of(self._periodical))
        rows = {Layout._meta.label_lower: layouts}
        for each in of_part(Part.PERIODICAL):
            found = each.model._base_manager.filter(**{each.path: self._periodical.pk}).order_by("pk")
            if found:
                rows[each.label] = list(found)
        self._write_group(PERIODICAL.removesuffix(".json"), rows)

    def _write_group(self, name: str, rows: dict[str, list[Model]]) -> None:
        group: dict[str, list[Record]] = {}
        for label, models in rows.items():
            group[label] = [self._record(name, row) for row in models]
        log = log_of({type(found[0]): [row.pk for row in found] for found in rows.values() if found})
        if log:
            group[LOG] = [self._record(name, entry) for entry in log]
        for label, records in group.items():
            self.counts[label] += len(records)
        self._folder.add_json(f"{name}.json", group)

    def _record(self, name: str, row: Model) -> Record:
        def put_html(field: str, html: str) -> str:
            part = "" if isinstance(row, Article) else f".{row._meta.model_name}-{row.pk}"
            path = f"{name}{part}{'' if field == 'body' else f'.{field}'}.html"
            self._folder.add(path, [html.encode("utf-8", "surrogatepass")])
            self._files.update((MEDIA, unquote(found)) for found in self._pictures.findall(html))
            return path

        for file in file_fields(type(row)):
            if stored := str(getattr(row, file.attname)):
                self._files.add((alias_of(file), stored))
        record = record_of(row, self._people, self._models, put_html)
        for field in row._meta.concrete_fields:
            if field.related_model is User and record[field.name] is not None:
                self._mentioned.add(record[field.name])
        return record

    def _write_files(self, tell: Callable[[str], None]) -> None:
        for count, (alias, name) in enumerate(sorted(self._files), start=1):
            try:
                self._folder.add(f"{folder_of(alias)}/{name}", chunks(self._stores[alias], name))
            except FileNotFoundError:
                raise KeepingError(
                    f"文件 {name} 找不到了，没有导出：请先执行 manage.py verify 查看，从备份中恢复。"
                ) from None
            self.counts["files"] += 1
            tell(f"文件 {count:,}／{len(self._files):,} 个")


def export(slug: str, folder: Path, stores: Stores, tell: Callable[[str], None] = silent) -> dict[str, int]:
    """Write everything of a periodical to a new or empty folder. Returns: how many of each.

    Raises: KeepingError, with nothing left.
    """
    with snapshot():
        periodical = Periodical.objects.filter(slug=slug).first()
        if periodical is None:
            raise KeepingError(f"没有网址名为“{slug}”的刊物。")
        with NewFolder(folder) as new:
            whole = Export(periodical, new, stores)
            whole.write(tell)
    return dict(whole.counts)
