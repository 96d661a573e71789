# Y-PORT Desktop. Every target sets up what it needs; nothing has to be installed by hand.

PYTHON_ENV = .venv/bin/python
OUT ?= out
SCHEDULES ?= 10000
KILLS ?= 200
MUTANTS ?= 2000
EXAMPLES ?= explore
# One process more than there are cores, since tests of the window also wait, but no more than four: every
# one holds the program.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
TEST_PROCESSES ?= -n $(shell [ $(CORES) -lt 3 ] && echo $$(($(CORES) + 1)) || echo 4) --dist loadfile
SOAK_TESTS ?= tests/domain tests/store tests/exchange

.PHONY: run test check lint types architecture screens bench soak office package associate messages setup clean

run:  ## the program on the sample engagement; without a display the same job headless
	@sh installers/run.sh $(OUT)

setup:  ## the environment only
	@sh installers/setup.sh

test: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m pytest $(TEST_PROCESSES) $(PYTEST_ARGS)

# TESTED=yes where the tests have just run on the same tree (continuous integration).
check: lint types architecture $(if $(TESTED),,test)  ## everything a change must pass

lint: setup
	$(PYTHON_ENV) -m ruff check .

types: setup
	$(PYTHON_ENV) -m mypy

architecture: setup
	.venv/bin/lint-imports --no-logo

screens: setup  ## a picture of every page, light and dark, in two sizes
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) installers/screens.py $(OUT)/screens

bench: setup  ## the measurements of docs/benchmarks.md, with the neighbours in the same run
	$(PYTHON_ENV) -m pip --disable-pip-version-check --quiet install --constraint constraints.txt \
		--no-build-isolation --editable '.[bench]'
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m benchmarks

package:  ## the frozen program in dist/yport, started once and checked
	@sh installers/setup.sh --display --package
	$(PYTHON_ENV) -m PyInstaller --noconfirm --log-level WARN --workpath build/pyinstaller installers/yport.spec
	$(PYTHON_ENV) installers/smoke.py dist/yport

# About an hour: ten thousand schedules of exchange, really killed processes, mutants, random examples.
soak: setup  ## the promises of the store and the exchange, tried at length
	$(PYTHON_ENV) -m tests.exchange.storm --schedules $(SCHEDULES) --processes 2
	$(PYTHON_ENV) -m tests.soak.kill $(KILLS)
	$(PYTHON_ENV) -m tests.soak.kill_exchange $(KILLS)
	HYPOTHESIS_PROFILE=$(EXAMPLES) YPORT_MUTANTS=$(MUTANTS) YPORT_KILLS=$(KILLS) QT_QPA_PLATFORM=offscreen \
		$(PYTHON_ENV) -m pytest -q $(SOAK_TESTS)

office:  ## the carriers in the real LibreOffice, which is installed where it is missing
	@sh installers/setup.sh --office
	YPORT_OFFICE=required QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m pytest -q -m office tests

associate: setup  ## a double click on a .yport file opens the program, for you only
	.venv/bin/yport associate

messages: setup  ## the translation catalogues brought up to date with the source
	$(PYTHON_ENV) installers/messages.py

clean:
	rm -rf build dist out .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
