"""Asks the Nu HTML checker about the pages as they come from the server."""

import json
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path


def complaints(programs, addresses):
    """Return {name: [sentences]} of errors. `addresses`: {name: address}. Warnings do not count."""
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (name, address) in enumerate(addresses.items()):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(_html(address))
            files[file.as_uri()] = name
        jar = programs.modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = [str(programs.java), "-jar", str(jar), "--format", "json", "--exit-zero-always", "--errors-only"]
        done = subprocess.run([*command, *map(str, Path(folder).glob("*.html"))], capture_output=True, check=True)
    found = {name: [] for name in addresses}
    for message in json.loads(done.stderr or b'{"messages": []}')["messages"]:
        found[files[message["url"].replace("file:/", "file:///").replace("file://///", "file:///")]].append(
            f"line {message.get('lastLine', '?')}: {message['message']}"
        )
    return found


def _html(address):
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - an address of our own
            return answer.read()
    except urllib.error.HTTPError as error:  # a page that says "not found" is a page too
        return error.read()
