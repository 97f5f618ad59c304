"""What stands in a text in the place of a picture that did not come in, until a person sees to it."""

import re

# Of another host, named; ``editor/paste.js`` and ``static/office/intake-editor.js`` write and read the same.
FOREIGN = "〔外来图片：{}〕"
# In a file, but not to be read; 〔图片：没有带入，请另行上传〕 is what pasting leaves.
NOT_TAKEN = "〔图片：没有取入〕"
MISSING_PICTURE = re.compile(r"〔(?:外来图片：|图片：没有)[^〔〕\n]*〕")
