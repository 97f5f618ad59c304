"""Make what is missing of pictures in smaller sizes and of covers, without waiting for the worker."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from articles.pictures import making as pictures
from articles.pictures.stored import StoredPicture
from articles.pictures.variants import Unreadable
from issues import freshness
from issues.covers import making as covers
from issues.management.base import OfficeCommand


class Command(OfficeCommand):
    """``manage.py make_picture_variants``; may run while the site is open, and may be run again."""

    help = "补做文章图片的各种大小和各期的封面图（更新系统、恢复备份以后用）；已有的不重做，网站照常开放"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="已有的也全部重做")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        self.flaws: list[str] = []
        try:
            made, kept = self._pictures(again)
            made_covers = self._covers(again)
        except OSError as error:
            raise CommandError(
                f"图片存不下去（{error.strerror or error}）：请检查磁盘空间和存储，再执行一次；已做好的都在。"
            ) from error
        finally:
            freshness.changed()
        self.stdout.write(f"文章图片：做了 {made} 张，{kept} 张原已齐全；封面图：做了 {made_covers} 期。")
        if self.flaws:
            raise CommandError("\n".join(self.flaws))

    def _pictures(self, again: bool) -> tuple[int, int]:
        made = kept = 0
        on_disk = set(pictures.originals())
        pictures.note(on_disk)
        known = StoredPicture.objects.order_by("pk")
        for done, picture in enumerate(known.iterator(), start=1):
            self._tell(f"图片 {done} …")
            if picture.name in on_disk and not again and pictures.is_whole(picture):
                kept += 1
                continue
            try:
                pictures.make(picture)
                made += 1
            except Unreadable as flaw:
                self.flaws.append(f"图片 {picture.name}：{flaw}")
        unknown = on_disk - set(known.values_list("name", flat=True))
        self.flaws += [f"图片 {name}：文件损坏，打不开；请从备份中恢复。" for name in sorted(unknown)]
        return made, kept

    def _covers(self, again: bool) -> int:
        made = 0
        for file in covers.readable():
            if not again and covers.is_whole(file):
                continue
            self._tell(f"封面 {file.issue} …")
            try:
                covers.make(file)
                made += 1
            except Unreadable as flaw:
                self.flaws.append(f"{file.issue}的封面：{flaw}")
        return made

    def _tell(self, sentence: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"{sentence}\033[K", ending="\r")
