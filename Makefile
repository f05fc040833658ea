# Every command works on a fresh clone with Python 3.11+ alone, is safe to repeat, and says what it does.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin
MANAGE = $(BIN)/python site/manage.py

.PHONY: setup demo test check bench messages

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.txt
	@echo "Setting up the Python environment in $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=.:site $(BIN)/lint-imports
	$(MANAGE) check
	$(MANAGE) makemigrations --check --dry-run

test: setup
	$(BIN)/python -m pytest
