"""The staff side of issues. Importing it registers issues, and articles with the issue they stand in."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from issues.admin.articles import PlacedArticleAdmin as PlacedArticleAdmin
from issues.admin.issue import IssueAdmin as IssueAdmin

# The queue's own list is in English and nothing for an office: builds have a page of their own.
admin.site.unregister(DBTaskResult)
