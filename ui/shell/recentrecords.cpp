// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recentrecords.h"

#include "core/reading/reader.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw::ui
{

QList<RecentRecord> recentRecords(const LocalSettings &settings)
{
    QList<RecentRecord> records;
    const QJsonArray stored = settings.value(setting::recent()).toArray();
    for (const QJsonValue &value : stored) {
        const QJsonObject one = value.toObject();
        const std::optional<Id> id = Id::fromString(one.value(QStringLiteral("id")).toString());
        if (id)
            records.append({RecordRef{one.value(QStringLiteral("object")).toString(), *id},
                            one.value(QStringLiteral("title")).toString()});
    }
    return records;
}

QList<RecentRecord> visibleRecents(const Reader &reader, const QList<RecentRecord> &recent, int most)
{
    QList<RecordRef> seen;
    for (const RecentRecord &one : recent) {
        if (seen.size() >= most)
            break;
        if (reader.record(one.record).ok())
            seen.append(one.record);
    }
    const auto titles = reader.titles(seen);
    QList<RecentRecord> visible;
    for (const RecordRef &record : std::as_const(seen)) {
        // No title, or none that the actor may read: there is nothing to call it by.
        const QString title = titles.ok() ? titles->value(record) : QString();
        if (!title.isEmpty())
            visible.append({record, title});
    }
    return visible;
}

void rememberRecent(LocalSettings &settings, const RecentRecord &opened)
{
    QList<RecentRecord> records = recentRecords(settings);
    records.removeIf([&opened](const RecentRecord &one) { return one.record == opened.record; });
    records.prepend(opened);
    QJsonArray stored;
    for (const RecentRecord &one : records.mid(0, RecentKept))
        stored.append(QJsonObject{{QStringLiteral("object"), one.record.object},
                                  {QStringLiteral("id"), one.record.id.toString()},
                                  {QStringLiteral("title"), one.title}});
    settings.setValue(setting::recent(), stored);
}

}  // namespace dw::ui
