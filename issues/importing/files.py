"""Whatever was uploaded → a source: text, Word, PDF."""

from articles.wordfile import is_word
from issues.importing.pdf import is_pdf, read_pdf
from issues.importing.source import Source, read_source
from issues.importing.word import read_word_source

# A PDF of a whole issue with its pictures; text has its own, smaller bound.
MAX_BYTES = 40_000_000


def read_file(data: bytes) -> Source:
    """Read a file by what it is, not by its name. Raises BulletinError with one Chinese sentence."""
    if is_word(data):
        return read_word_source(data)
    if is_pdf(data):
        return read_pdf(data)
    return read_source(data)
