// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/rolepolicy.h"
#include "ui/admin/accessdata.h"

#include <QAbstractTableModel>

#include <optional>

namespace dw::ui
{

// One field of an object, and what a role or a user may do with it.
struct FieldLine
{
    QString key;
    QString label;
    FieldRight right = FieldRight::Editable;
    bool isOwn = false;        // said by the role itself
    QString origin;            // translated: whence it comes when it is inherited
    bool isSensitive = false;  // tells of people, or is secret
};

// The field rights of an object: name and right. What is as open as its record is muted.
class FieldRightsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    static QList<FieldLine> ofRole(const AccessData &data, const Id &role, const ObjectType &object,
                                   Language language);
    static QList<FieldLine> ofUser(const RolePolicy &policy, const Id &user, const ObjectType &object,
                                   Language language);
    static QString rightName(FieldRight right);

    void setLines(const QList<FieldLine> &lines);
    const QList<FieldLine> &lines() const { return m_lines; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<FieldLine> m_lines;
};

}  // namespace dw::ui
