# make site     build the site into public/ (the first run installs what that needs, into .venv/)
# make serve    build, show it on this computer, and build again after each save
# make check    check the content and write nothing
# make test     formatting, lint, types and all tests (the first run installs a browser if there is none)
# make audit    let the Nu HTML checker read every page of public/, and Lighthouse its main pages (needs Java 17 and npm)
# make bench    measure speed and memory
# make bench-search  measure the search in a browser, on a slow network
# make bench-page  measure the page of problems in a browser, as slow as a phone
# make clean    remove what was built; `make distclean` also what was installed
#
# Another Python: make site PYTHON=python3.13

PYTHON ?= python3

PY := .venv/bin/python
PIP_INSTALL := -m pip -qq --disable-pip-version-check --no-input install
VNU_VERSION := 26.9.27
VNU := .tools/vnu-$(VNU_VERSION)/node_modules/vnu-jar/build/dist/vnu.jar
LIGHTHOUSE_VERSION := 12.8.2
LIGHTHOUSE := .tools/lighthouse-$(LIGHTHOUSE_VERSION)/node_modules/lighthouse/cli/index.js

.DELETE_ON_ERROR:
.PHONY: site serve check test lint browser audit bench bench-page bench-search clean distclean help

site: .venv/site.stamp
	@$(PY) build.py build
	@echo "看效果 / To look at it: $(PY) build.py serve"

serve: .venv/site.stamp
	@$(PY) build.py serve

check: .venv/site.stamp
	@$(PY) build.py check

test: lint browser
	@$(PY) -m pytest -n auto --dist worksteal

lint: .venv/test.stamp
	@$(PY) -m ruff format --check --quiet . || { echo "To format: $(PY) -m ruff format ." >&2; exit 1; }
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy build.py gongkai scripts tests/browser.py $(wildcard bench)

browser: .venv/test.stamp
	@$(PY) -m scripts.ensure_browser

audit: $(VNU) $(LIGHTHOUSE) site browser
	@$(PY) -m scripts.audit $(VNU) public
	@$(PY) -m scripts.lighthouse $(LIGHTHOUSE) public

bench: .venv-bench/bench.stamp
	@.venv-bench/bin/python -m bench.run

bench-page: browser
	@$(PY) -m bench.problems_page

bench-search: browser
	@$(PY) -m bench.search

clean:
	@rm -rf public .gongkai .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -not -path './.venv*' -prune -exec rm -rf {} +

distclean: clean
	@rm -rf .venv .venv-bench .tools

help:
	@sed -n -e '/^#/!q' -e 's/^# \{0,1\}//p' Makefile

# A stamp is newer than what was installed from. An environment whose Python was removed from the system has lost its
# stamps, so that it is made anew.
$(shell for env in .venv .venv-bench; do test -x $$env/bin/python || rm -f $$env/*.stamp; done)

%/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "缺少 python3-venv / python3-venv is missing: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $*

.venv/site.stamp: requirements.txt | .venv/bin/python
	@echo "安装依赖，约需一分钟 / Installing what a build needs, about a minute…"
	@$(PY) $(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/test.stamp: requirements.txt requirements-test.txt | .venv/bin/python
	@echo "安装测试工具 / Installing what the tests need…"
	@$(PY) $(PIP_INSTALL) -r requirements-test.txt
	@touch .venv/site.stamp $@

# In an environment of its own: what we are compared with must not move the versions we build with.
.venv-bench/bench.stamp: requirements.txt bench/requirements.txt | .venv-bench/bin/python
	@echo "Installing what the benchmarks need…"
	@.venv-bench/bin/python $(PIP_INSTALL) -r requirements.txt -r bench/requirements.txt
	@touch $@

# The package holds the whole checker; its install script would only fetch a Java, so it is not run.
$(VNU):
	@command -v npm >/dev/null && java -version >/dev/null 2>&1 || { \
	  echo "make audit needs Java 17 or newer and npm." >&2; exit 1; }
	@mkdir -p .tools/vnu-$(VNU_VERSION)
	@npm install --prefix .tools/vnu-$(VNU_VERSION) --no-save --no-package-lock --ignore-scripts \
	  --no-audit --no-fund --silent vnu-jar@$(VNU_VERSION)
	@test -f $@

$(LIGHTHOUSE):
	@mkdir -p .tools/lighthouse-$(LIGHTHOUSE_VERSION)
	@npm install --prefix .tools/lighthouse-$(LIGHTHOUSE_VERSION) --no-save --no-package-lock \
	  --no-audit --no-fund --silent lighthouse@$(LIGHTHOUSE_VERSION)
	@test -f $@
