"""校样: numbered, kept with every line, and found again."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from articles.models import Article
from articles.services import reopen, save_text
from issues.models import Issue, Proof, ProofPortion, Unchangeable
from issues.press import proofs
from issues.services import Refused, remove
from issues.typesetting import output
from issues.typesetting.manuscript import document_of
from tests.conftest import Cast
from tests.issues.press.conftest import typeset_once

pytestmark = pytest.mark.django_db
Pull = Callable[..., Proof]


@pytest.fixture
def pull(tmp_path: Path, cast: Cast) -> Pull:
    """Make and keep a proof: ``pull(issue, 1)``, ``pull(issue, 2, article=0)``, with ``contents=True``."""

    def pull(issue: Issue, round_: int, *, article: int | None = None, contents: bool = False) -> Proof:
        document = document_of(issue)
        portion = output.Portion.CONTENTS if contents else output.Portion.WHOLE
        if article is not None:
            document, portion = document.only(document.articles[article]), output.Portion.BODY
        how = output.Output(portion=portion, proof=output.Proof(round_, date(2026, 3, 2)))
        result = typeset_once(document, how)
        path = tmp_path / "proof.pdf"
        path.write_bytes(result.pdf)
        return proofs.keep_proof(
            issue, path, document=document, output=how, sha256=hashlib.sha256(result.pdf).hexdigest(),
            pages=result.pages, front_pages=result.front_pages, actor=cast.editor,
        )  # fmt: skip

    return pull


def _texts(proof: Proof) -> dict[str, str]:
    return {part["title"]: "".join(line[3] for line in part["lines"]) for part in proof.parts}


def test_a_proof_is_kept_with_its_lines(issue: Issue, pull: Pull, cast: Cast) -> None:
    proof = Proof.objects.get(pk=pull(issue, 1).pk)
    assert (proof.label, proof.subject, proof.pages, proof.made_by) == ("一校", "全期", 2, cast.editor)
    assert hashlib.sha256(proof.file.read()).hexdigest() == proof.sha256
    texts = _texts(proof)
    assert list(texts) == ["封面目录", "栏目名", "甲文", "乙文", "版权页"]
    assert texts["甲文"] == "甲文甲文的正文。"
    assert "测试印刷厂" in texts["版权页"]
    line = next(part for part in proof.parts if part["title"] == "甲文")["lines"][0]
    assert line == [1, 1, 3, "甲文"]


def test_a_round_pulled_again_is_numbered(issue: Issue, pull: Pull) -> None:
    labels = [pull(issue, round_).label for round_ in (1, 1, 2, 1)]
    assert labels == ["一校", "一校第2份", "二校", "一校第3份"]


def test_one_article_and_the_front_page_are_counted_apart(issue: Issue, pull: Pull) -> None:
    whole, one, other, front = pull(issue, 1), pull(issue, 1, article=0), pull(issue, 1, article=1), pull(
        issue, 1, contents=True
    )  # fmt: skip
    assert [proof.run for proof in (whole, one, other, front)] == [1, 1, 1, 1]
    assert [proof.subject for proof in (whole, one, other, front)] == ["全期", "甲文", "乙文", "封面目录"]
    assert list(_texts(front)) == ["封面目录"]
    assert list(_texts(one)) == ["栏目名", "甲文"]
    assert ProofPortion(one.portion) is ProofPortion.BODY


def test_it_is_held_against_the_one_before(issue: Issue, pull: Pull, cast: Cast) -> None:
    first = pull(issue, 1)
    article = reopen(Article.objects.get(title="乙文"), actor=cast.final_reviewer, comment="改字")
    article.body = "<p>乙文的正文改过了。</p>"
    save_text(article, actor=cast.editor)
    second = pull(issue, 2)
    assert proofs.before(second) == first
    assert proofs.before(first) is None
    found = proofs.compare(first, second)
    assert [(part.title, len(part.changes)) for part in found.parts] == [("乙文", 1)]
    # A proof of one article has no front page to miss.
    assert [part.title for part in proofs.compare(first, pull(issue, 2, article=1)).parts] == ["乙文"]


def test_it_stays_when_the_article_is_gone(issue: Issue, pull: Pull, cast: Cast) -> None:
    proof = pull(issue, 1, article=0)
    remove(issue.entries.all()[0], actor=cast.responsible_editor)
    Article.objects.get(title="甲文").delete()
    proof = Proof.objects.get(pk=proof.pk)
    assert (proof.article, proof.subject) == (None, "甲文")
    assert "甲文" in _texts(proof)


def test_it_is_never_changed(issue: Issue, pull: Pull) -> None:
    proof = pull(issue, 1)
    with pytest.raises(Unchangeable):
        proof.save()
    with pytest.raises(Unchangeable):
        proof.delete()


def test_what_cannot_be_proofread_is_refused(issue: Issue, make_issue: Callable[..., Issue]) -> None:
    with pytest.raises(Refused, match="没有这样的校样"):
        proofs.check_proof(issue, 4, "whole", None)
    with pytest.raises(Refused, match="没有这样的校样"):
        proofs.check_proof(issue, 1, "half", None)
    with pytest.raises(Refused, match="已不在"):
        proofs.check_proof(issue, 1, "body", 999_999)
    with pytest.raises(Refused, match="目录还是空的"):
        proofs.check_proof(make_issue(2026, 9), 1, "whole", None)
