"""Reads the files of the demonstration content."""

import json
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent
CONTENT = ROOT / "content"
PICTURES = ROOT / "pictures"


def one(name):
    """Return the content of one YAML or JSON file."""
    path = CONTENT / name
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


def texts(folder):
    """Return the texts of all Markdown files of a folder, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted((CONTENT / folder).glob("*.md"))]


def records(folder):
    """Return the contents of all YAML files of a folder, in the order of their names."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CONTENT / folder).glob("*.yaml"))]


def front_matter(text):
    """Return the front matter of a Markdown text without reading the rest."""
    return yaml.safe_load(text.split("---", 2)[1])


def pictures():
    """Return {file name: {alt, credit, licence}} of all pictures that are there."""
    described = yaml.safe_load((PICTURES / "alt.yaml").read_text(encoding="utf-8"))
    return {path.name: described.get(path.name, {}) for path in sorted(PICTURES.glob("*.webp"))}
