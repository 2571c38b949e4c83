// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/sensitiveread.h"
#include "core/reading/readsearch.h"
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/records/columnset.h"
#include "ui/records/coveredvalue.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordform.h"
#include "ui/records/recordlistmodel.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// Sensitive values in the window: covered until somebody asks, and never shown without a line (F3.97, F3.98).
class SensitiveValuesTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

    Id contact(const QString &name, QJsonObject set = {})
    {
        set.insert(text("name"), name);
        set.insert(text("account_id"), m_account.toString());
        return m_fixture->create("contact", set);
    }

    QList<SensitiveRead> lines()
    {
        const auto found = m_fixture->m_reader->runNow<QList<SensitiveRead>>(
            [](const Reader &reader) -> Result<QList<SensitiveRead>> {
                DW_ASSIGN(const auto all, ReadSearch(reader).lines({{}, {}, 100}));
                QList<SensitiveRead> reads;
                for (const AuditRecord &line : all)
                    reads.append(SensitiveRead::ofValues(line.entry.record.object, line.entry.values));
                return reads;
            });
        return found.ok() ? *found : QList<SensitiveRead>();
    }

    std::unique_ptr<RecordListModel> model(UiContext &context, const QStringList &columns)
    {
        const ObjectTypePtr type = m_fixture->m_dictionary->find(u"contact");
        auto made = std::make_unique<RecordListModel>(context, type, nullptr);
        made->setColumns(ColumnSet(context, type).columns(columns));
        return made;
    }

    static ListSource source()
    {
        ListSource made;
        made.object = QStringLiteral("contact");
        made.sort = QStringList{QStringLiteral("name")};
        return made;
    }

    // The same window where nothing can be written: as of a disk that is full.
    struct Unwritable
    {
        explicit Unwritable(RecordsFixture &fixture)
        {
            auto opened =
                Workspace::open(fixture.m_folder.filePath(QStringLiteral("w")), Workspace::Access::ReadOnly,
                                fixture.m_dictionary, fixture.m_clock, fixture.m_ids);
            if (!opened.ok())
                qFatal("%s", qPrintable(opened.error().key));
            workspace = std::move(opened).value();
            auto run = CommandRunner::open(*workspace, fixture.m_clock, fixture.m_ids,
                                           std::make_shared<OwnerPolicy>());
            if (!run.ok())
                qFatal("%s", qPrintable(run.error().key));
            runner = std::move(run).value();
            UiContext &whole = *fixture.m_context;
            context.reset(new UiContext{whole.theme, whole.icons, whole.format, whole.actions, whole.reader,
                                        *runner, whole.settings, whole.notices, whole.navigator, whole.clock,
                                        whole.actor, whole.language, whole.pending});
        }
        std::unique_ptr<Workspace> workspace;
        std::unique_ptr<CommandRunner> runner;
        std::unique_ptr<UiContext> context;
    };

    std::unique_ptr<RecordsFixture> m_fixture;
    Id m_account;

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<RecordsFixture>();
        m_account = m_fixture->account(text("Acme"));
    }
    void cleanup() { m_fixture.reset(); }

    // A form shows a secret value: it is written down first, and only where there is one.
    void aFormIsWrittenDown()
    {
        const Id plain = contact(text("Plain"), {{text("mobile"), text("13912345678")}});
        const Id born = contact(text("Born"), {{text("birthday"), text("1980-05-01")}});
        const ObjectTypePtr type = m_fixture->m_dictionary->find(u"contact");
        RecordForm first(*m_fixture->m_context, type);
        first.startEdit({text("contact"), plain});
        QTRY_VERIFY(first.isReady());
        QVERIFY(lines().isEmpty());
        RecordForm second(*m_fixture->m_context, type);
        second.startEdit({text("contact"), born});
        QTRY_VERIFY(second.isReady());
        QCOMPARE(lines().size(), 1);
        QCOMPARE(lines().first().record, born);
        QCOMPARE(lines().first().fields, QStringList{text("birthday")});
        QVERIFY(lines().first().way == SensitiveRead::Way::Form);
        Unwritable broken(*m_fixture);
        RecordForm third(*broken.context, type);
        third.startEdit({text("contact"), born});
        const auto told = [&third] {
            const QList<QLabel *> labels = third.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->text().startsWith(QStringLiteral("This is not shown"));
            });
        };
        QTRY_VERIFY(told());
        QVERIFY(!third.editor(text("birthday")));
    }

    // Covered, shown on a click with a line, covered again; without a line it stays covered.
    void aSecretValueIsShownOnAClick()
    {
        const Id born = contact(text("Born"), {{text("birthday"), text("1980-05-01")}});
        const Record record = m_fixture->stored({text("contact"), born});
        const Field &field = *record.type().find(u"birthday");
        CoveredValue value(*m_fixture->m_context, record, field, text("1 May 1980"));
        QCOMPARE(value.text(), QString(3, QChar(0x2022)));
        QCOMPARE(value.button()->accessibleName(), text("Show Birthday"));
        value.button()->click();
        QTRY_VERIFY(value.isShown());
        QCOMPARE(value.text(), text("1 May 1980"));
        QCOMPARE(lines().size(), 1);
        QVERIFY(lines().first().way == SensitiveRead::Way::Reveal);
        value.button()->click();
        QVERIFY(!value.isShown());
        value.button()->click();
        QTRY_VERIFY(value.isShown());
        QCOMPARE(lines().size(), 1);

        Unwritable broken(*m_fixture);
        CoveredValue other(*broken.context, record, field, text("1 May 1980"));
        other.button()->click();
        QTRY_COMPARE(m_fixture->m_notices.m_failed.size(), 1);
        QVERIFY(m_fixture->m_notices.m_failed.first().startsWith(text("This is not shown")));
        QVERIFY(!other.isShown());
        QCOMPARE(other.text(), QString(3, QChar(0x2022)));
    }

    // A list of personal values of many people is one line with their number; of few it is everyday work.
    void aMassViewIsOneLine()
    {
        for (int i = 0; i < 50; ++i)
            contact(text("Person %1").arg(i, 3, 10, QLatin1Char('0')),
                    {{text("mobile"), text("139%1").arg(i, 8, 10, QLatin1Char('0'))}});
        auto few = model(*m_fixture->m_context, {text("name"), text("mobile")});
        few->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(few->isSettled() && few->rowCount() == 50);
        QVERIFY(lines().isEmpty());
        for (int i = 50; i < 230; ++i)
            contact(text("Person %1").arg(i, 3, 10, QLatin1Char('0')));
        auto names = model(*m_fixture->m_context, {text("name"), text("job_title")});
        names->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(names->isSettled() && names->rowCount() == 230);
        QVERIFY(lines().isEmpty());
        auto many = model(*m_fixture->m_context, {text("name"), text("mobile")});
        many->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(many->isSettled() && many->isComplete());
        QTRY_COMPARE(many->index(0, 1).data().toString(), text("Person 000"));
        many->index(220, 2).data();
        QTRY_VERIFY(many->isSettled());
        QCOMPARE(lines().size(), 1);
        QCOMPARE(lines().first().records, 230);
        QCOMPARE(lines().first().fields, QStringList{text("mobile")});
        // Another window on the same list within the span adds none.
        auto again = model(*m_fixture->m_context, {text("name"), text("mobile")});
        again->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(again->isSettled() && again->isComplete());
        QCOMPARE(lines().size(), 1);
    }

    // Columns that come later are asked for then; what cannot be written down is not shown.
    void aListIsNotShownWithoutALine()
    {
        contact(text("Born"), {{text("birthday"), text("1980-05-01")}});
        Unwritable broken(*m_fixture);
        auto list = model(*broken.context, {text("name")});
        list->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_COMPARE(list->index(0, 1).data().toString(), text("Born"));
        const ObjectTypePtr type = m_fixture->m_dictionary->find(u"contact");
        list->setColumns(ColumnSet(*broken.context, type).columns({text("name"), text("birthday")}));
        list->index(0, 2).data();
        QTRY_VERIFY(list->state() == RecordListModel::State::Failed);
        QCOMPARE(list->error().key, text("access.read_not_audited"));
        QVERIFY(!list->record(0).isValid());

        auto fresh = model(*broken.context, {text("name"), text("birthday")});
        fresh->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(fresh->state() == RecordListModel::State::Failed);
        QVERIFY(lines().isEmpty());
    }
};

DW_TEST(SensitiveValuesTest)

}  // namespace dw::test

#include "records_sensitivetest.moc"
