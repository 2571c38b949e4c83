# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib
import unittest

import check_translations
import planted
from planted import LICENCE

SOURCE = LICENCE + """#include <QCoreApplication>
QString f(int n)
{
    return QCoreApplication::translate("Wording", "Saved %1 of %2")
        + QCoreApplication::translate("Wording", "%n deal(s)", nullptr, n);
}
"""
GOOD = {"Saved %1 of %2": "<translation>已保存 %1，共 %2</translation>",
        "%n deal(s)": "<translation><numerusform>%n 个商机</numerusform></translation>"}


def catalogue(translations):
    numerus = {source: ' numerus="yes"' if "%n" in source else "" for source in translations}
    body = "".join(f"<message{numerus[source]}><source>{source}</source>{text}</message>"
                   for source, text in translations.items())
    return ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="zh_CN">'
            f"<context><name>Wording</name>{body}</context></TS>\n")


@unittest.skipUnless(any(tool and pathlib.Path(tool).exists() for tool in check_translations.LUPDATE),
                     "lupdate is not installed")
class TranslationsTest(planted.PlantedTest):
    check = staticmethod(check_translations.check)

    def tree(self, changes):
        kept = {source: text for source, text in {**GOOD, **changes}.items() if text is not None}
        return {"ui/tasks/a.cpp": SOURCE, check_translations.CATALOGUE: catalogue(kept)}

    def test_complete(self):
        self.accept(self.tree({}))

    def test_a_text_without_entry(self):
        self.refuse("known", self.tree({"Saved %1 of %2": None}))

    def test_no_catalogue(self):
        self.refuse("known", {"ui/tasks/a.cpp": SOURCE})

    def test_unfinished(self):
        self.refuse("finished", self.tree(
            {"Saved %1 of %2": '<translation type="unfinished">已保存 %1，共 %2</translation>'}))

    def test_empty(self):
        self.refuse("finished", self.tree({"Saved %1 of %2": "<translation></translation>"}))
        self.refuse("finished", self.tree({"%n deal(s)": "<translation><numerusform></numerusform></translation>"}))

    def test_placeholders(self):
        self.refuse("placeholders", self.tree({"Saved %1 of %2": "<translation>已保存 %1</translation>"}))
        self.refuse("placeholders", self.tree({"Saved %1 of %2": "<translation>已保存 %1 %2 %3</translation>"}))
        self.refuse("placeholders", self.tree(
            {"%n deal(s)": "<translation><numerusform>商机</numerusform></translation>"}))

    def test_nothing_there_yet(self):
        report = self.report({"core/base/a.cpp": LICENCE})
        self.assertEqual((report.refused(), len(report.skipped)), ([], 1))


if __name__ == "__main__":
    planted.main()
