"""Runs Lighthouse's mobile preset over a page and takes the median of several runs."""

import json
import os
import statistics
import subprocess

from tools.messages import Trouble

# Without the last ones the browser calls its maker at every start.
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --ignore-certificate-errors"
)
TRIES = 3  # now and then the browser's record of a visit has no beginning


class Lighthouse:
    """Lighthouse with the budget's settings. `programs`: a Programs; `budget`: the table "lighthouse" of the budget."""

    def __init__(self, programs, budget):
        """Take where the programs are and what is wanted."""
        self.programs, self.budget = programs, budget

    def measure(self, address):
        """Return ({name: median} of the budget's categories, 0 to 100, and metrics, {audit that fails: title})."""
        reports = [self._run(address) for _run in range(self.budget["runs"])]
        medians = {
            name: statistics.median(round(report["categories"][name]["score"] * 100) for report in reports)
            for name in self.budget["least"]
        }
        for name in self.budget["most"]:
            medians[name] = statistics.median(report["audits"][name]["numericValue"] for report in reports)
        return medians, failing(reports[-1])

    def complaints(self, medians):
        """Return sentences about what is outside the budget."""
        least, most = self.budget["least"], self.budget["most"]
        low = [f"{name} {medians[name]:g}, at least {limit}" for name, limit in least.items() if medians[name] < limit]
        high = [f"{name} {medians[name]:.4g}, at most {limit}" for name, limit in most.items() if medians[name] > limit]
        return low + high

    def _run(self, address):
        script = self.programs.modules / "lighthouse" / "cli" / "index.js"
        command = [str(self.programs.node), str(script), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
        command += [f"--only-categories={','.join(self.budget['least'])}"]
        command += [f"--skip-audits={','.join(self.budget['without'])}"]
        variables = os.environ | {"CHROME_PATH": str(self.programs.browser)}
        for _try in range(TRIES):
            done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
            if not done.returncode:
                report = json.loads(done.stdout)
                if "runtimeError" not in report:
                    return report
        raise Trouble(f"Lighthouse could not measure {address}:\n{done.stderr.strip()[-1000:]}")


def failing(report):
    """Return {audit: title} of what a report finds wrong."""
    return {
        name: audit["title"]
        for name, audit in report["audits"].items()
        if audit.get("scoreDisplayMode") == "binary" and audit["score"] == 0
    }
