# make lab    set up .venv, build the student release, open JupyterLab       make test   the same set-up, all tests
# make grade  grade the class that ships in tests/classes                   make bench  the side-by-side benchmarks
# make book   the lessons as a web site, in course/book/_build/html
# make gallery  pictures of all widgets and pages, in screenshots/gallery, for somebody to look through
# make doctor what is missing here, line by line; installs nothing
# Each target makes .venv when it is missing, and brings it up to date when the pins changed.

PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
STAMP := $(VENV)/pins-installed
LAB_ARGS ?=
TEST_ARGS ?=
GRADE_ARGS ?=
BENCH_ARGS ?=
BOOK_ARGS ?=
GALLERY_ARGS ?=
export PATH := $(BIN):$(PATH)

.PHONY: lab test grade bench book gallery doctor setup
setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit(f"Python 3.11 or newer is needed, {sys.executable} is {v.major}.{v.minor}; try: make PYTHON=python3.12 …")'
	@$(BIN)/python -c '' 2>/dev/null || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

lab: $(STAMP)
	$(BIN)/python -m autograder lab $(LAB_ARGS)

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile $(TEST_ARGS)

grade: $(STAMP)
	$(BIN)/python -m tests.classes.grade $(GRADE_ARGS)

bench: $(STAMP)
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

book: $(STAMP)
	$(BIN)/python -m course.book $(BOOK_ARGS)

gallery: $(STAMP) book
	$(BIN)/python -m tests.browser.gallery $(GALLERY_ARGS)

doctor:
	@if $(BIN)/python -c '' 2>/dev/null; then $(BIN)/python -m autograder.environment; \
	else echo "no $(VENV) yet, make setup makes it; this is $(PYTHON):"; $(PYTHON) -m autograder.environment; fi
