# make demo: set up, audit the embedded shop, leave a report.     make test: set up, pass the tests.
.PHONY: install browser demo test lint bench clean

BIN := .venv/bin
# Stamps lie in .venv, so that removing it is starting afresh and a second run is quick.
INSTALLED := .venv/.installed
DEVELOPING := .venv/.developing
BROWSER := .venv/.browser
MAIL_SERVER := .venv/.mail-server
SCREEN := .venv/.screen
# A test that drives a browser waits half of its time.
WORKERS := $(shell echo $$(( $$(nproc) * 3 / 2 )))

install: $(INSTALLED) $(BROWSER)

.venv/bin/python:
	@scripts/virtual-environment

$(INSTALLED): pyproject.toml | .venv/bin/python
	@echo "Installing journeyaudit into .venv ..."
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DEVELOPING): pyproject.toml | $(INSTALLED)
	@echo "Installing what the tests need into .venv ..."
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(BROWSER): | $(INSTALLED)
	@scripts/browser
	@touch $@

$(MAIL_SERVER): | $(INSTALLED)
	@scripts/mail-server
	@touch $@

$(SCREEN): | $(INSTALLED)
	@scripts/screen
	@touch $@

browser: $(INSTALLED)
	@scripts/browser

demo: install
	@$(BIN)/journeyaudit demo

test: install $(DEVELOPING) $(MAIL_SERVER) $(SCREEN)
	@$(BIN)/pytest -n $(WORKERS) --maxprocesses 6 --dist worksteal

lint: install $(DEVELOPING)
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/journeyaudit checks lint

bench: install $(DEVELOPING) $(MAIL_SERVER)
	@$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@$(BIN)/python -m benchmarks

clean:
	rm -rf .venv build dist
