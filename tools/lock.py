"""`make lock`: compiles the lock files from pyproject.toml with uv. UPGRADE=1 takes the newest versions that fit.

The files hold versions, platforms' conditions and hashes, and no address: everybody installs from the package index
that their own machine is set up for.
"""

import os
import shutil
import subprocess

from tools import lockfiles
from tools.environment import AUDIT, DEVELOPMENT, PRODUCT, ROOT
from tools.messages import Trouble, run, say

COMPILE = (
    "--generate-hashes",
    "--universal",
    "--python-version=3.11",
    "--only-binary=:all:",  # what cannot be installed without a compiler must not get into a lock
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def main():
    """Compile the lock files and check them; 0 when they are as they must be."""
    uv = shutil.which("uv")
    if not uv:
        raise Trouble(
            "make lock needs uv, which compiles the lock files: install it (docs.astral.sh/uv) and try again."
        )
    development = ["--group", "dev", "--constraints", PRODUCT]
    audit = ["--group", "dev", "--group", "audit", "--constraints", DEVELOPMENT]
    for lock, options in ((PRODUCT, []), (DEVELOPMENT, development), (AUDIT, audit)):
        say(f"Compiling {lock} ...")
        if os.environ.get("UPGRADE", "") not in {"", "0"}:
            options.append("--upgrade")
        command = [uv, "pip", "compile", *COMPILE, *options, "pyproject.toml", "--output-file", lock]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Trouble(f"uv could not compile {lock}:\n{done.stderr.strip()}")
    complaints = lockfiles.complaints()
    if complaints:
        raise Trouble("The new lock files are not as they must be:\n  " + "\n  ".join(complaints))
    say("The lock files are up to date.")
    return 0


if __name__ == "__main__":
    run(main)
