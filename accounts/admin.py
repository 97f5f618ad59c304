"""Staff and their roles, in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.changelist import CalmFormAdmin, FilterSetAdmin, chip
from accounts.filters import UserFilter
from accounts.models import User
from accounts.permissions import PermissionField


class StaffCreationForm(UserCreationForm):
    """A new member of staff: name, role and first password on one page."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "full_name", "email", "is_staff", "groups")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever is entered here works here; otherwise the first sign-in is refused without a reason.
        self.fields["is_staff"].initial = True


@admin.register(User)
class StaffAdmin(FilterSetAdmin, UserAdmin):
    """The office's people. Only a superuser can make, see the rights of, or change a superuser."""

    add_form = StaffCreationForm
    filterset_class = UserFilter
    list_display = ("name", "username", "roles", "account", "last_login")
    list_filter = ()
    ordering = ("username",)
    search_fields = ("full_name", "username", "email")
    search_help_text = "按姓名、用户名或邮箱查找"
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "password")}),
        ("角色", {"fields": ("groups", "is_staff", "is_active")}),
        ("特别权限", {"fields": ("is_superuser", "user_permissions"), "classes": ("collapse",)}),
        ("记录", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "full_name", "email")}),
        ("角色", {"fields": ("groups", "is_staff")}),
        ("密码", {"fields": ("password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Staff with their roles, in two queries however many there are."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Without the rights that only a superuser may give: an administrator could take them himself."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [part for part in fieldsets if part[0] != "特别权限"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As the role says, but a superuser's account (and password) is for superusers only."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Roles as a short list of boxes to tick; single permissions in Chinese."""
        if db_field.name == "user_permissions":
            return PermissionField(label="个别权限", help_text="一般不用：权限由角色而来。")
        return ModelMultipleChoiceField(
            label="角色",
            queryset=Group.objects.order_by("pk"),
            widget=CheckboxSelectMultiple,
            required=False,
            help_text="可兼任。",
        )

    @admin.display(description="姓名", ordering="full_name")
    def name(self, user: User) -> str:
        """The name that people read."""
        return user.get_full_name()

    @admin.display(description="角色")
    def roles(self, user: User) -> str:
        """The roles, prefetched."""
        names = [group.name for group in user.groups.all()]
        return "、".join([*names, "超级用户"] if user.is_superuser else names) or "—"

    @admin.display(description="账号", ordering="is_active")
    def account(self, user: User) -> SafeString:
        """Whether the person can sign in, as a chip."""
        if not user.is_active:
            return chip("off", "已停用")
        return chip("ok", "在用") if user.is_staff else chip("quiet", "不能登录后台")


# Django's word 组 says nothing to an office; its groups are our roles (角色, see accounts.roles).
Group._meta.verbose_name = "角色"
Group._meta.verbose_name_plural = "角色"
admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(CalmFormAdmin, GroupAdmin):
    """The roles and their permissions."""

    list_display = ("name", "members", "permission_count")
    # Half a dozen roles need no search.
    search_fields = ()
    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        """The permissions in Chinese."""
        return PermissionField(label="权限")

    ordering = ("pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        """Roles with the number of people and permissions."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                member_total=Count("user", distinct=True),
                permission_total=Count("permissions", distinct=True),
            )
        )

    @admin.display(description="人数")
    def members(self, group: Any) -> int:
        """How many people have the role."""
        return int(group.member_total)

    @admin.display(description="权限项")
    def permission_count(self, group: Any) -> int:
        """How many permissions the role gives."""
        return int(group.permission_total)
