# Every command of Pilotlight. `make help` lists them.

PORT ?= 8000
HOST ?= 127.0.0.1

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-annotate --no-header

# The environment of a production site, for checks that only look at settings.
PRODUCTION := DEBUG=false SECRET_KEY=for-checks-alone-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF \
	ALLOWED_HOSTS=plans.example.org BASE_URL=https://plans.example.org \
	DATABASE_URL=postgres://nobody@localhost/nothing SECURE_PROXY=true

# What a production site is asked without a server; models, which ask Postgres for its version, are checked beside it.
SETTINGS_TAGS := admin async_support caches commands compatibility files mail security staticfiles templates translation urls

# Every template, new ones too.
TEMPLATES := git ls-files -z --cached --others --exclude-standard 'templates/*.html'

# Whatever the shell says, modules are compiled once and not by each of the processes that tests and checks start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check format pictures advice ageing mutation words bench failover audit fuzz vulnerabilities requirements clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/runs ## Start Pilotlight with the starter catalog (PORT=8000, HOST=127.0.0.1)
	@$(BIN)/python manage.py prepare --verbosity 0
	@echo "To edit the catalog at /admin/, make yourself an editor in a second terminal:"
	@echo "    .venv/bin/python manage.py createsuperuser"
	@echo "If the port is taken, name another: make run PORT=8001"
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(BIN)/python manage.py runserver $(HOST):$(PORT)

test: $(VENV)/develops ## Run every test (ARGS="…" goes to pytest)
	@.ci/chromium
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile $(ARGS)

check: $(VENV)/develops ## Lint, types, templates, imports, migrations, settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(TEMPLATES) | xargs -0 $(BIN)/djade --check --target-version 6.1
	$(TEMPLATES) | xargs -0 $(BIN)/djhtml --tabwidth 2 --check
	$(BIN)/mypy
	$(BIN)/lint-imports --cache-dir .cache/import_linter
	$(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.linting LOG_LEVEL=WARNING $(BIN)/python manage.py lintmigrations --quiet ignore
	$(BIN)/python -W error manage.py check --fail-level WARNING
	$(PRODUCTION) $(BIN)/python -W error manage.py check --deploy --fail-level WARNING $(foreach tag,$(SETTINGS_TAGS),--tag $(tag))
	$(PRODUCTION) $(BIN)/python manage.py collectstatic --dry-run --noinput --verbosity 0

format: $(VENV)/develops ## Bring code and templates into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(TEMPLATES) | xargs -0 $(BIN)/djade --target-version 6.1
	$(TEMPLATES) | xargs -0 $(BIN)/djhtml --tabwidth 2

pictures: $(VENV)/develops ## Take the pictures of README.md and docs/editing.md anew
	@.ci/chromium
	PICTURES=docs/images $(BIN)/python -m pytest -q tests/browser/pictures.py

advice: $(VENV)/develops ## Hold the third method to its figures, and print picks one can read
	$(BIN)/python -m tests.adviser

ageing: $(VENV)/develops ## Print what plans say when nobody looks at a source for months
	$(BIN)/python -m tests.ageing

mutation: $(VENV)/develops ## Break the rules in 150 places and print what no table notices (ARGS="--count 20 --seed 2")
	$(BIN)/python -m tests.mutation $(ARGS)

words: $(VENV)/develops ## Write all that plans say into one file, to read before a release
	$(BIN)/python -m tests.words

bench: $(VENV)/develops ## Measure the budgets: queries, times, sizes
	$(BIN)/python -m tests.bench $(ARGS)

audit: $(VENV)/develops ## Walk every page of a site as in production: links, HTML, axe, Lighthouse
	@.ci/chromium
	@$(BIN)/python -m tests.audit $(ARGS)

fuzz: $(VENV)/develops ## Send hostile requests to every address (ARGS="--count 20000 --seed 7")
	$(BIN)/python -m tests.fuzz $(ARGS)

failover: $(VENV)/develops ## Kill the database's primary while people answer (ARGS="--visitors 8"; Debian's packages)
	$(BIN)/python -m ops.failover $(ARGS)

vulnerabilities: $(VENV)/develops ## Ask PyPI for known holes of what is pinned; fails where it cannot say
	$(BIN)/uv tool run pip-audit@2.10.0 --strict --requirement requirements.txt --require-hashes --disable-pip

requirements: $(VENV)/develops ## Compile the pinned requirements anew
	$(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra embedded --constraint requirements.txt --output-file requirements-embedded.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra embedded --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## Remove what was installed and cached, but not var/, where the data is
	rm -rf $(VENV) .cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@.ci/venv $(VENV)

# Each stamp is newer than the file it was installed from; the development set contains the other.
$(VENV)/runs: requirements-embedded.txt | $(VENV)/bin/python
	@echo "Installing what Pilotlight needs to run …"
	@$(INSTALL) requirements-embedded.txt
	@touch $@

$(VENV)/develops: requirements-dev.txt requirements-embedded.txt | $(VENV)/bin/python
	@echo "Installing what Pilotlight needs to be developed …"
	@$(INSTALL) requirements-dev.txt
	@touch $(VENV)/runs $@
