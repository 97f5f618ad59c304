"""What search knows of each public article; kept in step by ``issues.search``, read by nothing else."""

from django.db import models

from issues.models.issue import ContentsEntry


class SearchText(models.Model):
    """A public article's words in plain form (``issues.search.bigrams``).

    ``place`` orders articles as they appeared (``issues.search.tables``). What the index itself consists of
    differs between databases and was added by migration 0012: columns on PostgreSQL, tables and a trigger
    on SQLite. Whoever alters this table on SQLite has to make the trigger anew.
    """

    place = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(ContentsEntry, on_delete=models.CASCADE, related_name="search_text")
    title = models.TextField()
    text = models.TextField()
    source = models.TextField()

    class Meta:
        verbose_name = "检索文本"
        verbose_name_plural = "检索文本"
        default_permissions = ()

    def __str__(self) -> str:
        return self.title.strip()
