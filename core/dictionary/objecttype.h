// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/field.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>

namespace dw
{

// A child collection, named on its parent: opportunity.lines are the opportunity_line records whose field
// `by` points at the opportunity. By an AnyReference it is matched with object and id; by a ReferenceList
// through its link table.
struct Collection
{
    QString name;
    QString object;
    QString by;
    LocalText label;
};

// A block of a form; fields name it by key. Their order in the object is their order on the form.
struct LayoutGroup
{
    QString key;
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
        QString note;    // for developers
        QString origin;  // file name, or "custom": named in errors
        bool custom = false;
        QList<LayoutGroup> groups;
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
    const QList<LayoutGroup> &groups() const { return m_definition.groups; }
    const QList<Collection> &collections() const { return m_definition.collections; }
    int fieldCount() const { return int(m_definition.fields.size()); }
    const Field &field(int index) const { return m_definition.fields[index]; }
    // The fields' indices in the order of their keys' bytes.
    const QList<int> &keyOrder() const { return m_keyOrder; }
    // -1 / nullptr if there is none.
    int indexOf(QStringView key) const;
    const Field *find(QStringView key) const;
    const Collection *collection(QStringView name) const;
    int titleIndex(Language language) const;
    // The field that names a record in configuration and in expressions (stage_id = "quotation"): `key`, else
    // `code`, else `login`; -1 if the object has none.
    int keyIndex() const { return m_keyIndex; }
    const Definition &definition() const { return m_definition; }
    // Has a money field, hence the system field `currency`.
    bool hasMoney() const { return m_currencyIndex >= 0; }
    int currencyIndex() const { return m_currencyIndex; }

private:
    Definition m_definition;
    QHash<QString, int> m_index;
    QList<int> m_keyOrder;
    int m_currencyIndex = -1;
    int m_keyIndex = -1;
};

using ObjectTypePtr = std::shared_ptr<const ObjectType>;

}  // namespace dw
