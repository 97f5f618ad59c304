"""From places in the index to articles that readers may read."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from issues import public
from issues.models import ContentsEntry, SearchText
from periodicals.models import Periodical


def entries_at(periodical: Periodical, places: Sequence[int]) -> list[ContentsEntry]:
    """The entries at places of the index, in the same order. Two queries.

    What is not public any more is not among them, come what may. Each comes with article, section and
    issue, text included.
    """
    place_of = dict(SearchText.objects.filter(pk__in=places).values_list("entry", "pk"))
    # Looked up by their keys, and each then seen to be public. Joined at once, or by EXISTS, a database
    # without statistics of its tables begins with every article that was signed off.
    same = public.entries(periodical).filter(pk=OuterRef("pk")).order_by().values("pk")
    entries = ContentsEntry.objects.filter(pk__in=place_of, pk=Subquery(same[:1])).order_by()
    of_place = {}
    for entry in entries.select_related("article__section", "issue"):
        entry.issue.periodical = periodical
        of_place[place_of[entry.pk]] = entry
    return [of_place[place] for place in places if place in of_place]
