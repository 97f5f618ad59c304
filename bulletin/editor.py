"""The toolbar of the editor: what a short bulletin article may hold, and nothing that print cannot set.

What the editor offers and what ``articles.richtext`` lets through are two views of one list; a test
holds them against each other.
"""

from typing import Any

CKEDITOR_5_CONFIGS: dict[str, dict[str, Any]] = {
    "article": {
        "language": "zh-cn",
        "licenseKey": "GPL",
        "toolbar": [
            "heading", "|", "bold", "italic", "superscript", "subscript", "link", "|",
            "bulletedList", "numberedList", "blockQuote", "insertTable", "uploadImage", "|",
            "findAndReplace", "removeFormat", "undo", "redo",
        ],
        "heading": {
            "options": [
                {"model": "paragraph", "title": "正文", "class": "ck-heading_paragraph"},
                # Headings of a pasted page become ours, as articles.richtext has them become.
                {
                    "model": "heading3",
                    "view": "h3",
                    "title": "小标题",
                    "class": "ck-heading_heading3",
                    "upcastAlso": ["h1", "h2"],
                },
                {
                    "model": "heading4",
                    "view": "h4",
                    "title": "小标题（二级）",
                    "class": "ck-heading_heading4",
                    "upcastAlso": ["h5", "h6"],
                },
            ]
        },
        "image": {"toolbar": ["toggleImageCaption", "imageTextAlternative"]},
        # Bullets have one shape in print; only a list's first number is the author's.
        "list": {"properties": {"styles": False, "startIndex": True, "reversed": False}},
        "table": {
            "contentToolbar": ["tableColumn", "tableRow", "mergeTableCells", "toggleTableCaption"]
        },
        # FullPage would let a whole HTML document in, and without it Markdown would save Markdown.
        "removePlugins": ["FullPage", "Markdown"],
    }
}  # fmt: skip
