# Every command works on a fresh clone with Python 3.11+ alone, is safe to repeat, and says what it does.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
SIZES ?= 1000 10000 100000
BIN = $(VENV)/bin
MANAGE = $(BIN)/python site/manage.py
CATALOGUES = $(wildcard */locale/*/LC_MESSAGES/*.po site/portal/locale/*/LC_MESSAGES/*.po)

.PHONY: help setup demo test check messages bench requirements

help:
	@echo "make demo   set up, load the demo, serve it on http://127.0.0.1:$(PORT)"
	@echo "make test   set up, run all tests"
	@echo "make check  lint, layers, migrations, messages, templates, deployment settings"
	@echo "make bench  measure at SIZES=\"$(SIZES)\" entries"
	@echo "make messages  bring the catalogues up to date with the strings of the code"
	@echo "make requirements  pin the newest versions that pyproject.toml allows"

setup: $(VENV)/.installed $(VENV)/.compiled

$(VENV)/.installed: requirements.txt
	@echo "Setting up the Python environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.compiled: $(VENV)/.installed $(CATALOGUES)
	@$(MANAGE) compilemessages
	@touch $@

demo: export BASE_URL = http://127.0.0.1:$(PORT)
demo: setup
	@echo "Bringing the database up to date"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@echo "Serving; stop with Ctrl-C"
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=.:site $(BIN)/lint-imports
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check_templates
	@if command -v xgettext >/dev/null; then $(MANAGE) makemessages --check; \
	else echo "Strings not compared with the catalogues: xgettext is missing (package gettext)."; fi
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") ALLOWED_HOSTS=portal.example \
	CACHE_URL=redis://cache.example:6379/0 DJANGO_SETTINGS_MODULE=portal.settings.production $(MANAGE) check --deploy --fail-level WARNING

test: setup
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

messages: setup
	$(MANAGE) makemessages
	$(MANAGE) compilemessages

requirements: setup
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --extra portal --extra dev --strip-extras --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options -o requirements.txt pyproject.toml

# For example: make bench SIZES="1000 10000"; DATABASE_URL chooses the database.
bench: setup
	$(MANAGE) bench_directory $(if $(SIZES),--sizes $(SIZES))
