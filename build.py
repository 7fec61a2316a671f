# -*- coding: utf-8 -*-
"""The command line: python build.py build | serve | check | new | import | … (README.md tells more).

Written so that an old Python, even 2.7, can read it as far as the sentence that says what is missing.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed, not " + sys.version.split()[0])

DEPENDENCIES = {
    "click", "docx", "icalendar", "jinja2", "livereload", "markdown", "markupsafe", "msgspec", "nh3", "numpy",
    "olefile", "pypdfium2", "pypinyin", "python_calamine", "segno", "tornado", "vobject", "xlsxwriter", "yaml",
}  # fmt: skip

MISSING = (
    "缺少依赖 {0}：请先运行 make site，之后用 .venv/bin/python build.py（Windows：见 README）"
    " / {0} is missing: run make site, then use .venv/bin/python build.py (Windows: see README)"
)

if __name__ == "__main__":
    try:
        from gongkai.cli import main

        main()
    except ModuleNotFoundError as error:
        # A module of our own that cannot be found is our bug, and says so with a traceback.
        if error.name not in DEPENDENCIES:
            raise
        sys.exit(MISSING.format(error.name))
