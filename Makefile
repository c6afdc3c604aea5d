# `make book` shows the book, `make test` proves it; CONTRIBUTING.md lists the rest.
# PYTHON=python3.13 make test   uses another Python, in an environment of its own.
PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV := .venv-$(VERSION)
BIN := $(VENV)/bin
BUILD := $(BIN)/jupyter-book build . -W --keep-going -q
TESTS ?= $(wildcard tests/[a-z]*) chapters
BROWSER := $(filter tests/browser%,$(TESTS))
QUICK := $(filter-out $(BROWSER),$(TESTS))
# A file stays with one worker. Browsers wait a lot: three at a time, also on two cores.
ORDER := --dist loadfile --no-loadscope-reorder
# The networks are so small that a second thread costs more than it brings.
test test-torch torch: export OMP_NUM_THREADS = 1
# PyTorch has an environment of its own: `make test` stays the proof that the book needs none.
TORCH := .venv-torch-$(VERSION)
PAGE := chapters/numpy_to_pytorch.ipynb

.PHONY: book site zip test test-quick test-torch torch torch-env benchmark lab notebooks sweeps lint constraints clean
.DELETE_ON_ERROR:

book: site ## build and serve on a free port of this machine
	@$(BIN)/python -m plainnet_book.serve _build/html

site: $(VENV)/.book ## build only
	$(BUILD)
	@echo "The book is in _build/html"

zip: site ## the site in one file, for a USB stick or a school server
	rm -f _build/plainnet.zip
	cd _build/html && ../../$(BIN)/python -m zipfile -c ../plainnet.zip .
	@echo "The book is in _build/plainnet.zip: unpack it anywhere and open index.html"

# Building the site keeps one core busy: what needs no browser is tested on the other meanwhile.
test: $(VENV)/.tests
	@.ci/need browsers
	@$(MAKE) --jobs=2 --output-sync=line site test-quick
	$(if $(BROWSER),$(BIN)/python -m pytest -n 3 $(ORDER) $(BROWSER))

test-quick: $(VENV)/.tests
	$(if $(QUICK),$(BIN)/python -m pytest --nbval -n 2 $(ORDER) $(QUICK))

test-torch: torch-env ## the appendix with PyTorch, and our gradients against PyTorch's
	$(TORCH)/bin/python -m pytest --nbval -q tests/torch tests/book/test_kept_answers.py $(PAGE)

torch: torch-env ## ask PyTorch again, and keep its answers
	PLAINNET_KEEP=1 $(TORCH)/bin/python -m plainnet_book.notebooks $(PAGE)

torch-env:
	@$(MAKE) VENV=$(TORCH) $(TORCH)/.torch

benchmark: $(VENV)/.tests ## what ensembles cost, printed: against stacked arrays, and per network
	$(BIN)/python -m pytest -s -q tests/benchmarks

lab: $(VENV)/.book
	$(BIN)/jupyter lab chapters/intro.ipynb

notebooks: $(VENV)/.book ## run every chapter again and store its text outputs
	$(BIN)/python -m plainnet_book.notebooks chapters/*.ipynb

sweeps: $(VENV)/.book ## run the sweeps whose results are out of date
	$(BIN)/python -m plainnet.sweeps

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

constraints: $(VENV)/.tests ## pin the newest versions that Python 3.11, 3.12 and 3.13 all accept
	sed '/^-/d' requirements.txt | $(BIN)/uv pip compile - pyproject.toml --extra dev --universal \
		--fork-strategy fewest --python-version 3.11 --no-header --no-annotate --upgrade -o constraints.txt

clean:
	rm -rf _build .venv-* code/*.egg-info

$(VENV)/.made:
	@.ci/need venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.book: $(VENV)/.made requirements.txt constraints.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.tests: $(VENV)/.made requirements.txt constraints.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt -e '.[dev]'
	@touch $(VENV)/.book $@

$(VENV)/.torch: $(VENV)/.tests requirements-torch.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -r requirements-torch.txt
	@touch $@
