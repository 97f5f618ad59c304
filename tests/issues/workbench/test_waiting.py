"""等我办的: what is assigned to me, and what nobody has and I may take; each as a sentence."""

from collections.abc import Callable
from datetime import date

from accounts.models import User
from articles.assigning import assign
from articles.commenting import comment
from articles.models import Article
from issues.models import Issue
from issues.workbench.bench import workbench
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.workbench.conftest import TODAY

MONDAY = date(2026, 3, 23)


def _said(person: User) -> list[str]:
    return [str(line) for line in workbench(person, TODAY).waiting.lines]


def test_a_draft_waits_for_who_wrote_it(
    written: Callable[..., Article], april: Callable[..., Issue], cast: Cast
) -> None:
    april(written("短讯"))
    assert _said(cast.editor) == ["《短讯》上周五建稿，等您写完送审，明天到期"]
    assert _said(cast.proof_editor) == []


def test_what_nobody_has_waits_for_the_role(
    written: Callable[..., Article], walk: Callable[..., Article], april: Callable[..., Issue], cast: Cast
) -> None:
    article = walk(written("短讯"), ("submit", cast.editor, MONDAY))
    april(article)
    assert _said(cast.proof_editor) == ["《短讯》昨天由甲编辑送审，还没有人接手，您可以审校，下周三到期"]
    assert _said(cast.editor) == _said(cast.final_reviewer) == _said(cast.administrator) == []


def test_what_is_assigned_waits_for_that_person_only(
    written: Callable[..., Article], walk: Callable[..., Article], cast: Cast
) -> None:
    article = walk(written("短讯"), ("submit", cast.editor, MONDAY))
    assign(article, cast.proof_editor, actor=cast.responsible_editor, comment="封面要用", due_date=TODAY)
    (line,) = workbench(cast.proof_editor, TODAY).waiting.lines
    assert str(line) == "《短讯》昨天由甲编辑送审，等您审校，今天到期"
    assert (line.note, line.action) == ("丁责编交代：封面要用", "去审校")
    assert line.path == f"/admin/articles/article/{article.pk}/change/"
    assert _said(cast.superuser) == []


def test_separation_keeps_it_from_who_may_not_act(
    written: Callable[..., Article], walk: Callable[..., Article], cast: Cast
) -> None:
    walk(written("超管写的", created_by=cast.superuser), ("submit", cast.superuser, MONDAY))
    walk(
        written("超管校的"),
        ("submit", cast.editor, MONDAY),
        ("pass_review", cast.superuser, MONDAY),
    )
    assert _said(cast.superuser) == []
    assert len(_said(cast.final_reviewer)) == len(_said(cast.proof_editor)) == 1
    Periodical.objects.update(four_eyes=False)
    assert len(_said(cast.superuser)) == 2


def test_what_came_back_says_who_sent_it_and_why(
    written: Callable[..., Article], walk: Callable[..., Article], cast: Cast
) -> None:
    walk(
        written("短讯"),
        ("submit", cast.editor, date(2026, 3, 20)),
        ("return_to_editor", cast.proof_editor, MONDAY, "两处产量不一"),
    )
    (line,) = workbench(cast.editor, TODAY).waiting.lines
    assert str(line) == "《短讯》昨天被乙校编退回，等您修改送审"
    assert (line.note, line.action) == ("理由：两处产量不一", "去修改")


def test_own_open_opinions_wait_too(
    written: Callable[..., Article], walk: Callable[..., Article], cast: Cast
) -> None:
    article = walk(written("短讯"), ("submit", cast.editor, MONDAY))
    comment(article, "单位不对", actor=cast.final_reviewer)
    assert _said(cast.final_reviewer) == ["《短讯》有您1条意见待了结，改好了请点“已解决”；等校编接手"]
    assert "（有1条意见）" in _said(cast.proof_editor)[0]


def test_the_most_urgent_comes_first_and_late_is_marked(
    written: Callable[..., Article], april: Callable[..., Issue], cast: Cast
) -> None:
    pool, late = written("不急"), written("急稿")
    april(late, copy_deadline=date(2026, 3, 21))
    first, second = workbench(cast.editor, TODAY).waiting.lines
    assert (first.title, first.due, first.is_late) == ("急稿", "逾期3天", True)
    assert (second.title, second.due, second.is_late) == (pool.title, "", False)


def test_marks_inside_a_title_change(written: Callable[..., Article], cast: Cast) -> None:
    written("《规范条件》解读")
    assert _said(cast.editor)[0].startswith("《〈规范条件〉解读》")
