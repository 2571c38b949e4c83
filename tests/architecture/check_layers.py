# SPDX-License-Identifier: GPL-3.0-or-later
"""Who includes whom: the arrows of layers.json, no GUI below core/, no SQL outside core/store."""
import glob
import json
import os
import pathlib
import re

from report import CODE_FOLDERS, CPP, Report, code_only, files, includes, line_of, main, strings, text_of

GUI_MODULES = ("QtGui", "QtWidgets", "QtCharts", "QtSvg", "QtSvgWidgets", "QtPrintSupport", "QtOpenGL",
               "QtOpenGLWidgets")
WIDGET_MODULES = tuple(module for module in GUI_MODULES if module not in ("QtGui", "QtSvg", "QtPrintSupport"))
# Known without Qt installed; the headers add the rest.
GUI_CLASSES = {"QColor", "QPainter", "QFont", "QIcon", "QImage", "QPixmap", "QPalette", "QBrush", "QPen",
               "QGuiApplication", "QTextDocument", "QKeySequence", "QKeyEvent", "QValidator"}
WIDGET_CLASSES = {"QWidget", "QApplication", "QDialog", "QMainWindow", "QTableView", "QAbstractItemView", "QMenu",
                  "QLabel", "QMessageBox", "QChart", "QChartView", "QBarSet"}
SQL_HEADERS = re.compile(r"^(QtSql(/|$)|QSql|qsql|sqlite3|libpq|postgresql/)")
SQL_TEXT = re.compile(
    r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\b|REPLACE\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b"
    r"|(CREATE|ALTER|DROP)\s+(VIRTUAL\s+)?(TABLE|(UNIQUE\s+)?INDEX|TRIGGER|VIEW)\b|PRAGMA\s+\w)"
    r"|\bSELECT$|^\s*(select\s.+\sfrom\s|insert into\s|update\s+\S+\s+set\s|delete from\s|create table\s)")
# A header generated at build time is included by the folder that it belongs to, from the root like any other.
ROOTED = re.compile(r"^(core|ui|app|tests)/[a-z0-9_./]+$")


def qt_names(modules):
    """The class headers of these Qt modules on this machine, as written between < and >."""
    names = set()
    for module in modules:
        for folder in glob.glob(f"/usr/include/*/qt6/{module}") + glob.glob(f"/usr/include/qt6/{module}"):
            names.update(name for name in os.listdir(folder) if "." not in name or name.endswith(".h"))
    return names


def layer_of(path, uses):
    """The longest key of `uses` that this path lies in, or None."""
    found = [key for key in uses if path.startswith(key + "/")]
    return max(found, key=len) if found else None


def allowed_layers(uses, named_only):
    """For each layer all that it may include: itself, its arrows, and theirs, but of `named_only` what it names."""
    def expand(names):
        for name in names:
            if name.endswith("/*"):
                yield from (key for key in uses if key.startswith(name[:-1]))
            else:
                yield name

    def reach(layer, seen):
        for target in expand(uses[layer]):
            if target not in seen:
                seen.add(target)
                reach(target, seen)
        return seen

    return {layer: {target for target in reach(layer, set())
                    if target not in named_only or target in set(expand(uses[layer]))} | {layer}
            for layer in uses}


class Gui:
    """Which headers and classes belong to Qt's GUI, and which of those to its widgets."""

    def __init__(self):
        core = qt_names(("QtCore", "QtSql", "QtNetwork", "QtConcurrent", "QtTest"))
        self.all = (qt_names(GUI_MODULES) | GUI_CLASSES | WIDGET_CLASSES) - core
        self.widgets = (qt_names(WIDGET_MODULES) | WIDGET_CLASSES) - core - qt_names(("QtGui",))

    @staticmethod
    def header(name, names, modules):
        return name.split("/")[0] in modules or name in names or name.split("/")[-1] in names


def check_gui(report, gui, path, text):
    if path.startswith("core/"):
        rule, names, modules, what = "core without gui", gui.all, GUI_MODULES, "Qt's GUI"
    elif path.startswith(("ui/print/", "app/cli/", "app/server/")):
        rule, names, modules, what = "print and cli without widgets", gui.widgets, WIDGET_MODULES, "widgets"
    else:
        return
    for line, _, name in includes(text):
        if gui.header(name, names, modules):
            report.refuse(rule, f"{path}:{line}", f"includes {name} of {what}")
    code = code_only(text)
    for match in re.finditer(r"\bQ[A-Z]\w+", code):
        if match.group() in names:
            before = code[code.rfind("\n", 0, match.start()) + 1:match.start()]
            if "#" not in before:
                report.refuse(rule, f"{path}:{line_of(code, match.start())}", f"uses {match.group()} of {what}")


def path_is_test_of(place, name):
    if str(place).startswith("tests/bench/"):
        return name.startswith("app/desktop/")
    return name.startswith("app/") and str(place).startswith(f"tests/{name.split('/')[1]}/")


def check(root):
    report = Report(root)
    for rule in ("arrows", "rooted includes", "known folders", "core without gui", "print and cli without widgets",
                 "sql only in store", "nothing includes app"):
        report.rule(rule)
    layers = json.loads(text_of(pathlib.Path(__file__).with_name("layers.json")))
    uses, named_only = layers["uses"], set(layers["named_only"])
    allowed = allowed_layers(uses, named_only)
    gui = Gui()
    for path, file in files(root, CODE_FOLDERS, CPP):
        text = text_of(file)
        layer = layer_of(path, uses)
        if layer is None and not path.startswith("tests/"):
            report.refuse("known folders", path, "lies in no folder of layers.json")
            continue
        for line, mark, name in includes(text):
            place = f"{path}:{line}"
            inside = ROOTED.match(name)
            if mark == '"' and not inside and not name.endswith(".moc"):
                report.refuse("rooted includes", place, f'"{name}" is not written from the root')
            if inside and (mark == "<" or ".." in name):
                report.refuse("rooted includes", place, f"{name} is one of our own: \"core/...\"")
            target = layer_of(name, uses)
            # The tests of a program drive its parts: tests/desktop may include app/desktop, and the benchmark
            # measures its window.
            of_program = path_is_test_of(place, name)
            if name.startswith("app/") and not of_program and not (layer and layer.startswith("app/") and target == layer):
                report.refuse("nothing includes app", place, f"includes {name}")
            elif layer and inside and target not in allowed[layer]:
                report.refuse("arrows", place, f"{layer} may not include {name}")
            if not path.startswith(("core/store/", "tests/")) and SQL_HEADERS.match(name):
                report.refuse("sql only in store", place, f"includes {name}")
        check_gui(report, gui, path, text)
        if not path.startswith(("core/store/", "tests/")):
            for line, content in strings(text):
                if SQL_TEXT.search(content):
                    report.refuse("sql only in store", f"{path}:{line}", "SQL in a string")
    return report


if __name__ == "__main__":
    main(check)
