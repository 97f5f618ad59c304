"""What of an article or an issue messengers show beyond title and description (ogp.me)."""

from articles.pictures import SharedPicture
from issues.metadata.records import ArticleRecord


def of_article(record: ArticleRecord) -> list[tuple[str, str]]:
    """(property, content) of an article. Authors are left out: ogp.me wants addresses of their pages."""
    published = record.issue.published
    rows = [
        ("article:published_time", published.isoformat() if published else ""),
        ("article:modified_time", record.changed.isoformat()),
        ("article:section", record.section),
    ]
    return [(name, value) for name, value in rows if value]


def of_picture(picture: SharedPicture | None) -> list[tuple[str, str]]:
    """(property, content) of the picture that is shown beside the title; nothing without one."""
    if picture is None:
        return []
    rows = [
        ("og:image", picture.address),
        ("og:image:type", picture.type),
        ("og:image:width", str(picture.width or "")),
        ("og:image:height", str(picture.height or "")),
        ("og:image:alt", picture.alt),
    ]
    return [(name, value) for name, value in rows if value]
