"""What pip, uv and venv say when they fail, turned into the one sentence that a person needs."""

import platform
import re
import sys

NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Connection (?:refused|reset)"
    r"|name resolution|Name or service not known|nodename nor servname|Network is unreachable|ConnectionResetError"
    r"|dns error|error sending request|Failed to fetch|Could not connect|timed out",
)
CERTIFICATE = re.compile(r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate|UnknownIssuer")
SPACE = re.compile(r"No space left on device|\[Errno 28\]|os error 28|Disk quota exceeded")
PERMISSION = re.compile(r"(?:Permission denied|Read-only file system)[^'\"\n]*(?:['\"](?P<path>[^'\"\n]+)['\"])?")
HASH = re.compile(r"DO NOT MATCH THE HASHES|Hash mismatch for")
NO_WHEEL = (
    re.compile(r"No matching distribution found for (?P<package>[^\s;(]+)"),
    re.compile(r"(?P<package>[\w.-]+==[\w.]+) has no (?:usable wheels|wheels)"),
    re.compile(r"Because (?P<package>[\w.-]+==[\w.]+) (?:needs to be built|has no)"),
)


def explain(output):
    """Return one sentence for the output of a failed installation, or None when it is of no known kind."""
    if SPACE.search(output):
        return "There is no space left on the disk for the packages: free some and run the command again."
    if CERTIFICATE.search(output):
        return (
            "The package index was reached, but its certificate is not trusted here: behind a company's proxy, name its"
            " certificate in SSL_CERT_FILE (and PIP_CERT for pip)."
        )
    if NETWORK.search(output):
        return "The package index could not be reached: check the network (or the proxy in HTTPS_PROXY) and try again."
    if HASH.search(output):
        return (
            "A downloaded package is not the one that the lock file was made with, so it was not installed: clear the"
            " cache of pip (or uv) and try again; if it stays so, do not trust the package index in use."
        )
    return _explain_wheel(output) or _explain_permission(output)


def _explain_wheel(output):
    for pattern in NO_WHEEL:
        found = pattern.search(output)
        if found:
            here = f"{platform.system()} {platform.machine()} with Python {sys.version_info[0]}.{sys.version_info[1]}"
            return (
                f"There is no ready-made package of {found['package']} for this machine ({here}), and building it would"
                " take a compiler: try with another Python, for example make demo PYTHON=python3.12."
            )
    return None


def _explain_permission(output):
    found = PERMISSION.search(output)
    if not found:
        return None
    place = found["path"] or "the folder .venv"
    return f"You may not write to {place}: change its permissions, or clone into a folder of your own."
