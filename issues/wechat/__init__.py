"""复制到公众号: an article's text dressed for the editor of a WeChat official account.

That editor keeps inline styles and drops stylesheets, classes and links to other sites. ``sheet.py`` makes
such a text of an article, ``pages.py`` shows it to staff; the clipboard is the browser's
(static/office/wechat.js). Nothing is sent anywhere.
"""
