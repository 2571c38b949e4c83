# SPDX-License-Identifier: GPL-3.0-or-later
import os
import pathlib
import shutil
import tempfile
import unittest

import check_shell
import planted

SCRIPT = "#!/usr/bin/env bash\necho \"$1\"\n"


class ShellTest(planted.PlantedTest):
    def broken(self, text, mode=0o755, dependencies="cmake  # build: reason\n"):
        """The rules that a checkout with this script and these dependencies breaks."""
        with tempfile.TemporaryDirectory() as folder:
            packaging = pathlib.Path(folder) / "packaging"
            packaging.mkdir()
            (packaging / "run").write_text(text)
            os.chmod(packaging / "run", mode)
            (packaging / "dependencies.txt").write_text(dependencies)
            return {rule for rule, lines in check_shell.check(pathlib.Path(folder)).rules.items() if lines}

    def test_good(self):
        self.assertEqual(self.broken(SCRIPT), set())

    def test_does_not_parse(self):
        self.assertIn("bash -n", self.broken(SCRIPT + "if true; then\n"))

    def test_not_executable(self):
        self.assertEqual(self.broken(SCRIPT, mode=0o644), {"executable"})

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_shellcheck(self):
        self.assertEqual(self.broken("#!/usr/bin/env bash\nrm -rf $1/*\n"), {"shellcheck"})

    def test_dependencies(self):
        for line in ("cmake", "cmake # reason", "cmake  # other: reason", "c make  # build: reason",
                     "cmake  # build: a\ncmake  # run: b"):
            with self.subTest(line=line):
                self.assertEqual(self.broken(SCRIPT, dependencies=line + "\n"), {"dependencies"})


if __name__ == "__main__":
    planted.main()
