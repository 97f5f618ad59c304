"""Typesetting: an issue's dataclasses in, its PDF and page numbers out. See docs for what is measured."""
