"""取回并存到本站: the editor asks for a foreign picture that a person confirmed."""

from io import BytesIO

from django.contrib.admin import ModelAdmin
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, JsonResponse

from articles.desk.common import WRITING
from articles.intake.access import intake_view
from articles.intake.fetching import NotFetched, fetch_picture
from articles.uploads import PictureRefused, check_picture, keep_picture


@intake_view(*WRITING, for_writers=True)
def fetch(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Posted ``address``. Answers {"url": …} or {"error": {"message": …}}, as the upload view does."""
    try:
        data = fetch_picture(request.POST.get("address", ""))
        picture = check_picture(BytesIO(data), len(data))
    except NotFetched as reason:
        return JsonResponse({"error": {"message": str(reason)}}, status=400)
    except PictureRefused:
        sentence = "对方网站给的不是可用的图片，没有取回；可以先存到电脑上，再上传。"
        return JsonResponse({"error": {"message": sentence}}, status=400)
    try:
        keep_picture(picture.name, picture.data)
    except PictureRefused as refusal:
        return JsonResponse({"error": {"message": str(refusal)}}, status=400)
    return JsonResponse({"url": default_storage.url(picture.name)})
