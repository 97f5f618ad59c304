"""The API's addresses. A second version would stand beside the first: addresses never change."""

from django.urls import include, path

from issues.api import site

app_name = "api"

urlpatterns = [
    path("", site.explanation, name="explanation"),
    path("v1/", include(site.operations())),
    path("<path:rest>", site.nowhere, name="nowhere"),
]
