// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/checkedexpression.h"
#include "core/matching/duplicatekey.h"
#include "core/reading/similarrecords.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace dw::test
{

namespace
{

// Who sees customers of Hefei alone, and the phones of none.
class HefeiPolicy final : public Policy
{
public:
    explicit HefeiPolicy(DictionaryPtr dictionary) : m_dictionary(std::move(dictionary)) {}
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &object) const override
    {
        if (object->key() != QLatin1String("account"))
            return nullptr;
        return *CheckedExpression::condition(QStringLiteral("STARTSWITH(name, \"合肥\")"),
                                             {m_dictionary, object, *Currency::fromCode(u"CNY")});
    }
    FieldRights fields(const Actor &, const ObjectType &) const override
    {
        return {{{QStringLiteral("phone"), FieldRight::Masked}}};
    }

private:
    DictionaryPtr m_dictionary;
};

}  // namespace

// Is there one like this already, while somebody writes it.
class SimilarTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ImportWorld> m_world;

    Id create(const char *object, const QJsonObject &set)
    {
        const CommandResult result = m_world->runner->runNow(
            {QStringLiteral("record.create"),
             {{QStringLiteral("object"), QLatin1String(object)}, {QStringLiteral("set"), set}}},
            m_world->actor);
        if (result.status != CommandResult::Status::Applied)
            qFatal("cannot create %s: %s", object, qPrintable(errorText(result.error)));
        return result.ids.value(0);
    }

    // "83 合肥辰盈商贸有限公司" each, for a draft with these texts.
    QStringList likeThis(const char *object, const QList<std::pair<const char *, const char *>> &draft,
                         bool narrow = false)
    {
        QStringList told;
        m_world->workspace->readNow([&](ReadSession &session) {
            QVERIFY(session.beginRead().ok());
            const ConfigurationPtr configuration = m_world->runner->configuration();
            std::shared_ptr<const Policy> policy = configuration->policy;
            if (narrow)
                policy = std::make_shared<HefeiPolicy>(configuration->dictionary);
            const Reader reader(session, {configuration->dictionary, configuration->settings, policy,
                                          m_world->actor, Instant(), Language::English});
            const auto type = reader.object(QString::fromLatin1(object));
            QVERIFY(type.ok());
            Record record(*type, Id());
            for (const auto &[field, value] : draft)
                QVERIFY(record.set(QString::fromLatin1(field), Value(QString::fromUtf8(value))));
            const auto similar = similarRecords(reader, record, AskedScore);
            QVERIFY(similar.ok());
            for (const SimilarRecord &one : *similar)
                told.append(QString::number(one.match.score) + QLatin1Char(' ') + one.title);
            session.endRead();
        });
        return told;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ImportWorld>();
        create("account", {{QStringLiteral("name"), QStringLiteral("合肥辰盈商贸有限公司")},
                           {QStringLiteral("phone"), QStringLiteral("0551-65556268")}});
        create("account", {{QStringLiteral("name"), QStringLiteral("大连中泰物流有限公司")}});
        create("account", {{QStringLiteral("name"), QStringLiteral("Nordlicht Marine Ltd")},
                           {QStringLiteral("phone"), QStringLiteral("010-85200000")}});
    }
    void cleanup() { m_world.reset(); }

    void aCustomerIsFoundUnderAnotherForm()
    {
        const QString expected = QStringLiteral("82 合肥辰盈商贸有限公司");
        QCOMPARE(likeThis("account", {{"name", "合肥辰盈商贸有限责任公司"}}), QStringList{expected});
        QCOMPARE(likeThis("account", {{"name", "辰盈商貿（合肥）"}}), QStringList{expected});
    }

    void aSlipIsFoundWithASecondReason()
    {
        QCOMPARE(likeThis("account", {{"name", "合肥辰赢商贸有限公司"}}), QStringList());
        QCOMPARE(likeThis("account", {{"name", "合肥辰赢商贸有限公司"}, {"phone", "+8655165556268"}}),
                 QStringList{QStringLiteral("83 合肥辰盈商贸有限公司")});
        QCOMPARE(likeThis("account", {{"name", "Marine Nordlight"}, {"phone", "+861085200000"}}),
                 QStringList{QStringLiteral("87 Nordlicht Marine Ltd")});
    }

    // What is out of sight is not told, and what may not be read is no reason.
    void onlyWhatTheActorSees()
    {
        QCOMPARE(likeThis("account", {{"name", "大连中泰物流"}}).size(), 1);
        QCOMPARE(likeThis("account", {{"name", "大连中泰物流"}}, true), QStringList());
        QCOMPARE(likeThis("account", {{"name", "合肥辰盈商贸"}}, true).size(), 1);
        QCOMPARE(likeThis("account", {{"name", "合肥辰赢商贸"}, {"phone", "+8655165556268"}}).size(), 1);
        QCOMPARE(likeThis("account", {{"name", "合肥辰赢商贸"}, {"phone", "+8655165556268"}}, true),
                 QStringList());
    }

    void anotherOneIsNotFound()
    {
        QCOMPARE(likeThis("account", {{"name", "北京中泰物流有限公司"}}), QStringList());
        QCOMPARE(likeThis("account", {{"name", "合肥辰盈商贸有限公司芜湖分公司"}}), QStringList());
        QCOMPARE(likeThis("account", {}), QStringList());
        QCOMPARE(likeThis("product", {{"name", "合肥辰盈商贸有限公司"}}), QStringList());
    }
};

DW_TEST(SimilarTest)

}  // namespace dw::test

#include "similartest.moc"
