// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QString>
#include <QStringList>

namespace dw::ui
{

// A place in the window: a page and what it shows. Back and forward walk through these.
struct Place
{
    QString page;      // "today", "customers", "leads", "contacts", "pipeline", "tasks", "insight", "import",
                       // "settings", "record"
    RecordRef record;  // page "record": the 360 page of an account, the page of any other record
    QString object;    // generic lists
    QString where;     // a filter in the expression language, empty = the page's current view
    QStringList sort;
    QString title;  // of an ad-hoc list ("Quotation, 40 deals"), else empty

    friend bool operator==(const Place &, const Place &) = default;
};

// How pages send the person elsewhere. Implemented by the main window.
class Navigator
{
public:
    virtual ~Navigator() = default;
    virtual void open(const Place &place) = 0;
    virtual void openRecord(const RecordRef &record) = 0;
    // The list of a record type with a filter: what every drill-down opens.
    virtual void openList(const QString &object, const QString &where, const QString &title) = 0;
    virtual void back() = 0;
    virtual void forward() = 0;
};

}  // namespace dw::ui
