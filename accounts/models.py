"""Staff: Django's user, with a Chinese name in one field (姓名)."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. A Chinese name has no first and last part to sort by: it is one field."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("姓名", max_length=40, blank=True)
    wants_digest = models.BooleanField("每日一封摘要邮件", default=True)
    wants_urgent_mail = models.BooleanField(
        "退稿和当日到期即时发邮件", default=True, help_text="其余事项都在摘要里，不单独发信"
    )

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name that people read: 姓名, or the sign-in name where none was entered."""
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """The same as the full name: a Chinese name is not shortened."""
        return self.get_full_name()


class SentMail(models.Model):
    """A mail that was sent, by what it was about: nothing is sent twice when a job is repeated."""

    user = models.ForeignKey(User, verbose_name="收信人", on_delete=models.CASCADE, related_name="+")
    key = models.CharField("事由", max_length=120)
    sent_at = models.DateTimeField("发送时间", auto_now_add=True)

    class Meta:
        verbose_name = "已发邮件"
        verbose_name_plural = "已发邮件"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_mail_a_key")]

    def __str__(self) -> str:
        return f"{self.user}：{self.key}"
