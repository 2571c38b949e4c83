// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalworld.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace dw
{

// Who is asked at a step, and who in the place of somebody who cannot be.
class ApproverFinder
{
public:
    struct Signer
    {
        Id person;  // null: there is nobody
        QString role;
    };

    ApproverFinder(const ApprovalWorld &world, const Id &submitter);

    // One for each signature that the step may count, in the order of its rules; never none. Who may not
    // sign is replaced, never left out. Errors are those of the record's values.
    Result<QList<Signer>> signersOf(const ApprovalNode &node) const;
    // Whom a Copy tells; may be none.
    Result<QList<Id>> toldOf(const ApprovalNode &node) const;
    // Who works here and is not the submitter, unless the step says so.
    bool maySign(const Id &person, const ApprovalNode &node) const;
    // In the place of somebody who left or lost the role: another holder of the role, who stands in for
    // them, who is above them, what the process says of nobody. Rather one who does not sign at the step
    // already; of a quorum only such a one. Null: nobody.
    Id replacementFor(const Signer &gone, const ApprovalNode &node, const QList<Id> &signing) const;
    // Above somebody who did not answer, and none of `asked`: a manager, else an administrator. Null: nobody.
    Id above(const Id &person, const ApprovalNode &node, const QList<Id> &asked) const;

private:
    Result<QList<Signer>> namedBy(const ApprovalNode &node, int rule) const;
    Id firstOf(const QList<Id> &candidates, const ApprovalNode &node, const QList<Id> &signing) const;
    QList<Id> byPolicy() const;

    const ApprovalWorld &m_world;
    Id m_submitter;
};

}  // namespace dw
