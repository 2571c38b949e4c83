# SPDX-License-Identifier: GPL-3.0-or-later
import check_layers
import planted
from planted import HEADER, LICENCE


class LayersTest(planted.PlantedTest):
    check = staticmethod(check_layers.check)

    def one(self, path, line):
        return {path: LICENCE + line + "\n"}

    def test_allowed_arrows(self):
        self.accept({
            "core/dictionary/a.h": HEADER + '#include "core/base/id.h"\n#include <QString>\n',
            "core/rules/b.cpp": LICENCE + '#include "core/rules/b.h"\n#include "core/base/id.h"\n',
            "core/commands/c.cpp": LICENCE + '#include "core/store/recordstore.h"\n#include "core/base/id.h"\n',
            "core/service/d.cpp": LICENCE + '#include "core/automation/x.h"\n#include "core/store/x.h"\n',
            "core/store/e.cpp": LICENCE + '#include <sqlite3.h>\n#include <QSqlDatabase>\n'
                                          'auto q = "SELECT id FROM account";\n',
            "ui/tasks/f.cpp": LICENCE + '#include "core/base/id.h"\n#include "ui/common/theme.h"\n#include <QWidget>\n'
                                        '#include "f.moc"\n',
            "ui/print/g.cpp": LICENCE + '#include <QPainter>\n#include "core/exchange/x.h"\nQPainter p;\n',
            "app/cli/h.cpp": LICENCE + '#include "app/cli/h.h"\n#include "core/store/x.h"\n#include "ui/print/x.h"\n',
            "app/desktop/i.cpp": LICENCE + '#include "ui/shell/x.h"\n#include "core/store/x.h"\n#include <QApplication>\n',
            "tests/store/j.cpp": LICENCE + '#include "core/store/x.h"\n#include <sqlite3.h>\n'
                                           'auto q = "DELETE FROM account";\n',
        })

    def test_every_forbidden_arrow(self):
        for path, target in (
            ("core/base/a.h", "core/dictionary/x.h"),
            ("core/dictionary/a.h", "core/expression/x.h"),
            ("core/expression/a.h", "core/records/x.h"),
            ("core/records/a.h", "core/store/x.h"),
            ("core/access/a.h", "core/store/x.h"),
            ("core/rules/a.h", "core/store/x.h"),
            ("core/rules/a.h", "core/access/x.h"),
            ("core/approvals/a.h", "core/store/x.h"),
            ("core/store/a.h", "core/rules/x.h"),
            ("core/reading/a.h", "core/commands/x.h"),
            ("core/commands/a.h", "core/reading/x.h"),
            ("core/analytics/a.h", "core/store/x.h"),
            ("core/exchange/a.h", "core/store/x.h"),
            ("core/commands/a.h", "ui/common/x.h"),
            ("ui/common/a.h", "core/store/x.h"),
            ("ui/print/a.h", "ui/common/x.h"),
            ("ui/print/a.h", "core/store/x.h"),
            ("app/cli/a.h", "ui/common/x.h"),
            ("core/base/a.h", "core/nowhere/x.h"),
            ("core/base/a.h", "tests/support/x.h"),
        ):
            with self.subTest(path=path, target=target):
                self.refuse("arrows", {path: HEADER + f'#include "{target}"\n'})

    def test_app_is_included_by_nothing(self):
        for path in ("core/base/a.cpp", "ui/shell/a.cpp", "app/cli/a.cpp", "tests/cli/a.cpp"):
            self.refuse("nothing includes app", self.one(path, '#include "app/desktop/x.h"'))

    def test_includes_are_rooted(self):
        for line in ('#include "id.h"', '#include "../base/id.h"', '#include <core/base/id.h>',
                     '#  include "base/id.h"'):
            self.refuse("rooted includes", self.one("core/base/a.cpp", line))

    def test_an_include_in_a_comment_is_none(self):
        self.accept(self.one("core/base/a.cpp", '// #include "ui/x.h"\n/*\n#include <QWidget>\n*/'))

    def test_unknown_folders(self):
        self.refuse("known folders", self.one("core/misc/a.cpp", ""))
        self.refuse("known folders", self.one("core/a.cpp", ""))

    def test_no_gui_below_core(self):
        for line in ("#include <QColor>", "#include <QtGui/QColor>", "#include <QtWidgets/QWidget>", "#include <qwidget.h>",
                     "#include <QtCharts>", "#include <QWidget>", "class QWidget;", "void f(QColor *colour);",
                     "auto w = new QPainter();", "#include <QSvgRenderer>" if "QSvgRenderer" in check_layers.Gui().all
                     else "#include <QtSvg/QSvgRenderer>"):
            with self.subTest(line=line):
                self.refuse("core without gui", self.one("core/rules/a.cpp", line))
        self.accept(self.one("core/rules/a.cpp", '// a QWidget shows it\nauto s = "QWidget"; QObject o; QString t;'))

    def test_no_widgets_in_print_and_programs_without_window(self):
        for path in ("ui/print/a.cpp", "app/cli/a.cpp", "app/server/a.cpp"):
            for line in ("#include <QWidget>", "#include <QtCharts/QChart>", "QApplication *a;"):
                self.refuse("print and cli without widgets", self.one(path, line))

    def test_sql_stays_in_store(self):
        for path in ("core/reading/a.cpp", "ui/tasks/a.cpp", "app/cli/a.cpp"):
            for line in ('auto q = "SELECT id FROM account";', 'auto q = u"INSERT INTO a VALUES (1)"_qs;',
                         'auto q = QStringLiteral("UPDATE account SET x = 1");', 'auto q = "DELETE FROM a";',
                         'auto q = R"(\n  CREATE TABLE a (b))";', 'auto q = "select id from account";',
                         'auto q = "PRAGMA user_version";', "#include <QSqlQuery>", "#include <QtSql>",
                         "#include <sqlite3.h>"):
                with self.subTest(path=path, line=line):
                    self.refuse("sql only in store", self.one(path, line))

    def test_words_are_not_sql(self):
        self.accept(self.one("ui/tasks/a.cpp", 'auto a = tr("Select a file to update"); // SELECT id FROM x\n'
                                               'auto b = tr("Delete from the board"); auto c = "update";'))


if __name__ == "__main__":
    planted.main()
