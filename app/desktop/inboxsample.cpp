// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inboxsample.h"

#include "app/desktop/desktopcontext.h"
#include "core/base/wording.h"
#include "core/reading/reader.h"

#include <algorithm>

namespace dw::desktop
{

namespace
{

constexpr qint64 Minute = 60'000;

// Builds items from what the workspace holds.
class Sample
{
public:
    Sample(const ReadSession &session, const ReadContext &context) : m_reader(session, context)
    {
        m_now = context.now;
    }

    QList<InboxItem> items()
    {
        const QList<Record> accounts = records(QStringLiteral("account"), {QStringLiteral("-total_won")}, 2);
        const QList<Record> deals = records(QStringLiteral("opportunity"), {QStringLiteral("-amount")}, 2);
        if (accounts.size() < 2 || deals.size() < 2)
            return {};
        QList<InboxItem> all;
        InboxItem first = kept(accounts[0]);
        ask(first, accounts[0], u"phone", text("+86 574 5550 2386"), text("+86 574 5550 9000"));
        ask(first, accounts[0], u"website", text("https://www.example.com/cn"),
            text("https://cn.example.com"));
        join(first, accounts[0], u"payment_terms_days", Value(qint64(60)));
        join(first, accounts[0], u"short_name", text("Hongwei"));
        all.append(first);
        InboxItem second = kept(accounts[1]);
        ask(second, accounts[1], u"phone", text("+86 21 5550 1174"), text("+86 21 5550 1100"));
        all.append(second);
        InboxItem deal = kept(deals[0]);
        ask(deal, deals[0], u"next_step", text("Pilot review with plant manager"),
            text("Send offer for year 2"));
        all.append(deal);
        all.append(refused(deals[1]));
        return all;
    }

private:
    static Value text(const char *value) { return Value(QString::fromUtf8(value)); }

    QList<Record> records(const QString &object, const QStringList &sort, int count) const
    {
        const Result<Query> query = m_reader.query(object, QString(), sort);
        if (!query.ok())
            return {};
        const auto rows = m_reader.rows(*query, count);
        if (!rows.ok())
            return {};
        QList<int> fields;
        for (int i = 0; i < query->object->fieldCount(); ++i)
            fields.append(i);
        const auto found = m_reader.page(query->object, *rows, fields);
        return found.ok() ? *found : QList<Record>();
    }

    InboxItem about(const Record &record)
    {
        InboxItem item;
        item.number = ++m_number;
        item.record = record.ref();
        item.title = record.value(record.type().titleIndex(Language::English)).text();
        item.isHere = true;
        item.typedAt = Instant{m_now.ms - (200 - 9 * item.number) * Minute};
        item.at = Instant{m_now.ms - (12 - item.number) * Minute};
        return item;
    }

    InboxItem kept(const Record &record)
    {
        InboxItem item = about(record);
        item.code = QStringLiteral("kept");
        return item;
    }

    InboxItem refused(const Record &record)
    {
        InboxItem item = about(record);
        item.code = QStringLiteral("gate_failed");
        item.command = wording(QStringLiteral("sync.did_record_update"), {item.title});
        item.reason = wording(QStringLiteral("sync.issue_gate_failed"));
        ask(item, record, u"next_step", text("Send the contract"), record.value(u"next_step"));
        return item;
    }

    InboxField fieldOf(const InboxItem &item, const Record &record, QStringView key, const Value &mine) const
    {
        InboxField field;
        field.record = item.record;
        field.field = key.toString();
        field.type = record.typePointer();
        field.original = record.value(key);
        field.mine = mine;
        field.by = QStringLiteral("Sun Kai");
        field.at = Instant{item.typedAt.ms + 41 * Minute};
        return field;
    }

    void ask(InboxItem &item, const Record &record, QStringView key, const Value &mine, const Value &theirs)
    {
        if (record.type().indexOf(key) < 0)
            return;
        InboxField field = fieldOf(item, record, key, mine);
        field.theirs = theirs;
        field.conflict = true;
        item.fields.append(field);
    }

    void join(InboxItem &item, const Record &record, QStringView key, const Value &mine) const
    {
        if (record.type().indexOf(key) < 0)
            return;
        const InboxField field = fieldOf(item, record, key, mine);
        item.joined.append({field, InboxJoined::Side::Mine});
    }

    Reader m_reader;
    Instant m_now;
    qint64 m_number = 0;
};

}  // namespace

QList<InboxItem> inboxSample(DesktopContext &context)
{
    QList<InboxItem> items;
    const ReadContext reading = context.readContextNow();
    context.workspace().readNow([&](ReadSession &session) { items = Sample(session, reading).items(); });
    return items;
}

}  // namespace dw::desktop
