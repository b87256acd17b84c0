"""What the platform hands out, the stand-alone verifier understands: ledgers and proofs, without the database."""

import json
from io import StringIO

import pytest

from django.core.management import CommandError, call_command
from django.urls import reverse

from wagtail.actions.create_alias import CreatePageAliasAction

from blog.models import Article, ArticleIndex
from editorial import emergency, ledger, withdrawal
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.models.ledger import GENESIS
from home.models import HomePage
from tests.factories import UserFactory
from tests.newsroom import act, draft_by, post_edit, submit
from tools.verify_proofs import check_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(newsroom):
    return approve(newsroom, draft_by(newsroom, title="Ärzte und “Wörter”"))


@pytest.fixture
def export(tmp_path):
    def run():
        path = tmp_path / "ledger.jsonl"
        call_command("export_ledger", output=path)
        return path

    return run


@pytest.fixture
def proof_file(client, tmp_path):
    def run(page):
        path = tmp_path / f"{page.pk}.json"
        path.write_bytes(client.get(reverse("proof_json", args=[page.pk])).content)
        return path

    return run


def approve(newsroom, article):
    submit(newsroom, article)
    act(newsroom, newsroom.editor, article, "reject", "Once more, please.")
    submit(newsroom, article)
    act(newsroom, newsroom.editor, article, "approve")
    act(newsroom, newsroom.reviewer, article, "approve")
    article = Article.objects.get(pk=article.pk)
    assert article.live
    return article


def faults(path, *heads):
    """Return the faults of a file, but for pages that the newsroom itself put online without a workflow."""
    without = [entry.sequence for entry in LedgerEntry.objects.filter(event=Event.PUBLISHED) if not entry.details]
    known = {f"Publication {number} names no approval by a person." for number in without}
    return [fault for fault in check_file(path, heads).faults if fault not in known]


def history(newsroom, article):
    """Let everything happen to an article that can."""
    withdrawal.withdraw(article, newsroom.editor, "A number is wrong.")
    article = approve(newsroom, Article.objects.get(pk=article.pk))
    ledger.append(Event.CORRECTED, article, fingerprint(article), details={"notices": []})
    post_edit(newsroom.client(newsroom.writer), article, paragraph="In a hurry.")
    article = Article.objects.get(pk=article.pk)
    asked = emergency.request(article, newsroom.managing_editor, "Readers are in danger today.")
    emergency.confirm(asked, UserFactory(role="Managing editors"))
    return Article.objects.get(pk=article.pk)


def test_a_true_ledger_holds(newsroom, article, export):
    history(newsroom, article)
    assert faults(export()) == []


def test_a_true_proof_holds(newsroom, article, proof_file):
    assert check_file(proof_file(article), ()).faults == []
    article = history(newsroom, article)
    report = check_file(proof_file(article), ())
    assert report.faults == []
    assert any("in an emergency" in remark for remark in report.remarks)


def test_the_proof_of_an_alias_holds(article, proof_file, export):
    alias = CreatePageAliasAction(article, parent=ArticleIndex.objects.get(), update_slug="second").execute(
        skip_permission_checks=True
    )
    assert check_file(proof_file(alias), ()).faults == []
    assert faults(export()) == []


def test_the_proof_of_an_alias_holds_when_its_source_moved_on_or_is_gone(newsroom, article, proof_file):
    alias = CreatePageAliasAction(article, parent=ArticleIndex.objects.get(), update_slug="second").execute(
        skip_permission_checks=True
    )
    post_edit(newsroom.client(newsroom.writer), article, "submit", slug="another-address")
    act(newsroom, newsroom.editor, article, "approve")
    act(newsroom, newsroom.reviewer, article, "approve")
    article = Article.objects.get(pk=article.pk)
    assert article.slug == "another-address"
    assert check_file(proof_file(alias), ()).faults == []
    article.delete()
    assert check_file(proof_file(Article.objects.get(pk=alias.pk)), ()).faults == []


def test_installed_pages_hold(proof_file):
    report = check_file(proof_file(HomePage.objects.get()), ())
    assert report.faults == []
    assert any("nobody approved them" in remark for remark in report.remarks)


def test_one_letter_of_the_words_is_enough(article, proof_file):
    path = proof_file(article)
    path.write_text(path.read_text().replace("Words of a body.", "Words of a bodY.", 1))
    assert check_file(path, ()).faults == ["The words are not those of the fingerprint."]


def test_one_letter_of_an_entry_is_enough(article, export):
    path = export()
    path.write_text(path.read_text().replace("Rhea", "Rita", 1))
    assert len(faults(path)) == 1


def test_the_head_is_the_last_entry(newsroom, article, export):
    noted = command("export_ledger", head=True).strip()
    last = LedgerEntry.objects.last()
    assert noted == f"{last.sequence}:{last.hash}"
    history(newsroom, article)
    assert faults(export(), noted) == []
    assert faults(export(), f"{last.sequence}:{GENESIS}") != []


def test_the_head_of_an_empty_ledger_is_its_beginning(monkeypatch):
    monkeypatch.setattr(LedgerEntry.objects.__class__, "get_queryset", lambda self: LedgerEntry._base_manager.none())
    assert command("export_ledger", head=True).strip() == f"0:{GENESIS}"


def test_the_export_goes_to_standard_output_or_to_a_file(article, export):
    lines = command("export_ledger").splitlines()
    assert export().read_text().splitlines() == lines
    assert [json.loads(line)["sequence"] for line in lines] == list(range(1, LedgerEntry.objects.count() + 1))


def test_comments_of_colleagues_are_not_exported(article):
    assert "Once more" not in command("export_ledger")


def test_an_export_that_breaks_off_leaves_the_old_file(article, export, monkeypatch):
    path = export()
    before = path.read_bytes()
    monkeypatch.setattr(LedgerEntry, "as_dict", _break)
    with pytest.raises(BrokenError):
        export()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("export_ledger", output=tmp_path / "nowhere" / "ledger.jsonl")


class BrokenError(Exception):
    """The disk is full, the lights are out."""


def _break(self):
    raise BrokenError


def command(name, **options):
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()
