"""Filters of the list of staff."""

import django_filters
from django.contrib.auth.models import Group

from accounts.models import User


class UserFilter(django_filters.FilterSet):
    """By role, and whether the account is in use."""

    groups = django_filters.ModelChoiceFilter(
        label="角色", queryset=Group.objects.order_by("pk"), empty_label="全部"
    )
    is_active = django_filters.ChoiceFilter(
        label="账号", choices=[("True", "在用"), ("False", "已停用")], empty_label="全部"
    )

    class Meta:
        model = User
        fields = ["groups", "is_active"]
