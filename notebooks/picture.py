"""Make ``notebooks/page.png``, the picture of the page in the README: ``python notebooks/picture.py``.

Needs Chromium and its driver, and the extra ``interop``. The page is that of the two articles in ``seeds/``.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from selenium import webdriver

from exporters import write
from graph import build

HERE = Path(__file__).parent
SWITCHES = ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--window-size=1280,860")
VIEW = "#node=vladimir-putin-person"
"""What is chosen: the words after the page's address."""


def main() -> None:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for switch in SWITCHES:
        options.add_argument(switch)
    with tempfile.TemporaryDirectory() as folder:
        page = write(build([HERE.parent / "seeds"]), Path(folder) / "graph.html")
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        browser = webdriver.Chrome(options=options, service=service)
        try:
            browser.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": 1280, "height": 860, "deviceScaleFactor": 1.5, "mobile": False},
            )
            browser.get(page.as_uri() + VIEW)
            browser.set_script_timeout(10)
            browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
            browser.save_screenshot(str(HERE / "page.png"))
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
