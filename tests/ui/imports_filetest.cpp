// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/imports_world.h"
#include "ui/common/lineedit.h"
#include "ui/imports/filestep.h"
#include "ui/imports/outcomestep.h"
#include "ui/imports/texttablemodel.h"

#include <QPushButton>

namespace dw::test
{

// The first step of the import screen: how a file is read.
class ImportFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheRowOfTheNames();
};

void ImportFileTest::choosesTheRowOfTheNames()
{
    PageWorld made;
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.openFile(made.world.file(QStringLiteral("titled.csv"),
                                  "Customers of the north,,\n"
                                  "\n"
                                  "as of,2026-11-19,Lin\n"
                                  "Company name,Phone,Head count\n"
                                  "Alpha Ltd,0575-85123300,12\n"
                                  "Beta Ltd,0575-85123301,34\n"));
    settle(page);
    const auto type = [&](const char *row) {
        LineEdit *edit = page.fileStep()->headerRowEdit();
        edit->setText(QLatin1String(row));
        Q_EMIT edit->editingFinished();
        settle(page);
    };
    type("4");
    QCOMPARE(page.fileStep()->headerRowEdit()->text(), QStringLiteral("4"));
    QCOMPARE(page.state().columns().first().header, QStringLiteral("Company name"));
    QCOMPARE(page.fileStep()->previewModel()->rowCount(), 2);
    QVERIFY2(page.fileStep()->guessText().contains(QStringLiteral("left out: 2")),
             qPrintable(page.fileStep()->guessText()));
    // A row where nothing stands is refused by its number, and the file stays as it was read.
    type("99");
    QVERIFY2(page.fileStep()->rowError().contains(QStringLiteral("99")),
             qPrintable(page.fileStep()->rowError()));
    QCOMPARE(page.state().columns().first().header, QStringLiteral("Company name"));
    type("4");
    QCOMPARE(page.fileStep()->rowError(), QString());
    page.next();
    settle(page);
    QCOMPARE(page.state().columnOf(QStringLiteral("name")), 0);
    page.next();
    settle(page);
    QCOMPARE(page.checkStep()->count(QStringLiteral("total")), 2);
    page.next();
    settle(page);
    QCOMPARE(page.importStep()->count(QStringLiteral("created")), 2);
    QCOMPARE(made.world.count(QStringLiteral("account"), QStringLiteral("name = \"Beta Ltd\"")), 1);
}

DW_TEST(ImportFileTest)

}  // namespace dw::test

#include "imports_filetest.moc"
