"""Proofreading: the word lists with their first edition, rules switched off, what was judged."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.proofreading.lists import FIRST_EDITION, Purpose


def load_first_edition(apps: Any, schema_editor: Any) -> None:
    """The lists as shipped, for all periodicals; from here on they are the office's."""
    WordEntry = apps.get_model("articles", "WordEntry")
    WordEntry.objects.bulk_create(
        WordEntry(
            purpose=purpose.value,
            word=entry.word,
            instead=entry.instead,
            unless="|".join(entry.unless),
            note=entry.note,
        )
        for purpose in Purpose
        for entry in FIRST_EDITION[purpose].entries
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_intake"),
        ("periodicals", "0004_layout_page"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="规则")),
                ("passage", models.CharField(max_length=64, verbose_name="原文指纹")),
                ("quote", models.CharField(max_length=200, verbose_name="原文")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("taken", "采用"), ("dismissed", "不改")], max_length=10, verbose_name="判断"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="判断人",
                    ),
                ),
            ],
            options={
                "verbose_name": "校对判断",
                "verbose_name_plural": "校对判断",
                "ordering": ["at", "pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["rule", "verdict"], name="articles_ju_rule_55eb4f_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("verdict", "dismissed")),
                        fields=("article", "rule", "passage"),
                        name="one_dismissal_a_passage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "taken"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="dismissal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SwitchedOffRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="规则")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="停用时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
                (
                    "periodical",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="switched_off_rules",
                        to="periodicals.periodical",
                        verbose_name="刊物",
                    ),
                ),
            ],
            options={
                "verbose_name": "停用的规则",
                "verbose_name_plural": "停用的规则",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("periodical", "rule"), name="rule_switched_off_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WordEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("errors", "常见错误"),
                            ("terms", "不用的说法"),
                            ("positions", "姓名与职务"),
                            ("internal", "内部资料不用的字样"),
                        ],
                        max_length=10,
                        verbose_name="词表",
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="要找的写法，# 代表一个数字；“姓名与职务”表填姓名",
                        max_length=40,
                        verbose_name="词",
                    ),
                ),
                (
                    "instead",
                    models.CharField(
                        blank=True,
                        help_text="留空则只提醒；几种都可以的，用 | 隔开；“姓名与职务”表填职务",
                        max_length=200,
                        verbose_name="应为",
                    ),
                ),
                (
                    "unless",
                    models.CharField(
                        blank=True,
                        help_text="含有这个词而不算错的写法，用 | 隔开，如“焦碳”的例外是“聚焦碳”",
                        max_length=200,
                        verbose_name="例外",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "periodical",
                    models.ForeignKey(
                        blank=True,
                        help_text="留空则各刊通用",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="periodicals.periodical",
                        verbose_name="刊物",
                    ),
                ),
            ],
            options={
                "verbose_name": "校对用词",
                "verbose_name_plural": "校对词表",
                "ordering": ["purpose", "word", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("periodical", "purpose", "word"),
                        name="one_entry_a_word",
                        violation_error_message="这个词表里已有这个词。",
                    )
                ],
            },
        ),
        migrations.RunPython(load_first_edition, migrations.RunPython.noop),
    ]
