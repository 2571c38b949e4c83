// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/rolepolicy.h"
#include "ui/admin/accessdata.h"

#include <QCoreApplication>

#include <array>

namespace dw::ui
{

// What stands in a column of the matrix of rights.
enum class RightColumn { Read, Create, Edit, Delete, Export, Import, Approve, Transfer, Waive };
inline constexpr int RightColumns = int(RightColumn::Waive) + 1;

// One right on one object.
struct RightCell
{
    bool isScope = false;       // else it is held or not
    Scope scope = Scope::None;  // of isScope
    bool withParent = false;    // with the record it belongs to, whatever the scope
    bool held = false;          // of the others
    bool isInherited = false;   // not of the role itself: from a role it inherits, or because everybody may
    bool isIdle = false;        // given, but without effect until the role as a whole has the right
    bool canChange = true;
    QStringList origins;  // translated: whence it comes, the widest first
    QString note;         // translated: why it cannot be changed or has no effect

    bool isEmpty() const { return isScope ? scope == Scope::None : !held; }
};

struct RightsRow
{
    ObjectTypePtr object;
    QString section;  // translated
    std::array<RightCell, RightColumns> cells;

    const RightCell &cell(RightColumn column) const { return cells[size_t(column)]; }
};

// The rights of a role, with those it inherits, and of a user, of all their roles together.
class RightsMatrix
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::RightsMatrix)

public:
    static QList<RightsRow> ofRole(const AccessData &data, const Id &role, const Dictionary &dictionary,
                                   Language language);
    static QList<RightsRow> ofUser(const RolePolicy &policy, const Id &user, Language language);

    // The field of the object permission that holds it: "read", "transfer"; empty for Import, which follows
    // from the role and the others.
    static QString fieldOf(RightColumn column);
    static bool isScope(RightColumn column);
    // What can be chosen for an object in a column of scopes.
    static QList<Scope> choices(const ObjectTypePtr &object, RightColumn column,
                                const Dictionary &dictionary);
    // "Team and below"; "With its record" where the object is seen so.
    static QString scopeName(const Dictionary &dictionary, Scope scope, bool withParent, Language language);
    static QString columnName(const Dictionary &dictionary, RightColumn column, Language language);
};

}  // namespace dw::ui
