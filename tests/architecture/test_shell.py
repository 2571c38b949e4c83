# SPDX-License-Identifier: GPL-3.0-or-later
import os
import pathlib
import shutil
import subprocess
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

    def stages(self, script):
        """The exit code and output lines of this script behind the stages of packaging/test."""
        stages = pathlib.Path(__file__).resolve().parents[2] / "packaging/stages.sh"
        done = subprocess.run(["bash", "-c", f". {stages}\n{script}"], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()

    def test_a_failing_stage_ends_everything(self):
        code, lines = self.stages("stage one true; stage two false; stage three true; finish")
        self.assertEqual((code, lines[-1]), (1, "0 passed, 1 failed, 0 skipped"))
        self.assertTrue(any(line.startswith("== two FAILED") for line in lines))
        self.assertFalse(any("three" in line for line in lines))

    def test_counts_are_summed(self):
        log = "x\n3 passed, 0 failed, 1 skipped\n- 9 passed, 9 failed, 9 skipped\n4 passed, 2 failed, 0 skipped\n"
        with tempfile.NamedTemporaryFile("w", suffix=".log") as file:
            file.write(log)
            file.flush()
            code, lines = self.stages(f"tally {file.name}; finish")
        self.assertEqual((code, lines[-1]), (1, "7 passed, 2 failed, 1 skipped"))

    def test_all_good(self):
        code, lines = self.stages("stage one true; finish")
        self.assertEqual((code, lines[-1]), (0, "0 passed, 0 failed, 0 skipped"))

    def test_missing_packages(self):
        code, lines = self.stages("missing bash no-such-package; packages_of clean")
        self.assertEqual((code, lines), (0, ["no-such-package", "debootstrap"]))


if __name__ == "__main__":
    planted.main()
