"""The demonstration publication: its content in files, and what puts it into an empty database."""
