// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/dictionary/localtext.h"
#include "core/records/record.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// A saved way to see a list: shipped (resources/views/<object>.json, both names) or a saved_view record.
struct ListView
{
    QString key;  // "mine" of a shipped one, the id of a record
    Id id;        // null for a shipped one
    LocalText name;
    QString filter;
    QStringList columns;  // empty: the dictionary's choice
    QStringList sort;
    QString group;                               // Grouping::text(), empty: not grouped
    QStringList collapsed;                       // the keys of groups that show no rows
    QString shared = QStringLiteral("private");  // who sees it: "private", "team", "all" as in saved_view
    QString owner;                               // the name of whose it is, where it is somebody else's
    bool mayEdit = false;                        // rename, share, update and delete it
    bool pinned = false;                         // by the person, on this laptop

    bool isShipped() const { return id.isNull(); }
    // What the program ships for `object`; always at least one ("All").
    static QList<ListView> shipped(const QString &object);
    static Result<QList<ListView>> parse(const QByteArray &json, const QString &fileName);
    static ListView fromRecord(const Record &savedView);
    // The fields of a saved_view record, for record.create.
    static QJsonObject toFields(const ListView &view, const QString &object);

    friend bool operator==(const ListView &, const ListView &) = default;
};

}  // namespace dw::ui
