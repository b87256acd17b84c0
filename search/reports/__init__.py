"""The editors' screens on the search: what was searched, what was found and opened, and why a page stands where."""
