# Y-PORT Desktop. Every target sets up what it needs; nothing has to be installed by hand.

PYTHON_ENV = .venv/bin/python
OUT ?= out

.PHONY: run test check lint types architecture screens bench soak package messages setup clean

run:  ## the program on the sample engagement; without a display the same job headless
	@sh installers/run.sh $(OUT)

setup:  ## the environment only
	@sh installers/setup.sh

test: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m pytest $(PYTEST_ARGS)

# TESTED=yes where the tests have just run on the same tree (continuous integration).
check: lint types architecture $(if $(TESTED),,test)  ## everything a change must pass

lint: setup
	$(PYTHON_ENV) -m ruff check .

types: setup
	$(PYTHON_ENV) -m mypy

architecture: setup
	.venv/bin/lint-imports

clean:
	rm -rf build dist out .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
