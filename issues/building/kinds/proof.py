"""校样: a proof of the issue, of its front page or of one article, which is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.services import Refused
from issues.building.keeping import keep
from issues.building.kinds.files import document_with_entries
from issues.building.orders import Made, Order
from issues.models import Build, Issue, ProofPortion, ProofRound
from issues.press.proofs import check_proof, keep_proof
from issues.typesetting.output import Output, Portion, Proof


class ProofSheets:
    """A proof; parameters ``round``, ``portion`` and, for one article, ``entry``."""

    name = "proof"
    label = "校样"
    permission = "issues.typeset_issue"

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        round_, portion, entry = (sent.get(name, "") for name in ("round", "portion", "entry"))
        if not round_.isdecimal() or int(round_[:3]) not in ProofRound.values or not portion:
            raise Refused("没有这样的校样，请从页面上选择校次和范围。")
        parameters = {"round": int(round_[:3]), "portion": portion}
        if portion == ProofPortion.BODY:
            if not entry.isdecimal() or len(entry) > 18:
                raise Refused("没有说明要出哪一篇的校样，请从目录里选一篇。")
            parameters["entry"] = int(entry)
        return parameters

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        if actor is None:
            raise Refused("校样要记下是谁出的，请登录后出样。")
        check_proof(issue, parameters["round"], parameters["portion"], parameters.get("entry"))

    def orders(self, build: Build) -> list[Order]:
        document = document_with_entries(build.issue)
        portion = Portion(build.parameters["portion"])
        if portion is Portion.BODY:
            article = next((a for a in document.articles if a.entry_id == build.parameters["entry"]), None)
            if article is None:
                raise Refused(f"这一篇已不在{build.issue}的目录中。")
            document = document.only(article)
        proof = Proof(build.parameters["round"], timezone.localdate())
        return [Order(document, Output(portion=portion, proof=proof))]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        (one,) = made
        if build.requested_by is None:
            raise Refused("要校样的人已不在名册上，校样没有保存。")
        keep_proof(
            build.issue,
            one.path,
            document=one.order.document,
            output=one.order.output,
            sha256=one.sha256,
            pages=one.pages,
            front_pages=one.front_pages,
            actor=build.requested_by,
            keep=keep,
        )
        return reverse("admin:issues_issue_proofs", args=[build.issue_id])
