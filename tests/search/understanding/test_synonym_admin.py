"""Synonyms in the admin: who may change them, how a file goes out and comes in, and when searches know."""

import pytest

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import roles
from search.models import Synonym, VocabularyWord
from search.synonym_admin import files
from search.understanding import understand
from tests.search.understanding.rows import house_rows

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LIST, ADD = reverse("search_synonyms:index"), reverse("search_synonyms:add")
OUT, IN = reverse("search_synonyms_export"), reverse("search_synonyms_import")


def form(**changes):
    return {"term": "horse medicine", "target": "ketamine", "kind": "oneway", "is_active": "on", **changes}


def ways(query):
    return {" ".join(way.words) for term in understand(query).terms for way in term.ways}


def upload(text):
    return {"file": SimpleUploadedFile("synonyms.csv", text.encode())}


def test_the_house_has_its_list():
    assert Synonym.objects.count() == len(house_rows()) >= 92
    assert "post traumatic stress disorder" in ways("PTSD")


@pytest.mark.parametrize(
    ("role", "sees", "changes"),
    [
        (roles.WRITERS, True, False),
        (roles.EDITORS, True, True),
        (roles.MEDICAL_REVIEWERS, True, True),
        (roles.MANAGING_EDITORS, True, True),
        (roles.MODERATORS, False, False),
        (roles.COMMERCIAL, False, False),
    ],
)
def test_who_may_see_and_change(newsroom, role, sees, changes):
    client = newsroom.client(newsroom.by_role[role])
    row = Synonym.objects.get(term="fibro")
    assert (client.get(LIST).status_code == 200) is sees
    assert (client.get(OUT).status_code == 200) is sees
    assert (client.get(reverse("search_synonyms:inspect", args=[row.pk])).status_code == 200) is sees
    assert (client.get(IN).status_code == 200) is changes
    assert (client.get(reverse("search_synonyms:edit", args=[row.pk])).status_code == 200) is changes
    client.post(ADD, form())
    assert Synonym.objects.filter(term="horse medicine").exists() is changes


def test_a_change_is_known_to_the_next_search_and_stands_in_the_history(newsroom):
    assert ways("horse medicine") == {"horse", "medicine"}
    client = newsroom.client(newsroom.editor)
    client.post(ADD, form())
    assert ways("horse medicine") == {"horse medicine", "ketamine"}
    row = Synonym.objects.get(term="horse medicine")
    history = client.get(reverse("search_synonyms:history", args=[row.pk])).content.decode()
    assert newsroom.editor.get_full_name() in history
    client.post(reverse("search_synonyms:edit", args=[row.pk]), form(is_active=""))
    assert ways("horse medicine") == {"horse", "medicine"}
    client.post(reverse("search_synonyms:edit", args=[row.pk]), form())
    client.post(reverse("search_synonyms:delete", args=[row.pk]))
    assert ways("horse medicine") == {"horse", "medicine"}


def test_searches_ask_the_table_once(django_assert_num_queries):
    understand("shell shock")
    with django_assert_num_queries(0):
        understand("magic mushrooms for shell shock near Wichita")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"term": "?!"}, "term"),
        ({"target": "…"}, "target"),
        ({"term": "Ketamine", "target": "ketamine"}, "target"),
        ({"kind": "ask", "target": "only one"}, "target"),
        ({"kind": "oneway", "decided_by": "winter"}, "decided_by"),
        ({"term": "esketamine", "target": "Ketamine", "kind": "equal"}, "kind"),
    ],
)
def test_what_could_not_work_is_refused(row, field):
    with pytest.raises(ValidationError) as refused:
        Synonym(**{"term": "a word", "target": "another", "kind": "oneway", **row}).full_clean()
    assert field in refused.value.message_dict


def test_a_pair_stands_once():
    with pytest.raises(ValidationError):
        Synonym(term="Fibro", target="FIBROMYALGIA", kind="equal").full_clean()


def test_a_file_that_went_out_changes_nothing_when_it_comes_in(newsroom):
    text = newsroom.client(newsroom.editor).get(OUT).content.decode("utf-8-sig")
    assert {line.state for line in files.read(text)} == {"same"}


def test_a_file_says_what_each_line_would_do_and_then_does_it(newsroom):
    client = newsroom.client(newsroom.editor)
    text = (
        "term,target,kind,checked_on,is_active\n"
        "horse medicine,ketamine,oneway,2026-11-24,yes\n"
        "fibro,fibromyalgia,equal,,\n"
        "molly,MDMA,oneway,,\n"
        "horse medicine,Ketamine,equal,,\n"
        ",ketamine,equal,,\n"
        "a,b,twoways,,\n"
        "c,d,equal,yesterday,\n"
        "e,f,equal,,perhaps\n"
        "ketamine,esketamine,equal,,\n"
    )
    shown = client.post(IN, upload(text))
    lines = shown.context["lines"]
    assert [line.state for line in lines] == ["new", "changed", "same", *["faulty"] * 6]
    assert all(line.problems for line in lines[3:])
    assert [line.number for line in lines] == list(range(2, 11))
    assert not Synonym.objects.filter(term="horse medicine").exists()
    client.post(IN, {"text": text, "confirm": "1"})
    assert Synonym.objects.get(term="horse medicine").checked_on.isoformat() == "2026-11-24"
    assert Synonym.objects.get(term="fibro").kind == "equal"
    assert Synonym.objects.get(term="ketamine", target="esketamine").kind == "related"
    assert "ketamine" in ways("horse medicine")


@pytest.mark.parametrize("text", ["", "term;target;kind\na;b;equal\n", "one,two\n", 'term,target,kind\n"a\n'])
def test_a_file_of_another_kind_is_refused_or_brings_nothing(newsroom, text):
    shown = newsroom.client(newsroom.editor).post(IN, upload(text))
    assert shown.status_code == 200
    assert not [line for line in shown.context.get("lines", []) if line.state in ("new", "changed")]


def test_a_file_that_is_no_text_is_refused(newsroom):
    shown = newsroom.client(newsroom.editor).post(IN, {"file": SimpleUploadedFile("a.csv", b"\xff\xfe\x00")})
    assert shown.context["form"].errors


def test_nobody_adds_words_to_the_vocabulary_but_editors_block_one(newsroom):
    word = VocabularyWord.objects.create(word="ketamin", folded="ketamin", documents=1)
    client = newsroom.client(newsroom.editor)
    assert client.get(reverse("search_vocabulary:index")).status_code == 200
    client.post(reverse("search_vocabulary:add"), {"is_blocked": "on"})
    client.post(reverse("search_vocabulary:delete", args=[word.pk]))
    assert VocabularyWord.objects.count() == 1
    client.post(reverse("search_vocabulary:edit", args=[word.pk]), {"is_blocked": "on"})
    word.refresh_from_db()
    assert word.is_blocked
    assert word.documents == 1
