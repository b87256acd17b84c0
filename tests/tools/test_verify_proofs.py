"""The stand-alone verifier, on ledgers and proofs written by hand: it needs neither the project nor a database."""

import ast
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from tools.verify_proofs import GENESIS, digest, main

VERIFIER = Path(__file__).parents[2] / "tools" / "verify_proofs.py"
WORDS = {"version": 1, "type": "blog.article", "fields": {"title": "Words", "slug": "words"}, "relations": {}}
WORDS_AT_ALIAS = {**WORDS, "fields": {**WORDS["fields"], "slug": "alias"}}
ALIAS = {"alias_of": "7", "source_slug": "words"}
F, OTHER = digest(WORDS), "f" * 64


def entry(event, person="", task=None, fingerprint=F, page="7", details=None):
    return {
        "event": event,
        "content": "wagtailcore.page",
        "object_id": page,
        "fingerprint": fingerprint,
        "task": task,
        "person": person,
        "details": details or {},
    }


def chained(entries):
    """Number, link and hash entries as the ledger does."""
    previous = GENESIS
    for number, item in enumerate(entries, 1):
        item.update(sequence=number, previous_hash=previous)
        item["hash"] = previous = digest({name: value for name, value in item.items() if name != "hash"})
    return entries


def published(approvals, writers=("1",), **fields):
    details = {"approvals": [{"sequence": n} for n in approvals], "writers": [{"key": key} for key in writers]}
    return entry("published", details=details, **fields)


def story():
    """Written by 1, checked, approved by 2 and 3, published; then a second page that shows the same words."""
    return [
        entry("submitted", "1"),
        entry("approved", task=1),
        entry("approved", "2", task=2),
        entry("approved", "3", task=3),
        published([2, 3, 4]),
        entry("published", fingerprint=digest(WORDS_AT_ALIAS), page="8", details=ALIAS),
    ]


def proof(entries, content=WORDS, publication=5, **more):
    own = [item for item in entries if item["object_id"] == "7"]
    return {
        "format": "imprimatur-proof",
        "version": 1,
        "fingerprint": digest(content),
        "publication": publication,
        "entries": own,
        "content": content,
        **more,
    }


@pytest.fixture
def check(tmp_path, capsys):
    """check(entries or proof, *arguments): the exit code and what was printed."""

    def run(what, *arguments):
        path = tmp_path / "evidence.json"
        lines = [json.dumps(item) for item in what] if isinstance(what, list) else [json.dumps(what)]
        path.write_text("\n".join(lines) + "\n")
        code = main([*arguments, str(path)])
        return code, capsys.readouterr().out

    return run


def test_a_ledger_that_holds(check):
    entries = chained(story())
    code, said = check(entries)
    assert code == 0
    assert "Everything holds." in said
    assert f"6:{entries[-1]['hash']}" in said


def test_a_proof_that_holds(check):
    code, said = check(proof(chained(story())))
    assert (code, "Everything holds." in said) == (0, True)


@pytest.mark.parametrize("name", ["event", "object_id", "fingerprint", "task", "person", "details", "sequence", "hash"])
@pytest.mark.parametrize("place", range(6))
def test_any_change_of_any_entry_is_found(check, place, name):
    entries = chained(story())
    entries[place][name] = 99 if name == "sequence" else "changed"
    code, said = check(entries)
    assert code == 1
    assert "Everything holds." not in said


@pytest.mark.parametrize("place", range(5))
def test_an_entry_left_out_or_moved_is_found(check, place):
    entries = chained(story())
    assert check(entries[:place] + entries[place + 1 :])[0] == 1
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert check(entries)[0] == 1


def test_an_entry_twice_is_found(check):
    entries = chained(story())
    assert check([*entries, entries[-1]])[0] == 1


def test_a_chain_cut_off_or_written_anew_is_found_by_a_head_that_was_noted(check):
    entries = chained(story())
    noted = f"6:{entries[-1]['hash']}"
    assert check(entries, "--head", noted)[0] == 0
    code, said = check(entries[:5], "--head", noted)
    assert (code, "is missing: the chain was cut off" in said) == (1, True)
    anew = story()
    anew[0]["person"] = "9"
    code, said = check(chained(anew), "--head", noted)
    assert (code, "the chain was written anew" in said) == (1, True)


FORGED = {
    "no approval by a person": lambda s: s[4]["details"].update(approvals=[{"sequence": 2}]),
    "an approval that is not there": lambda s: s[4]["details"]["approvals"].append({"sequence": 99}),
    "an approval that came later": lambda s: s[4]["details"]["approvals"].append({"sequence": 6}),
    "something else than an approval": lambda s: s[4]["details"]["approvals"].append({"sequence": 1}),
    "an approval of other words": lambda s: s[3].update(fingerprint=OTHER),
    "an approval of another page": lambda s: s[3].update(object_id="9"),
    "one person twice": lambda s: s[3].update(person="2"),
    "a writer who approved": lambda s: s[2].update(person="1"),
    "an approval that was taken back": lambda s: s.insert(4, entry("changes_requested", "3", task=3)),
    "a withdrawal in between": lambda s: s.insert(4, entry("withdrawn", "3")),
    "other words published in between": lambda s: s.insert(4, entry("installed", fingerprint=OTHER)),
    "an alias of a page that is not public": lambda s: s[5].update(details={"alias_of": "9", "source_slug": "words"}),
    "an emergency by one person": lambda s: s.append(entry("emergency", "2", details={"confirmed_key": "2"})),
}


@pytest.mark.parametrize("forgery", FORGED.values(), ids=FORGED)
def test_a_chain_of_right_hashes_is_not_enough(check, forgery):
    entries = story()
    forgery(entries)
    assert check(chained(entries))[0] == 1


def test_a_request_for_changes_before_the_approval_takes_nothing_back(check):
    entries = story()
    entries.insert(1, entry("changes_requested", "3", task=3))
    entries[5]["details"]["approvals"] = [{"sequence": n} for n in (3, 4, 5)]
    assert check(chained(entries))[0] == 0


def test_an_emergency_by_two_people_holds(check):
    entries = chained([*story(), entry("emergency", "2", details={"confirmed_key": "3"})])
    assert check(entries)[0] == 0
    code, said = check(proof(entries, publication=7))
    assert (code, "published in an emergency" in said) == (0, True)


def test_installed_words_hold_and_are_called_unapproved(check):
    entries = chained([entry("installed")])
    code, said = check(proof(entries, publication=1))
    assert (code, "nobody approved them" in said) == (0, True)


class TestProofs:
    """What a proof must hold by itself."""

    def test_other_words_are_found(self, check):
        found = proof(chained(story()))
        found["content"] = {**WORDS, "fields": {"title": "Other words", "slug": "words"}}
        code, said = check(found)
        assert (code, "not those of the fingerprint" in said) == (1, True)

    def test_words_with_a_fingerprint_of_their_own_are_found(self, check):
        found = proof(chained(story()), content={**WORDS, "fields": {"title": "Other words"}})
        code, said = check(found)
        assert (code, "have another fingerprint" in said) == (1, True)

    @pytest.mark.parametrize("place", range(1, 5))
    def test_a_changed_or_missing_entry_is_found(self, check, place):
        found = proof(chained(story()))
        changed = deepcopy(found)
        changed["entries"][place]["person"] = "5"
        assert check(changed)[0] == 1
        del found["entries"][place]
        assert check(found)[0] == 1

    def test_sealed_entries_are_links_only(self, check):
        found = proof(chained(story()))
        first = found["entries"][0]
        found["entries"][0] = {name: first[name] for name in ("sequence", "hash", "previous_hash")} | {"sealed": True}
        assert check(found)[0] == 0
        found["entries"][0]["hash"] = OTHER
        code, said = check(found)
        assert (code, "not linked" in said) == (1, True)

    def test_a_page_that_was_withdrawn_since_proves_nothing(self, check):
        entries = chained([*story(), entry("withdrawn", "2")])
        assert check(proof(entries))[0] == 1

    def alias(self, entries, /, **changes):
        source = {"fingerprint": F, "publication": 5, "entries": entries[:5], **changes}
        return {**proof(entries, WORDS_AT_ALIAS, publication=6, alias_of=source), "entries": entries[5:6]}

    def test_an_alias_stands_on_its_source(self, check):
        entries = chained(story())
        assert check(self.alias(entries))[0] == 0
        for change in ({"entries": entries[2:5]}, {"publication": 4}, {"fingerprint": OTHER}, {"entries": []}):
            assert check(self.alias(entries, **change))[0] == 1, change

    def test_an_alias_without_its_source_proves_nothing(self, check):
        found = self.alias(chained(story()))
        for nonsense in (None, [], {}, "x", {"entries": [None]}):
            assert check({**found, "alias_of": nonsense})[0] == 1, nonsense

    def test_an_alias_of_other_words_is_found(self, check):
        entries = story()
        entries[5]["details"] = {"alias_of": "7", "source_slug": "other"}
        assert check(self.alias(chained(entries)))[0] == 1

    def test_the_approvals_of_a_third_page_are_found(self, check):
        entries = story()
        entries[5]["details"] = {"alias_of": "9", "source_slug": "words"}
        assert check(self.alias(chained(entries)))[0] == 1

    def test_approvals_after_the_alias_are_found(self, check):
        entries = chained([*story(), entry("approved", "4", task=4)])
        assert check(self.alias(entries, entries=[*entries[:5], entries[6]]))[0] == 1

    def test_a_head_that_was_noted_is_compared_where_it_can_be(self, check):
        entries = chained(story())
        assert check(proof(entries), "--head", f"5:{entries[4]['hash']}", "--head", f"600:{OTHER}")[0] == 0
        assert check(proof(entries), "--head", f"5:{OTHER}")[0] == 1

    @pytest.mark.parametrize("name", ["entries", "content", "publication", "fingerprint"])
    @pytest.mark.parametrize("value", [None, [], "x", 50, {"fields": 3}, [{"sequence": []}], {"entries": [None]}])
    def test_nonsense_is_a_fault_and_not_a_crash(self, check, name, value):
        assert check({**proof(chained(story())), name: value})[0] == 1


@pytest.mark.parametrize("nonsense", [None, [], ["x"], {"key": []}, "x", 5])
@pytest.mark.parametrize("name", ["details", "event", "object_id", "person", "hash", "previous_hash"])
def test_nonsense_in_a_ledger_is_a_fault_and_not_a_crash(check, name, nonsense):
    entries = chained(story())
    entries[3][name] = nonsense
    assert check(entries)[0] == 1


@pytest.mark.parametrize(
    "text", ["", "\n", "{}", "[]", "not JSON", '{"sequence": "1"}', '{"format": "imprimatur-proof", "version": 2}']
)
def test_what_is_neither_is_said_in_a_sentence(tmp_path, capsys, text):
    path = tmp_path / "file"
    path.write_text(text)
    assert main([str(path)]) == 2
    assert capsys.readouterr().out.count("\n") == 1


def test_a_missing_file_is_said_in_a_sentence(tmp_path, capsys):
    assert main([str(tmp_path / "nothing.json")]) == 2
    assert "It cannot be read" in capsys.readouterr().out


def test_bytes_that_are_no_text_are_said_in_a_sentence(tmp_path):
    path = tmp_path / "picture"
    path.write_bytes(b"\xff\xfe\x00")
    assert main([str(path)]) == 2


def test_the_worst_file_decides(tmp_path, capsys):
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text("\n".join(json.dumps(item) for item in chained(story())))
    bad.write_text(json.dumps({**chained(story())[0], "event": "approved"}))
    assert main([str(good), str(bad)]) == 1
    assert main([str(bad), str(good), str(tmp_path / "nothing")]) == 2
    assert "Everything holds." in capsys.readouterr().out


def test_it_stands_alone():
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(VERIFIER.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= set(sys.stdlib_module_names)


def test_it_runs_from_any_folder_without_the_project(tmp_path):
    (tmp_path / "ledger.jsonl").write_text("\n".join(json.dumps(item) for item in chained(story())))
    command = [sys.executable, "-I", "-S", str(VERIFIER), "ledger.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
