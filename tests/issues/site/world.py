"""A published site with a page of every type, in invented sentences, for the tests in a browser."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from articles import services as article_services
from articles.models import Article
from issues.models import Issue, Takedown
from issues.search.index import follow_issue
from periodicals.models import Periodical
from tests.articles.pictures.drawing import photo, uploaded
from tests.conftest import Cast

# What the pages of the site are called in tests and screenshots, and where they stand.
PAGES = {
    "home": "/",
    "issue": "/2026/2/",
    "article": "/2026/3/3/",
    "tables-and-pictures": "/2026/3/4/",
    "section": "/sections/ji-shu-gai-zao/",
    "sections": "/sections/",
    "archive": "/issues/",
    "search": "/search/",
    "hits": "/search/?q=节能",
    "no-hits": "/search/?q=蒸汽机车",
    "not-found": "/nothing/",
    "taken-down": "/2026/3/2/",
    "other-periodical": "/jikan/",
}
ARTICLE = PAGES["article"]

SENTENCES = (
    "年初以来，某某机床厂把老车间的照明和空压机逐台登记，先从最费电的三台改起。",
    "节能改造没有另盖厂房，只用了两个周末。", "电表装到每一台设备上，班组长每天早上看一次数字。",
    "“以前是月底才知道，现在当天就知道。”车间主任甲某说。", "改造以后，同样的产量少用电百分之十二。",
    "与此同时，QuantumFlow 2000 型测试台投入使用，测试一台泵由40分钟减为15分钟。",
    "省内已有二十七家企业照此登记，联合会将在下半年交流各家的做法。",
    "也有企业提出，小批量的活儿换型太勤，省下的电不够付改造的钱。",
)  # fmt: skip
ROW = "<tr><th>某某机床厂</th>" + "<td>1 234.5</td>" * 9 + "</tr>"
TABLE = f"<table><thead><tr>{'<th>一季度产量</th>' * 10}</tr></thead><tbody>{ROW * 6}</tbody></table>"
LONG = "关于进一步做好会员单位节能改造登记、核对、交流和推广各环节衔接工作的若干意见（征求意见稿）"


def prose(start: int, paragraphs: int = 6) -> str:
    """Some paragraphs; another start gives other ones."""
    rows = (
        "".join(SENTENCES[(start + 3 * p + s) % len(SENTENCES)] for s in range(4)) for p in range(paragraphs)
    )
    return "".join(f"<p>{row}</p>" for row in rows)


def build(
    periodical: Periodical,
    other_periodical: Periodical,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    publish: Callable[..., Issue],
    cast: Cast,
) -> None:
    """Publish it: five issues of the primary periodical, one of another."""
    Periodical.objects.filter(pk=periodical.pk).update(
        print_permit_number="某内资准字第0000号", supervisor="测试工业厅"
    )
    names = ("要闻", "技术改造", "标准与质量", "会员之声")
    sections = [article_services.section_named(periodical, name) for name in names]

    def written(number: int) -> list[Article]:
        titles = (
            "会员大会在某市召开", LONG, "老车间的新账本：十二家企业节能改造走访", "上半年行业产量一览",
            "一台泵的十五分钟", "两项团体标准征求意见", "质量月活动安排", "来信：换型太勤怎么办",
        )  # fmt: skip
        return [
            make_article(
                f"{title}（{number}）" if number < 3 else title,
                section=sections[n // 2],
                body=prose(n + number),
            )
            for n, title in enumerate(titles)
        ]

    newest = written(3)
    newest[2].kicker, newest[2].subtitle = "节能在一线", "——某某机床厂和它的邻居们"
    newest[2].byline, newest[2].source = "本刊记者 甲一 乙二", "某某工业报"
    newest[2].source_date, newest[2].original_title = date(2026, 3, 2), "省下的电到哪里去了"
    newest[2].source_url = "https://example.org/" + "long" * 30
    newest[
        2
    ].body = f"<h3>一、先登记，后改造</h3>{prose(3)}<h3>二、账要天天看</h3><h4>（一）电表</h4>{prose(5)}"
    picture = uploaded(photo())
    figure = (
        f'<figure class="image"><img src="/media/{picture.name}" alt="改造后的车间">'
        "<figcaption>改造后的车间。甲一 摄</figcaption></figure>"
    )
    newest[3].body = f"{prose(1, 1)}{figure}<p>各厂数字如下。</p>{TABLE}{prose(2, 2)}"
    for article in newest:
        article.save()
    for year, number in ((2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3)):
        articles = newest if number == 3 else written(number)[: 8 if number == 2 else 3]
        for article in articles:
            article_services.register_printed(article, actor=cast.responsible_editor, comment="测试")
        publish(
            make_issue(year, number, articles=articles, whole_number=year * 12 + number, editor="甲一 乙二"),
            pdf=b"%PDF-1.7\n" + b"\0" * 700_000,
        )
    abroad = make_article(
        "季刊的第一篇", section=article_services.section_named(other_periodical, "综述"), signed_off=True
    )
    publish(make_issue(2026, 1, periodical=other_periodical, articles=[abroad]))
    issue = Issue.objects.get(periodical=periodical, year=2026, number=3)
    Takedown.objects.create(
        article=newest[1], issue=issue, reason="测试", note="应作者要求撤下，改定后再发布。",
        taken_down_by=cast.responsible_editor, taken_down_at=timezone.now(),
    )  # fmt: skip
    follow_issue(issue)
