# SPDX-License-Identifier: GPL-3.0-or-later
import check_sizes
import planted


class SizesTest(planted.PlantedTest):
    check = staticmethod(check_sizes.check)

    def test_up_to_the_budget(self):
        self.accept({"core/base/a.cpp": "x\n" * 600, "app/cli/main.cpp": "x\n" * 300, "ui/shell/mainwindow.h": "x\n" * 300,
                     "tests/data/big.cpp": "x\n" * 9000, "tests/base/data/big.txt": "x\n" * 9000})

    def test_one_line_more(self):
        for folder in ("core/base", "ui/shell", "app/cli", "tests/store"):
            for name in ("a.cpp", "a.h", "a.inc", "a.py"):
                self.refuse("600 lines", {f"{folder}/{name}": "x\n" * 601})

    def test_main_files_are_small(self):
        for path in ("app/cli/main.cpp", "tests/base/main.cpp", "ui/shell/mainwindow.cpp", "ui/shell/mainwindow.h"):
            self.refuse("300 lines", {path: "x\n" * 301})


if __name__ == "__main__":
    planted.main()
