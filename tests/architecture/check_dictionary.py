# SPDX-License-Identifier: GPL-3.0-or-later
"""Every English label or name in resources/dictionary has a Chinese one beside it, and the other way round."""
import json
import re

from report import Report, files, main, text_of

PAIR = re.compile(r"(.*)_(en|zh)")


def walk(value, place):
    """Every object in a JSON value, with the path to it."""
    if isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from walk(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            key = inner.get("key", index) if isinstance(inner, dict) else index
            yield from walk(inner, f"{place}[{key}]")


def check_labels(report, path, document):
    for place, item in walk(document, ""):
        for key, text in item.items():
            match = PAIR.fullmatch(key)
            if not match or not isinstance(text, str):
                continue
            twin = f"{match.group(1)}_{'zh' if match.group(2) == 'en' else 'en'}"
            other = item.get(twin)
            if not isinstance(other, str) or not other.strip() or not text.strip():
                report.refuse("labels in both languages", path, f"{place}: {key} without {twin}")
    for collection in ("fields", "values"):
        for place, item in walk(document, ""):
            if not isinstance(item.get(collection), list):
                continue
            for entry in item[collection]:
                if isinstance(entry, dict) and "key" in entry and "label_en" not in entry:
                    report.refuse("labels in both languages", path, f"{place}.{collection}: {entry['key']} has no label")


def is_schema(path, document):
    return "schema" in path or (isinstance(document, dict) and "$schema" in document and "properties" in document)


def check(root):
    report = Report(root)
    found = list(files(root, ("resources/dictionary",), (".json",)))
    if not found:
        report.skip("there is no resources/dictionary yet")
        return report
    report.rule("well-formed")
    report.rule("labels in both languages")
    for path, file in found:
        try:
            document = json.loads(text_of(file))
        except ValueError as error:
            report.refuse("well-formed", path, str(error))
            continue
        if not is_schema(path, document):
            check_labels(report, path, document)
    return report


if __name__ == "__main__":
    main(check)
