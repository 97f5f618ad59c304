from tests.issues.site.conftest import publish

__all__ = ["publish"]
