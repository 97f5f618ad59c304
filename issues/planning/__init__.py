"""编排: putting an issue together on one page that looks like the 目录 that will be printed.

``board`` reads, ``changes`` writes through ``issues.services``, ``paging`` counts the pages, ``views``
answers people with and ``endpoints`` the page's script; ``urls`` is what the issue's admin hooks in.
"""
