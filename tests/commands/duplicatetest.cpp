// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/checkedexpression.h"
#include "core/matching/duplicatekey.h"
#include "core/rules/findingtext.h"
#include "tests/commands/commandworld.h"
#include "tests/support/testrunner.h"

namespace dw::test
{

namespace
{

using Status = CommandResult::Status;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// Who may not say that there are two, and sees only customers of their own name.
class NarrowPolicy final : public Policy
{
public:
    explicit NarrowPolicy(bool hides) : m_hides(hides) {}
    Decision may(const Actor &, Action action, const ObjectType &, const Record *) const override
    {
        return {action != Action::WaiveGate, text("access.denied")};
    }
    Condition readable(const Actor &, const ObjectTypePtr &object) const override
    {
        if (!m_hides || object->key() != QLatin1String("account"))
            return nullptr;
        static const DictionaryPtr dictionary = *Dictionary::build(*BuiltinDictionary::definitions());
        return *CheckedExpression::condition(text("STARTSWITH(name, \"Mine\")"),
                                             {dictionary, object, *Currency::fromCode(u"CNY")});
    }
    FieldRights fields(const Actor &, const ObjectType &) const override { return {}; }

private:
    bool m_hides;
};

QString severity(const Finding &finding)
{
    switch (finding.severity) {
        case Finding::Severity::Blocker:
            return text("!");
        case Finding::Severity::Warning:
            return text("?");
        case Finding::Severity::Hint:
            return text(".");
    }
    Q_UNREACHABLE();
}

// "!duplicate.possible Acme @fields:account.name"
QString told(const CommandResult &result)
{
    QStringList all;
    for (const Finding &finding : result.findings) {
        if (finding.key.startsWith(QLatin1String("duplicate.")))
            all.append(severity(finding) + finding.key + QLatin1Char(' ') +
                       finding.arguments.mid(0, 2).join(QLatin1Char(' ')));
    }
    return all.join(QLatin1String("; "));
}

}  // namespace

// B8: who is there already is named before there are two.
class DuplicateTest : public QObject
{
    Q_OBJECT

private:
    static CommandResult make(CommandWorld &world, const char *object, const QJsonObject &set,
                              const char *reason = nullptr)
    {
        QJsonObject arguments{{text("object"), text(object)}, {text("set"), set}};
        if (reason != nullptr)
            arguments.insert(text("waive"), QJsonObject{{text("duplicate"), text(reason)}});
        return world.run("record.create", arguments);
    }

private Q_SLOTS:
    void companiesAreFoundUnderAnotherForm()
    {
        CommandWorld world;
        const Id first = world.create("account", {{text("name"), text("宁波华康医疗器械有限公司")},
                                                  {text("phone"), text("0574-87654321")}});
        const CommandResult again =
            make(world, "account", {{text("name"), text("宁波华康医疗器械股份有限公司")}});
        QCOMPARE(again.status, Status::Refused);
        QCOMPARE(told(again), text("!duplicate.possible 宁波华康医疗器械有限公司 @fields:account.name"));
        const Finding &finding = again.findings.first();
        QCOMPARE(finding.record, (RecordRef{text("account"), first}));
        QCOMPARE(finding.arguments.value(2), first.toString());
        QCOMPARE(finding.field, text("name"));
        const Rulebook &rulebook = *world.base().runner->configuration()->rulebook;
        QCOMPARE(findingText(finding, rulebook, Language::English),
                 text("宁波华康医疗器械有限公司 has the same Customer name and may be the same one. Open it, "
                      "or say "
                      "why there is "
                      "another."));
        QCOMPARE(world.base().count(text("account"), text("STARTSWITH(name, \"宁波\")")), 1);
        // Full width and case say nothing either.
        QCOMPARE(told(make(world, "account", {{text("name"), text("ＡＣＭＥ Co., Ltd.")}})),
                 text("!duplicate.possible Acme @fields:account.name"));
    }

    void whatIsAskedMayBeWaivedWithAReason()
    {
        CommandWorld world;
        const QJsonObject acme{{text("name"), text("Acme Inc")}};
        QCOMPARE(make(world, "account", acme, "  ").status, Status::Refused);
        const CommandResult made = make(world, "account", acme, "the plant in Suzhou");
        QCOMPARE(made.status, Status::Applied);
        QCOMPARE(told(made), text(".duplicate.accepted Acme @fields:account.name"));
        QString note;
        world.base().workspace->readNow([&](ReadSession &session) {
            if (const auto lines = session.auditTrail(1, 0); lines.ok() && !lines->isEmpty())
                note = lines->first().entry.note;
        });
        QCOMPARE(note, text("the plant in Suzhou"));
    }

    void whoMayNotWaiveIsRefused()
    {
        CommandWorld world(std::make_shared<NarrowPolicy>(false));
        const CommandResult refused = make(world, "account", {{text("name"), text("Acme")}}, "wanted");
        QCOMPARE(refused.status, Status::Refused);
        QCOMPARE(told(refused), text("!duplicate.possible Acme @fields:account.name; "
                                     "!duplicate.waiver_refused @object:account"));
    }

    void whoIsOutOfSightIsNotNamed()
    {
        CommandWorld world;
        world.create("account", {{text("name"), text("Other Ltd")}});
        world.base().reopen(std::make_shared<NarrowPolicy>(true));
        const CommandResult refused = make(world, "account", {{text("name"), text("Other")}});
        QCOMPARE(refused.status, Status::Refused);
        QCOMPARE(refused.findings.size(), 1);
        const Finding &finding = refused.findings.first();
        QVERIFY(finding.key.startsWith(QLatin1String("duplicate.unseen")));
        QCOMPARE(finding.arguments.value(0), text("@fields:account.name"));
        QVERIFY(!finding.arguments.join(QLatin1Char(' ')).contains(QLatin1String("Other")));
        QVERIFY(finding.record.id != world.account);
    }

    void peopleAreFoundByWhatReachesThem()
    {
        CommandWorld world;
        const QJsonObject lin{{text("name"), text("Lin")},
                              {text("account_id"), world.account.toString()},
                              {text("mobile"), text("13800138000")},
                              {text("email"), text("lin@example.com")}};
        world.create("contact", lin);
        const Id other = world.create("account", {{text("name"), text("Other")}});
        const QJsonObject elsewhere{{text("name"), text("Someone")},
                                    {text("account_id"), other.toString()},
                                    {text("mobile"), text("+86 138-0013-8000")}};
        QCOMPARE(told(make(world, "contact", elsewhere)),
                 text("!duplicate.possible Lin @fields:contact.mobile"));
        QCOMPARE(told(make(world, "contact", lin)),
                 text("!duplicate.possible Lin "
                      "@fields:contact.mobile,contact.email,contact.name,contact.account_id"));
        // A name alone is anybody's.
        QCOMPARE(make(world, "contact",
                      {{text("name"), text("Lin")},
                       {text("account_id"), other.toString()},
                       {text("mobile"), text("13900139000")}})
                     .status,
                 Status::Applied);
    }

    void weakSignsAreToldOnly()
    {
        CommandWorld world;
        world.create("account", {{text("name"), text("Plant one")}, {text("phone"), text("0574-87654321")}});
        const CommandResult made = make(
            world, "account", {{text("name"), text("Plant two")}, {text("phone"), text("0574 8765 4321")}});
        QCOMPARE(made.status, Status::Applied);
        QCOMPARE(told(made), text("?duplicate.similar Plant one @fields:account.phone"));
    }

    void anotherCreditCodeIsAnotherCompany()
    {
        CommandWorld world;
        world.create("account", {{text("name"), text("Twin")}, {text("uscc"), text("91330200144052096U")}});
        QCOMPARE(told(make(world, "account", {{text("name"), text("Twin")}})),
                 text("!duplicate.possible Twin @fields:account.name"));
        const CommandResult made = make(
            world, "account", {{text("name"), text("Twin")}, {text("uscc"), text("91440300708461136T")}});
        QCOMPARE(told(made), QString());
        QCOMPARE(made.status, Status::Applied);
    }

    void onlyWhatChangesIsLookedAt()
    {
        CommandWorld world;
        const Id second = make(world, "account", {{text("name"), text("Acme")}}, "two of them").ids.value(0);
        QCOMPARE(world.update("account", second, {{text("short_name"), text("A2")}}).status, Status::Applied);
        const Id third = world.create("account", {{text("name"), text("Third")}});
        const CommandResult renamed = world.update("account", third, {{text("name"), text("Acme GmbH")}});
        QCOMPARE(renamed.status, Status::Refused);
        QCOMPARE(renamed.findings.size(), 2);
        // What was deleted is no candidate.
        world.done("record.delete", {{text("object"), text("account")},
                                     {text("ids"), QJsonArray{second.toString(), world.account.toString()}}});
        QCOMPARE(world.update("account", third, {{text("name"), text("Acme GmbH")}}).status, Status::Applied);
    }

    void importsNameTheCandidateAndGoByTheirChoice()
    {
        CommandWorld world;
        ImportWorld &base = world.base();
        const QString file =
            base.file(text("a.csv"), "Name,Short\nAcme Ltd,Ningbo\nFresh,Ningbo\nfresh inc,Suzhou\n");
        const QByteArray map =
            R"({"object": "account", "match": ["name"], "columns": {"Name": "name", "Short": "short_name"}})";
        ImportEngine::Options options;
        options.rejectsFile = base.path(text("rejects.csv"));
        const ImportReport report = base.import(file, map, options);
        QCOMPARE(report.counts.created, 1);
        QCOMPARE(report.counts.rejected, 2);
        QCOMPARE(report.rejects[0].row, 2);
        QCOMPARE(report.rejects[0].column, text("Name"));
        QVERIFY2(report.rejects[0].reason.contains(text("Acme has the same Customer name")),
                 qPrintable(report.rejects[0].reason));
        QVERIFY(report.rejects[1].reason.contains(text("Fresh has the same Customer name")));
        options.onDuplicate = ImportRecords::OnDuplicate::Create;
        QCOMPARE(base.import(file, map, options).counts.created, 3);
    }

    // A customer's own field with the mark counts as the shipped ones do, and the table knows every shipped
    // one that stands by itself.
    void keysFollowTheDictionary()
    {
        const DictionaryPtr dictionary = *Dictionary::build(*BuiltinDictionary::definitions());
        const auto names = [&](QStringView object) {
            const ObjectTypePtr type = dictionary->find(object.toString());
            QStringList all;
            for (const DuplicateKey &key : duplicateKeys(*type)) {
                QStringList fields;
                for (const int field : key.fields)
                    fields.append(type->field(field).key);
                all.append(fields.join(QLatin1Char('+')) + QLatin1Char(' ') + QString::number(key.score));
            }
            return all.join(QLatin1String(", "));
        };
        QCOMPARE(names(u"account"), text("tax_no 95, name_key 90, name_en 60, phone 60, website 60"));
        QCOMPARE(names(u"lead"),
                 text("mobile 95, email 90, wechat 85, company_name_key+contact_name 80, phone 60"));
        QCOMPARE(names(u"product"), text("name 60"));
        QCOMPARE(names(u"opportunity"), text("erp_order_no 80"));
        QCOMPARE(names(u"task"), QString());
    }
};

DW_TEST(DuplicateTest)

}  // namespace dw::test

#include "duplicatetest.moc"
