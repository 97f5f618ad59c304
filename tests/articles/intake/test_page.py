"""The page: files in one by one or in a plain form, corrections, decisions, and what each role gets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.duplicates.index import remember
from articles.intake import views
from articles.models import Article, Section
from articles.submissions import Submission
from articles.wordfile import EMPTY, OLD
from tests.articles.intake.conftest import BASE, card_data, file, text_file
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
Sign = Callable[[User], Client]


@pytest.fixture
def editor(as_: Sign, cast: Cast, section: Section) -> Client:
    return as_(cast.editor)


def send(client: Client, *files: Any) -> list[Submission]:
    client.post(f"{BASE}upload/", {"files": files}, **JSON)  # type: ignore[arg-type]
    return list(Submission.objects.all())


def messages(response: Any) -> list[str]:
    return [str(each) for each in response.context["messages"]]


def test_a_plain_form_takes_many_and_bad_ones_hold_up_none(editor: Client) -> None:
    files = [file(), file("老.doc", DOC), file("空.docx", b""), text_file("窗台")]
    response = editor.post(f"{BASE}upload/", {"files": files}, follow=True)
    assert messages(response) == [
        f"老.doc：{OLD}", f"空.docx：{EMPTY}", "读了2个文件，请核对后收下。",
    ]  # fmt: skip
    assert response.status_code == 200
    page = response.content.decode()
    assert 'value="办公室添置新茶壶"' in page
    assert 'value="窗台"' in page
    assert 'class="as-read"' in page
    assert not Article.objects.exists()


def test_the_script_gets_cards_and_sentences(editor: Client) -> None:
    good = editor.post(f"{BASE}upload/", {"files": text_file("窗台")}, **JSON).json()  # type: ignore[arg-type]
    assert (len(good["cards"]), good["refused"]) == (1, [])
    bad = editor.post(f"{BASE}upload/", {"files": file("老.doc", DOC)}, **JSON).json()  # type: ignore[arg-type]
    assert bad == {"cards": [], "refused": [{"name": "老.doc", "sentence": OLD}]}
    none = editor.post(f"{BASE}upload/", **JSON).json()  # type: ignore[arg-type]
    assert none["refused"][0]["sentence"] == "请先选择文件，再上传。"


def test_too_large_a_file_is_not_even_read(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MAX_BYTES", 10)
    answer = editor.post(f"{BASE}upload/", {"files": text_file()}, **JSON).json()  # type: ignore[arg-type]
    assert answer["refused"][0]["sentence"] == views.TOO_LARGE


def test_all_are_taken_with_what_was_corrected(editor: Client) -> None:
    one, two = send(editor, text_file("窗台"), text_file("茶壶"))
    data = card_data(one, title="新的窗台", byline="张三") | card_data(two)
    response = editor.post(f"{BASE}decide/", data | {"act": "all"}, follow=True)
    assert [(each.title, each.byline) for each in Article.objects.order_by("pk")] == [
        ("新的窗台", "张三"), ("茶壶", ""),
    ]  # fmt: skip
    assert "收下了2篇，都是草稿" in messages(response)[0]
    assert not Submission.objects.exists()


def test_some_are_taken_and_the_others_keep_their_corrections(editor: Client) -> None:
    one, two = send(editor, text_file("窗台"), text_file("茶壶"))
    data = card_data(one) | card_data(two, title="改过的茶壶")
    editor.post(f"{BASE}decide/", data | {"act": "chosen", "chosen": one.pk})
    assert Article.objects.get().title == "窗台"
    assert Submission.objects.get().title == "改过的茶壶"


def test_what_cannot_be_taken_stays_with_its_reason_and_what_was_typed(editor: Client) -> None:
    one, two, three = send(editor, text_file("窗台"), text_file("茶壶"), text_file("绿萝"))
    data = card_data(one, title="") | card_data(two, source_date="昨天", byline="李四") | card_data(three)
    page = editor.post(f"{BASE}decide/", data | {"act": "all"}).content.decode()
    assert Article.objects.get().title == "绿萝"
    assert Submission.objects.count() == 2
    assert "“窗台.txt”还没有标题，没有收下。" in page
    assert "有一项填得不对，没有收下，请改正。" in page
    assert 'value="李四"' in page


def test_not_taken_they_are_gone(editor: Client) -> None:
    one, two = send(editor, text_file("窗台"), text_file("茶壶"))
    data = card_data(one) | card_data(two) | {"act": "decline", "chosen": two.pk}
    response = editor.post(f"{BASE}decide/", data, follow=True)
    assert messages(response) == ["1份来稿没有收，已删去。"]
    assert Submission.objects.get() == one
    assert not Article.objects.exists()


def test_nothing_chosen_and_decided_already(editor: Client) -> None:
    (one,) = send(editor, text_file("窗台"))
    chosen_none = editor.post(f"{BASE}decide/", card_data(one) | {"act": "chosen"}, follow=True)
    assert messages(chosen_none) == ["没有选中任何来稿。"]
    editor.post(f"{BASE}decide/", card_data(one) | {"act": "all"})
    again = editor.post(f"{BASE}decide/", card_data(one) | {"act": "all"}, follow=True)
    assert messages(again)[-1] == "这些来稿已经处理过了。"
    assert Article.objects.count() == 1
    assert editor.post(f"{BASE}decide/", {"act": "burn"}).status_code == 404


def test_a_correction_is_kept_at_once(editor: Client) -> None:
    (one,) = send(editor, text_file("窗台"))
    address = f"{BASE}{one.pk}/correct/"
    assert editor.post(address, card_data(one, title="改过")).json() == {"title": "改过"}
    assert Submission.objects.get().title == "改过"
    refused = editor.post(address, card_data(one, source_date="昨天"))
    assert (refused.status_code, bool(refused.json()["refused"])) == (400, True)


def test_nobody_sees_anothers(as_: Sign, cast: Cast, section: Section) -> None:
    (one,) = send(as_(cast.editor), file())
    picture = one.pictures.get()
    assert as_(cast.editor).get(f"{BASE}{one.pk}/picture/{picture.pk}/").content == bytes(picture.data)
    for other in (cast.proof_editor, cast.superuser):
        client = as_(other)
        assert "新茶壶" not in client.get(BASE).content.decode()
        assert client.get(f"{BASE}{one.pk}/picture/{picture.pk}/").status_code == 404
        assert client.post(f"{BASE}{one.pk}/correct/", card_data(one)).status_code == 404
        client.post(f"{BASE}decide/", card_data(one) | {"act": "all"})
    assert Submission.objects.count() == 1
    assert not Article.objects.exists()


def test_the_preview_shows_pictures_from_here(editor: Client) -> None:
    (one,) = send(editor, file())
    page = editor.get(BASE).content.decode()
    assert f'src="{BASE}{one.pk}/picture/{one.pictures.get().pk}/" loading="lazy"' in page
    assert "/media/" not in page


def test_one_that_came_before_is_linked(editor: Client, make_article: Callable[..., Article]) -> None:
    text = "茶水间添了一台烧水壶，值班的人轮流烧水，用完以后断电登记，冬天大家都有热水喝，很是方便舒心。"
    older = make_article("老稿", body=f"<p>{text}</p>")
    remember(older)
    send(editor, text_file("新稿", text), text_file("再来", text))
    page = editor.get(BASE).content.decode()
    assert f'href="/admin/articles/article/{older.pk}/change/"' in page
    assert "未编入" in page
    assert "与上面的《新稿》（新稿.txt）大部分文字相同" in page


def test_a_new_article_that_came_before_is_told(
    editor: Client, section: Section, make_article: Callable[..., Article]
) -> None:
    text = "茶水间添了一台烧水壶，值班的人轮流烧水，用完以后断电登记，冬天大家都有热水喝，很是方便舒心。"
    remember(make_article("老稿", body=f"<p>{text}</p>"))
    data = {"section": section.pk, "title": "新稿", "body": f"<p>{text}</p>"}
    response = editor.post("/admin/articles/article/add/", data, follow=True)
    assert any("《新稿》可能已经来过" in said and "文字相同" in said for said in messages(response))
    asked = editor.post(f"{BASE}recognise/", {"body": f"<p>{text}</p>", "article": ""}).json()
    assert asked["html"].count("<li>") == 2
    assert editor.post(f"{BASE}recognise/", {"body": "<p>短</p>"}).json() == {"html": ""}


def test_the_page_takes_as_many_queries_for_ten_as_for_two(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert editor.get(BASE).status_code == 200
        return len(seen)

    send(editor, text_file("甲"), text_file("乙"))
    two = queries()
    send(editor, *(text_file(f"第{n}") for n in range(8)))
    assert queries() == two


def test_the_ways_to_the_page(as_: Sign, cast: Cast, section: Section) -> None:
    for place in ("/admin/", "/admin/articles/article/", "/admin/articles/article/add/"):
        assert f'href="{BASE}"' in as_(cast.editor).get(place).content.decode()
        assert f'href="{BASE}"' not in as_(cast.final_reviewer).get(place).content.decode()
    assert as_(cast.final_reviewer).get(BASE).status_code == 403
