// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/matchprofile.h"
#include "core/records/record.h"

#include <QList>

#include <functional>

namespace dw
{

// What of a record says who it is: of customers, contacts and leads by their fields, the company's own phone
// and e-mail fields among them. A value, thread-safe once made.
class RecordProfile
{
public:
    // `mayRead`: whether the field of that key is compared; what a person may not read, or reads masked, is
    // not.
    RecordProfile(const ObjectType &object, const std::function<bool(const QString &field)> &mayRead);

    // False for objects that are no company and no person: only their keys are compared (duplicatekey.h).
    bool isUsable() const { return m_name >= 0 || m_person >= 0; }
    // What profile() reads; others may be left out of a partial record.
    QList<int> fields() const;
    MatchProfile profile(const Record &record) const;

private:
    MatchInput::Kind m_kind = MatchInput::Kind::Company;
    int m_name = -1;  // of a company
    int m_person = -1;
    int m_employer = -1;  // reference
    int m_uscc = -1;
    int m_idNumber = -1;
    int m_birthday = -1;
    int m_address = -1;
    QList<int> m_phones;
    QList<int> m_emails;
};

}  // namespace dw
