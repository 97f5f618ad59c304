# ruff: noqa: E501 - one body a line reads better than a broken one
"""Bodies that the editor's cleaning lets through, and that no XML reader would forgive as they stand."""

from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image

PICTURES = ("pictures/aa/a.jpg", "pictures/bb/b.png", "pictures/cc/c.webp", "pictures/dd/large.jpg")

LISTS = (
    "<ul><p>段落直接放在列表里</p><li>一<ul><li>二<ol start='3'><li>三<p>又一段</p></li></ol></li></ul></li>"
    "<ul><li>列表直接套列表</li></ul>字也直接放在里面</ul><li>没有列表的一项</li><ol></ol>"
)
TABLES = (
    "<figure class='table'><table><tr><td>散在外面的一行</td></tr><thead><tr><th><h3>列名</h3></th></tr></thead>"
    "<tfoot><tr><td>合计</td></tr></tfoot><tbody><tr><td colspan='2' rowspan='3'><p>格</p><ul><li>项</li></ul>"
    "<table><caption>里<table><tr><td>再里</td></tr></table></caption><tr><td>面</td></tr></table></td></tr></tbody>"
    "<colgroup><col><col></colgroup><caption>表一</caption><caption>表二</caption></table>"
    "<figcaption>表注</figcaption></figure><table></table><table><caption>只有题目</caption></table><td>孤格</td>"
)
WRAPPED = (
    "<strong><p>粗体里的段落</p><table><tr><td>粗体里的表</td></tr></table></strong>"
    "<h3>小标题里<ul><li>有列表</li></ul></h3><h4>低一级</h4><p>H<sub>2</sub>O，m<sup>2<sup>上标的上标</sup></sup></p>"
    "<a href='https://example.org/a'><blockquote>链接里的引文<a href='https://example.org/b'>又一个链接</a></blockquote></a>"
    "<a href='https://example.org/c'>外<object><a href='https://example.org/d'>内</a></object></a>"
)
LINKS = "".join(
    f"<p><a href='{address}'>{number}</a></p>"
    for number, address in enumerate(
        (
            "http://例子.测试/路 径?甲=乙[1]#一#二", "https://", "http://[坏", "http://a b/", "mailto:a@example.org",
            "mailto:", "https://u:p@example.org/%zz", "https://example.org:99999/", "https://example.org?a=1&b=<2>",
            "https:example.org", "http://" + "a" * 300 + ".example/", "https://example.org/\\\\x{}|^`",
        )
    )
)  # fmt: skip
FIGURES = "".join(
    [
        "<figure class='image'><figcaption>题在前</figcaption><img src='/media/pictures/aa/a.jpg'>"
        "<figcaption>又一个</figcaption></figure>",
        "<p>同一张<img src='/media/pictures/aa/a.jpg' alt='“引号”&amp;&lt;尖括号&gt;' width='40' height='30'></p>",
        "<img src='/media/pictures/bb/b.png'><img src='/media/pictures/cc/c.webp' alt='网页图'>",
        "<figure><img src='/media/pictures/dd/large.jpg' alt='大图'><p>段</p><table><tr><td>表</td></tr></table></figure>",
        "<img src='/media/pictures/ee/missing.jpg' alt='丢了的'><img alt='没有地址'>",
        "<img src='https://example.org/x.png' alt='外来的'>",
    ]
)
CHARACTERS = (
    "<p>😀👩‍👩‍👧‍👦🇨🇳 𠮷 e\u0301 \u0001\u0008\x0b\x0c\x1f\ufffe\uffff&#0;&#1;&#x1F;&#xFFFF; &nbsp;&copy;&lt;script&gt; ]]> &amp;amp; "
    "<!-- 注释 -- --> <?php echo 1 ?> <![CDATA[x]]></p>"
)
LONG = "<p>" + "长" * 60_000 + "</p>" + "<blockquote>" * 40 + "深" + "</blockquote>" * 40

BODIES = {
    "列表": LISTS, "表格": TABLES, "套错的": WRAPPED, "链接": LINKS, "图片": FIGURES, "字符": CHARACTERS,
    "很长": LONG, "空的": "", "只有空白": "<p> </p>\n", "只有字": "没有段落的字",
}  # fmt: skip


def store_pictures() -> None:
    """Put the pictures that the bodies show into the media storage."""
    for name, size in zip(PICTURES, ((40, 30), (50, 20), (30, 30), (2000, 900)), strict=True):
        out = BytesIO()
        picture = Image.new("RGB", size, (159, 42, 31))
        picture.save(out, {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name.rsplit(".")[-1]])
        out.seek(0)
        default_storage.save(name, out)
