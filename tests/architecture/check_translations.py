# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the programs has a finished Chinese translation with the same placeholders."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from report import CPP, Report, files, main

LUPDATE = ("/usr/lib/qt6/bin/lupdate", shutil.which("lupdate-qt6"), shutil.which("lupdate"))
CATALOGUE = "translations/dealwright_zh_CN.ts"
PLACEHOLDER = re.compile(r"%L?(\d{1,2}|n)")


def messages(path):
    """The messages of a .ts file: {(context, source, comment): message element}."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found[(name, message.findtext("source") or "", message.findtext("comment") or "")] = message
    return found


def translations(message):
    """(state, texts) of one message: state as in its `type` attribute, several texts where it has plural forms."""
    element = message.find("translation")
    if element is None:
        return "unfinished", []
    forms = [form.text or "" for form in element.iter("numerusform")]
    return element.get("type", ""), forms or [element.text or ""]


def fresh_messages(root, lupdate, catalogue):
    """The messages that lupdate finds in the sources, with the translations that the catalogue has for them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy.ts"
        shutil.copyfile(catalogue, copy)
        folders = [name for name in ("core", "ui", "app") if (root / name).is_dir()]
        subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-I", str(root), *folders, "-ts", str(copy)], cwd=root,
                       check=True, stdout=subprocess.DEVNULL)
        return messages(copy)


def check(root):
    report = Report(root)
    catalogue = root / CATALOGUE
    if not any(files(root, ("ui",), CPP)) and not catalogue.exists():
        report.skip("there is neither a window nor a catalogue yet")
        return report
    lupdate = next((tool for tool in LUPDATE if tool and pathlib.Path(tool).exists()), None)
    if lupdate is None:
        report.skip("lupdate is not installed (qt6-l10n-tools)")
        return report
    for rule in ("known", "finished", "placeholders"):
        report.rule(rule)
    if not catalogue.exists():
        report.refuse("known", CATALOGUE, "is missing")
        return report
    known = messages(catalogue)
    for key, message in fresh_messages(root, lupdate, catalogue).items():
        context, source, _ = key
        place = f"{CATALOGUE}: {context}: {source!r}"
        state, texts = translations(message)
        if key not in known:
            report.refuse("known", place, "is not in the catalogue")
        elif state != "" or not texts or not all(texts):
            report.refuse("finished", place, f"is {state or 'empty'}")
        else:
            for text in texts:
                if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(source)):
                    report.refuse("placeholders", place, f"has other placeholders than {text!r}")
    return report


if __name__ == "__main__":
    main(check)
