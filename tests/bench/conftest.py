"""Tables of measurements: `table(title, columns)` returns one, and all are printed when the run ends."""

import pytest

_tables = []


class Table:
    """Rows under a title. Cells are shown as text; numbers are aligned right."""

    def __init__(self, title, columns):
        self.title, self.columns, self.rows = title, columns, []

    def row(self, *cells):
        """Add a row with as many cells as there are columns."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.title}: {len(self.columns)} cells expected, {len(cells)} given")
        self.rows.append(cells)

    def text(self):
        """Return the table as lines of text."""
        shown = [self.columns, *([_cell(cell) for cell in row] for row in self.rows)]
        widths = [max(len(row[column]) for row in shown) for column in range(len(self.columns))]
        numeric = [all(isinstance(row[column], int | float) for row in self.rows) for column in range(len(widths))]
        lines = [
            "  ".join(
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(row, widths, numeric, strict=True)
            ).rstrip()
            for row in shown
        ]
        return "\n".join([self.title, *(f"  {line}" for line in lines)])


def _cell(value):
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


@pytest.fixture
def table():
    """A function that begins a table: `rows = table("Pages", ["page", "ms", "queries"])`, then `rows.row(...)`."""

    def begin(title, columns):
        _tables.append(Table(title, columns))
        return _tables[-1]

    return begin


def pytest_terminal_summary(terminalreporter):
    """Print the tables."""
    for each in _tables:
        terminalreporter.write_line("")
        terminalreporter.write_line(each.text())
