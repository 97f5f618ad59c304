"""A 来稿 is kept for its owner, taken once, refused with a reason, and expires."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.duplicates.index import remember
from articles.intake import services
from articles.intake.reading import Read, read_file
from articles.intake.services import correct, decline, open_submissions, receive, take
from articles.models import Article, Section
from articles.services import Refused, section_named
from articles.submissions import Submission, SubmissionPicture
from tests.articles.intake import words
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article_read() -> Read:
    """The Word file read once for all tests: each reading starts a process."""
    return read_file(words.article(), "茶壶.docx", today=date(2031, 11, 1))


@pytest.fixture
def receive_article(
    article_read: Read, section: Section, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Submission]:
    monkeypatch.setattr(services, "read_file", lambda *_, **__: deepcopy(article_read))
    return lambda: receive(b"as read", "茶壶.docx", actor=cast.editor)


@pytest.fixture
def submission(receive_article: Callable[[], Submission]) -> Submission:
    return receive_article()


def test_nothing_is_an_article_before_it_is_taken(submission: Submission, cast: Cast) -> None:
    assert not Article.objects.exists()
    assert not default_storage.exists("pictures")
    assert open_submissions(cast.editor) == [submission]
    assert open_submissions(cast.superuser) == []


def test_taken_it_is_a_draft_with_a_trail(submission: Submission, cast: Cast) -> None:
    picture = submission.pictures.get()
    article = take(submission, actor=cast.editor)
    article.refresh_from_db()
    assert (article.title, article.byline, article.status) == ("办公室添置新茶壶", "张三 李四", "draft")
    assert (article.created_by, article.assignee) == (cast.editor, cast.editor)
    assert f'<img src="/media/{picture.name}">' in article.body
    assert default_storage.open(picture.name).read() == bytes(picture.data)
    assert article.history.get().history_change_reason == "收稿：茶壶.docx"
    assert article.fingerprints.exists()
    assert not Submission.objects.exists()
    assert not SubmissionPicture.objects.exists()


def test_the_same_picture_goes_to_media_once(receive_article: Callable[[], Submission], cast: Cast) -> None:
    for _ in range(2):
        take(receive_article(), actor=cast.editor)
    one, other = Article.objects.all()
    assert one.body == other.body
    folder = one.body.split('src="/media/')[1].rpartition("/")[0].split('"')[0].rpartition("/")[0]
    assert len(default_storage.listdir(folder)[1]) == 1


def test_it_is_taken_once_only(submission: Submission, cast: Cast) -> None:
    take(Submission.objects.get(), actor=cast.editor)
    for again in (take, decline, correct):
        with pytest.raises(Refused, match="已经处理过了"):
            again(submission, actor=cast.editor)
    assert Article.objects.count() == 1


@pytest.mark.parametrize("missing", ["title", "section"])
def test_without_title_or_section_it_stays(missing: str, submission: Submission, cast: Cast) -> None:
    setattr(submission, missing, None if missing == "section" else " ")
    with pytest.raises(Refused, match="没有收下"):
        take(submission, actor=cast.editor)
    assert Submission.objects.count() == 1
    assert not Article.objects.exists()


def test_another_persons_is_out_of_reach(submission: Submission, cast: Cast) -> None:
    for act in (take, decline, correct):
        with pytest.raises(Refused):
            act(submission, actor=cast.superuser)
        with pytest.raises(Refused, match="权限"):
            act(submission, actor=cast.print_office)
    assert Submission.objects.count() == 1


def test_without_the_permission_nothing_is_received(section: Section, cast: Cast) -> None:
    with pytest.raises(Refused, match="权限"):
        receive(words.article(), "茶壶.docx", actor=cast.final_reviewer)


def test_what_nobody_decided_on_expires(submission: Submission, cast: Cast) -> None:
    old = timezone.now() - timedelta(days=services.KEPT_DAYS, hours=1)
    Submission.objects.update(created_at=old)
    assert open_submissions(cast.editor) == []
    assert not SubmissionPicture.objects.exists()


def test_there_is_a_limit(submission: Submission, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_OPEN", 1)
    with pytest.raises(Refused, match="先收下或不收"):
        receive(b"as read", "a.txt", actor=cast.editor)


def test_the_section_is_the_one_used_last(
    section: Section, cast: Cast, make_article: Callable[..., Article]
) -> None:
    other = section_named(section.periodical, "政策措施")
    assert receive("题\n文。".encode(), "a.txt", actor=cast.editor).section == section
    make_article(section=other)
    assert receive("题\n文。".encode(), "a.txt", actor=cast.editor).section == other


def test_drawings_and_broken_pictures_are_told(
    section: Section, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = words.Word()
    word.line("茶壶", 22, words.CENTRE)
    word.line("有三张图。")
    for colour in ("red", "green", "blue"):
        word.picture(colour)
    data = word.bytes()
    given = services.read_file

    def spoilt(*arguments: object, **options: object) -> object:
        read = given(*arguments, **options)  # type: ignore[arg-type]
        good, _, broken = read.pictures
        changed = (
            good,
            type(good)("image/x-emf", b"\x01\0\0\0"),
            type(good)(broken.content_type, b"no picture"),
        )
        return type(read)(read.manuscript, changed)

    monkeypatch.setattr(services, "read_file", spoilt)
    submission = receive(data, "茶壶.docx", actor=cast.editor)
    assert submission.body.count("<img") == 1
    assert submission.body.count("<p>〔图片：没有取入〕</p>") == 2
    assert [remark[:9] for remark in submission.remarks] == ["有 1 张 EMF", "有 1 张图片打不"]


def test_one_that_came_before_is_noticed(
    section: Section, cast: Cast, make_article: Callable[..., Article]
) -> None:
    text = "茶水间添了一台烧水壶，值班的人轮流烧水，用完以后断电登记，冬天大家都有热水喝，很是方便舒心。"
    older = make_article("老稿", body=f"<p>{text}</p>")
    remember(older)
    submission = receive(f"新稿\n{text}".encode(), "a.txt", actor=cast.editor)
    assert submission.older == [[older.pk, 1.0, 1.0]]
