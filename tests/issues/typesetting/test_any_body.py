"""Whatever an editor's form lets through is set, and counted as it is set."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings

from articles.richtext import clean
from issues.typesetting.document import TypesetDocument
from issues.typesetting.render import count_pages, typeset
from tests.articles.comparison.bodies import BODIES
from tests.issues.typesetting import made_up

WORDS = "Quality control of castings for large machine tools in every workshop. " * 3


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(BODIES)
@example(f"<p>{WORDS}</p>")
@example(f"<p>{'编辑' * 30} <strong> {WORDS}</strong> </p>")
@example("<p>一\u2028二、<em>\u00ad</em> ，“甲”</p>")
@example("<p><strong>甲</strong> <br> <br>乙</p><p> </p><p><br></p>")
def test_any_body_is_set_and_counted(document: TypesetDocument, html: str) -> None:
    body = clean(html.replace("/media/a.png", "/media/pictures/hall.png").replace("/media/b.png", ""))
    article = replace(document.articles[0], body_html=body)
    alone = replace(document, sections=(replace(document.sections[0], articles=(article,)),))
    counted, result = count_pages(alone, made_up.fetcher()), typeset(alone, made_up.fetcher())
    assert (counted.page_of, counted.pages) == (result.page_of, result.pages)
