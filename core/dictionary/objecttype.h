// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/field.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>

namespace dw
{

// A child collection, named on its parent: opportunity.lines are the opportunity_line records whose field `by` points
// at the opportunity. By an AnyReference it is matched with object and id; by a ReferenceList through its link table.
struct Collection
{
    QString name;
    QString object;
    QString by;
    LocalText label;
};

// What an object is. Immutable once built; shared by records of that object.
class ObjectType
{
public:
    struct Definition
    {
        QString key;
        LocalText label;
        LocalText plural;
        QString titleField;  // ends in "_en": its "_zh" twin is shown in Chinese
        QString group;
        QString icon;
        QString note;
        bool custom = false;
        QList<Field> fields;  // own fields, then the system fields
        QList<Collection> collections;
    };

    explicit ObjectType(Definition definition);

    const QString &key() const { return m_definition.key; }
    const LocalText &label() const { return m_definition.label; }
    const LocalText &plural() const { return m_definition.plural; }
    const QString &icon() const { return m_definition.icon; }
    const QString &group() const { return m_definition.group; }
    bool isCustom() const { return m_definition.custom; }

    const QList<Field> &fields() const { return m_definition.fields; }
    const QList<Collection> &collections() const { return m_definition.collections; }
    int fieldCount() const { return int(m_definition.fields.size()); }
    const Field &field(int index) const { return m_definition.fields[index]; }
    // -1 / nullptr if there is none.
    int indexOf(QStringView key) const;
    const Field *find(QStringView key) const;
    const Collection *collection(QStringView name) const;
    int titleIndex(Language language) const;
    // Has a money field, hence the system field `currency`.
    bool hasMoney() const { return m_currencyIndex >= 0; }
    int currencyIndex() const { return m_currencyIndex; }

private:
    Definition m_definition;
    QHash<QString, int> m_index;
    int m_currencyIndex = -1;
};

using ObjectTypePtr = std::shared_ptr<const ObjectType>;

}  // namespace dw
