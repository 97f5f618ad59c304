"""Word files: what is read of them, and one sentence for each that is not opened."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from PIL import Image

from articles import childwork, wordfile
from articles.wordfile import WordFileError, check_word, read_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def word(*paragraphs: str, **headings: int) -> bytes:
    """A Word file of these paragraphs below these headings (text → level)."""
    document = docx.Document()
    for text, level in headings.items():
        document.add_heading(text, level)
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def package(**parts: bytes) -> bytes:
    """A zip file with a Word file's two necessary parts, and others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(WordFileError) as refused:
        read_word(data)
    return str(refused.value)


def test_text_and_headings_are_read() -> None:
    result = read_word(word("茶水间添了一台烧水壶。", 办公室换了新的茶壶=1))
    assert "<h1>办公室换了新的茶壶</h1>" in result.html
    assert "<p>茶水间添了一台烧水壶。</p>" in result.html
    assert not result.has_tracked_changes


def test_pictures_are_handed_out_or_left_out() -> None:
    document = docx.Document()
    document.add_paragraph("一张图")
    image = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(image, "PNG")
    document.add_picture(io.BytesIO(image.getvalue()))
    data = saved(document)
    result = read_word(data)
    assert 'src="word-picture:0"' in result.html
    assert (result.pictures[0].content_type, result.pictures[0].data) == ("image/png", image.getvalue())
    assert "<img" not in read_word(data, pictures=False).html


def test_tracked_changes_are_noticed() -> None:
    document = docx.Document()
    document.add_paragraph("改过的一段。")
    inserted = OxmlElement("w:ins")
    inserted.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id", "1")
    document.paragraphs[0]._p.append(inserted)
    assert check_word(saved(document))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", wordfile.EMPTY),
        (OLE + "WordDocument".encode("utf-16-le"), wordfile.OLD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), wordfile.PROTECTED),
        ("就是一句话。".encode(), wordfile.NOT_WORD),
        (word("一段。")[:-200], wordfile.BROKEN),
        (package(word__document_xml=b"<w:document"), wordfile.BROKEN),
        (package(xl__workbook_xml=b"<workbook/>"), wordfile.OTHER_OFFICE),
        (zipfile.ZipFile(io.BytesIO(), "w") and b"PK\x05\x06" + b"\0" * 18, wordfile.NOT_WORD),
        (word(), wordfile.NO_TEXT),
        (b"PK\x03\x04" + b"x" * wordfile.MAX_BYTES, wordfile.TOO_LARGE),
    ],
    ids=["empty", "doc", "password", "text", "cut", "bad xml", "excel", "empty zip", "no text", "large"],
)
def test_what_is_not_opened_gets_one_sentence(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence
    assert sentence.count("。") == 1


def test_a_bomb_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordfile, "_convert_in_child", lambda *_, **__: pytest.fail("it was opened"))
    zeros = b"\0" * (wordfile.MAX_XML_BYTES + 1)
    data = package(word__document_xml=zeros)
    assert len(data) < 100_000
    assert refusal(data) == wordfile.BOMB
    crowd = package(**{f"word__{n}": b"" for n in range(wordfile.MAX_PARTS + 1)})
    assert refusal(crowd) == wordfile.BOMB


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert refusal(package(word__document_xml=entities.encode(encoding))) == wordfile.BOMB


def test_a_part_larger_than_it_says_is_broken() -> None:
    data = bytearray(package(word__document_xml=b"<w>" + b"a" * 100_000))
    # The size in the directory (and in the part's own header) is made to say 10 bytes.
    size = (100_003).to_bytes(4, "little")
    while size in data:
        at = data.index(size)
        data[at : at + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)) == wordfile.BROKEN


def test_nested_without_end_is_given_up() -> None:
    deep = b"<w:p>" * 20_000 + b"</w:p>" * 20_000
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + deep
        + b"</w:body></w:document>"
    )
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    assert refusal(package(word__document_xml=body, _rels__rels=rels)) in (wordfile.TOO_MUCH, wordfile.BROKEN)


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(childwork, "WALL_SECONDS", 0.001)
    assert refusal(word("一段。")) == wordfile.TOO_MUCH
