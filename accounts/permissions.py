"""Permissions as an office reads them: Django stores their names in English."""

from typing import Any

from django.contrib.auth.models import Permission
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField

_ACTIONS = {"add": "新建", "change": "修改", "delete": "删除", "view": "查看"}
# What Django keeps for itself (sessions, log, content types) is nothing to give away.
_APPS = ("articles", "issues", "periodicals", "accounts")


class PermissionField(ModelMultipleChoiceField):
    """Choose permissions, named 稿件：送审 and 稿件：新建."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Permission.objects.filter(content_type__app_label__in=_APPS)
            .select_related("content_type")
            .order_by("content_type", "pk"),
            required=False,
            widget=CheckboxSelectMultiple,
            **kwargs,
        )

    def label_from_instance(self, obj: Permission) -> str:
        """The permission in Chinese; the office's own are named so already."""
        action, _, model = obj.codename.partition("_")
        own = action not in _ACTIONS or model != obj.content_type.model
        return f"{obj.content_type.name}：{obj.name if own else _ACTIONS[action]}"
