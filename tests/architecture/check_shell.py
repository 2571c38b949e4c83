# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell scripts parse, are executable, and pass shellcheck where it is installed; dependencies.txt is well-formed."""
import os
import re
import shutil
import subprocess

from report import Report, main, text_of

FOLDERS = ("packaging", ".ci", "tests")
DEPENDENCY = re.compile(r"[a-z0-9][a-z0-9+.-]*\s+# (build|run|test|aid|long|clean): \S.*")


def scripts(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.stat().st_size < 1_000_000:
                with path.open("rb") as stream:
                    first = stream.readline(200)
                if path.suffix == ".sh" or re.match(rb"#!.*\b(ba)?sh\b", first):
                    yield path, first.startswith(b"#!")


def run(command, root):
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def check_dependencies(report, root):
    report.rule("dependencies")
    seen = set()
    for number, line in enumerate(text_of(root / "packaging/dependencies.txt").splitlines(), 1):
        place = f"packaging/dependencies.txt:{number}"
        if not line or line.startswith("#"):
            continue
        if not DEPENDENCY.fullmatch(line):
            report.refuse("dependencies", place, "is not NAME  # GROUP: reason")
        if line.split()[0] in seen:
            report.refuse("dependencies", place, "stands there twice")
        seen.add(line.split()[0])


def check(root):
    report = Report(root)
    report.rule("bash -n")
    report.rule("executable")
    if (root / "packaging/dependencies.txt").exists():
        check_dependencies(report, root)
    shellcheck = shutil.which("shellcheck")
    if shellcheck:
        report.rule("shellcheck")
    else:
        report.skip("shellcheck is not installed")
    for path, program in scripts(root):
        name = path.relative_to(root).as_posix()
        good, output = run(["bash", "-n", name], root)
        if not good:
            report.refuse("bash -n", name, output)
        if program and not os.access(path, os.X_OK):
            report.refuse("executable", name, "has #! but may not be executed")
        if shellcheck:
            good, output = run([shellcheck, "-x", "-S", "warning", name], root)
            if not good:
                report.refuse("shellcheck", name, output)
    return report


if __name__ == "__main__":
    main(check)
