// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

namespace
{

using Status = CommandResult::Status;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QString found(const CommandResult &result, Finding::Severity severity)
{
    QStringList all;
    for (const Finding &finding : result.findings) {
        if (finding.severity == severity)
            all.append(finding.field + QLatin1Char(' ') + finding.key);
    }
    all.sort();
    return all.join(QLatin1String(", "));
}

QString blockers(const CommandResult &result)
{
    return found(result, Finding::Severity::Blocker);
}

CommandResult update(DealWorld &world, const char *object, const Id &id, const QJsonObject &set)
{
    return world.attempt("record.update",
                         {{text("object"), text(object)}, {text("id"), id.toString()}, {text("set"), set}});
}

Id line(DealWorld &world, const Id &deal, const char *price)
{
    return world.create("opportunity_line", {{text("opportunity_id"), deal.toString()},
                                             {text("free_text"), text("Pump")},
                                             {text("qty"), text("1")},
                                             {text("unit_price"), text(price)}});
}

}  // namespace

// Rules of single fields, whichever command meets them.
class FieldRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAmountIsThatOfTheLines()
    {
        DealWorld world;
        const Id deal = world.deal(text("A deal"), world.account(text("Acme")));
        const QJsonObject typed{{text("amount"), text("5")}};
        QCOMPARE(update(world, "opportunity", deal, typed).status, Status::Applied);
        const Id first = line(world, deal, "200");
        const Id second = line(world, deal, "50");
        QCOMPARE(blockers(update(world, "opportunity", deal, typed)), text("amount deal.amount_of_lines"));
        QCOMPARE(world.value("opportunity", deal, u"amount").money().minor, 25000);
        QCOMPARE(world.value("opportunity_line", second, u"line_no").integer(), 2);
        world.remove("opportunity_line", first);
        QCOMPARE(world.value("opportunity", deal, u"amount").money().minor, 5000);
        world.run("record.restore",
                  {{text("object"), text("opportunity_line")}, {text("ids"), QJsonArray{first.toString()}}});
        QCOMPARE(world.value("opportunity", deal, u"amount").money().minor, 25000);
        world.remove("opportunity_line", first);
        world.remove("opportunity_line", second);
        QCOMPARE(update(world, "opportunity", deal, typed).status, Status::Applied);
    }
};

DW_TEST(FieldRuleTest)

}  // namespace dw::test

#include "fieldruletest.moc"
