"""审稿单: one A4 sheet with the opinions of all three stages; more pages where they had more to say."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.test import Client

from articles import commenting, services
from articles.models import Article, StatusChange
from issues.models import Issue
from issues.typesetting.review_record import review_record
from issues.typesetting.review_sheet import review_sheet
from periodicals.models import Periodical
from tests.conftest import Cast

NOW = datetime(2026, 4, 10, 6, tzinfo=UTC)


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.fixture
def article(make_article: Callable[..., Article], make_issue: Callable[..., Issue], cast: Cast) -> Article:
    article = make_article("短讯", kicker="技术改造", body="<p>年产8000吨。</p>", byline="柳新")
    make_issue(2026, 4, articles=[article])
    article = services.submit(article, actor=cast.editor, comment="产量已核")
    opinion = commenting.comment(article, "单位不对", actor=cast.proof_editor, quote="8000吨")
    article = services.return_to_editor(article, actor=cast.proof_editor, comment="产量不一")
    commenting.reply(opinion, "已改", actor=cast.editor)
    article = services.submit(article, actor=cast.editor)
    commenting.resolve(opinion, actor=cast.proof_editor)
    article = services.pass_review(article, actor=cast.proof_editor, comment="同意送终审")
    return services.sign_off(article, actor=cast.final_reviewer, comment="同意刊发")


def test_all_of_it_stands_on_one_page_of_a4(article: Article) -> None:
    pdf = review_sheet(article, NOW)
    (text,) = _pages(pdf)
    for part in (
        "审稿单", "《测试通讯》2026年第4期", "技术改造", "短讯", "柳新", "5字", "第1版", "终审通过",
        "送审（第1版）", "产量已核", "“8000吨”：单位不对", "甲编辑回复", "已改", "乙校编于", "了结",
        "退回（第1版）", "产量不一", "同意送终审", "审校乙校编", "终审丙终审", "同意刊发",
        article.signed_off_digest, "2026年4月10日据流转记录生成", "第1页，共1页",
    ):  # fmt: skip
        assert part in text, part
    with pikepdf.open(BytesIO(pdf)) as document:
        box = [round(float(side)) for side in document.pages[0].mediabox]
        assert box == [0, 0, 595, 842]
        assert str(document.docinfo["/Title"]) == "审稿单：短讯"


def test_a_stage_is_signed_only_while_that_holds(article: Article, cast: Cast) -> None:
    assert [stage.signed and stage.signed[0] for stage in review_record(article).stages] == [
        "甲编辑", "乙校编", "丙终审",
    ]  # fmt: skip
    services.reopen(article, actor=cast.final_reviewer, comment="厂名有误")
    record = review_record(article)
    assert [stage.signed for stage in record.stages] == [None, None, None]
    assert record.stages[2].entries[-1].reason == "厂名有误"  # type: ignore[union-attr]
    assert _pages(review_sheet(article, NOW))[0].count("尚未办结") == 3


def test_opinions_stand_at_the_stage_they_were_given(article: Article) -> None:
    first, second, third = review_record(article).stages
    assert [type(entry).__name__ for entry in first.entries] == ["Act", "Act"]
    assert [type(entry).__name__ for entry in second.entries] == ["Opinion", "Act", "Act"]
    assert [type(entry).__name__ for entry in third.entries] == ["Act"]


def test_a_waived_separation_is_printed(
    make_article: Callable[..., Article], periodical: Periodical, cast: Cast
) -> None:
    Periodical.objects.update(four_eyes=False)
    article = services.submit(make_article("题", created_by=cast.superuser), actor=cast.superuser)
    services.pass_review(article, actor=cast.superuser)
    assert StatusChange.objects.filter(separation_waived=True).exists()
    (text,) = _pages(review_sheet(article, NOW))
    assert "审校通过（第1版），三审分人已放宽" in text
    assert "庚超管办理“审校通过”" in text


def test_long_opinions_run_to_further_pages(article: Article, cast: Cast) -> None:
    services.reopen(article, actor=cast.final_reviewer, comment="重审")
    for n in range(40):
        commenting.comment(
            article, f"第{n:02}条。" + "数字与国家统计局公布的口径不同。" * 6, actor=cast.editor
        )
    pages = _pages(review_sheet(article, NOW))
    assert len(pages) > 2
    assert all("审稿单（续）" in page for page in pages[1:])
    assert all(f"第{n:02}条。" in "".join(pages) for n in range(40))
    assert "审稿单（续）" not in pages[0]


def test_text_cannot_bring_in_markup_or_files(make_article: Callable[..., Article], cast: Cast) -> None:
    article = services.submit(
        make_article('<img src="file:///etc/passwd">题'), actor=cast.editor, comment="<b>甲</b>\n</style>乙"
    )
    (text,) = _pages(review_sheet(article, NOW))
    assert '<imgsrc="file:///etc/passwd">题' in text
    assert "<b>甲</b></style>乙" in text


def test_what_was_printed_before_is_said(make_article: Callable[..., Article]) -> None:
    (text,) = _pages(review_sheet(make_article("旧文", signed_off=True), NOW))
    assert "据印本登记" in text
    assert "终审丁责编" in text


def test_its_address_answers_those_who_may_read_the_article(
    client: Client, article: Article, cast: Cast
) -> None:
    page = f"/admin/articles/article/{article.pk}/review-sheet/"
    for user, status in ((cast.editor, 200), (cast.administrator, 200), (cast.print_office, 403)):
        client.force_login(user)
        response = client.get(page)
        assert response.status_code == status
    client.force_login(cast.editor)
    response = client.get(page)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("inline")
    assert client.get("/admin/articles/article/999999/review-sheet/").status_code == 404
