"""我送出的 and 晚了的: who has it now and since when; each article stands in one column only."""

from collections.abc import Callable
from datetime import date, timedelta

from articles.assigning import assign
from articles.models import Article
from articles.services import register_printed
from issues.models import Issue
from issues.workbench.bench import COLUMN, workbench
from tests.conftest import Cast
from tests.issues.workbench.conftest import TODAY, at

MONDAY = date(2026, 3, 23)


def test_who_holds_what_i_sent(
    written: Callable[..., Article], walk: Callable[..., Article], handed: Callable[..., None], cast: Cast
) -> None:
    free = walk(written("等人的"), ("submit", cast.editor, MONDAY))
    held = walk(written("有人的"), ("submit", cast.editor, date(2026, 3, 20)))
    assign(held, cast.proof_editor, actor=cast.responsible_editor)
    handed(held, MONDAY)
    bench = workbench(cast.editor, TODAY)
    assert {str(line) for line in bench.sent.lines} == {
        "《等人的》您昨天送审，等校编接手", "《有人的》您上周五送审，现在乙校编手上（昨天移交）",
    }  # fmt: skip
    assert bench.waiting.total == 0
    assert free.title not in str(workbench(cast.final_reviewer, TODAY).sent.lines)


def test_who_passed_it_follows_it_further(
    written: Callable[..., Article], walk: Callable[..., Article], cast: Cast
) -> None:
    article = walk(
        written("短讯"), ("submit", cast.editor, MONDAY), ("pass_review", cast.proof_editor, MONDAY)
    )
    (line,) = workbench(cast.proof_editor, TODAY).sent.lines
    assert str(line) == "《短讯》您昨天审校通过，等终审接手"
    walk(article, ("return_to_editor", cast.final_reviewer, TODAY, "再核"))
    (line,) = workbench(cast.proof_editor, TODAY).sent.lines
    assert str(line) == "《短讯》今天被丙终审退回，现在甲编辑手上"


def test_a_sign_off_is_shown_for_a_week(
    written: Callable[..., Article], walk: Callable[..., Article], cast: Cast
) -> None:
    walk(
        written("短讯"),
        ("submit", cast.editor, MONDAY),
        ("pass_review", cast.proof_editor, MONDAY),
        ("sign_off", cast.final_reviewer, MONDAY),
    )
    (line,) = workbench(cast.editor, TODAY).sent.lines
    assert str(line) == "《短讯》昨天由丙终审终审签发"
    assert workbench(cast.editor, TODAY + timedelta(days=8)).sent.total == 0


def test_what_came_in_from_print_lay_on_no_desk(written: Callable[..., Article], cast: Cast) -> None:
    register_printed(written("旧刊"), actor=cast.responsible_editor, comment="整期导入")
    Article.objects.update(status_since=at(TODAY))
    assert workbench(cast.responsible_editor, TODAY).sent.total == 0


def test_late_with_others_is_said_apart(
    written: Callable[..., Article], walk: Callable[..., Article], april: Callable[..., Issue], cast: Cast
) -> None:
    april(walk(written("迟稿"), ("submit", cast.editor, date(2026, 3, 9))), review_deadline=date(2026, 3, 21))
    bench = workbench(cast.editor, TODAY)
    (line,) = bench.late.lines
    assert str(line) == "《迟稿》3月9日由甲编辑送审，等校编接手，逾期3天"
    assert bench.sent.total == 0
    assert workbench(cast.proof_editor, TODAY).late.total == 0


def test_a_long_column_is_cut_and_counted(written: Callable[..., Article], cast: Cast) -> None:
    for n in range(COLUMN + 3):
        written(f"第{n}篇")
    waiting = workbench(cast.editor, TODAY).waiting
    assert (len(waiting.lines), waiting.total, waiting.left_out) == (COLUMN, COLUMN + 3, 3)
