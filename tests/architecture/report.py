# SPDX-License-Identifier: GPL-3.0-or-later
"""What the architecture checks share: the files of a checkout, C++ text without comments, and the report."""
import argparse
import pathlib
import re
import sys
import time

CODE_FOLDERS = ("core", "ui", "app", "tests")
CPP = (".h", ".cpp")
SKIPPED_FOLDERS = {"build", "data", "corpus", "golden", "goldens", "__pycache__", ".git"}


class Report:
    """Collects violations by rule; each rule counts as one test."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.rules = {}
        self.skipped = []

    def rule(self, name):
        self.rules.setdefault(name, [])

    def refuse(self, rule, place, why):
        self.rules.setdefault(rule, []).append(f"{place}: {why} [{rule}]")

    def skip(self, why):
        self.skipped.append(why)

    def refused(self):
        return [line for lines in self.rules.values() for line in lines]

    def finish(self, started):
        for line in self.refused():
            print(line)
        for why in self.skipped:
            print(f"skipped: {why}")
        failed = sum(1 for lines in self.rules.values() if lines)
        print(f"seconds: {time.monotonic() - started:.2f}")
        print(f"{len(self.rules) - failed} passed, {failed} failed, {len(self.skipped)} skipped")
        return 1 if failed else 0


def main(check):
    """Runs check(root) -> Report on this checkout, or on the one that --root names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2])
    started = time.monotonic()
    sys.exit(check(pathlib.Path(parser.parse_args().root)).finish(started))


def files(root, folders, suffixes):
    """The files below these folders with these suffixes, as (path from the root, absolute path)."""
    root = pathlib.Path(root)
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and path.suffix in suffixes and not SKIPPED_FOLDERS.intersection(name.parts[:-1]):
                yield name.as_posix(), path


def text_of(path):
    return path.read_bytes().decode("utf-8", errors="replace")


_TOKEN = re.compile(
    r"""(?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
      | (?:u8|[uUL])?R"(?P<tag>[^\s()\\]{0,16})\((?P<raw>.*?)\)(?P=tag)"
      | "(?P<string>(?:\\.|[^"\\\n])*)"
      | (?P<number>\b\d[\w.']*)
      | '(?P<char>(?:\\.|[^'\\\n])*)'""",
    re.VERBOSE | re.DOTALL,
)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.MULTILINE)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def includes(text):
    """The includes of C++ text, as (line, '"' or '<', name). Those inside comments do not count."""
    bare = _TOKEN.sub(lambda m: _blank(m.group()) if m.group("comment") else m.group(), text)
    return [(line_of(bare, m.start()), m.group(1), m.group(2)) for m in _INCLUDE.finditer(bare)]


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """C++ text with comments, string and character contents blanked; positions stay."""
    def replace(match):
        return match.group() if match.group("number") else _blank(match.group())

    return _TOKEN.sub(replace, text)


def strings(text):
    """The string literals of C++ text as (line, content). Includes are not string literals."""
    found = []
    for match in _TOKEN.finditer(text):
        content = match.group("string") if match.group("string") is not None else match.group("raw")
        if content is None:
            continue
        before = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
        if not re.match(r"\s*#\s*include\s*$", before):
            found.append((line_of(text, match.start()), content))
    return found
