// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz program's inputs as a plain test.
#include "tests/fuzz/search_fuzz.cpp"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace dw::test
{

class SearchCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyInputIsTaken();
};

void SearchCorpusTest::everyInputIsTaken()
{
    const QDir corpus(QFileInfo(QString::fromUtf8(__FILE__)).dir().filePath(QStringLiteral("../data/fuzz/search")));
    const QFileInfoList files = corpus.entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 10);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QCOMPARE(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                        std::size_t(bytes.size())),
                 0);
    }
}

DW_TEST(SearchCorpusTest)

}  // namespace dw::test

#include "search_corpustest.moc"
