"""`make bench` says so when there is nothing to measure, and its tables are readable."""

from tests.bench.conftest import Table
from tools import bench


def test_an_empty_folder_is_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bench, "FOLDER", tmp_path)
    assert bench.main() == 0
    assert capsys.readouterr().out == "There is nothing to measure yet: tests/bench holds no bench_*.py.\n"


def test_a_table_lines_up_its_numbers():
    table = Table("Pages", ["page", "ms"])
    table.row("home", 1234.5)
    table.row("article", 7.25)
    assert table.text() == "Pages\n  page           ms\n  home     1,234.50\n  article      7.25"
