"""A made-up issue with everything that print has to hold; none of it is anybody's text."""

from dataclasses import replace
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from PIL import Image

from issues.typesetting.document import (
    Colophon,
    LayoutSpec,
    Masthead,
    Metadata,
    TypesetArticle,
    TypesetDocument,
    TypesetSection,
)
from issues.typesetting.fetcher import MediaFetcher

PLAIN = (
    "编辑部每月收到二十余篇稿件，先由编辑登记，再交校编逐字核对；数据、单位与人名，都要与原文对照。"
    "《稿件管理办法》第12条写明：“一稿三审，缺一不可。”2031年3月5日起，登记一律用表格，不再用纸条！"
    "校对中若发现数字前后不一（例如1234.5万元写成1243.5万元），应当立即退回，并在表中写明原因。"
)
MIXED = (
    '这一段有<strong>加粗的字，和“引号”</strong>、<em>强调的字</em>、<a href="https://example.org/">一个链接</a>，'
    "也有上标x<sup>2</sup>与下标H<sub>2</sub>O，看行内各种盒子混在一起时，行尾是否仍然对齐，行距是否仍然相等。"
)
LIST = (
    "<ul><li>来稿登记，写明作者、单位与联系方式，缺一项都要退回补齐再登记；</li><li><p>初审。</p></li></ul>"
)
NUMBERED = '<ol start="3"><li>复审，由两名编辑交叉进行；</li><li>终审签发。</li></ol>'
QUOTE = "<blockquote><p>“严谨、准确、及时”，是对每一期刊物的要求，也是每一位校对人员的准则。</p></blockquote>"
FIGURE = (
    '<figure class="image"><img src="/media/pictures/hall.png" alt="厂房">'
    "<figcaption>图1　新厂房（资料图片）</figcaption></figure>"
)
TABLE = (
    '<figure class="table"><table><thead><tr><th>指标</th><th>数值</th></tr></thead><tbody>'
    "<tr><td>营业收入（含各项补贴与投资收益，单位为亿元）</td><td>12.5</td></tr>"
    "<tr><td>从业人数</td><td>3.2</td></tr></tbody></table></figure>"
)


def paragraphs(count: int, first: str = "") -> str:
    """HTML of ``count`` plain paragraphs, the first one after ``first``, each ending elsewhere."""
    texts = [PLAIN[: len(PLAIN) - 7 * (i % 5)] for i in range(count)]
    return "".join(f"<p>{first if i == 0 else ''}{text}</p>" for i, text in enumerate(texts))


RICH = "".join(
    [
        paragraphs(1),
        "<h3>一、办理流程</h3>",
        f"<p>{MIXED}</p>",
        LIST,
        NUMBERED,
        QUOTE,
        paragraphs(2),
        FIGURE,
        paragraphs(1),
        TABLE,
        paragraphs(3),
    ]
)


def picture(name: str, caption: str, more: str = "") -> str:
    """HTML of a picture of the media storage."""
    image = f'<img src="/media/pictures/{name}.png" alt="图"{more}>'
    return f'<figure class="image">{image}<figcaption>{caption}</figcaption></figure>'


def table(columns: int, rows: int, caption: str) -> str:
    """HTML of a table; the first row are headings, all other cells numbers that stand nowhere else."""
    head = "".join(f"<th>指标{i + 1}</th>" for i in range(columns))
    lines = (
        "".join(f"<td>{columns}{row:02}.{column}</td>" for column in range(columns)) for row in range(rows)
    )
    body = "".join(f"<tr>{cells}</tr>" for cells in lines)
    table = f"<table><tbody><tr>{head}</tr>{body}</tbody></table>"
    return f'<figure class="table">{table}<figcaption>{caption}</figcaption></figure>'


FORMULAS = (
    "<p>CO₂排放为12.5 m³/h，浓度10⁻³ mol/L；H<sub>2</sub>O、SO<sub>4</sub><sup>2-</sup>与"
    "x<sup>2</sup>+y<sup>2</sup>，"
    "各行都有<sup>[12]</sup>上下标，看行距是否仍然相等，再写一行x<sub>i</sub>。</p>"
)
WIDE_TABLE = table(8, 9, "表1　各市指标")
LONG_WIDE_TABLE = table(9, 60, "表3　各县指标")
LONG_TABLE = table(3, 45, "表4　逐日指标")
FIGURES = (
    paragraphs(3) + "<p>一、总体情况</p>" + paragraphs(1) + "<p>（一）主要指标</p>" + paragraphs(2)
    + "<p>各市情况见表1。</p>" + WIDE_TABLE + paragraphs(2) + "<p>1.分行业看</p>" + paragraphs(1)
    + picture("photo", "图1　新车间（□本刊记者　张三摄）") + paragraphs(3),
    paragraphs(2) + picture("panorama", "图2　厂区全景（李四摄）") + paragraphs(3)
    + picture("tower", "图3　高塔。") + paragraphs(2) + table(4, 5, "表2　四列") + paragraphs(2),
    f"<p><strong>一是强化服务。</strong>{PLAIN}</p>" * 2 + paragraphs(1) + "<p>二、明细</p>"
    + LONG_WIDE_TABLE + paragraphs(3) + LONG_TABLE + paragraphs(3),
    paragraphs(1) + picture("hall", "小图", ' width="150"') + FORMULAS * 6
    + picture("photo", "图5　指定宽度", ' width="600"') + paragraphs(5),
)  # fmt: skip


def document_with_figures(layout: LayoutSpec | None = None) -> TypesetDocument:
    """Four articles with tables and pictures of all kinds."""
    articles = tuple(
        TypesetArticle(200 + i, f"article-{i}", f"第{i + 1}篇　关于表格和图片的说明", html)
        for i, html in enumerate(FIGURES)
    )
    return replace(document(layout), sections=(TypesetSection("要闻", articles),))


def articles() -> list[TypesetArticle]:
    """Eight articles: long and short titles, with and without what may stand around them."""
    rich = TypesetArticle(
        entry_id=101,
        anchor="article-1",
        title="关于进一步做好稿件登记与校对工作的通知",
        body_html=RICH,
        kicker="编辑部工作会议召开",
        subtitle="——写在新表格启用之际",
        byline="本刊记者　张三",
        source="（来源：编辑部）",
    )
    titles = [
        "短标题",
        "全省机械行业2031年一季度运行情况综述",
        "新型“双碳”车间建成 投产仪式在省城举行",
        "《稿件登记表》填写说明",
        "“三审三校”怎样落到实处？来自五家编辑部的回答",
        "纸张价格小幅回落",
    ]
    plain = [TypesetArticle(102 + i, f"article-{2 + i}", titles[i], paragraphs(3 + i)) for i in range(6)]
    last = TypesetArticle(108, "article-8", "年终总结与明年打算", RICH)
    return [rich, *plain, last]


def document(layout: LayoutSpec | None = None) -> TypesetDocument:
    """The issue: three sections, eight articles."""
    a = articles()
    return TypesetDocument(
        masthead=Masthead(
            title="机电简报",
            year=2031,
            number=4,
            whole_number=88,
            sponsors=("某省机械工业联合会", "某省机电研究院有限公司"),
            supervisor="某省工业厅",
            frequency="月刊",
            date_label="2031年4月",
            permit_line="（某）内资准字第0001号",
            notice="内部资料，免费交流",
        ),
        sections=(
            TypesetSection("要闻", tuple(a[:3])),
            TypesetSection("装备制造", tuple(a[3:7])),
            TypesetSection("编辑部", tuple(a[7:])),
        ),
        layout=layout or LayoutSpec(section_space_before=0.5, section_space_after=0.5),
        colophon=Colophon((("编辑", "编辑部"), ("责任编辑", "李四"), ("电话", "000-0000000"))),
        metadata=Metadata(author="某省机械工业联合会", keywords=("要闻", "装备制造")),
    )


def without_figures(whole: TypesetDocument) -> TypesetDocument:
    """The issue without its pictures and tables."""
    sections = tuple(
        replace(
            section,
            articles=tuple(
                replace(a, body_html=a.body_html.replace(FIGURE, "").replace(TABLE, ""))
                for a in section.articles
            ),
        )
        for section in whole.sections
    )
    return replace(whole, sections=sections)


def media() -> InMemoryStorage:
    """A media storage with a few pictures."""
    storage = InMemoryStorage()
    sizes = {"hall": (640, 300), "photo": (1200, 800), "tower": (600, 1100), "panorama": (2400, 800)}
    for name, size in sizes.items():
        picture = BytesIO()
        Image.new("RGB", size, "#8899aa").save(picture, "PNG")
        storage.save(f"pictures/{name}.png", ContentFile(picture.getvalue()))
    return storage


def fetcher() -> MediaFetcher:
    """A fetcher on that storage."""
    return MediaFetcher(media(), "/media/")
