"""审稿单: an article's three reviews on one sheet of A4, more where they had more to say, for the archive."""

from datetime import datetime

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from articles.models import Article
from issues.days import full_day
from issues.typesetting.document import Fonts
from issues.typesetting.fetcher import BASE_URL, MediaFetcher
from issues.typesetting.headings import title_lines
from issues.typesetting.render import chinese_lines
from issues.typesetting.review_record import Act, ReviewRecord, review_record

# The cell of the title holds so many characters a line at its size.
TITLE_MEASURE = 25
_GROUP = 8


def review_sheet(article: Article, printed_at: datetime) -> bytes:
    """The sheet as PDF. Nothing but the article's record and the fonts is read: it has no pictures."""
    return set_sheet(review_record(article), printed_at)


def set_sheet(record: ReviewRecord, printed_at: datetime) -> bytes:
    """Set a record. All text is escaped: none of it can name a file or an address."""
    fonts = FontConfiguration()
    fetcher = MediaFetcher()
    context = {
        "record": record,
        "title_lines": title_lines(record.title, TITLE_MEASURE),
        "facts": list(zip(record.facts[::2], record.facts[1::2], strict=True)),
        "stages": [
            (stage, [(entry, isinstance(entry, Act)) for entry in stage.entries]) for stage in record.stages
        ],
        "digest": [record.digest[at : at + _GROUP] for at in range(0, len(record.digest), _GROUP)],
        "printed_on": full_day(printed_at),
        "fonts": Fonts(),
    }
    sheet = CSS(
        string=render_to_string("print/review_sheet.css", context),
        font_config=fonts,
        base_url=BASE_URL,
        url_fetcher=fetcher,
    )
    html = HTML(
        string=render_to_string("print/review_sheet.html", context), base_url=BASE_URL, url_fetcher=fetcher
    )
    with chinese_lines():
        document = html.render(font_config=fonts, stylesheets=[sheet])
    return bytes(document.write_pdf())
