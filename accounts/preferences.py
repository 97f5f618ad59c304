"""个人设置: what a person may change of their own account, on a page of their own."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from accounts.models import User


class PreferencesForm(forms.ModelForm):
    """Address and choice of mails. Name and roles are the administrator's to change."""

    class Meta:
        model = User
        fields = ("email", "wants_digest", "wants_urgent_mail")
        labels = {
            "email": "邮箱",
            "wants_digest": "每天早上一封摘要",
            "wants_urgent_mail": "退稿和当日到期时，马上发信",
        }
        help_texts = {
            "email": "留空就不发邮件。",
            "wants_digest": "等我办的、退回来的和晚了的；没有事情的日子不发。",
            "wants_urgent_mail": "摘要里已经说过的当日到期，不再另发。",
        }


def preferences(request: HttpRequest) -> HttpResponse:
    """The page of the person who is signed in; there is none for anyone else's."""
    user = User.objects.get(pk=request.user.pk or 0)
    form = PreferencesForm(request.POST or None, instance=user, label_suffix="")
    if request.method == "POST" and form.is_valid():
        # Only these: a form opened long ago must not write back an old name or password.
        user.save(update_fields=list(form.fields))
        messages.success(request, "个人设置已保存。")
        return redirect("admin:preferences")
    return TemplateResponse(
        request,
        "admin/workbench/preferences.html",
        {
            **admin.site.each_context(request),
            "title": "个人设置",
            "form": form,
            "roles": [group.name for group in user.groups.order_by("pk")],
        },
    )
