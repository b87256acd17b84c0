"""`manage.py check_content` on pages, files and Markdown."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from django.core.management import call_command

from blog.drafts import UnreadableError, from_json, from_markdown
from editorial.checks.documents import document_of
from editorial.checks.registry import run
from tests.editorial.checks.scenes import BAD, GOOD, SHAKY, standing_draft
from tests.factories import ReferenceFactory
from tests.publishing import put_live

pytestmark = [pytest.mark.django_db, pytest.mark.checked]

ARTICLE = """---
summary: What two trials measured, who took part, how long the change lasted, and which questions stay open.
kind: guide
topics: [esketamine]
---

# Esketamine in the clinic

## What a visit is like

You sit in a chair, and somebody stays near. {words}
"""


def check(*arguments, given=None, monkeypatch=None):
    """Run the command and return (exit code, output, errors)."""
    out, err = io.StringIO(), io.StringIO()
    if given is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
    with pytest.raises(SystemExit) as left:
        call_command("check_content", *arguments, stdout=out, stderr=err)
    return left.value.code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(("words", "code"), [(GOOD, 0), (BAD, 1), (SHAKY, 1)])
def test_a_page_by_number_and_by_path(newsroom, words, code):
    page = standing_draft(newsroom, words)
    for name in (str(page.pk), "/about-our-checks/", "about-our-checks"):
        left, out, _err = check(name)
        assert left == code
        assert "1 checked" in out


def test_no_such_page():
    assert check("99999")[0] == 2
    left, out, err = check("/no/such/page/")
    assert (left, out) == (2, "")
    assert "There is no page" in err


def test_everything_public(newsroom):
    put_live(standing_draft(newsroom, BAD))
    left, out, _err = check("--all")
    assert left == 1
    assert "About us:\n" in out
    assert "C4 Must be mended" in out


def test_json_for_programs(newsroom):
    page = standing_draft(newsroom, BAD)
    left, out, _err = check(str(page.pk), "--json")
    (told,) = json.loads(out)
    assert left == 1
    assert told["blocking"] == 1
    assert {"code", "severity", "message", "quote", "block_id", "open"} <= set(told["findings"][0])


def test_a_draft_in_a_file(tmp_path):
    file = tmp_path / "draft.json"
    body = [{"type": "paragraph", "value": f"<p>{BAD}</p>", "id": "b1"}]
    file.write_text(json.dumps({"type": "home.standingpage", "title": "A page", "summary": "", "body": body}))
    left, out, _err = check("--file", str(file), "--json")
    assert left == 1
    assert json.loads(out)[0]["findings"][0]["block_id"] == "b1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"type": "no.such"}',
        '{"type": "auth.group"}',
        '{"no_such_field": 1}',
        '{"body": "words"}',
        '{"body": [1]}',
    ],
)
def test_files_that_cannot_be_read(tmp_path, text):
    file = tmp_path / "draft.json"
    file.write_text(text)
    left, _out, err = check("--file", str(file))
    assert left == 2
    assert err
    assert check("--file", str(tmp_path / "missing.json"))[0] == 2


def test_markdown_from_standard_input(newsroom, monkeypatch):
    text = ARTICLE.format(words=BAD)
    left, out, _err = check("--stdin-markdown", given=text, monkeypatch=monkeypatch)
    assert left == 1
    assert "C4 Must be mended" in out


def test_markdown_names_authors_topics_and_references(newsroom):
    ReferenceFactory(key="example2024", doi="10.1234/abc", pmid="12345")
    article = from_markdown(ARTICLE.format(words="It was short [@doi:10.1234/ABC; @pmid:12345; @example2024]."))
    assert article.kind == "guide"
    assert [row.topic.slug for row in article.page_topics.all()] == ["esketamine"]
    assert article.body[0].block_type == "heading"
    assert document_of(article).title == "Esketamine in the clinic"


@pytest.mark.parametrize(
    "text",
    [
        "---\nkind: poem\n---\n\n# T\n\nWords.",
        "---\ntopics: [no-such]\n---\n\n# T\n\nWords.",
        "# T\n\nWords [@nobody].",
    ],
)
def test_markdown_that_cannot_be_read(monkeypatch, text):
    left, _out, err = check("--stdin-markdown", given=text, monkeypatch=monkeypatch)
    assert left == 2
    assert err


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["paragraph", "heading"]), WORDS), max_size=6), WORDS)
def test_findings_on_any_draft_point_to_its_blocks(blocks, title):
    body = [
        {
            "type": name,
            "id": f"b{number}",
            "value": {"text": words, "level": "h2"} if name == "heading" else f"<p>{words.replace('<', '')}</p>",
        }
        for number, (name, words) in enumerate(blocks)
    ]
    try:
        content = from_json(json.dumps({"type": "home.standingpage", "title": title, "body": body}))
    except UnreadableError:
        pytest.fail("Any words can be read.")
    findings = run(document_of(content))
    assert {finding.block_id for finding in findings} <= {"", *(block["id"] for block in body)}
    assert run(document_of(content)) == findings
