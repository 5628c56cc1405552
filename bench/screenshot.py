"""Make the README's picture: start the demo, wait for its first edition, photograph the front page.

Usage: python bench/screenshot.py [OUT]
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

PORT, PRESS = 8077, 8977
OUT = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/front-page.png")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def main() -> None:
    """Take the picture and stop the demo."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            sys.executable,
            "-m",
            "octavo",
            "demo",
            "--port",
            str(PORT),
            "--press-port",
            str(PRESS),
            "--home",
            home,
        ]
        demo = subprocess.Popen(command, env=os.environ)
        try:
            wait_for_stories()
            photograph(f"http://localhost:{PORT}/")
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait(timeout=30)


def wait_for_stories() -> None:
    """Wait until the front page lists stories."""
    for _ in range(120):
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            page = urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5).read()
            if page.count(b"/story/") > 25:
                return
        time.sleep(1)
    sys.exit("no first edition within two minutes")


def photograph(address: str) -> None:
    """Photograph `address` at 1280 × 1600."""
    time.sleep(15)  # pictures come last
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1600})
        page.goto(address)
        page.screenshot(path=OUT)
        browser.close()


if __name__ == "__main__":
    main()
