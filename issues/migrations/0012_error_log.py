"""差错登记, and the roles again: who keeps the word lists."""

import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from accounts.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_proofreading"),
        ("issues", "0011_import_draft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedError",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wording", "文字"),
                            ("mark", "标点符号"),
                            ("number", "数字与单位"),
                            ("fact", "知识、事实、姓名职务"),
                            ("layout", "版面格式"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("page", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页码")),
                ("text", models.CharField(max_length=200, verbose_name="印成的文字")),
                ("correct", models.CharField(blank=True, max_length=200, verbose_name="应为")),
                ("found_by", models.CharField(max_length=40, verbose_name="发现人")),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=1, default=Decimal("1"), max_digits=3, verbose_name="计错数"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printed_errors",
                        to="issues.issue",
                        verbose_name="期次",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "差错",
                "verbose_name_plural": "差错登记",
                "ordering": ["page", "at", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="printed_error_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0)), name="printed_error_counts"
                    ),
                ],
            },
        ),
        # The word lists of articles, too, are kept by roles.
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
