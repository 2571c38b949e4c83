// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "ui/records/listcolumn.h"
#include "ui/records/listextras.h"
#include "ui/shell/uicontext.h"

#include <QList>
#include <QStringList>

#include <memory>

namespace dw::ui
{

// Makes the columns of a list from the dictionary.
class ColumnSet
{
public:
    ColumnSet(const UiContext &context, ObjectTypePtr object, std::shared_ptr<const ListExtras> extras = {});

    // The boxes, then a column per key; unknown keys and fields that cannot be shown are left out.
    QList<ListColumn> columns(const QStringList &keys) const;
    // What the column chooser offers, in the dictionary's order, extras last.
    QStringList available() const;
    // The dictionary's own choice (Field::listed), title first.
    QStringList defaults() const;
    QString heading(const QString &key) const;

private:
    ListColumn fieldColumn(int index) const;
    ListColumn extraColumn(int index) const;

    const UiContext &m_context;
    ObjectTypePtr m_object;
    std::shared_ptr<const ListExtras> m_extras;
};

}  // namespace dw::ui
