"""来稿, and the sketches by which a text is known again, made here for all articles that exist."""

import articles.richtext
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.duplicates.fingerprint import sketch
from articles.richtext import plain_text


def make_sketches(apps, schema_editor):
    Article, Fingerprint = (apps.get_model("articles", name) for name in ("Article", "Fingerprint"))
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), 500):
        texts = Article.objects.filter(pk__in=keys[start : start + 500]).values_list("pk", "body")
        Fingerprint.objects.bulk_create(
            (
                Fingerprint(article_id=key, value=value)
                for key, body in texts
                for value in sketch(plain_text(body))
            ),
            batch_size=2_000,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "value", "article", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprints",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "文本特征",
                "verbose_name_plural": "文本特征",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                ("kicker", models.CharField(blank=True, max_length=200, verbose_name="引题")),
                ("subtitle", models.CharField(blank=True, max_length=200, verbose_name="副题")),
                ("byline", models.CharField(blank=True, max_length=120, verbose_name="作者")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                ("source_date", models.DateField(blank=True, null=True, verbose_name="来源日期")),
                ("original_title", models.CharField(blank=True, max_length=200, verbose_name="原题")),
                ("body", articles.richtext.RichTextField(blank=True, verbose_name="正文")),
                ("remarks", models.JSONField(default=list, verbose_name="说明")),
                ("older", models.JSONField(default=list, verbose_name="疑似来过")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="收到时间")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.section",
                        verbose_name="栏目",
                    ),
                ),
            ],
            options={
                "verbose_name": "来稿",
                "verbose_name_plural": "来稿",
                "ordering": ["created_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SubmissionPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="媒体文件名")),
                ("data", models.BinaryField(verbose_name="图片")),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="articles.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "来稿图片",
                "verbose_name_plural": "来稿图片",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "name"), name="one_submitted_picture_a_name"
                    )
                ],
            },
        ),
        migrations.RunPython(make_sketches, migrations.RunPython.noop, elidable=True),
    ]
