# SPDX-License-Identifier: GPL-3.0-or-later
"""At most 600 lines a file, 300 for a main.cpp or a main window. There is no list of exceptions."""
import pathlib

from report import CODE_FOLDERS, Report, files, main, text_of

SUFFIXES = (".h", ".cpp", ".c", ".cc", ".hpp", ".inc", ".py", ".sh", ".cmake", ".txt")
SMALL = {"main.cpp", "mainwindow.h", "mainwindow.cpp"}


def check(root):
    report = Report(root)
    report.rule("600 lines")
    report.rule("300 lines")
    for path, file in files(root, CODE_FOLDERS, SUFFIXES):
        small = pathlib.PurePath(path).name in SMALL
        limit = 300 if small else 600
        count = len(text_of(file).splitlines())
        if count > limit:
            report.refuse(f"{limit} lines", path, f"{count} lines, at most {limit}")
    return report


if __name__ == "__main__":
    main(check)
