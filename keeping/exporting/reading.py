"""A periodical from the files of an export into an office that has none, all of it or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import PIL.Image
from django.contrib.admin.models import LogEntry
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from accounts.models import User
from articles.duplicates.index import rebuild as rebuild_duplicates
from articles.models import Article, Section
from issues.freshness import changed
from issues.models import Issue
from issues.search.index import rebuild as rebuild_search
from keeping import loading
from keeping.exporting.belonging import belongings
from keeping.exporting.folder import ReadFolder
from keeping.exporting.records import values_of
from keeping.exporting.writing import ABOUT, ARTICLES, FORMAT, ISSUES, LOG, PEOPLE, PERIODICAL, folder_of
from keeping.refusal import KeepingError
from keeping.sequences import set_last_key
from keeping.stores import MEDIA, Stores
from keeping.wording import silent
from periodicals.models import Layout, Periodical

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF", ".avif": "AVIF"}
_OFFICE = (Periodical, Layout, Section, Article, Article.history.model, Issue)


class Import:
    """One periodical on its way in."""

    def __init__(self, folder: ReadFolder, stores: Stores) -> None:
        self._folder, self._stores = folder, stores
        self._models: dict[str, type[Model]] = {each.label: each.model for each in belongings()}
        self._models |= {Layout._meta.label_lower: Layout, LOG: LogEntry}
        self._filled = {label for label, model in self._models.items() if model._base_manager.exists()}
        self._people: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.new_people = 0

    def load(self, tell: Callable[[str], None]) -> None:
        """Write all rows, within the caller's transaction. Raises: KeepingError."""
        about = self._folder.json(ABOUT)
        if about.get("format") != FORMAT:
            raise KeepingError("这份导出是更新版本的系统写的，请先升级本系统再导入。")
        self._take_people()
        names = [
            PERIODICAL,
            *self._folder.names(f"{ARTICLES}/", ".json"),
            *self._folder.names(f"{ISSUES}/", ".json"),
        ]
        for count, name in enumerate(names, start=1):
            self._take(name)
            tell(f"数据 {count:,}／{len(names):,}")
        expected = {name: count for name, count in _numbers(about, "counts").items() if name != "files"}
        if expected != self.counts:
            raise KeepingError("导出的内容与 about.json 所记的数目不符，没有导入。")
        last = _numbers(about, "last_keys")
        for label in self.counts.keys() - self._filled:
            set_last_key(self._models[label], last.get(label, 0))
        loading.check_references()

    def _take_people(self) -> None:
        known = dict(User.objects.values_list("username", "pk"))
        people: Any = self._folder.json(PEOPLE).get("people")
        for person in people if isinstance(people, list) else [people]:
            try:
                username, full_name = str(person["username"]), str(person["full_name"])
            except (TypeError, KeyError) as error:
                raise KeepingError(f"{PEOPLE} 的写法不对，没有导入。") from error
            if username not in known:
                # No password, no roles, cannot sign in: the name only, for the trail.
                user = User(username=username, full_name=full_name, is_active=False)
                user.set_unusable_password()
                user.full_clean(exclude=["password"])
                user.save()
                known[username] = user.pk
                self.new_people += 1
            self._people[username] = known[username]

    def _take(self, name: str) -> None:
        for label, records in self._folder.json(name).items():
            model = self._models.get(label)
            if model is None or not isinstance(records, list):
                raise KeepingError(
                    f"{name} 里有本系统不认识的“{label}”：可能是更新版本的系统导出的，没有导入。"
                )
            rows = [
                values_of(model, record, self._people, self._folder.text, where=name) for record in records
            ]
            if label in self._filled:
                # What the office itself has keeps its keys: these rows get new ones.
                rows = [{f: v for f, v in row.items() if not f.primary_key} for row in rows]
            loading.insert(model, rows)
            self.counts[label] = self.counts.get(label, 0) + len(rows)

    def store_files(self, kept: list[tuple[str, str]], tell: Callable[[str], None]) -> int:
        """Put all files into their storages; what is added is added to ``kept`` first. Returns: how many."""
        count = 0
        for alias, storage in self._stores.items():
            start = f"{folder_of(alias)}/"
            for path in self._folder.names(start):
                name = path.removeprefix(start)
                source = self._folder.path(path)
                _refuse_other_kinds(source, alias)
                if not storage.exists(name):
                    kept.append((alias, name))
                    with source.open("rb") as file:
                        if storage.save(name, File(file)) != name:
                            raise KeepingError(f"文件 {name} 存不下，没有导入。")
                elif not self._is_same(alias, name, source):
                    raise KeepingError(f"本系统已有另一个文件叫 {name}，没有导入。")
                count += 1
                tell(f"文件 {count:,} 个")
        return count

    def _is_same(self, alias: str, name: str, source: Path) -> bool:
        with self._stores[alias].open(name) as mine, source.open("rb") as theirs:
            while True:
                piece = theirs.read(1024 * 1024)
                if mine.read(1024 * 1024) != piece:
                    return False
                if not piece:
                    return True


def _numbers(about: dict[str, Any], name: str) -> dict[str, int]:
    value = about.get(name)
    if not isinstance(value, dict) or not all(isinstance(number, int) for number in value.values()):
        raise KeepingError(f"{ABOUT} 的写法不对（{name}），没有导入。")
    return value


def _refuse_other_kinds(path: Path, alias: str) -> None:
    """Readers are served these files: nothing but pictures and PDFs. Raises: KeepingError."""
    try:
        if alias == MEDIA:
            with PIL.Image.open(path, formats=[_FORMATS[path.suffix.lower()]]):
                return
        with path.open("rb") as file:
            if path.suffix.lower() == ".pdf" and file.read(5) == b"%PDF-":
                return
    except (KeyError, OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError):
        pass
    raise KeepingError(f"{path} 不是图片或 PDF，没有导入。")


def import_(
    folder: Path, stores: Stores, tell: Callable[[str], None] = silent
) -> tuple[Periodical, Import, int]:
    """Take a periodical in. Returns: it, what came in, and how many files.

    Raises: KeepingError, with nothing changed: for an office that has one already, or an export that is
    not whole.
    """
    for model in _OFFICE:
        if model._base_manager.exists():
            raise KeepingError(f"这里已有{model._meta.verbose_name}，没有导入：整本刊物只能导入空的系统。")
    read = ReadFolder(folder)
    kept: list[tuple[str, str]] = []
    try:
        with transaction.atomic():
            whole = Import(read, stores)
            whole.load(tell)
            files = whole.store_files(kept, tell)
            periodical = Periodical.objects.get()
            for _ in rebuild_duplicates():
                tell("重建查重特征")
            for _ in rebuild_search():
                tell("重建检索")
            changed()
    except BaseException as error:
        for alias, name in kept:
            stores[alias].delete(name)
        if isinstance(error, OSError):
            raise KeepingError(f"文件存不下（{error.strerror or error}），没有导入。") from error
        if isinstance(error, Periodical.DoesNotExist | Periodical.MultipleObjectsReturned):
            raise KeepingError("导出里不是恰好一种刊物，没有导入。") from error
        raise
    return periodical, whole, files
