"""What a service refuses, shown on the form that asked for it, with nothing of the form lost."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse


class RefusalAdmin(admin.ModelAdmin):
    """A ModelAdmin that saves through services.

    A service refuses in the middle of saving, after the form was found valid: the transaction is rolled
    back, and the page is answered a second time with the reason as an error of the form. The form class
    must raise its ``refusal`` in ``clean``.
    """

    # What counts as a refusal here; its text is the sentence that people read.
    refusals: tuple[type[Exception], ...] = ()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Django's page; when a save is refused, the same page with the reason."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refusal:
            request.refusal = str(refusal)  # type: ignore[attr-defined]
        except ValidationError as error:
            # A rule that another person's save broke between our check and our write.
            request.refusal = "".join(error.messages)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form class, told the reason when a save was refused."""
        form = super().get_form(request, *args, **kwargs)
        form.refusal = getattr(request, "refusal", None)  # type: ignore[attr-defined]
        return form
