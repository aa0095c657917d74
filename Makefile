# The project's commands. `make demo`: install and read the example. `make test`: install what the tests need, run them.

PYTHON ?= python3
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo services test lint types gate bench speed train weights clean

demo: $(VENV)/sayso
	$(BIN)/sayso read examples/depot-blast.txt

# PostgreSQL and OpenSSL for the tests of the ledger, where they are missing and can be installed.
services:
	.ci/services

test: $(VENV)/test
	$(BIN)/python -m pytest

lint: $(VENV)/test
	$(BIN)/ruff check .

types: $(VENV)/test
	$(BIN)/mypy

gate: $(VENV)/test
	$(BIN)/python -m bench gate

bench: $(VENV)/test
	$(BIN)/python -m bench

# The rivals live apart: some of them install a package called `tests`.
speed: .venv-rivals/ready
	.venv-rivals/bin/python -m bench speed

.venv-rivals/ready: pyproject.toml
	$(PYTHON) -m venv .venv-rivals
	.venv-rivals/bin/python -m pip install --quiet --editable '.[rivals]'
	touch $@

$(VENV)/sayso: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/sayso

# Training has an environment of its own: it needs PyTorch, which sayso does not.
train: .venv-train/ready
	.venv-train/bin/python -m training.train --data $(SHARED)/bench --out training/runs/encoder
	.venv-train/bin/python -m training.speech --data $(SHARED)/bench --run training/runs/encoder
	$(MAKE) weights

weights: .venv-train/ready
	.venv-train/bin/python -m training.export --run training/runs/encoder
	.venv-train/bin/python -m training.lemmas --data $(SHARED)/bench
	.venv-train/bin/python -m training.evaluate --data $(SHARED)/bench

.venv-train/ready: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --editable '.[train]'
	touch $@

clean:
	rm -rf $(VENV) .venv-train .venv-rivals build dist bench/out
