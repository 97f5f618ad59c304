"""Which state of the public site this is."""

from django.db import models


class PublicVersion(models.Model):
    """One row, written in the transaction of every change that readers can see (issues.freshness).

    The token is random and not a number: a database that was restored to an earlier state must never
    come to the same one again with other content.
    """

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "公开内容的状态"
        verbose_name_plural = "公开内容的状态"
        default_permissions = ()

    def __str__(self) -> str:
        return self.token
