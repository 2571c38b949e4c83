#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the files of resources/dictionary against schema.json, and that a broken file is noticed.

Understands the part of JSON Schema (draft 2020-12) that schema.json uses, and refuses a keyword it does not know, so
that no rule is passed over in silence. Where the package jsonschema is installed, its answer must be the same.
"""
import copy
import json
import pathlib
import re
import sys

ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description", "$comment"}
KEYWORDS = {"type", "enum", "const", "pattern", "minLength", "minimum", "maximum", "properties", "required",
            "additionalProperties", "items", "minItems", "minProperties", "maxProperties", "oneOf", "if", "then", "$ref"}


def unique_keys(pairs):
    """JSON readers keep the last of two equal keys; here that is an error."""
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"key {key!r} stands twice in one object")
    return dict(pairs)


def of_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "boolean":
        return isinstance(value, bool)
    return isinstance(value, {"object": dict, "array": list, "string": str, "null": type(None)}[name])


def equal(a, b):
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def errors(value, schema, root, path="$"):
    unknown = set(schema) - KEYWORDS - ANNOTATIONS
    if unknown:
        raise ValueError(f"schema.json uses keywords that this check does not know: {sorted(unknown)}")
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        yield from errors(value, target, root, path)
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(of_type(value, name) for name in names):
            yield f"{path}: is not of type {'/'.join(names)}"
            return
    if "enum" in schema and not any(equal(value, one) for one in schema["enum"]):
        yield f"{path}: {value!r} is not one of the allowed words"
    if "const" in schema and not equal(value, schema["const"]):
        yield f"{path}: is not {schema['const']!r}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{path}: {value!r} does not match {schema['pattern']}"
        if len(value) < schema.get("minLength", 0):
            yield f"{path}: is empty"
    if of_type(value, "integer"):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            yield f"{path}: {value} is out of range"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{path}: has too few items"
        for i, item in enumerate(value):
            yield from errors(item, schema.get("items", {}), root, f"{path}[{i}]")
    if isinstance(value, dict):
        for key in schema.get("required", []):
            if key not in value:
                yield f"{path}: lacks {key}"
        if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
            yield f"{path}: has a wrong number of properties"
        known = schema.get("properties", {})
        for key, item in value.items():
            if key in known:
                yield from errors(item, known[key], root, f"{path}.{key}")
            elif schema.get("additionalProperties") is False:
                yield f"{path}: has the unknown property {key}"
    if "oneOf" in schema:
        fitting = sum(not list(errors(value, one, root, path)) for one in schema["oneOf"])
        if fitting != 1:
            yield f"{path}: fits {fitting} of the forms instead of one"
    if "if" in schema and not list(errors(value, schema["if"], root, path)):
        yield from errors(value, schema.get("then", {}), root, path)


def spoil(good):
    """(name, document) pairs that must be refused."""
    def change(name, edit):
        document = copy.deepcopy(good)
        edit(document)
        return name, document
    yield change("unknown property", lambda d: d.update(colour="red"))
    yield change("missing Chinese label", lambda d: d.pop("label_zh"))
    yield change("missing title", lambda d: d.pop("title_field"))
    yield change("malformed key", lambda d: d.update(key="Bad-Key"))
    yield change("unknown type", lambda d: d["fields"][0].update(type="varchar"))
    yield change("unknown field property", lambda d: d["fields"][0].update(lenght=5))
    yield change("field label missing", lambda d: d["fields"][0].pop("label_en"))
    yield change("reference without target", lambda d: d["fields"].append(
        {"key": "x", "type": "ref", "label_en": "X", "label_zh": "某"}))
    yield change("picklist without values", lambda d: d["fields"].append(
        {"key": "x", "type": "enum", "label_en": "X", "label_zh": "某"}))
    yield change("formula without result", lambda d: d["fields"].append(
        {"key": "x", "type": "formula", "label_en": "X", "label_zh": "某"}))
    yield change("requirement of no kind", lambda d: d["fields"][0].update(required={"if": "a"}))
    yield change("length is text", lambda d: d["fields"][0].update(length="5"))
    yield change("merge class unknown", lambda d: d["fields"][0].update(merge="newest"))


def main(folder):
    folder = pathlib.Path(folder)
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"), object_pairs_hook=unique_keys)
    try:
        import jsonschema
        second = getattr(jsonschema, "Draft202012Validator", None)
        second = second(schema) if second else None
    except ImportError:
        second = None
    found = []
    files = sorted(path for path in folder.glob("*.json") if path.name != "schema.json")
    for path in files:
        document = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique_keys)
        found += [f"{path.name}: {error}" for error in errors(document, schema, schema)]
        if second and not second.is_valid(document):
            found.append(f"{path.name}: jsonschema refuses it")
        if path.name != "system.json" and document.get("key") != path.stem:
            found.append(f"{path.name}: describes {document.get('key')}")
    good = json.loads((folder / "account.json").read_text(encoding="utf-8"))
    spoilt = list(spoil(good))
    for name, document in spoilt:
        if not list(errors(document, schema, schema)):
            found.append(f"schema.json lets pass: {name}")
        if second and second.is_valid(document):
            found.append(f"schema.json lets pass (jsonschema): {name}")
    print("\n".join(found) or f"{len(files)} files fit schema.json, {len(spoilt)} spoilt ones do not")
    return 1 if found or len(files) < 2 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
