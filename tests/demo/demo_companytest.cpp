// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/normalise.h"
#include "tests/demo/demoworkspace.h"
#include "tests/support/testrunner.h"

#include <QSet>
#include <QTest>

namespace dw::test
{

class DemoCompanyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = DemoWorkspace::demo();
        QVERIFY2(made.ok(),
                 made.ok() ? "" : qPrintable(made.error().key + made.error().arguments.join(u' ')));
        m_demo = std::move(*made);
    }

    void hasWhatItPromises()
    {
        const QHash<QString, int> counts{
            {QStringLiteral("user"), 30},      {QStringLiteral("team"), 4},
            {QStringLiteral("account"), 600},  {QStringLiteral("contact"), 1500},
            {QStringLiteral("lead"), 900},     {QStringLiteral("opportunity"), 1200},
            {QStringLiteral("activity"), 9000}};
        for (auto count = counts.constBegin(); count != counts.constEnd(); ++count)
            QCOMPARE(m_demo->all(count.key()).size(), count.value());
        QVERIFY(m_demo->all(QStringLiteral("task")).size() > 900);
        int found = 0;
        const QList<Record> accounts = m_demo->all(QStringLiteral("account"));
        for (const Record &account : accounts) {
            const QString name = account.value(u"name").text();
            found +=
                name == QStringLiteral("华为技术有限公司") || name == QStringLiteral("宏威金属制品有限公司");
        }
        QCOMPARE(found, 2);
    }

    // Its leads come after it, so only the end of the load knows how many.
    void campaignsCountTheirLeads()
    {
        QHash<Id, qint64> leads;
        const QList<Record> all = m_demo->all(QStringLiteral("lead"));
        for (const Record &lead : all)
            ++leads[lead.value(u"campaign_id").id()];
        const QList<Record> campaigns = m_demo->all(QStringLiteral("campaign"));
        QVERIFY(!campaigns.isEmpty());
        qint64 counted = 0;
        for (const Record &campaign : campaigns) {
            QCOMPARE(campaign.value(u"leads_count"), Value(leads.value(campaign.id())));
            counted += leads.value(campaign.id());
        }
        QVERIFY(counted > 0);
    }

    void opensAsLinWithHerBoard()
    {
        const QList<Record> users = m_demo->all(QStringLiteral("user"));
        QSet<QString> logins;
        for (const Record &user : users) {
            logins.insert(user.value(u"login").text());
            if (user.id() == DemoWorkspace::opener())
                QCOMPARE(user.value(u"login").text(), QStringLiteral("lin"));
        }
        QVERIFY(logins.contains(QStringLiteral("wei")) && logins.contains(QStringLiteral("chen")));
        int open = 0, withoutStep = 0;
        QSet<Id> stages;
        const QList<Record> deals = m_demo->all(QStringLiteral("opportunity"));
        for (const Record &deal : deals) {
            if (deal.value(u"owner_id").id() != DemoWorkspace::opener() ||
                deal.value(u"result").text() != QLatin1String("open"))
                continue;
            ++open;
            withoutStep += deal.value(u"next_step").isNull();
            stages.insert(deal.value(u"stage_id").id());
        }
        QCOMPARE(open, 45);
        QCOMPARE(stages.size(), 6);
        QVERIFY(withoutStep >= 3);
        const Stage *needs = m_demo->configuration().rulebook->pipelineByCode(u"standard")->find(u"needs");
        QCOMPARE(needs->maxDwellDays, Decimal(210, 1));
    }

    void everythingIsMarkedButTheOwner()
    {
        for (const ObjectTypePtr &type : m_demo->configuration().dictionary->objects()) {
            static const QStringList configuration{QStringLiteral("pipeline"),
                                                   QStringLiteral("stage_definition"), QStringLiteral("role"),
                                                   QStringLiteral("permission")};
            if (type->indexOf(u"is_demo") < 0 || configuration.contains(type->key()))
                continue;
            const QList<Record> records = m_demo->all(type->key());
            for (const Record &record : records) {
                const bool own = record.id() == DemoWorkspace::opener() ||
                                 record.id() == Id::named("team:first") ||
                                 record.id() == Id::named("competitor:none");
                QCOMPARE(record.value(u"is_demo").boolean(), !own);
            }
        }
    }

    void everyReferenceResolves()
    {
        QHash<QString, QSet<Id>> known;
        for (const ObjectTypePtr &type : m_demo->configuration().dictionary->objects()) {
            const QList<Record> records = m_demo->all(type->key());
            for (const Record &record : records)
                known[type->key()].insert(record.id());
        }
        for (const ObjectTypePtr &type : m_demo->configuration().dictionary->objects()) {
            const QList<Record> records = m_demo->all(type->key());
            for (const Record &record : records) {
                for (int i = 0; i < type->fieldCount(); ++i) {
                    const Field &field = type->field(i);
                    const Value &value = record.value(i);
                    if (value.isNull())
                        continue;
                    const QString where = type->key() + QLatin1Char('.') + field.key;
                    if (field.type == FieldType::Reference)
                        QVERIFY2(known[field.target].contains(value.id()), qPrintable(where));
                    else if (field.type == FieldType::AnyReference)
                        QVERIFY2(known[value.recordRef().object].contains(value.id()), qPrintable(where));
                    const QList<Id> ids = value.ids();
                    for (const Id &id : ids)
                        QVERIFY2(known[field.target].contains(id), qPrintable(where));
                }
            }
        }
    }

    void valuesHaveTheFormThatIsStored()
    {
        for (const ObjectTypePtr &type : m_demo->configuration().dictionary->objects()) {
            const QList<Record> records = m_demo->all(type->key());
            for (const Record &record : records) {
                for (int i = 0; i < type->fieldCount(); ++i) {
                    const Field &field = type->field(i);
                    const QString text = record.value(i).text();
                    if (text.isEmpty())
                        continue;
                    if (field.type == FieldType::Phone)
                        QCOMPARE(normalisePhone(text).value(), text);
                    else if (field.type == FieldType::Email)
                        QCOMPARE(normaliseEmail(text).value(), text);
                    else if (field.type == FieldType::Url)
                        QCOMPARE(normaliseUrl(text).value(), text);
                    else if (field.key == QLatin1String("uscc"))
                        QCOMPARE(normaliseUscc(text).value(), text);
                    else if (field.type == FieldType::Picklist)
                        QVERIFY2(field.picklistValue(text), qPrintable(type->key() + field.key + text));
                }
            }
        }
    }

    void requiredValuesAreThere()
    {
        for (const ObjectTypePtr &type : m_demo->configuration().dictionary->objects()) {
            const QList<Record> records = m_demo->all(type->key());
            for (const Record &record : records) {
                for (int i = 0; i < type->fieldCount(); ++i) {
                    const Field &field = type->field(i);
                    if (field.required.kind == Requirement::Kind::Always)
                        QVERIFY2(!record.value(i).isNull(),
                                 qPrintable(type->key() + QLatin1Char('.') + field.key));
                }
            }
        }
    }

    void verifies()
    {
        const auto checks = m_demo->workspace().verify(Ticket());
        QVERIFY(checks.ok());
        for (const VerifyCheck &check : *checks)
            QVERIFY2(check.ok, qPrintable(check.name + QLatin1String(": ") + check.detail));
    }

    void sameSeedSameCompany()
    {
        auto again = DemoWorkspace::demo();
        QVERIFY(again.ok());
        QCOMPARE((*again)->digest(), m_demo->digest());
        auto other = DemoWorkspace::demo(2);
        QVERIFY(other.ok());
        QVERIFY((*other)->digest() != m_demo->digest());
    }

private:
    std::unique_ptr<DemoWorkspace> m_demo;
};

DW_TEST(DemoCompanyTest)

}  // namespace dw::test

#include "demo_companytest.moc"
