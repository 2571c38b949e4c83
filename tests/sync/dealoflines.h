// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inbox.h"
#include "tests/sync/syncworld.h"

#include <QJsonDocument>

#include <functional>

namespace dw::test
{

// Lin and Anna, a deal of one line (2 pumps of 100) that both have, and what they do to its lines.
struct DealOfLines
{
    SyncWorld world{2};
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    Id account = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
    Id deal = lin.create("opportunity",
                         {{QStringLiteral("name"), QStringLiteral("Waterworks")},
                          {QStringLiteral("account_id"), account.toString()},
                          {QStringLiteral("amount"), QStringLiteral("5000")},
                          {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                          {QStringLiteral("next_step"), QStringLiteral("Call")},
                          {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
    Id pump = add(lin, "Pump", "2");

    DealOfLines() { world.syncAll(); }

    Id add(SyncLaptop &laptop, const char *what, const char *quantity) const
    {
        return laptop.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                                  {QStringLiteral("free_text"), QString::fromUtf8(what)},
                                                  {QStringLiteral("qty"), QString::fromUtf8(quantity)},
                                                  {QStringLiteral("unit_price"), QStringLiteral("100")}});
    }
    static void quantity(SyncLaptop &laptop, const Id &line, const char *quantity)
    {
        const CommandResult result =
            laptop.update("opportunity_line", line, {{QStringLiteral("qty"), QString::fromUtf8(quantity)}});
        if (result.status != CommandResult::Status::Applied)
            qFatal("quantity: %s", qPrintable(result.error.key));
    }
    // Both change lines; Anna's are at the server first.
    void meet()
    {
        add(anna, "Valve", "3");
        quantity(lin, pump, "4");
        world.sync(anna);
        world.sync(lin);
    }
    qint64 amount(SyncParty &party) const
    {
        return party.stored("opportunity", deal).value(u"amount").money().minor;
    }
    QList<Record> lines(SyncParty &party) const
    {
        QList<Record> found;
        party.workspace->readNow([&](ReadSession &session) {
            const ObjectTypePtr type = party.runner->configuration()->dictionary->find(u"opportunity_line");
            const auto read = session.findByValue(type, type->indexOf(u"opportunity_id"), Value(deal),
                                                  ReadSession::Match::Exact, 1000);
            if (read.ok())
                found = *read;
        });
        return found;
    }
    // I16.
    bool addsUp(SyncParty &party) const
    {
        qint64 sum = 0;
        const QList<Record> all = lines(party);
        for (const Record &line : all)
            sum += line.value(u"amount").money().minor;
        return sum == amount(party);
    }
    static QList<InboxItem> items(SyncLaptop &laptop)
    {
        QList<InboxItem> items;
        laptop.workspace->readNow([&](ReadSession &session) {
            const auto read =
                InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English).items();
            if (!read.ok())
                qFatal("items: %s", qPrintable(read.error().key));
            items = *read;
        });
        return items;
    }
    static InboxOutcome decide(SyncLaptop &laptop, InboxDecision::Action action)
    {
        InboxDecision decision;
        decision.action = action;
        decision.number = items(laptop).first().number;
        InboxOutcome outcome;
        laptop.write([&](WriteSession &session) {
            outcome = Inbox(*laptop.runner).decide(session, decision, laptop.actor, Language::English);
        });
        return outcome;
    }
    // What Lin's laptop sends is another than what was done there.
    void forge(const std::function<void(QJsonObject &)> &change) const
    {
        lin.write([&](WriteSession &session) {
            if (!session.begin(Durability::Saved).ok())
                qFatal("begin");
            const QList<OutboxEntry> waiting = session.replica().outbox(0, -1).value();
            for (const OutboxEntry &entry : waiting) {
                QJsonObject body = QJsonDocument::fromJson(entry.body).object();
                change(body);
                if (!session.replica().setBody(entry.number, QJsonDocument(body).toJson()).ok())
                    qFatal("body");
            }
            if (!session.commit().ok())
                qFatal("commit");
        });
    }
    QStringList codes() const
    {
        QStringList codes;
        const QList<InboxEntry> inbox = lin.inbox();
        for (const InboxEntry &entry : inbox)
            codes.append(entry.code);
        return codes;
    }
};

}  // namespace dw::test
