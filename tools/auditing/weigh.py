"""Counts what a browser loads for each page. Runs inside `.venv`: prints JSON for the addresses on standard input.

{name: {"html": bytes, "page_without_pictures": bytes, "own_script": bytes, "other_hosts": [...], "cookies": number}};
bytes as they travel, but those of scripts, which count unpacked.
"""

import json
import sys
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3}


def main():
    """Load each page as a new visitor."""
    order = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=order["browser"], args=["--no-sandbox", "--disable-gpu"])
        found = {name: weigh(browser, address) for name, address in order["addresses"].items()}
        browser.close()
    json.dump(found, sys.stdout)
    return 0


def weigh(browser, address):
    """Return the numbers of one page."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))  # noqa: PLW0108 - the driver marks its handlers
    page.goto(address, wait_until="networkidle")
    host = urlsplit(address).netloc
    numbers = {"html": 0, "page_without_pictures": 0, "own_script": 0, "other_hosts": [], "cookies": 0}
    for request in answers:
        if urlsplit(request.url).netloc != host:
            numbers["other_hosts"].append(request.url)
        size = request.sizes()["responseBodySize"]
        if request.resource_type == "document":
            numbers["html"] += size
        if request.resource_type == "script":
            numbers["own_script"] += len(request.response().body())
        if request.resource_type != "image":
            numbers["page_without_pictures"] += size
    numbers["cookies"] = len(context.cookies())
    context.close()
    return numbers


if __name__ == "__main__":
    sys.exit(main())
