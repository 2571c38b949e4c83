// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/cardfile.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dw
{

CardFile::CardFile(std::unique_ptr<ContentLines> lines, const ObjectTypePtr &object, const QList<int> &fields)
    : RecordFile(object, fields), m_lines(std::move(lines))
{}

QStringList CardFile::fieldsOf(const QString &object)
{
    if (object != QLatin1String("contact"))
        return {};
    return {QStringLiteral("name"),      QStringLiteral("account_id"), QStringLiteral("department"),
            QStringLiteral("job_title"), QStringLiteral("mobile"),     QStringLiteral("phone"),
            QStringLiteral("email"),     QStringLiteral("wechat"),     QStringLiteral("address"),
            QStringLiteral("birthday")};
}

// Post office box, extended address, street, town, region, code, country: a district stands with its street.
void CardFile::addAddress(const QString &json)
{
    const QJsonObject parts = QJsonDocument::fromJson(json.toUtf8()).object();
    const auto part = [&parts](const char *key) {
        return ContentLines::escaped(parts.value(QLatin1String(key)).toString());
    };
    const QByteArray district = part("district"), street = part("street");
    const QByteArray both =
        district.isEmpty() || street.isEmpty() ? district + street : district + "\\, " + street;
    const QByteArray rest =
        part("city") + ';' + part("province") + ';' + part("postcode") + ';' + part("country");
    if (!both.isEmpty() || rest.size() > 3)
        m_lines->add("ADR", ";;" + both + ';' + rest);
}

Result<void> CardFile::write(const Record &record, const QHash<RecordRef, QString> &titles)
{
    m_lines->add("BEGIN", "VCARD");
    m_lines->add("VERSION", "4.0");
    m_lines->add("UID", "urn:uuid:" + record.id().toString().toLatin1());
    m_lines->add("FN", ContentLines::escaped(chosenText(record, u"name")));
    const QString company = chosenTitle(record, u"account_id", titles);
    const QString department = chosenText(record, u"department");
    if (!company.isEmpty() || !department.isEmpty())
        m_lines->add("ORG",
                     ContentLines::escaped(company) +
                         (department.isEmpty() ? QByteArray() : ';' + ContentLines::escaped(department)));
    m_lines->addText("TITLE", chosenText(record, u"job_title"));
    m_lines->addText("TEL;TYPE=cell", chosenText(record, u"mobile"));
    m_lines->addText("TEL;TYPE=work", chosenText(record, u"phone"));
    m_lines->addText("EMAIL", chosenText(record, u"email"));
    m_lines->addText("X-WECHAT", chosenText(record, u"wechat"));
    addAddress(chosenText(record, u"address"));
    if (const Value birthday = chosen(record, u"birthday"); birthday.kind() == Value::Kind::Date)
        m_lines->add("BDAY", birthday.date().toIso().remove(QLatin1Char('-')).toLatin1());
    m_lines->add("END", "VCARD");
    return m_lines->state();
}

}  // namespace dw
