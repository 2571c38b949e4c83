// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/recordprofile.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dw
{

namespace
{

// Street last: what an address begins with says where it is.
constexpr const char *AddressParts[] = {"province", "city", "district", "street"};

QString textOf(const Record &record, int field)
{
    if (field < 0 || record.value(field).kind() != Value::Kind::Text)
        return {};
    return record.value(field).text();
}

// A part that the street says again, as imported ones do, is not said twice.
QString writtenAddress(const QString &json)
{
    const QJsonObject parts = QJsonDocument::fromJson(json.toUtf8()).object();
    const QString street = parts.value(QLatin1String("street")).toString();
    QString whole;
    for (const char *key : AddressParts) {
        const QString part = parts.value(QLatin1String(key)).toString();
        const bool isStreet = key == AddressParts[3];
        if (part.isEmpty() || (!isStreet && street.contains(part)))
            continue;
        // Words of Latin addresses stay parted.
        if (!whole.isEmpty() && whole.back().unicode() < 0x250)
            whole += QLatin1Char(' ');
        whole += part;
    }
    return whole;
}

}  // namespace

RecordProfile::RecordProfile(const ObjectType &object,
                             const std::function<bool(const QString &field)> &mayRead)
{
    const auto known = [&](const char *key) {
        const int field = object.indexOf(QString::fromLatin1(key));
        return field >= 0 && object.field(field).isStored() && mayRead(object.field(field).key) ? field : -1;
    };
    if (object.key() == QLatin1String("account")) {
        m_name = known("name");
        m_uscc = known("uscc");
    } else if (object.key() == QLatin1String("contact")) {
        m_kind = MatchInput::Kind::Person;
        m_person = known("name");
        m_employer = known("account_id");
        m_idNumber = known("id_number");
        m_birthday = known("birthday");
    } else if (object.key() == QLatin1String("lead")) {
        m_kind = MatchInput::Kind::Person;
        m_name = known("company_name");
        m_person = known("contact_name");
    } else {
        return;
    }
    m_address = known("address");
    for (int i = 0; i < object.fieldCount(); ++i) {
        const Field &field = object.field(i);
        if (!field.isStored() || !mayRead(field.key))
            continue;
        if (field.type == FieldType::Phone)
            m_phones.append(i);
        else if (field.type == FieldType::Email)
            m_emails.append(i);
    }
}

QList<int> RecordProfile::fields() const
{
    QList<int> fields = m_phones + m_emails;
    for (const int field : {m_name, m_person, m_employer, m_uscc, m_idNumber, m_birthday, m_address}) {
        if (field >= 0)
            fields.append(field);
    }
    return fields;
}

MatchProfile RecordProfile::profile(const Record &record) const
{
    MatchInput input;
    input.company = textOf(record, m_name);
    input.person = textOf(record, m_person);
    // A lead without a contact is its company.
    input.kind = input.person.isEmpty() && !input.company.isEmpty() ? MatchInput::Kind::Company : m_kind;
    input.uscc = textOf(record, m_uscc);
    input.idNumber = textOf(record, m_idNumber);
    input.address = writtenAddress(textOf(record, m_address));
    if (m_employer >= 0 && !record.value(m_employer).isNull())
        input.employer = record.value(m_employer).id().toString();
    if (m_birthday >= 0 && record.value(m_birthday).kind() == Value::Kind::Date)
        input.birthday = record.value(m_birthday).date().toIso();
    for (const int phone : m_phones)
        input.phones.append(textOf(record, phone));
    for (const int email : m_emails)
        input.emails.append(textOf(record, email));
    return matchProfile(input);
}

}  // namespace dw
