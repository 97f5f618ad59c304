"""Word files: what may be opened at all, and the one way in which it is opened.

``read_word`` looks into the directory of the file before anything is unpacked, and leaves the converting
(mammoth) to a child process with bounds (``articles.childwork``): a file of 158 KB can hold a minute of
work or gigabytes of text. Knows neither Django nor the database, so commands, pages and tests use it
alike. This very file is what the child runs, so at its top it imports nothing of the project.
"""

import base64
import io
import json
import re
import runpy
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BYTES = 40_000_000
# A bulletin's text is some 200 KB of XML; pictures make up the rest of a file.
MAX_XML_BYTES = 30_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_PARTS = 4_000

EMPTY = "这个文件是空的，请重新选择。"
OLD = "这是旧版 Word 的 .doc 文件，请在 Word 或 WPS 里另存为 .docx 后再传。"
PROTECTED = "这个 Word 文件设有打开密码，请去掉密码、另存后再传。"
BROKEN = "这个 Word 文件已损坏，打不开，请重新取一份再传。"
NOT_WORD = "这不是 Word 的 .docx 文件，请另存为 .docx 后再传。"
OTHER_OFFICE = "这是表格或演示文稿，不是 Word 文档，请把文字存成 .docx 后再传。"
BOMB = "这个 Word 文件解开后大得反常，为安全起见没有打开，请把文字复制到新文档里另存后再传。"
TOO_LARGE = f"这个 Word 文件超过 {MAX_BYTES // 1_000_000} MB，请压缩其中的图片后再传。"
TOO_MUCH = "这个 Word 文件的结构过于复杂，没能在限定的时间内读完，请把文字复制到新文档里另存后再传。"
NO_TEXT = "这个 Word 文件里没有文字。"

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
# Word never writes a document type; entities are the only thing that it is good for here.
_ENTITIES = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_STYLES = "\n".join(
    [f"p[style-name='标题 {level}'] => h{level}:fresh" for level in range(1, 7)]
    + [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='标题'] => h1:fresh",
        "p[style-name='Subtitle'] => h2:fresh",
    ]
)
_TAG = re.compile(r"<[^>]*>")


class WordFileError(Exception):
    """A file that is not opened; the message is one Chinese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file as it stands there; the HTML names it ``word-picture:N`` (from 0)."""

    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word file holds: mammoth's HTML, not yet cleaned, its pictures, and what was dropped."""

    html: str
    pictures: tuple[Picture, ...]
    has_tracked_changes: bool  # insertions were taken over, deletions dropped
    # How often there was what is dropped or taken over: see articles.wordmarkup.prepare.
    counts: Mapping[str, int] = field(default_factory=dict)


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word file of any age, to be handed to ``read_word``."""
    return data.startswith((_OLE, _ZIP, _EMPTY_ZIP))


def read_word(data: bytes, *, pictures: bool = True, settings: bool = False) -> WordText:
    """Read a .docx.

    Args: data: the file; pictures: hand out its pictures, otherwise they are left out of the HTML;
    settings: say of centred, right-set and leading paragraphs how they are set, as classes
    (``centred size-44``: half points).
    Raises: WordFileError, for a file that is empty, too large, an old .doc, protected by a password,
    broken, of another program, without text or picture, or that does not end within the bounds.
    """
    has_tracked_changes = check_word(data)
    answer = _convert_in_child(data, pictures=pictures, settings=settings)
    result = WordText(
        html=answer["html"],
        pictures=tuple(
            Picture(picture["type"], base64.b64decode(picture["data"])) for picture in answer["pictures"]
        ),
        has_tracked_changes=has_tracked_changes,
        counts=answer["counts"],
    )
    if not result.pictures and not _TAG.sub("", result.html).strip():
        raise WordFileError(NO_TEXT)
    return result


def check_word(data: bytes) -> bool:
    """Look into a .docx without converting it. Returns: whether it holds tracked changes.

    Raises: WordFileError.
    """
    if not data:
        raise WordFileError(EMPTY)
    if len(data) > MAX_BYTES:
        raise WordFileError(TOO_LARGE)
    if data.startswith(_OLE):
        is_protected = "EncryptedPackage".encode("utf-16-le") in data
        raise WordFileError(PROTECTED if is_protected else OLD)
    if not data.startswith((_ZIP, _EMPTY_ZIP)):
        raise WordFileError(NOT_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _check_package(package)
    except WordFileError:
        raise
    except Exception as error:  # zipfile, zlib, lzma and struct have no common base for what is broken
        raise WordFileError(BROKEN) from error


def _check_package(package: zipfile.ZipFile) -> bool:
    """Sizes as the directory gives them: reading a part never yields more than it says there."""
    parts = package.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise WordFileError(PROTECTED)
    xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES
        or sum(part.file_size for part in xml) > MAX_XML_BYTES
    ):
        raise WordFileError(BOMB)
    names = {part.filename for part in parts}
    if any(name.startswith(("xl/", "ppt/")) for name in names) and "word/document.xml" not in names:
        raise WordFileError(OTHER_OFFICE)
    if "[Content_Types].xml" not in names:
        raise WordFileError(NOT_WORD)
    has_tracked_changes = False
    for part in xml:
        content = package.read(part)
        if any(mark in content for mark in _ENTITIES):
            raise WordFileError(BOMB)
        if part.filename.startswith("word/"):
            has_tracked_changes |= b"<w:ins " in content or b"<w:del " in content
    return has_tracked_changes


def _convert_in_child(data: bytes, *, pictures: bool, settings: bool) -> dict[str, Any]:
    from articles.childwork import ChildExhausted, ChildFailed, run_child

    try:
        arguments = [*(["pictures"] if pictures else []), *(["settings"] if settings else [])]
        answer: dict[str, Any] = json.loads(run_child(__file__, *arguments, data=data))
    except ChildExhausted as error:
        raise WordFileError(TOO_MUCH) from error
    except ChildFailed as error:
        raise WordFileError(BROKEN) from error
    return answer


# -- The child ------------------------------------------------------------------------------------------


def _convert(data: bytes, *, pictures: bool, settings: bool) -> dict[str, object]:
    import mammoth

    # The child cannot import the project.
    markup = runpy.run_path(str(Path(__file__).with_name("wordmarkup.py")))
    data, style_map, counts = markup["prepare"](data)
    found: list[dict[str, str]] = []

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            content = base64.b64encode(stream.read()).decode("ascii")
        found.append({"type": image.content_type or "", "data": content})
        return {"src": f"word-picture:{len(found) - 1}"}

    converter = mammoth.images.img_element(keep) if pictures else (lambda image: [])
    result = mammoth.convert_to_html(
        io.BytesIO(data),
        convert_image=converter,
        style_map="\n".join([_STYLES, *(style_map if settings else [])]),
        include_embedded_style_map=False,
    )
    return {"html": result.value, "pictures": found, "counts": counts}


def _main() -> int:
    try:
        answer = _convert(
            sys.stdin.buffer.read(), pictures="pictures" in sys.argv[1:], settings="settings" in sys.argv[1:]
        )
    except (MemoryError, RecursionError):
        return 3  # childwork.GAVE_UP, which the child cannot import
    except Exception:
        return 1
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(_main())
