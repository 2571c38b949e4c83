# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants faults in a small checkout of its own and sees that a check refuses each."""
import pathlib
import tempfile
import time
import unittest

LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEADER = LICENCE + "#pragma once\n"


class PlantedTest(unittest.TestCase):
    check = None

    def report(self, tree):
        """The report of `check` on a checkout that holds just these files."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in tree.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8"))
            return type(self).check(root)

    def accept(self, tree):
        report = self.report(tree)
        self.assertEqual(report.refused(), [])
        self.assertTrue(report.rules)

    def refuse(self, rule, tree):
        """Just this rule is broken, not another by accident."""
        report = self.report(tree)
        broken = {name for name, lines in report.rules.items() if lines}
        self.assertEqual(broken, {rule}, report.refused())


def main():
    started = time.monotonic()
    program = unittest.main(module="__main__", exit=False, argv=["planted"])
    result = program.result
    failed = len(result.failures) + len(result.errors)
    print(f"seconds: {time.monotonic() - started:.2f}")
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed, {len(result.skipped)} skipped",
          flush=True)
    raise SystemExit(1 if failed or not result.testsRun else 0)
