"""What the answers look like. Titles and descriptions stand in the OpenAPI document and on its page."""

import datetime
from typing import Generic, TypeVar

from ninja import Field, Schema

T = TypeVar("T")


class Fault(Schema):
    """What went wrong with one parameter."""

    name: str = Field(title="参数", examples=["page"])
    message: str = Field(title="说明", examples=["应为整数。"])


class Error(Schema):
    """Every answer that is not what was asked for."""

    status: int = Field(title="状态码", examples=[404])
    message: str = Field(title="说明", description="一句中文。", examples=["没有这一期。"])
    faults: list[Fault] = Field([], title="不对的参数", description="逐个列出；与参数无关时为空。")


class Page(Schema, Generic[T]):
    """One page of a list."""

    total: int = Field(title="总数")
    page: int = Field(title="第几页", description="从 1 起。")
    size: int = Field(title="每页条数")
    next_url: str | None = Field(title="下一页", description="没有时为 null。")
    previous_url: str | None = Field(title="上一页", description="没有时为 null。")
    items: list[T] = Field(title="内容")


class Periodical(Schema):
    """A periodical with something public."""

    id: str = Field(title="编号", description="刊物的网址名，不会改变。", examples=["tongxun"])
    title: str = Field(title="刊名")
    frequency: str = Field(title="刊期", examples=["月刊"])
    kind: str = Field(title="类别", examples=["内部资料性出版物"])
    supervisor: str = Field(title="主管单位")
    sponsors: list[str] = Field(title="主办单位")
    issn: str = Field(title="ISSN")
    cn_number: str = Field(title="国内统一刊号")
    web_url: str = Field(title="网页")
    api_url: str = Field(title="本条的接口地址")


class Periodicals(Page[Periodical]):
    """One page of periodicals."""


class IssueLine(Schema):
    """An issue in a list."""

    id: str = Field(title="编号", description="刊物编号/年/期号，不会改变。", examples=["tongxun/2026/1"])
    periodical: str = Field(title="刊物编号")
    year: int = Field(title="年")
    number: int = Field(title="期号")
    whole_number: int | None = Field(title="总期号")
    label: str = Field(title="年和期", examples=["2026年第1期"])
    date: datetime.date = Field(title="出版日期")
    published_at: datetime.datetime | None = Field(title="在本站发布的时间")
    web_url: str = Field(title="网页")
    epub_url: str = Field(title="电子书（EPUB）")
    api_url: str = Field(title="本条的接口地址")


class Issues(Page[IssueLine]):
    """One page of issues."""


class Section(Schema):
    """A section (栏目)."""

    id: str = Field(title="编号", description="栏目的网址名。", examples=["zheng-ce"])
    name: str = Field(title="栏目名")
    web_url: str = Field(title="网页")


class CountedSection(Section):
    """A section with the number of its articles."""

    articles: int = Field(title="已发布的文章数")


class Sections(Page[CountedSection]):
    """One page of sections."""


class ArticleLine(Schema):
    """An article in a list, without its text."""

    id: str = Field(
        title="编号", description="刊物编号/年/期号/次序，不会改变。", examples=["tongxun/2026/1/3"]
    )
    issue: str = Field(title="所在期的编号")
    position: int = Field(title="在本期目录中的次序")
    printed_page: int | None = Field(title="印本页码", description="从哪一页起。")
    section: Section = Field(title="栏目")
    kicker: str = Field(title="引题")
    title: str = Field(title="标题")
    subtitle: str = Field(title="副题")
    byline: str = Field(title="作者")
    source: str = Field(title="来源")
    source_date: datetime.date | None = Field(title="来源日期")
    web_url: str = Field(title="网页")
    api_url: str = Field(title="本条的接口地址")


class Articles(Page[ArticleLine]):
    """One page of articles."""


class Correction(Schema):
    """A correction after publication (更正)."""

    note: str = Field(title="更正的内容")
    date: datetime.date = Field(title="更正日期")


class Article(ArticleLine):
    """An article with its text."""

    original_title: str = Field(title="原题")
    source_url: str = Field(title="原文网址")
    html: str = Field(
        title="正文（HTML）",
        description="只含段落、小标题、列表、表格、图片、链接等基本标记，没有脚本和样式；图片是完整地址。",
    )
    text: str = Field(title="正文（纯文本）", description="一行一段。")
    corrections: list[Correction] = Field(title="更正", description="文字已经改正的，这里说明改了什么。")


class ContentsPart(Schema):
    """A section heading of the 目录 with its articles."""

    section: Section = Field(title="栏目")
    articles: list[ArticleLine] = Field(title="文章")


class Pdf(Schema):
    """The PDF of an issue."""

    url: str = Field(title="地址")
    pages: int = Field(title="页数")
    sha256: str = Field(title="校验码（SHA-256）")


class ColophonLine(Schema):
    """A line of the colophon (版权页)."""

    label: str = Field(title="项目", examples=["责任编辑"])
    value: str = Field(title="内容")


class Issue(IssueLine):
    """An issue with its 目录."""

    pdf: Pdf | None = Field(title="PDF", description="没有提供时为 null。")
    colophon: list[ColophonLine] = Field(title="编辑信息")
    contents: list[ContentsPart] = Field(title="目录", description="按印本的次序，分栏目。")


class Hit(Schema):
    """An article that was found."""

    article: ArticleLine = Field(title="文章")
    passage: str = Field(title="段落摘要", description="正文中命中之处，HTML：命中的字在 mark 标记之间。")


class Hits(Page[Hit]):
    """One page of what a search found."""

    has_more: bool = Field(title="还有更早的", description="最多列出最近的1000篇；为真时请按年份缩小范围。")
