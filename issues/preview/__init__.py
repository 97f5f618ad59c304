"""预览: an issue as its readers will see it, before they can; see ``site``."""
