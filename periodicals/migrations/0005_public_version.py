from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("periodicals", "0004_layout_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "公开内容的状态",
                "verbose_name_plural": "公开内容的状态",
                "default_permissions": (),
            },
        ),
    ]
