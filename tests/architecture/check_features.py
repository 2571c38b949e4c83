# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/features.csv (feature,tests) names for each feature that is done the tests that prove it; they must exist.

A feature is named by its number in the design (B2, F3.15, A6, U25), in their order, once; a row names each test once.
Tests are separated by ';'. Each is `program:Class::function` (a slot of a class that DW_TEST registers in a program
that dealwright_test makes) or `script:path` (a file below tests/ or packaging/).
"""
import csv
import re

from report import CPP, Report, code_only, files, main, text_of

TABLE = "tests/features.csv"
FEATURE = re.compile(r"(?P<kind>[BAU])(?P<number>[1-9]\d*)|F(?P<document>[1-9])\.(?P<item>[1-9]\d*)")
KINDS = "BFAU"
TEST = re.compile(r"(?P<program>[a-z0-9_]+):(?P<class>\w+)::(?P<function>\w+)")
CLASS = re.compile(r"\bclass\s+(\w+)\s*(?:final\s*)?:\s*public\s+[\w:]+\s*\{")
SLOTS = re.compile(r"\b(public|protected|private)(?:\s+(Q_SLOTS|slots))?\s*:(?!:)|\b(Q_SIGNALS)\s*:")
SLOT = re.compile(r"\bvoid\s+(\w+)\s*\(\s*\)")


def class_bodies(code):
    for match in CLASS.finditer(code):
        depth, end = 1, match.end()
        while depth and end < len(code):
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            end += 1
        yield match.group(1), code[match.end():end]


def slots_of(body):
    """The functions that QtTest calls: private slots without arguments that are no data or set-up functions."""
    marks = list(SLOTS.finditer(body))
    for mark, following in zip(marks, marks[1:] + [None]):
        if mark.group(1) == "private" and mark.group(2):
            part = body[mark.end():following.start() if following else len(body)]
            for name in SLOT.findall(part):
                if not name.endswith("_data") and name not in ("initTestCase", "init", "cleanup", "cleanupTestCase"):
                    yield name


def known_tests(root):
    """{class: slots} of the registered test classes, {class: folder}, and {program: folder}."""
    slots, registered, programs, homes = {}, set(), {}, {}
    for path, file in files(root, ("tests",), CPP):
        text = text_of(file)
        code = code_only(text)
        for name, body in class_bodies(code):
            slots[name] = set(slots_of(body))
            homes[name] = path.rsplit("/", 1)[0]
        registered.update(re.findall(r"\bDW_TEST\(\s*(\w+)\s*\)", code))
    for path, file in files(root, ("tests",), (".txt",)):
        for name in re.findall(r"^\s*dealwright_test\(\s*(\w+)", text_of(file), re.MULTILINE):
            programs[name] = path.rsplit("/", 1)[0]
    return {name: found for name, found in slots.items() if name in registered}, homes, programs


def check_test(report, root, place, test, known):
    slots, homes, programs = known
    kind, _, path = test.partition(":")
    if kind == "script":
        if not path.startswith(("tests/", "packaging/")) or not (root / path).is_file():
            report.refuse("tests exist", place, f"there is no script {path}")
        return
    match = TEST.fullmatch(test)
    if not match:
        report.refuse("tests exist", place, f"{test!r} is neither program:Class::function nor script:path")
    elif match["program"] not in programs:
        report.refuse("tests exist", place, f"there is no test program {match['program']}")
    elif match["class"] not in slots:
        report.refuse("tests exist", place, f"DW_TEST registers no class {match['class']}")
    elif match["function"] not in slots[match["class"]]:
        report.refuse("tests exist", place, f"{match['class']} has no test {match['function']}")
    elif not (homes[match["class"]] + "/").startswith(programs[match["program"]] + "/"):
        report.refuse("tests exist", place, f"{match['class']} is not part of {match['program']}")


def place_of(feature):
    """Where a feature stands in the table: rules on bad input first, then F, A and U by number. None = no feature."""
    match = FEATURE.fullmatch(feature)
    if not match:
        return None
    if match["kind"]:
        return KINDS.index(match["kind"]), int(match["number"]), 0
    return KINDS.index("F"), int(match["document"]), int(match["item"])


def check(root):
    report = Report(root)
    table = root / TABLE
    if not table.exists():
        report.skip(f"there is no {TABLE} yet")
        return report
    report.rule("table")
    report.rule("tests exist")
    known = known_tests(root)
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    if not rows or rows[0] != ["feature", "tests"]:
        report.refuse("table", f"{TABLE}:1", "the header is not feature,tests")
    if len(rows) < 2:
        report.refuse("table", TABLE, "names no feature")
    seen, before = set(), None
    for number, row in enumerate(rows[1:], 2):
        place = f"{TABLE}:{number}"
        if len(row) != 2 or not row[0].strip() or not row[1].strip():
            report.refuse("table", place, "is not a feature and its tests")
            continue
        here = place_of(row[0])
        if here is None:
            report.refuse("table", place, f"{row[0]!r} is no number of a feature")
        elif before is not None and here < before:
            report.refuse("table", place, f"{row[0]} does not stand in its order")
        if row[0] in seen:
            report.refuse("table", place, f"{row[0]} stands there twice")
        seen.add(row[0])
        before = here or before
        tests = [test.strip() for test in row[1].split(";")]
        for test in tests:
            check_test(report, root, place, test, known)
        if len(set(tests)) < len(tests):
            report.refuse("table", place, "names a test twice")
    return report


if __name__ == "__main__":
    main(check)
