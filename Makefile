# `make book` shows the book, `make test` proves it, `make help` lists the rest.
# PYTHON=python3.13 make test   uses another Python, in an environment of its own.
PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV := .venv-$(VERSION)
BIN := $(VENV)/bin
# Without the plugin, which the tests do not use: it has each process make a parser of addresses.
PYTEST := $(BIN)/python -m pytest -q -p no:nbval
# Browsers wait a lot: three at a time, also on two cores. tests/conftest.py says what stays together.
SPREAD := --no-loadscope-reorder -n
DOWNLOADED := tests/pages/test_run_this_chapter.py
SECOND := tests/chapters/test_second_build.py
ROOMS := $(addprefix tests/,lesson lab exercises sweeps broken model_size explorers)
TESTS ?= $(ROOMS) $(addprefix tests/,book chapters pages)
BROWSER := $(filter tests/pages%,$(TESTS))
OXFMT = $(BIN)/oxfmt -c .ci/oxfmt.json
# What pages print has lines of at most 76 characters; pyproject.toml lists it.
LESSON := $(shell sed -n 's|^ *"\(code/plainnet/.*py\)",|\1|p' pyproject.toml)
NARROW := --line-length=76
SCRIPTS := 'code/**/*.js' 'code/**/*.css' 'tests/**/*.js'
# How git reads a notebook, in which outputs and ids change besides the text; without jupytext, as it is.
TEXTCONV = "f() { '$(CURDIR)/$(BIN)/jupytext' -q --from ipynb --to md:myst -o - \
	--opt notebook_metadata_filter=-all --opt cell_metadata_filter=-jupyter < \"\$$1\" \
	2>/dev/null || cat \"\$$1\"; }; f"
# The networks are so small that a second thread costs more than it brings.
export OMP_NUM_THREADS = 1
# uv takes a third of pip's time; pip knows settings that uv does not: of mirrors, of certificates.
install = $(BIN)/uv pip install --compile-bytecode --python $(BIN)/python $(1) \
	|| $(BIN)/python -m pip install $(1)
# Where it is set, each of many kernels and workers compiles all modules anew: 1.6 s each.
export PYTHONDONTWRITEBYTECODE =
# PyTorch has an environment of its own: `make test` stays the proof that the book needs none.
TORCH := .venv-torch-$(VERSION)
PAGE := chapters/numpy_to_pytorch.ipynb

.PHONY: $(shell awk -F: '/^[a-z][a-z -]*:/ {print $$1}' Makefile)
.DELETE_ON_ERROR:

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

book: site ## build the book and serve it on a free port of this machine
	@$(BIN)/python -m plainnet_book.serve _build/html

site: $(VENV)/.book $(VENV)/.page_python ## build only; warnings are errors
	$(BIN)/python code/plainnet_book/build.py
	@echo "The book is in _build/html"

chapter: $(VENV)/.tests ## take in the text of a chapter, execute, build and show its page: NAME=xor
	$(if $(wildcard text/$(NAME).md),@$(BIN)/python -m plainnet_book.text take "$(NAME)")
	$(BIN)/python code/plainnet_book/build.py "$(NAME)"
	@$(BIN)/python -m plainnet_book.serve _build/chapter

text: $(VENV)/.tests ## write a chapter as text, text/xor.md, which make chapter takes in: NAME=xor, NAME=zh/xor
	$(if $(NAME),@$(BIN)/python -m plainnet_book.text write "$(NAME)")
	@git config diff.notebook.textconv $(TEXTCONV) && git config diff.notebook.cachetextconv true && \
		echo "git diff shows chapters as text; git diff --no-textconv shows outputs, too"

explorer: $(VENV)/.book ## build and show one explorer alone: make explorer NAME=stepper
	@$(BIN)/python -m plainnet_book.explorer_alone "$(NAME)"
	@$(BIN)/python -m plainnet_book.serve _build/explorer

pdf: $(VENV)/.tests site ## print the book into _build/plainnet.pdf, to which the site then links; needs Chromium: NAME=zh, NAME=xor: one page
	@.ci/install-system-packages chromium 2>/dev/null || true
	@$(BIN)/python -P code/plainnet_book/pdf.py $(NAME)

zip: site ## build, and pack the site into _build/plainnet.zip, for a USB stick or a school server
	rm -f _build/plainnet.zip
	ln -sfn html _build/plainnet  # the name of the one folder in it
	$(BIN)/python -m zipfile -c _build/plainnet.zip _build/plainnet
	rm _build/plainnet
	@echo "The book is in _build/plainnet.zip: unpack it anywhere and open plainnet/index.html"

questions: site ## write all answer boxes and predictions as GIFT, for Moodle, into _build/questions
	@$(BIN)/python -m plainnet_book.question_bank

wheel: $(VENV)/.tests ## the package as PyPI gets it, in _build/wheel: built, checked, tried in a fresh environment
	rm -rf _build/wheel _build/setuptools
	SOURCE_DATE_EPOCH=315532800 $(BIN)/python -m pip wheel -q --no-deps -w _build/wheel .
	$(BIN)/uvx -q twine check --strict _build/wheel/*.whl
	$(BIN)/uv run -q --isolated --no-project --python $(BIN)/python --with _build/wheel/*.whl \
		python -c "import plainnet; print('plainnet', plainnet.__version__, 'from', plainnet.__file__)"

lighthouse: $(VENV)/.tests ## print what Lighthouse says of the built pages, as on a phone; needs Node: NAME=xor, RUNS=3
	@$(BIN)/python tests/instruments/lighthouse.py $(RUNS:%=--runs=%) $(NAME)

page-python: $(VENV)/.tests site ## run the listings of all pages as the pages do, and compare what they print; NAME=xor
	@$(BIN)/python tests/instruments/page_python.py $(NAME)

latency: $(VENV)/.tests ## print how fast explorers answer on a slow machine; needs Chromium: NAME=stepper
	@$(BIN)/python tests/instruments/latency.py $(NAME)

looked-at: site $(VENV)/.tests ## write down what explorers, or an example of pages, look like, once you looked at them: NAME=stepper, NAME=example
	LOOKED_AT=write PROVE=all $(PYTEST) tests/pages/test_looked_at.py \
		tests/pages/test_pages_looked_at.py -k "$(NAME)"

# Where a browser is missing all other tests run, and the last line says what to install.
test: $(VENV)/.tests $(VENV)/.page_python $(if $(filter tests/chapters% tests/pages%,$(TESTS)),site) ## all that a change can break, in Chromium; TESTS=tests/lesson: some of it
	$(if $(BROWSER),@.ci/install-system-packages chromium 2>/dev/null || true)
	$(PYTEST) $(SPREAD) 3 $(TESTS)
	$(if $(BROWSER),@.ci/install-system-packages chromium)

test-all: $(VENV)/.tests site ## the same on every engine; downloaded notebooks, JupyterLab, a second build; PROVE=all
	@.ci/install-system-packages browsers 2>/dev/null || true
	@$(MAKE) --jobs=2 --output-sync=target downloaded second
	$(PYTEST) --all $(SPREAD) 3 $(addprefix --deselect=,$(DOWNLOADED) $(SECOND)) $(TESTS)
	@$(MAKE) benchmark  # alone: what is timed beside browsers is not measured
	@.ci/install-system-packages browsers

downloaded: $(VENV)/.tests ## nbval executes downloaded notebooks from the wheel: those that changed; PROVE=all
	$(PYTEST) --all -rP $(DOWNLOADED)

second: $(VENV)/.tests ## a second build must be equal to the byte
	$(PYTEST) --all $(SECOND)

bounds: oldest newest ## the package's tests with the oldest and the newest versions it allows

oldest newest: $(VENV)/.tests
	$(BIN)/uv venv -q --clear --python $(BIN)/python _build/$@
	sed '/^-/d' requirements.txt | $(BIN)/uv pip install -q --python _build/$@ -c constraints.txt \
		-r - -e '.[dev]'
	$(BIN)/uv pip compile -q pyproject.toml --extra explorers --python _build/$@ -o _build/$@.txt --upgrade \
		--only-binary :all: --resolution $(if $(filter oldest,$@),lowest-direct,highest)
	$(BIN)/uv pip install -q --python _build/$@ -r _build/$@.txt
	_build/$@/bin/python -m pytest -q $(SPREAD) 2 -o filterwarnings=ignore $(ROOMS)

test-torch: torch-env ## the chapter with PyTorch, and our gradients against PyTorch's
	$(TORCH)/bin/python -m pytest --nbval -q tests/torch tests/chapters/test_stored_answers.py $(PAGE)

torch: torch-env ## ask PyTorch again, and keep its answers
	PLAINNET_KEEP=1 $(TORCH)/bin/python -m nbconvert --execute --to notebook --stdout $(PAGE) >/dev/null

torch-env:
	@$(MAKE) VENV=$(TORCH) $(TORCH)/.torch

judge: $(VENV)/.tests ## print what the judge says of 10,000 networks and planted faults: N=10000
	$(BIN)/python tests/instruments/judge_trial.py $(or $(N),10000)

benchmark: $(VENV)/.tests ## print what ensembles cost: against stacked arrays, and per network
	$(BIN)/python -m pytest -s -q tests/benchmarks

fuzz: $(VENV)/.tests ## 5,000 malformed calls of the doors of the package; N=20000, SEED=1: these again
	@$(BIN)/python tests/instruments/fuzz/run.py $(or $(N),5000) $(SEED) $(CALL)

mutation: $(VENV)/.tests ## plant mistakes in the core, and count those that tests see; N=300, SEED=1, MODULES="losses hessian"
	@$(BIN)/python tests/instruments/mutation.py $(N:%=--count=%) $(SEED:%=--seed=%) $(MODULES)

lab: $(VENV)/.book ## open JupyterLab
	$(BIN)/jupyter lab chapters/intro.ipynb

notebooks: $(VENV)/.book ## execute the chapters that changed, and store text outputs; NAME=xor: of one
	$(BIN)/python -m plainnet_book.notebooks chapters/$(or $(NAME),*).ipynb $(if $(NAME),,chapters/zh/*.ipynb)

zh: $(VENV)/.book ## list what of the Chinese edition waits; NAME=xor: what is new in the English; CELLS="3 7": it is translated
	@$(BIN)/python -m plainnet_book.zh "$(NAME)" $(CELLS)

font: $(VENV)/.book ## make the font of Chinese figures from Noto Sans CJK SC
	$(BIN)/python -m plainnet_book.han_font

sweeps: $(VENV)/.book ## run the sweeps whose results are missing or out of date; WORKERS=1
	$(BIN)/python -m plainnet.sweeps $(WORKERS:%=--workers=%)

lint: $(VENV)/.tests ## ruff for Python; oxlint and oxfmt for JavaScript and CSS
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ruff check -q $(NARROW) $(LESSON)
	$(BIN)/ruff format -q --check $(NARROW) $(LESSON)
	$(BIN)/oxlint -c .ci/oxlint.json code tests
	$(OXFMT) --check $(SCRIPTS)

format: $(VENV)/.tests ## write Python, JavaScript and style sheets as make lint wants them
	$(BIN)/ruff check -s --fix --exit-zero .
	$(BIN)/ruff format .
	$(BIN)/ruff format $(NARROW) $(LESSON)
	$(OXFMT) $(SCRIPTS)

sizes: $(VENV)/.tests ## how long the lesson, files, functions and pages are
	@$(BIN)/python tests/instruments/sizes.py

constraints: $(VENV)/.tests ## pin the newest versions that Python 3.11, 3.12 and 3.13 all accept
	sed '/^-/d' requirements.txt | $(BIN)/uv pip compile - pyproject.toml --extra lab --extra dev --universal \
		--fork-strategy fewest --python-version 3.11 --no-header --no-annotate --upgrade -o constraints.txt

clean: ## remove what was built
	rm -rf _build .venv-* code/*.egg-info

$(VENV)/.made:
	@.ci/install-system-packages venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	-$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt --only-binary=uv uv
	@touch $@

$(VENV)/.book: $(VENV)/.made requirements.txt constraints.txt pyproject.toml
	$(call install,-r requirements.txt)
	@touch $@

# Without it, listings do not run in the pages, and the build says so.
PARTS := code/plainnet_book/page_python
$(VENV)/.page_python: $(VENV)/.book $(PARTS)/package-lock.json $(PARTS)/parts.py $(wildcard $(PARTS)/wheels/*)
	-$(BIN)/python -m plainnet_book.page_python && touch $@

$(VENV)/.tests: $(VENV)/.made requirements.txt constraints.txt pyproject.toml
	$(call install,-r requirements.txt -e '.[dev]')
	@touch $(VENV)/.book $@

$(VENV)/.torch: $(VENV)/.tests requirements-torch.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -r requirements-torch.txt
	@touch $@
