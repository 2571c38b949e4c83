// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/attachmentfile.h"
#include "tests/support/testrunner.h"
#include "tests/ui/customers_recorddesk.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/filestab.h"
#include "ui/customers/recordview.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"

#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QTest>
#include <QUrl>

namespace dw::test
{

using namespace dw::ui;

// Files of a record: added, opened in the desktop's program, saved; what would run is not opened.
class CustomersFilesTest : public RecordDesk
{
    Q_OBJECT

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened = url.toLocalFile(); }

private Q_SLOTS:
    void init()
    {
        begin();
        m_opened.clear();
        QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "opened");
        open({QStringLiteral("account"), m_fixture->account(QStringLiteral("Alpha"))});
        m_page->view()->showTab(QStringLiteral("attachments"));
        QTRY_VERIFY(m_page->isSettled());
        m_files = m_page->view()->findChild<FilesTab *>();
        QVERIFY(m_files);
    }
    void cleanup()
    {
        QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
        leave();
    }

    void addedFilesAreOpenedByACopy()
    {
        QVERIFY(!button("openFile")->isEnabled());
        addFile(QStringLiteral("minutes of the visit.txt"), "what was said");
        QVERIFY(button("openFile")->isEnabled());
        button("openFile")->click();
        QTRY_VERIFY(!m_opened.isEmpty());
        QCOMPARE(QFileInfo(m_opened).fileName(), QStringLiteral("minutes of the visit.txt"));
        QCOMPARE(contentOf(m_opened), QByteArray("what was said"));
        QCOMPARE(int(QFileInfo(m_opened).permissions() & 0x0077), 0);  // nobody else's
        // The copy is not the workspace's own file, and it goes.
        const QString folder = m_fixture->m_context->reader.workspace().folder();
        QVERIFY(m_opened.startsWith(folder + QStringLiteral("/opened/")));
        AttachmentFile::forgetOpened(folder);
        QVERIFY(!QFileInfo::exists(m_opened));
        // A row opens by Enter, too.
        m_opened.clear();
        m_page->activateWindow();
        m_files->list()->table()->setFocus();
        QTRY_VERIFY(m_files->list()->table()->hasFocus());
        QTest::keyClick(m_files->list()->table(), Qt::Key_Return);
        QTRY_VERIFY(!m_opened.isEmpty());
    }

    void programsAreNotRun()
    {
        addFile(QStringLiteral("harmless.pdf.desktop"), "[Desktop Entry]");
        button("openFile")->click();
        QTRY_VERIFY(!m_fixture->m_notices.m_failed.isEmpty());
        QVERIFY(m_opened.isEmpty());
    }

    void aFileThatIsNotHereIsSaid()
    {
        addFile(QStringLiteral("gone.txt"), "not here any more");
        Workspace &workspace = m_fixture->m_context->reader.workspace();
        QFile::remove(*workspace.blobPath(workspace.blobs().value(0)));
        button("openFile")->click();
        QTRY_VERIFY(!m_fixture->m_notices.m_failed.isEmpty());
        QVERIFY(m_fixture->m_notices.m_failed.last().contains(QLatin1String("gone.txt")));
        QVERIFY(m_opened.isEmpty());
    }

    void namesLeadNowhere_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<bool>("program");
        QTest::newRow("plain") << QStringLiteral("报价单.xlsx") << false;
        QTest::newRow("program") << QStringLiteral("setup.EXE") << true;
        // Turned round by a control character it would look like a text.
        QTest::newRow("right to left") << QStringLiteral("harm\u202Etxt.exe") << true;
        QTest::newRow("long") << QString(250, QLatin1Char('a')) + QStringLiteral(".sh") << true;
    }
    void namesLeadNowhere()
    {
        QFETCH(const QString, given);
        QFETCH(const bool, program);
        const RecordRef about{QStringLiteral("account"), m_fixture->account(QStringLiteral("Beta"))};
        QFile file(m_folder.filePath(QStringLiteral("f")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(given.toUtf8()) > 0);
        file.close();
        Workspace &workspace = m_fixture->m_context->reader.workspace();
        const auto blob = workspace.putBlob(file.fileName());
        const Id id = m_fixture->run("attachment.add",
                                     {{QStringLiteral("related"), Value(about).toJson()},
                                      {QStringLiteral("file_name"), given},
                                      {QStringLiteral("sha256"), QString::fromLatin1(blob->sha256.toHex())},
                                      {QStringLiteral("size"), double(blob->size)},
                                      {QStringLiteral("mime"), QStringLiteral("text/plain")}});
        const auto found = m_fixture->m_context->reader.runNow<AttachmentFile>(
            [&](const Reader &reader) { return AttachmentFile::find(reader, workspace, id); });
        QVERIFY(found.ok());
        QCOMPARE(found->isProgram(), program);
        QVERIFY(found->name.toUtf8().size() <= 200);
        QVERIFY(!found->name.contains(QChar(0x202E)));
    }

private:
    QPushButton *button(const char *name) const
    {
        return m_files->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void addFile(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        m_files->add(file.fileName());
        QTRY_COMPARE(m_files->list()->model()->rowCount(), 1);
        m_files->list()->table()->selectRow(0);
        m_files->list()->table()->setCurrentIndex(m_files->list()->model()->index(0, 0));
        QTRY_VERIFY(button("openFile")->isEnabled());
    }

    QTemporaryDir m_folder;
    FilesTab *m_files = nullptr;
    QString m_opened;
};

DW_TEST(CustomersFilesTest)

}  // namespace dw::test

#include "customers_filestest.moc"
