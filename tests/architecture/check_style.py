# SPDX-License-Identifier: GPL-3.0-or-later
"""What clang-format does not see: licence lines, include guards, names, white space, colours and singletons."""
import re

from report import CODE_FOLDERS, CPP, Report, code_only, files, line_of, main, strings, text_of

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
TEXT = CPP + (".py", ".sh", ".cmake", ".txt")
SINGLETON = re.compile(
    r"\bstatic\s+(?:const\s+)?[\w:<>]+\s*[&*]\s*(?:const\s+)?(?:\w+::)?(?:the|get)?(?:instance|self|singleton|global)"
    r"\s*\(|\bQ_GLOBAL_STATIC\w*\b", re.IGNORECASE)
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9A-Za-z_])")
RAW_COLOUR = re.compile(r"\bQColor\s*[({]\s*(?:0x)?\d|\bQColor\s+\w+\s*[({]\s*(?:0x)?\d|\bqRgba?\s*\(\s*(?:0x)?\d"
                        r"|\bQColor\s*(?:::\s*)?from(?:Rgb|Hsv|Hsl)\w*\s*\(\s*(?:0x)?\d"
                        r"|\bQt::(?:black|white|red|green|blue|cyan|magenta|yellow|gray|dark[A-Z]\w+|light[Gg]ray)\b")
RAW_SIZE = re.compile(r"\bset(?:Pixel|Point)SizeF?\s*\(\s*\d")


def check_text(report, path, text):
    if SPDX not in "\n".join(text.split("\n", 3)[:3]):
        report.refuse("licence line", path, f"lacks {SPDX}")
    if path.endswith(CPP) and not text.startswith("// " + SPDX):
        report.refuse("licence line", path, "its first line is not the licence line")
    if "\r" in text:
        report.refuse("white space", path, "has carriage returns")
    if text and not text.endswith("\n"):
        report.refuse("white space", path, "does not end with a newline")
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            report.refuse("white space", f"{path}:{number}", "has a tab")
        if line != line.rstrip(" "):
            report.refuse("white space", f"{path}:{number}", "ends with a space")


def check(root):
    report = Report(root)
    for rule in ("licence line", "white space", "file names", "pragma once", "no singletons", "colours from the theme",
                 "sizes from the theme"):
        report.rule(rule)
    for path, file in files(root, CODE_FOLDERS + ("cmake", "packaging"), TEXT):
        text = text_of(file)
        if file.suffix != ".txt" or file.name == "CMakeLists.txt":
            check_text(report, path, text)
        if file.suffix not in CPP:
            continue
        if not re.fullmatch(r"[a-z0-9_]+\.(h|cpp)", file.name):
            report.refuse("file names", path, "is not lower case")
        code = code_only(text)
        if file.suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
            report.refuse("pragma once", path, "lacks #pragma once")
        if not path.startswith("tests/"):
            for match in SINGLETON.finditer(code):
                report.refuse("no singletons", f"{path}:{line_of(code, match.start())}", match.group().strip())
        if path.startswith("ui/") and not path.startswith("ui/common/theme"):
            for line, content in strings(text):
                if HEX_COLOUR.search(content):
                    report.refuse("colours from the theme", f"{path}:{line}", content)
            for match in RAW_COLOUR.finditer(code):
                report.refuse("colours from the theme", f"{path}:{line_of(code, match.start())}", match.group())
            for match in RAW_SIZE.finditer(code):
                report.refuse("sizes from the theme", f"{path}:{line_of(code, match.start())}", match.group())
    return report


if __name__ == "__main__":
    main(check)
