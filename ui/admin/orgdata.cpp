// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/orgdata.h"

#include "ui/admin/accessdata.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace dw::ui
{

namespace
{

// What stands below itself, by a mistake of somebody, comes last, without a depth.
QList<OrgData::Line> inTree(const QList<Record> &records)
{
    QHash<Id, QList<Record>> below;
    QSet<Id> known;
    for (const Record &record : records)
        known.insert(record.id());
    for (const Record &record : records) {
        const Id parent = record.value(u"parent_id").id();
        below[known.contains(parent) ? parent : Id()].append(record);
    }
    QList<OrgData::Line> lines;
    const std::function<void(const Id &, int)> add = [&](const Id &parent, int depth) {
        for (const Record &record : below.take(parent)) {
            lines.append({record, depth, 0});
            add(record.id(), depth + 1);
        }
    };
    add({}, 0);
    for (const Record &record : records) {
        if (std::none_of(lines.begin(), lines.end(),
                         [&record](const OrgData::Line &line) { return line.record.id() == record.id(); }))
            lines.append({record, 0, 0});
    }
    return lines;
}

}  // namespace

const Record *OrgData::record(const Id &id) const
{
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&id](const Line &line) { return line.record.id() == id; });
    return found == lines.end() ? nullptr : &found->record;
}

Result<OrgDataPtr> readOrg(const Reader &reader, const QString &object)
{
    auto data = std::make_shared<OrgData>();
    const bool shares = object == QLatin1String("record_share");
    DW_ASSIGN(const QList<Record> records,
              allRecords(reader, object, {shares ? QStringLiteral("expires_at") : QStringLiteral("name")}));
    DW_ASSIGN(data->titles, reader.titlesOf(records));
    if (shares) {
        for (const Record &record : records)
            data->lines.append({record, 0, 0});
        return OrgDataPtr(data);
    }
    data->lines = inTree(records);
    DW_ASSIGN(const QList<Record> users, allRecords(reader, QStringLiteral("user"), {}));
    QHash<Id, int> members;
    for (const Record &user : users) {
        if (object == QLatin1String("team")) {
            ++members[user.value(u"team_id").id()];
        } else {
            for (const QList<Id> ids = user.value(u"territory_ids").ids(); const Id &id : ids)
                ++members[id];
        }
    }
    for (OrgData::Line &line : data->lines)
        line.members = members.value(line.record.id());
    return OrgDataPtr(data);
}

}  // namespace dw::ui
