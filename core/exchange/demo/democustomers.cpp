// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/democustomers.h"

#include "core/base/text/pinyin.h"

#include <QJsonDocument>

namespace dw
{

namespace
{

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QString pick(SeededRandom &random, const QJsonArray &list)
{
    return list.at(random.below(int(list.size()))).toString();
}

QString address(const QJsonObject &city, const QString &district, const QString &street)
{
    return QString::fromUtf8(QJsonDocument(QJsonObject{{QStringLiteral("country"), QStringLiteral("中国")},
                                                       {QStringLiteral("province"), text(city, "province")},
                                                       {QStringLiteral("city"), text(city, "zh")},
                                                       {QStringLiteral("district"), district},
                                                       {QStringLiteral("street"), street}})
                                 .toJson(QJsonDocument::Compact));
}

}  // namespace

DemoCustomers::CompanyName DemoCustomers::companyName(const QJsonObject &city)
{
    SeededRandom &random = m_world.random;
    const QJsonArray trades = m_world.companies.value(QLatin1String("trades")).toArray();
    CompanyName made;
    for (;;) {
        const QJsonObject trade = trades.at(random.below(int(trades.size()))).toObject();
        made.chinese = random.chance(70);
        made.industry = text(trade, "industry");
        if (made.chinese) {
            const QString brand = pick(random, m_world.companies.value(QLatin1String("brands_zh")).toArray());
            QString english = PinyinTable().full(brand);
            english[0] = english[0].toUpper();
            made.shortName = brand + text(trade, "zh");
            made.full = text(city, "zh") + made.shortName +
                        pick(random, m_world.companies.value(QLatin1String("forms_zh")).toArray());
            made.english = english + QLatin1Char(' ') + text(trade, "en");
        } else {
            const QString brand = pick(random, m_world.companies.value(QLatin1String("brands_en")).toArray());
            made.shortName = brand + QLatin1Char(' ') + text(trade, "en");
            made.full = made.shortName + QLatin1Char(' ') +
                        pick(random, m_world.companies.value(QLatin1String("forms_en")).toArray());
            made.english = made.shortName;
        }
        if (!m_names.contains(made.full))
            break;
    }
    m_names.insert(made.full);
    return made;
}

DemoCustomers::PersonName DemoCustomers::personName(bool chinese)
{
    SeededRandom &random = m_world.random;
    const QJsonObject &people = m_world.people;
    if (chinese) {
        const QString surname = pick(random, people.value(QLatin1String("surnames")).toArray());
        const QString given = pick(random, people.value(QLatin1String("given_zh")).toArray());
        return {surname + given, PinyinTable().full(surname + given)};
    }
    const QString given = pick(random, people.value(QLatin1String("given_en")).toArray());
    const QString surname = pick(random, people.value(QLatin1String("surnames_en")).toArray());
    QString mailbox = (given + QLatin1Char('.') + surname).toLower();
    mailbox.remove(QLatin1Char(' '));
    return {given + QLatin1Char(' ') + surname, mailbox};
}

void DemoCustomers::addAccount(const CompanyName &name, const QJsonObject &city, const QString &grade,
                               int owner)
{
    SeededRandom &random = m_world.random;
    // More customers came lately than long ago.
    const int age = std::min(random.between(8, 900), random.between(8, 900) + 120);
    DemoAccount account;
    account.record =
        m_world.make(QStringLiteral("account"), m_world.workTime(Date{m_world.date.days - age}), owner);
    account.chinese = name.chinese;
    account.shortName = name.shortName;
    account.owner = owner;
    account.slug = m_world.slug(name.chinese ? name.shortName : name.english);
    Record &record = account.record;
    record.set(u"name", Value(name.full));
    record.set(u"short_name", Value(name.shortName));
    record.set(u"name_en", Value(name.english));
    record.set(u"industry", Value(name.industry));
    record.set(u"grade", Value(grade));
    const Id territory = m_world.territories.value(text(city, "territory"));
    record.set(u"region", Value(territory));
    record.set(u"territory_id", Value(territory));
    record.set(u"phone", Value(m_world.landline(text(city, "area"))));
    record.set(u"website", Value(QStringLiteral("https://www.%1.example").arg(account.slug)));
    const QString district = pick(random, city.value(QLatin1String("districts")).toArray());
    const QString street = pick(random, m_world.companies.value(QLatin1String("streets")).toArray());
    record.set(u"address",
               Value(address(city, district,
                             street + QString::number(random.between(2, 988)) + QStringLiteral("号"))));
    if (name.chinese || random.chance(40))
        record.set(u"uscc", Value(m_world.uscc(text(city, "code"))));
    static const QStringList bands{QStringLiteral("from_11_to_50"), QStringLiteral("from_51_to_200"),
                                   QStringLiteral("from_201_to_500"), QStringLiteral("from_501_to_1000"),
                                   QStringLiteral("over_1000")};
    record.set(u"headcount_band", Value(bands.at(random.below(5))));
    record.set(u"annual_revenue", Value(m_world.money(random.skewed(4200, 22) * 10000)));
    record.set(u"payment_terms_days", Value(qint64(random.between(1, 3) * 30)));
    record.set(u"price_list_id", Value(m_world.priceList));
    if (grade == QLatin1String("a"))
        record.set(u"tags", Value(QStringList{QStringLiteral("重点 Key")}));
    m_world.accounts.push_back(account);
}

void DemoCustomers::addContact(int at, const QString &name, const QString &title, const QString &role)
{
    SeededRandom &random = m_world.random;
    DemoAccount &account = m_world.accounts[size_t(at)];
    const QJsonArray titles = m_world.people.value(QLatin1String("titles")).toArray();
    DemoContact contact;
    contact.account = at;
    contact.chinese = name.isEmpty() ? account.chinese || random.chance(25) : name.at(0).unicode() > 0x2e80;
    // The first of a customer decides, so that every deal can have a decision maker.
    const bool first = account.contacts.isEmpty();
    const QJsonObject job = titles.at(first ? random.below(2) : random.below(int(titles.size()))).toObject();
    const PersonName person = personName(contact.chinese);
    contact.record =
        m_world.make(QStringLiteral("contact"), account.record.value(u"created_at").instant(), account.owner);
    Record &record = contact.record;
    const QString called = name.isEmpty() ? person.name : name;
    record.set(u"name", Value(called));
    record.set(u"account_id", Value(account.record.id()));
    record.set(u"job_title", Value(title.isEmpty() ? inLanguage(job, contact.chinese) : title));
    record.set(u"department", Value(pick(random, m_world.people
                                                     .value(contact.chinese ? QLatin1String("departments_zh")
                                                                            : QLatin1String("departments_en"))
                                                     .toArray())));
    record.set(u"buying_role", Value(role.isEmpty() ? text(job, "role") : role));
    contact.dealRole = role.isEmpty() ? text(job, "deal") : QStringLiteral("influencer");
    if (role == QLatin1String("decision"))
        contact.dealRole = QStringLiteral("decision_maker");
    else if (role == QLatin1String("technical"))
        contact.dealRole = QStringLiteral("champion");
    else if (role == QLatin1String("user"))
        contact.dealRole = QStringLiteral("user");
    record.set(u"influence", Value(qint64(random.between(first ? 4 : 1, 5))));
    static const QStringList attitudes{QStringLiteral("supporter"), QStringLiteral("neutral"),
                                       QStringLiteral("neutral"), QStringLiteral("unknown"),
                                       QStringLiteral("opponent")};
    record.set(u"attitude", Value(attitudes.at(random.below(5))));
    record.set(u"is_primary", Value::boolean(first));
    record.set(u"mobile", Value(m_world.mobile()));
    const QString mailbox =
        (name.isEmpty() ? person.mailbox : PinyinTable().full(name)) +
        (account.contacts.isEmpty() ? QString() : QString::number(account.contacts.size() + 1));
    record.set(u"email", Value(QStringLiteral("%1@%2.example").arg(mailbox, account.slug)));
    if (random.chance(35))
        record.set(u"phone", account.record.value(u"phone"));
    record.set(u"preferred_channel",
               Value(contact.chinese ? QStringLiteral("wechat") : QStringLiteral("email")));
    record.set(u"consent_state",
               Value(random.chance(60) ? QStringLiteral("granted") : QStringLiteral("unknown")));
    account.contacts.append(int(m_world.contacts.size()));
    m_world.contacts.push_back(contact);
}

void DemoCustomers::make(int accounts, int contacts)
{
    SeededRandom &random = m_world.random;
    const QJsonArray cities = m_world.companies.value(QLatin1String("cities")).toArray();
    QHash<QString, QJsonObject> cityNamed;
    for (const QJsonValue &city : cities)
        cityNamed.insert(text(city.toObject(), "zh"), city.toObject());

    const QJsonArray told = m_world.story.value(QLatin1String("accounts")).toArray();
    for (const QJsonValue &value : told) {
        const QJsonObject entry = value.toObject();
        const QString full = text(entry, "name");
        m_names.insert(full);
        const QString owner = text(entry, "owner");
        m_world.accountByKey.insert(text(entry, "key"), int(m_world.accounts.size()));
        addAccount({full, text(entry, "short"), text(entry, "en"), text(entry, "industry"),
                    full.at(0).unicode() > 0x2e80},
                   cityNamed.value(text(entry, "city")), text(entry, "grade"),
                   m_world.user(owner.isEmpty() ? QStringLiteral("lin") : owner));
    }
    while (int(m_world.accounts.size()) < accounts) {
        const QJsonObject city = cities.at(random.below(int(cities.size()))).toObject();
        const QString territory = text(city, "territory");
        const int owner =
            m_world.rep(territory == QLatin1String("west") ? QStringLiteral("north") : territory);
        static const QStringList grades{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("b"),
                                        QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("c"),
                                        QStringLiteral("c"), QStringLiteral("d")};
        addAccount(companyName(city), city, grades.at(random.below(8)), owner);
    }
    const QJsonArray people = m_world.story.value(QLatin1String("contacts")).toArray();
    for (const QJsonValue &value : people) {
        const QJsonObject entry = value.toObject();
        addContact(m_world.accountByKey.value(text(entry, "account")), text(entry, "name"),
                   text(entry, "title"), text(entry, "role"));
    }
    for (int i = 0; i < int(m_world.accounts.size()); ++i) {
        if (m_world.accounts[size_t(i)].contacts.isEmpty())
            addContact(i, {}, {}, {});
    }
    while (int(m_world.contacts.size()) < contacts) {
        const int at = random.below(int(m_world.accounts.size()));
        const bool full = m_world.accounts[size_t(at)].contacts.size() >= 6 ||
                          at == m_world.accountByKey.value(QStringLiteral("hongwei"));
        if (!full)
            addContact(at, {}, {}, {});
    }
}

}  // namespace dw
