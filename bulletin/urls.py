"""The site's addresses. Everything that is not the office's belongs to the readers (issues/urls.py)."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from articles.uploads import upload_picture

urlpatterns = [
    path("admin/", admin.site.urls),
    path("uploads/picture/", upload_picture, name="upload-picture"),
    # Pictures of articles, under random names. A proxy in front may serve the folder itself.
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("api/", include("issues.api.urls")),
    path("", include("issues.urls")),
]

handler400 = "issues.views.bad_request"
handler403 = "issues.views.forbidden"
handler404 = "issues.views.not_found"
handler500 = "issues.views.server_error"
