"""校样 of an issue: made, kept, looked at and held against each other."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control

from issues.models import Issue, Proof, ProofPortion, ProofRound
from issues.planning.views import issue_for
from issues.press.proofs import before, compare, proofs_of


def proof_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/proofs/`` and what lies below it."""
    below: dict[str, tuple[str, Any]] = {
        "proofs": ("", page),
        "proof_comparison": ("compare/", comparison),
        "proof": ("<int:proof>/", file),
    }
    return [
        path(
            f"<int:pk>/proofs/{route}",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"issues_issue_{name}",
        )
        for name, (route, view) in below.items()
    ]


class ProofForm(forms.Form):
    """What the build of a proof is asked for; it reads what is sent itself."""

    round = forms.ChoiceField(label="校次", choices=ProofRound.choices, widget=forms.RadioSelect)
    portion = forms.ChoiceField(label="范围", choices=ProofPortion.choices, widget=forms.RadioSelect)
    entry = forms.ChoiceField(label="单篇", required=False)

    def __init__(self, issue: Issue, **options: Any) -> None:
        super().__init__(label_suffix="", **options)
        entries = issue.entries.order_by("position").values_list("pk", "article__title")
        self.fields["entry"].choices = list(entries)  # type: ignore[attr-defined]


def page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """校样: the proofs of an issue, and a form for the next one."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = issue_for(admin, request, pk, change=False)
    proofs = list(proofs_of(issue))
    pulled = max((p.round for p in proofs if p.portion == ProofPortion.WHOLE), default=0)
    initial = {"round": min(pulled + 1, max(ProofRound.values)), "portion": ProofPortion.WHOLE}
    subjects = dict.fromkeys(proof.subject for proof in proofs)
    groups = {subject: _with_earlier([p for p in proofs if p.subject == subject]) for subject in subjects}
    may_make = request.user.has_perm("issues.typeset_issue")
    return _shown(
        admin, request, issue, "proofs", "校样",
        groups=groups,
        proofs=proofs,
        form=ProofForm(issue, initial=initial) if may_make and issue.entries.exists() else None,
    )  # fmt: skip


def _with_earlier(proofs: list[Proof]) -> list[tuple[Proof, Proof | None]]:
    """Each proof with the one made before it."""
    return list(zip(proofs, [*proofs[1:], None], strict=True))


def file(admin: ModelAdmin, request: HttpRequest, pk: int, proof: int) -> HttpResponse | FileResponse:
    """A proof to look at or, with ``?download``, to save."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = issue_for(admin, request, pk, change=False)
    found = get_object_or_404(proofs_of(issue), pk=proof)
    try:
        stored = found.file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        stored,
        as_attachment="download" in request.GET,
        filename=f"{issue.periodical.title}{issue.label}{found.label}-{found.subject}.pdf",
        content_type="application/pdf",
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


def comparison(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """前后对照: ``?new=`` against ``?old=``, or against the one made before it."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = issue_for(admin, request, pk, change=False)
    new = _chosen(issue, request.GET.get("new"))
    old = _chosen(issue, request.GET.get("old")) if request.GET.get("old") else before(new)
    if old is None or old.pk == new.pk:
        messages.info(request, "比较要有两份不同的校样，请另选一份。")
        return redirect("admin:issues_issue_proofs", pk)
    if old.made_at > new.made_at:
        old, new = new, old
    return _shown(
        admin, request, issue, "proof_comparison", "校样对照", old=old, new=new, changes=compare(old, new)
    )


def _chosen(issue: Issue, key: str | None) -> Proof:
    if not key or not key.isdecimal() or len(key) > 18:
        raise Http404
    return get_object_or_404(Proof.objects.select_related("made_by"), issue=issue, pk=key)


def _shown(
    admin: ModelAdmin, request: HttpRequest, issue: Issue, template: str, name: str, **context: Any
) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/issues/{template}.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "original": issue,
            "issue": issue,
            "title": f"{name} {issue}",
            **context,
        },
    )
