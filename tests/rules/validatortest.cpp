// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/validator.h"
#include "tests/rules/gateworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

// What a person types is brought to its one form or refused by its reason (B2 to B4).
class ValidatorTest : public QObject
{
    Q_OBJECT

private:
    GateWorld m_world;

    // "= value" or the key of the finding.
    QString checked(const char *object, const QString &field, Value value) const
    {
        const ObjectTypePtr type = m_world.object(object);
        const Findings findings =
            Validator(m_world.rulebook()).checkField(*type, type->indexOf(field), value);
        if (findings.isEmpty())
            return QLatin1String("= ") + value.toDebugString();
        const bool named = findings.first().arguments.value(0) ==
                           QLatin1String("@field:") + type->key() + QLatin1Char('.') + field;
        return (named ? QString() : QStringLiteral("unnamed ")) + findings.first().key;
    }

private Q_SLOTS:
    // What an import's file was checked for is not checked again; whatever stands there instead is.
    void whatPassedIsTakenAsItIs()
    {
        const ObjectTypePtr type = m_world.object("contact");
        const int mobile = type->indexOf(u"mobile");
        const auto check = [&](const QString &stands, const QList<std::pair<int, Value>> &passed) {
            Record contact(type, Id::named("c"));
            contact.set(mobile, Value(stands));
            Validator::Options options;
            options.passed = &passed;
            const auto findings =
                Validator(m_world.rulebook()).check(Record(), contact, m_world, m_world.context(), options);
            if (!findings.ok())
                return findings.error().key;
            for (const Finding &finding : *findings) {
                if (finding.field == QLatin1String("mobile"))
                    return finding.key;
            }
            return contact.value(mobile).text();
        };
        const QString number = QStringLiteral("+8613800138000"), wrong = QStringLiteral("12800138000");
        QCOMPARE(check(number, {{mobile, Value(number)}}), number);
        QCOMPARE(check(wrong, {{mobile, Value(wrong)}}), wrong);
        QCOMPARE(check(wrong, {{mobile, Value(number)}}), QStringLiteral("value.phone.mobile_prefix"));
        QCOMPARE(check(QStringLiteral("13800138000"), {{type->indexOf(u"phone"), Value(number)}}), number);
    }

    void fields_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *object, const char *field, const char *input, const char *expected) {
            QTest::addRow("%s.%s %s", object, field, input)
                << QString::fromLatin1(object) << QString::fromLatin1(field) << QString::fromUtf8(input)
                << QString::fromUtf8(expected);
        };
        const char *o = "contact", *f = "mobile";
        row(o, f, "13800138000", "= +8613800138000");
        row(o, f, "+86 138 0013 8000", "= +8613800138000");
        row(o, f, "0086-138-0013-8000", "= +8613800138000");
        row(o, f, "１３８００１３８０００", "= +8613800138000");
        row(o, f, "＋８６　１３８ ００１３ ８０００", "= +8613800138000");
        row(o, f, "+44 20 7946 0958", "= +442079460958");
        row(o, f, "+1 (415) 555-0100", "= +14155550100");
        row(o, f, "1380013800", "value.phone.mobile_length");
        row(o, f, "138001380001", "value.phone.mobile_length");
        row(o, f, "12800138000", "value.phone.mobile_prefix");
        row(o, f, "+86 12800138000", "value.phone.mobile_prefix");
        row(o, f, "+123", "value.phone.length");
        row(o, f, "call me", "value.phone.characters");
        o = "account", f = "phone";
        row(o, f, "0755-12345678", "= +8675512345678");
        row(o, f, "400-800-8888", "= +864008008888");
        o = "contact", f = "email";
        row(o, f, " Ren@HUAWEI.com ", "= Ren@huawei.com");
        row(o, f, "ｒｅｎ＠ｈｕａｗｅｉ．ｃｏｍ", "= ren@huawei.com");
        row(o, f, "ren", "value.email.at");
        row(o, f, "a@b@c.com", "value.email.at");
        row(o, f, "@huawei.com", "value.email.local");
        row(o, f, "ren@", "value.email.domain");
        row(o, f, "ren@huawei", "value.email.domain");
        o = "account", f = "uscc";
        row(o, f, "91350100M000100Y43", "= 91350100M000100Y43");
        row(o, f, "９１３５０１００ｍ０００１００ｙ４３", "= 91350100M000100Y43");
        row(o, f, "91350100M000100Y44", "value.uscc.check_digit");
        row(o, f, "91350100M000100Y4", "value.uscc.length");
        row(o, f, "91350100I000100Y43", "value.uscc.character");
        f = "website";
        row(o, f, "Example.COM/Path", "= https://example.com/Path");
        row(o, f, "http://example.com", "= http://example.com");
        row(o, f, "javascript:alert(1)", "value.url.scheme");
        row(o, f, "localhost", "value.url.host");
        f = "kind";
        row(o, f, "company", "= company");
        row(o, f, "planet", "value.not_in_list");
        // A list that the company may lengthen still takes no other text.
        row(o, "industry", "machinery", "= machinery");
        row(o, "industry", "bogus", "value.not_in_list");
        row("opportunity", "lost_reason", "bogus", "value.not_in_list");
        row("opportunity", "review_note", " \n\t ", "= null");
        row("opportunity", "review_note", "  as I wrote it\n", "=   as I wrote it\n");
        f = "name";
        row(o, f, "  Acme  ", "= Acme");
    }

    void fields()
    {
        QFETCH(const QString, object);
        QFETCH(const QString, field);
        QFETCH(const QString, input);
        QFETCH(const QString, expected);
        QCOMPARE(checked(object.toLatin1().constData(), field, Value(input)), expected);
    }

    // A person counts characters, not the units of an encoding.
    void lengthsCountCharacters()
    {
        const QString han(QStringLiteral("𠀀").repeated(200));
        QCOMPARE(han.size(), 400);
        QVERIFY(checked("opportunity", QStringLiteral("name"), Value(han)).startsWith(QLatin1Char('=')));
        QCOMPARE(checked("opportunity", QStringLiteral("name"), Value(han + QLatin1Char('x'))),
                 QStringLiteral("value.too_long"));
    }

    void rangesAreRefusedNotClamped()
    {
        const Currency currency = *Currency::fromCode(u"CNY");
        QCOMPARE(checked("opportunity", QStringLiteral("amount"), Value(Money{-1, currency})),
                 QStringLiteral("value.too_small"));
        QVERIFY(checked("opportunity", QStringLiteral("amount"), Value(Money{0, currency}))
                    .startsWith(QLatin1Char('=')));
        QCOMPARE(checked("opportunity", QStringLiteral("probability"), Value(Percent{10001})),
                 QStringLiteral("value.out_of_range"));
        QCOMPARE(checked("opportunity", QStringLiteral("probability"), Value(Percent{-1})),
                 QStringLiteral("value.out_of_range"));
    }

    // All that is missing at once, each once.
    void everyMissingValueIsListed()
    {
        Record contact(m_world.object("contact"), Id::named("c"));
        const auto findings =
            Validator(m_world.rulebook()).check(Record(), contact, m_world, m_world.context(), {});
        QVERIFY(findings.ok());
        QStringList fields;
        for (const Finding &finding : *findings) {
            if (finding.key == QLatin1String("value.required"))
                fields.append(finding.field);
        }
        QVERIFY(fields.contains(QStringLiteral("name")));
        QVERIFY(fields.contains(QStringLiteral("account_id")));
        QCOMPARE(QSet<QString>(fields.begin(), fields.end()).size(), fields.size());
        const auto accepted =
            Validator(m_world.rulebook()).check(Record(), contact, m_world, m_world.context(), {true, false});
        QVERIFY(accepted.ok());
        QVERIFY(!hasBlocker(*accepted));
        QVERIFY(contact.value(u"incomplete").boolean());
    }

    void referencesMustExistAndNotBeTheRecordItself()
    {
        Record account(m_world.object("account"), Id::named("a"));
        account.set(u"name", Value(QStringLiteral("Acme")));
        account.set(u"parent_account_id", Value(account.id()));
        account.set(u"price_list_id", Value(Id::named("nothing")));
        m_world.remove({QStringLiteral("price_list"), Id::named("nothing")});
        const auto findings =
            Validator(m_world.rulebook()).check(Record(), account, m_world, m_world.context(), {true, true});
        QVERIFY(findings.ok());
        QStringList keys;
        for (const Finding &finding : *findings)
            keys.append(finding.field + QLatin1Char(' ') + finding.key);
        QVERIFY(keys.contains(QStringLiteral("parent_account_id value.refers_to_itself")));
        QVERIFY(keys.contains(QStringLiteral("price_list_id value.reference_missing")));
    }
};

DW_TEST(ValidatorTest)

}  // namespace dw::test

#include "validatortest.moc"
