"""Whatever goes wrong, in one shape and in a Chinese sentence."""

import logging
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from issues.api.schemas import Error, Fault

logger = logging.getLogger("django.request")

NOWHERE = "没有这个接口地址，请看接口说明。"
READ_ONLY = "这里只能读，请用 GET。"
_BROKEN = "服务器出错了，请稍后再试。"
_WRONG = "参数不对，请看 faults。"

# What pydantic found, by its own name for it: https://docs.pydantic.dev/latest/errors/validation_errors/
_SENTENCES = {
    "missing": "必须填写。",
    "int_parsing": "应为整数。",
    "int_from_float": "应为整数。",
    "int_type": "应为整数。",
    "int_parsing_size": "数太大。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "string_too_long": "最多 {max_length} 个字符。",
    "string_too_short": "至少 {min_length} 个字符。",
    "string_pattern_mismatch": "写法不对。",
    "enum": "只能是：{expected}。",
    "literal_error": "只能是：{expected}。",
}


def error(status: int, message: str, faults: list[Fault] = []) -> dict[str, Any]:  # noqa: B006 - only read
    """The body of an answer that says what went wrong."""
    return Error(status=status, message=message, faults=faults).dict()


def catch(api: NinjaAPI) -> None:
    """Let the API say everything that goes wrong in our shape."""

    def say(request: HttpRequest, status: int, message: str, faults: list[Fault] = []) -> HttpResponse:  # noqa: B006
        return api.create_response(request, error(status, message, faults), status=status)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, exception: Http404) -> HttpResponse:
        return say(request, 404, str(exception) or NOWHERE)

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, exception: HttpError) -> HttpResponse:
        return say(request, exception.status_code, exception.message)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, exception: ValidationError) -> HttpResponse:
        return say(request, 422, _WRONG, [_fault(found) for found in exception.errors])

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, exception: Exception) -> HttpResponse:
        if settings.DEBUG:
            raise exception
        # As Django does with what a view raises: logs, Sentry and tests hear of it.
        got_request_exception.send(sender=None, request=request)
        logger.error("Internal Server Error: %s", request.path, exc_info=exception)
        return say(request, 500, _BROKEN)


def _fault(found: dict[str, Any]) -> Fault:
    sentence = _SENTENCES.get(found["type"], "不对。")
    context = {name: str(value).replace(" or ", " 或 ") for name, value in found.get("ctx", {}).items()}
    return Fault(name=str(found["loc"][-1]), message=sentence.format_map(context))
