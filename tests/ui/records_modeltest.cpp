// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/records/columnset.h"
#include "ui/records/recordlistmodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

namespace dw::test
{

using ui::ListSource;
using ui::RecordListModel;

class RecordsModelTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RecordsFixture> m_fixture;

    std::unique_ptr<RecordListModel> model(const QStringList &columns = {QStringLiteral("name"),
                                                                         QStringLiteral("industry")})
    {
        const ObjectTypePtr type = m_fixture->m_dictionary->find(u"account");
        auto made = std::make_unique<RecordListModel>(*m_fixture->m_context, type, nullptr);
        made->setColumns(ui::ColumnSet(*m_fixture->m_context, type).columns(columns));
        return made;
    }
    static ListSource source(const QString &where = {}, const QStringList &sort = {QStringLiteral("name")})
    {
        ListSource made;
        made.object = QStringLiteral("account");
        made.where = where;
        made.sort = sort;
        return made;
    }
    static QString shown(RecordListModel &model, int row, int column = 1)
    {
        return model.index(row, column).data().toString();
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void rowsAreExactSortedAndReadInPages()
    {
        for (int i = 0; i < 700; ++i)
            m_fixture->account(QStringLiteral("Customer %1").arg(i, 4, 10, QLatin1Char('0')));
        auto made = model();
        QAbstractItemModelTester tester(made.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        made->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(made->isSettled() && made->isComplete());
        QCOMPARE(made->rowCount(), 700);
        QTRY_COMPARE(shown(*made, 0), QStringLiteral("Customer 0000"));
        // Nothing is read before it is asked for: the first look is a placeholder.
        QCOMPARE(shown(*made, 650), QString());
        QTRY_COMPARE(shown(*made, 650), QStringLiteral("Customer 0650"));
        made->setSource(source({}, {QStringLiteral("-name")}), RecordListModel::Keep::Rows);
        QTRY_COMPARE(shown(*made, 0), QStringLiteral("Customer 0699"));
        QTRY_VERIFY(made->isSettled());
        QCOMPARE(made->rowCount(), 700);
    }

    // It is 18 November; what is done is late no more.
    void whatIsOverdueIsMarked()
    {
        const auto task = [&](const char *subject, const char *due, const char *status) {
            return m_fixture->create("task", {{QStringLiteral("subject"), QLatin1String(subject)},
                                              {QStringLiteral("due_at"), QLatin1String(due)},
                                              {QStringLiteral("status"), QLatin1String(status)}});
        };
        task("A late", "2026-11-12T02:00:00Z", "open");
        task("B done", "2026-11-12T02:00:00Z", "done");
        task("C today", "2026-11-18T10:00:00Z", "open");
        const ObjectTypePtr type = m_fixture->m_dictionary->find(u"task");
        RecordListModel made(*m_fixture->m_context, type, nullptr);
        made.setColumns(ui::ColumnSet(*m_fixture->m_context, type)
                            .columns({QStringLiteral("subject"), QStringLiteral("due_at")}));
        ListSource tasks = source({}, {QStringLiteral("subject")});
        tasks.object = QStringLiteral("task");
        made.setSource(tasks, RecordListModel::Keep::Nothing);
        QTRY_COMPARE(made.rowCount(), 3);
        QTRY_COMPARE(shown(made, 0), QStringLiteral("A late"));
        const auto icon = [&](int row) { return made.index(row, 2).data(ui::IconCell).toString(); };
        QCOMPARE(icon(0), QStringLiteral("clock"));
        QCOMPARE(ui::Tone(made.index(0, 2).data(ui::ToneCell).toInt()), ui::Tone::Danger);
        QCOMPARE(icon(1), QString());
        QCOMPARE(icon(2), QString());
    }

    void commitsRefreshRowsAndMembership()
    {
        const Id first = m_fixture->account(QStringLiteral("Alpha"));
        m_fixture->account(QStringLiteral("Beta"));
        auto made = model();
        QAbstractItemModelTester tester(made.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        made->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_COMPARE(shown(*made, 0), QStringLiteral("Alpha"));
        const RowRef beta = made->rowRef(1);
        m_fixture->run("record.update", {{QStringLiteral("object"), QStringLiteral("account")},
                                         {QStringLiteral("id"), first.toString()},
                                         {QStringLiteral("set"),
                                          QJsonObject{{QStringLiteral("name"), QStringLiteral("Gamma")}}}});
        QTRY_COMPARE(shown(*made, 1), QStringLiteral("Gamma"));
        QCOMPARE(made->indexOf(beta), 0);
        m_fixture->account(QStringLiteral("Aaron"));
        QTRY_COMPARE(made->rowCount(), 3);
        QTRY_COMPARE(shown(*made, 0), QStringLiteral("Aaron"));
        m_fixture->run("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                         {QStringLiteral("ids"), QJsonArray{first.toString()}}});
        QTRY_COMPARE(made->rowCount(), 2);
        QCOMPARE(made->indexOf(beta), 1);
    }

    void marksAreRecordsNotPlaces()
    {
        for (int i = 0; i < 300; ++i)
            m_fixture->account(QStringLiteral("Customer %1").arg(i, 4, 10, QLatin1Char('0')));
        auto made = model();
        made->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(made->isSettled() && made->rowCount() == 300);
        made->setMarked(2, true);
        made->setMarked(290, true);
        QCOMPARE(made->markedCount(), 2);
        const RowRef marked = made->rowRef(2);
        made->setSource(source({}, {QStringLiteral("-name")}), RecordListModel::Keep::Rows);
        QTRY_VERIFY(made->isSettled());
        QCOMPARE(made->indexOf(marked), 297);
        QVERIFY(made->isMarked(297));
        QVERIFY(!made->isMarked(2));
        std::optional<qsizetype> found;
        made->withMarkedIds(100, this, [&](const Result<QList<Id>> &ids) {
            QVERIFY(ids.ok());
            found = ids.value().size();
        });
        QTRY_VERIFY(found.has_value());
        QCOMPARE(*found, 2);
        made->markAllMatching();
        made->setMarked(0, false);
        QCOMPARE(made->markedCount(), 299);
        QVERIFY(!made->isMarked(0) && made->isMarked(1));
    }

    void quickFilterFindsPinyin()
    {
        m_fixture->account(QStringLiteral("华为技术"));
        m_fixture->account(QStringLiteral("宏威金属"));
        m_fixture->account(QStringLiteral("Meridian Foods"));
        auto made = model();
        ListSource wanted = source();
        wanted.quick = QStringLiteral("hwjs");
        made->setSource(wanted, RecordListModel::Keep::Nothing);
        QTRY_VERIFY(made->isSettled() && made->state() == RecordListModel::State::Ready);
        QCOMPARE(made->rowCount(), 2);
        wanted.quick = QStringLiteral("meri");
        made->setSource(wanted, RecordListModel::Keep::Rows);
        QTRY_COMPARE(made->rowCount(), 1);
        QTRY_COMPARE(shown(*made, 0), QStringLiteral("Meridian Foods"));
        wanted.quick = QStringLiteral("nobody");
        made->setSource(wanted, RecordListModel::Keep::Rows);
        QTRY_COMPARE(made->rowCount(), 0);
    }

    void aWrongFilterFailsAndSaysWhy()
    {
        m_fixture->account(QStringLiteral("Alpha"));
        auto made = model();
        made->setSource(source(QStringLiteral("nonsense = 1")), RecordListModel::Keep::Nothing);
        QTRY_COMPARE(made->state(), RecordListModel::State::Failed);
        QVERIFY(!made->error().key.isEmpty());
        made->setSource(source(), RecordListModel::Keep::Rows);
        QTRY_COMPARE(made->state(), RecordListModel::State::Ready);
        QCOMPARE(made->rowCount(), 1);
    }
};

DW_TEST(RecordsModelTest)

}  // namespace dw::test

#include "records_modeltest.moc"
