// SPDX-License-Identifier: GPL-3.0-or-later
// What is one thing or one person's: lines with their sum (I16), leads with their owner (I14).
#include "tests/sync/simulation.h"

#include <QJsonArray>

namespace dw::test
{

// Few leads: what one lets go others want.
void Simulation::takeLead(SyncLaptop &laptop, int index)
{
    const QList<Id> leads = ids(laptop, "lead").mid(0, 2);
    if (leads.isEmpty()) {
        noteRun(laptop.run("record.create",
                           {{QStringLiteral("object"), QStringLiteral("lead")},
                            {QStringLiteral("set"),
                             QJsonObject{{QStringLiteral("company_name"), QStringLiteral("Lead")},
                                         {QStringLiteral("contact_name"), QStringLiteral("Li")},
                                         {QStringLiteral("mobile"), QStringLiteral("+8613800000001")},
                                         {QStringLiteral("source_channel"), QStringLiteral("other")}}}}),
                QStringLiteral("laptop %1 creates a lead").arg(index));
        return;
    }
    const Id lead = any(leads);
    const bool free = laptop.stored("lead", lead).value(u"owner_id").isNull();
    noteRun(laptop.run(free ? "lead.claim" : "lead.release", {{QStringLiteral("id"), lead.toString()}}),
            QStringLiteral("laptop %1 %2 lead %3")
                .arg(index)
                .arg(free ? QStringLiteral("claims") : QStringLiteral("releases"), lead.toString().right(6)));
    ++m_counts[free ? QStringLiteral("claims") : QStringLiteral("releases")];
}

// I16: the amount of a deal with lines is their sum, wherever nothing waits.
void Simulation::checkSums(SyncParty &party, const QString &who)
{
    party.workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = party.runner->configuration();
        const ObjectTypePtr deals = configuration->dictionary->find(u"opportunity");
        const ObjectTypePtr lines = configuration->dictionary->find(u"opportunity_line");
        const auto rows = session.rows({deals, nullptr, {}},
                                       configuration->settings.context(m_world.clock().now(), {}, {}), -1);
        const auto all =
            rows.ok()
                ? session.page(deals, *rows, {deals->indexOf(u"amount"), deals->indexOf(u"amount_source")})
                : Result<QList<Record>>(rows.error());
        if (!all.ok()) {
            fail(who + QLatin1Char(' ') + all.error().key);
            return;
        }
        for (const Record &deal : *all) {
            if (deal.value(u"amount_source").text() != QLatin1String("lines"))
                continue;
            const auto parts = session.findByValue(lines, lines->indexOf(u"opportunity_id"), Value(deal.id()),
                                                   ReadSession::Match::Exact, 10'000);
            qint64 sum = 0;
            for (const Record &line : parts.ok() ? *parts : QList<Record>())
                sum += line.value(u"amount").money().minor;
            if (sum != deal.value(u"amount").money().minor)
                fail(QStringLiteral("%1: deal %2 says %3, its lines %4")
                         .arg(who, deal.id().toString().right(6))
                         .arg(deal.value(u"amount").money().minor)
                         .arg(sum));
            ++m_counts[QStringLiteral("sums")];
        }
    });
}

// I14: whoever claimed a lead took it from nobody.
void Simulation::checkClaims()
{
    const QList<Id> leads = ids(m_world.server(), "lead");
    m_world.server().workspace->readNow([&](ReadSession &session) {
        for (const Id &lead : leads) {
            const auto history = session.history({QStringLiteral("lead"), lead}, 1000, 0);
            for (const AuditRecord &line : history.ok() ? *history : QList<AuditRecord>()) {
                if (line.entry.command != QLatin1String("lead.claim") ||
                    !line.fields.contains(QStringLiteral("owner_id")))
                    continue;
                const QJsonArray owner = line.entry.values.value(QLatin1String("owner_id")).toArray();
                if (!owner.at(0).isNull() || owner.at(1).toString() != line.entry.user.toString())
                    fail(QStringLiteral("lead %1 was claimed from somebody").arg(lead.toString().right(6)));
                ++m_counts[QStringLiteral("claimed")];
            }
        }
    });
}

void Simulation::checkWholes()
{
    checkClaims();
    checkSums(m_world.server(), QStringLiteral("the server"));
    // Under roles a laptop may be without some of it.
    for (int i = 0; i < m_plan.laptops && m_plan.access == SyncWorld::Access::Open; ++i)
        checkSums(m_world.laptop(i), QStringLiteral("laptop %1").arg(i));
}

}  // namespace dw::test
