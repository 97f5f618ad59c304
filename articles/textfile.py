"""The text of a plain text file, whatever editor program wrote it."""

import codecs
from typing import NamedTuple

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNKNOWN_ENCODING = "认不出这个文件的文字编码，请把它另存为 UTF-8 编码的纯文本文件后再导入。"


class TextFileError(ValueError):
    """Why a file is no text that can be read, as one Chinese sentence."""


class Decoded(NamedTuple):
    """The text, the encoding that it had, and whether the file ends within a character."""

    text: str
    encoding: str
    cut_off: bool


def decode(data: bytes) -> Decoded:
    """Decode UTF-8, UTF-16, UTF-32 (with or without mark, the last with) or GB18030.

    Raises: TextFileError, for an unknown encoding or damaged characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if b"\0" in data:
        # UTF-16 without a mark: blanks, digits and line ends have their zero on one side only.
        little = data[1::2].count(0) > data[0::2].count(0)
        return _decode_as(data, "utf-16-le" if little else "utf-16-be")
    try:
        return _decode_strictly(data, "utf-8")
    except UnicodeDecodeError as error:
        # Nearly all of it is UTF-8: read as GB18030 it would be gibberish without any complaint.
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 50 < len(text):
            line = data.count(b"\n", 0, error.start) + 1
            raise TextFileError(f"文件第 {line} 行有损坏的字符，请重新取一份完整的文件再导入。") from error
    return _decode_as(data, "gb18030")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return _decode_strictly(data, encoding)
    except UnicodeDecodeError as error:
        raise TextFileError(UNKNOWN_ENCODING) from error


def _decode_strictly(data: bytes, encoding: str) -> Decoded:
    """Decode all but an incomplete last character, which a file cut off while copying may end in."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text = decoder.decode(data)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return Decoded(text, encoding, True)
    return Decoded(text, encoding, False)
