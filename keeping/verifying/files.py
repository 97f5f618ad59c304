"""Files: each that a row names is there with its checksum, and each that is there is of use."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import CharField, FileField, JSONField, Model, Q, TextField
from django.utils import timezone

from articles.models import Article
from articles.pictures.stored import StoredPicture
from articles.richtext import RichTextField
from issues.covers.making import names_of
from issues.models import Cover
from keeping.stores import MEDIA, Stores, alias_of, chunks, file_fields, walk
from keeping.tables import kept_models
from keeping.verifying.finding import Finding
from keeping.verifying.ledger import Ledger
from keeping.wording import size

_RESTORE = "请从备份中恢复"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ROWS_AT_ONCE = 200


def check(stores: Stores, orphan_age: timedelta, tell: Callable[[str], None]) -> Iterator[Finding]:
    """Yield files that are missing, changed, or of no use to anything and older than ``orphan_age``."""
    with Ledger() as ledger:
        for model in kept_models():
            tell(f"核对{model._meta.verbose_name}的文件")
            yield from _named_by_fields(model, stores, ledger)
            _named_in_texts(model, ledger)
        _named_by_pictures(ledger)
        for alias, storage in stores.items():
            for count, name in enumerate(walk(storage), start=1):
                ledger.see(alias, name, _key(name))
                if count % 1000 == 0:
                    tell(f"清点文件 {count:,} 个")
        yield from _missing(ledger)
        yield from _unused(ledger, stores, orphan_age)


def _key(name: str) -> str:
    """What a picture and all its versions have in common: the digest in their names."""
    match = _DIGEST.search(name)
    return match[0] if match else name


def _named_by_fields(model: type[Model], stores: Stores, ledger: Ledger) -> Iterator[Finding]:
    for field in file_fields(model):
        alias = alias_of(field)
        rows = model._base_manager.exclude(**{field.attname: ""}).order_by("pk").defer(*_long(model))
        for row in rows.iterator(chunk_size=_ROWS_AT_ONCE):
            name, what = str(getattr(row, field.attname)), f"“{model._meta.verbose_name}”{row}"
            ledger.need(
                alias, name, source=(model._meta.label, field.attname, str(row.pk)), what=what, todo=_RESTORE
            )
            expected = getattr(row, "sha256", "")
            if expected and _digest(stores[alias], name) not in (None, expected):
                yield Finding(f"{what}的文件 {name} 与登记的校验码不符，内容已被改动或损坏：{_RESTORE}。")


def _long(model: type[Model]) -> list[str]:
    """Fields that a file's check has no use for and that may be large."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, JSONField)]


def _digest(storage: Storage, name: str) -> str | None:
    found = hashlib.sha256()
    try:
        for piece in chunks(storage, name):
            found.update(piece)
    except FileNotFoundError:
        return None
    return found.hexdigest()


def _named_in_texts(model: type[Model], ledger: Ledger) -> None:
    """Pictures in texts: shown ones are needed, others that are only spoken of are not thrown away."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, TextField | JSONField | CharField | RichTextField)
        and not isinstance(field, FileField)
        if not isinstance(field, CharField) or (field.max_length or 0) >= len("pictures/") + 66
    ]
    if not fields or model is StoredPicture:
        return
    folder = f"/{settings.MEDIA_URL.strip('/')}/"
    address = re.compile(rf"{re.escape(folder)}([^\"'\s<>)\\]+)")
    shown = model in (Article, Article.history.model)
    names = [field.attname for field in fields]
    mentions = reduce(
        or_, (Q(**{f"{name}__icontains" if isinstance(field, JSONField) else f"{name}__contains": part})
              for name, field in zip(names, fields, strict=True) for part in (folder, "pictures/"))
    )  # fmt: skip
    rows = model._base_manager.filter(mentions).order_by("pk").values_list("pk", *names)
    for key, *values in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        for field, value in zip(fields, values, strict=True):
            text = value if isinstance(value, str) else repr(value)
            for found in address.findall(text):
                name = unquote(found)
                ledger.speak(MEDIA, name)
                if shown and isinstance(field, RichTextField):
                    _need_picture(model, key, field.attname, name, ledger)
            for digest in _DIGEST.findall(text):
                ledger.speak(MEDIA, digest)


def _need_picture(model: type[Model], key: object, field: str, name: str, ledger: Ledger) -> None:
    what = f"稿件 {key} 里的图片" if model is Article else f"修订历史第 {key} 条里的图片"
    ledger.need(
        MEDIA, name, source=(model._meta.label, field, str(key)), what=what,
        todo="请从备份中恢复，或在稿件里换一张图片" if model is Article else _RESTORE,
    )  # fmt: skip


def _named_by_pictures(ledger: Ledger) -> None:
    """What the lists of pictures and covers say is stored."""
    label = StoredPicture._meta.label
    for picture in StoredPicture.objects.order_by("pk").iterator(chunk_size=_ROWS_AT_ONCE):
        source = (label, "name", str(picture.pk))
        ledger.need(MEDIA, picture.name, source=source, what="登记过的图片", todo=_RESTORE, uses=False)
        for name in picture.variant_names():
            ledger.need(
                MEDIA, name, source=source, what="图片的一种大小", uses=False,
                todo="请执行 manage.py make_picture_variants 补做",
            )  # fmt: skip
    covers = Cover.objects.select_related("press_file__issue__periodical").order_by("pk")
    for cover in covers.iterator(chunk_size=_ROWS_AT_ONCE):
        for name in names_of(cover.press_file):
            ledger.need(
                alias_of(cover.press_file._meta.get_field("file")), name,
                source=(Cover._meta.label, "kinds", str(cover.pk)), what=str(cover),
                todo="请执行 manage.py make_picture_variants 补做",
            )  # fmt: skip


def _missing(ledger: Ledger) -> Iterator[Finding]:
    for store, name, label, field, key, what, todo in ledger.missing():
        row = apps.get_model(label)._base_manager.filter(pk=key).first()
        # Deleted, with its file, while we were looking.
        if row is None or (field == "file" and getattr(row, field).name != name):
            continue
        yield Finding(f"{what}：文件 {name} 找不到了（{_place(store)}）；{todo}。")


def _place(store: str) -> str:
    return "图片库" if store == MEDIA else "付印文件库" if store == "press" else store


def _unused(ledger: Ledger, stores: Stores, orphan_age: timedelta) -> Iterator[Finding]:
    for store, name in ledger.unused():
        storage = stores[store]
        try:
            if _older(storage.get_modified_time(name), orphan_age):
                length = size(storage.size(name))
                yield Finding(
                    f"文件 {name}（{_place(store)}，{length}）没有任何地方用到："
                    "确认不要后，执行 manage.py verify --delete-orphans 删除。",
                    orphan=(store, name),
                )
        except OSError:
            # Gone meanwhile.
            continue


def _older(at: datetime, age: timedelta) -> bool:
    return timezone.now() - (at if timezone.is_aware(at) else timezone.make_aware(at)) >= age
