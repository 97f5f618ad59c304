"""The desk: everything on an article's admin page beside the form itself.

common.py    what all views share: who may come in, how a page is framed
page.py      what the article's page shows: steps, opinions, who else edits
people.py    who could take the article's next step
forms.py     the small forms of the steps and of handing over
steps.py     送审, 审校通过, 退回, 终审签发, 撤回签发 on one article, and 移交
bulk.py      the same steps on several articles of the list
opinions.py  审稿意见: write, answer, resolve
versions.py  修订历史: list, compare, restore
merging.py   two texts in places that differ, and a text put together from picks (pure)
conflict.py  two people saved: the page on which the second one chooses
presence.py  who else has the page open
addresses.py the addresses of all of these
"""
