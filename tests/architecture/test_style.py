# SPDX-License-Identifier: GPL-3.0-or-later
import check_style
import planted
from planted import HEADER, LICENCE


class StyleTest(planted.PlantedTest):
    check = staticmethod(check_style.check)

    def test_good_files(self):
        self.accept({
            "core/base/a.h": HEADER + "static Result<Id> parse(const QString &text);\n",
            "core/base/CMakeLists.txt": "# SPDX-License-Identifier: GPL-3.0-or-later\n",
            "tests/support/run.sh": "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n",
            "ui/common/theme.cpp": LICENCE + 'QColor c(12, 3, 4); auto d = "#aabbcc"; f.setPixelSize(13);\n',
            "ui/common/themecolours.h": HEADER + 'inline QColor c = QColor("#abc");\n',
            "ui/tasks/b.cpp": LICENCE + "// like #aabbcc\nf.setPixelSize(theme.size()); QColor c(other); // #1234\n"
                                        'auto t = tr("Order #123456789, %1"); auto n = "#12";\n',
        })

    def test_licence_line(self):
        self.refuse("licence line", {"core/base/a.h": "#pragma once\n"})
        self.refuse("licence line", {"core/base/a.h": "\n" + HEADER})
        self.refuse("licence line", {"tests/a.py": "import os\n"})
        self.refuse("licence line", {"core/base/CMakeLists.txt": "add_library(a)\n"})

    def test_white_space(self):
        for text in ("\tint a;\n", "int a; \n", "int a;", "int a;\r\n"):
            self.refuse("white space", {"core/base/a.cpp": LICENCE + text})

    def test_file_names(self):
        self.refuse("file names", {"core/base/MoneyBag.cpp": LICENCE})
        self.refuse("file names", {"core/base/money-bag.cpp": LICENCE})

    def test_pragma_once(self):
        self.refuse("pragma once", {"ui/tasks/a.h": LICENCE + "int a;\n"})
        self.refuse("pragma once", {"ui/tasks/a.h": LICENCE + "// #pragma once\n"})

    def test_singletons(self):
        for line in ("static Clock &instance();", "static Clock* instance();", "static dw::Clock &theInstance() {",
                     "static const Clock &getInstance();", "Q_GLOBAL_STATIC(Clock, clock)"):
            with self.subTest(line=line):
                self.refuse("no singletons", {"core/base/a.cpp": LICENCE + line + "\n"})

    def test_colours(self):
        for line in ('auto c = "#a1B2c3";', 'w->setStyleSheet("color: #fff");', "QColor c(1, 2, 3);", "f(QColor(0x112233));",
                     "f(QColor{10, 20, 30});", "f(qRgb(1, 2, 3));", "p.setPen(Qt::red);", "QColor::fromRgb(1, 2, 3);"):
            with self.subTest(line=line):
                self.refuse("colours from the theme", {"ui/tasks/a.cpp": LICENCE + line + "\n"})

    def test_sizes(self):
        for line in ("font.setPixelSize(13);", "font.setPointSize( 9 );", "font.setPointSizeF(9.5);"):
            self.refuse("sizes from the theme", {"ui/tasks/a.cpp": LICENCE + line + "\n"})


if __name__ == "__main__":
    planted.main()
