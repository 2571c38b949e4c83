// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/demoleads.h"

#include <algorithm>

namespace dw
{

namespace
{

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

}  // namespace

DemoLead DemoLeads::fresh(const QString &status, int age)
{
    SeededRandom &random = m_world.random;
    const QJsonArray cities = m_world.companies.value(QLatin1String("cities")).toArray();
    const QJsonObject city = cities.at(random.below(int(cities.size()))).toObject();
    const DemoCustomers::CompanyName company = m_customers.companyName(city);
    const DemoCustomers::PersonName person = m_customers.personName(company.chinese);
    const QJsonArray titles = m_world.people.value(QLatin1String("titles")).toArray();
    const QJsonObject job = titles.at(random.below(int(titles.size()))).toObject();
    const QString territory = text(city, "territory");
    const bool assigned = status != QLatin1String("new");
    DemoLead lead;
    lead.owner = m_world.rep(territory == QLatin1String("west") ? QStringLiteral("north") : territory);
    const Instant created = m_world.workTime(Date{m_world.date.days - age});
    lead.record = m_world.make(QStringLiteral("lead"), created, lead.owner);
    Record &record = lead.record;
    record.set(u"company_name", Value(company.full));
    record.set(u"contact_name", Value(person.name));
    record.set(u"job_title", Value(inLanguage(job, company.chinese)));
    record.set(u"title_level", Value(text(job, "level")));
    record.set(u"industry", Value(company.industry));
    record.set(u"region", Value(m_world.territories.value(territory)));
    record.set(u"territory_id", Value(m_world.territories.value(territory)));
    record.set(u"mobile", Value(m_world.mobile()));
    if (random.chance(65))
        record.set(u"email",
                   Value(QStringLiteral("%1@%2.example")
                             .arg(person.mailbox,
                                  m_world.slug(company.chinese ? company.shortName : company.english))));
    static const QStringList channels{QStringLiteral("web_form"),      QStringLiteral("ad"),
                                      QStringLiteral("offline_event"), QStringLiteral("referral"),
                                      QStringLiteral("social"),        QStringLiteral("cold_call")};
    record.set(u"source_channel", Value(channels.at(random.below(6))));
    if (random.chance(45))
        record.set(u"campaign_id", Value(random.pick(m_world.campaigns)));
    const QJsonArray needs = m_world.texts.value(QLatin1String("needs")).toArray();
    record.set(u"need_summary",
               Value(inLanguage(needs.at(random.below(int(needs.size()))).toObject(), company.chinese)));
    static const QStringList interests{QStringLiteral("equipment"), QStringLiteral("software"),
                                       QStringLiteral("solution"), QStringLiteral("service")};
    record.set(u"product_interest", Value(QStringList{interests.at(random.below(4))}));
    if (random.chance(50))
        record.set(u"budget_amount", Value(m_world.money(random.skewed(1200, 18) * 100)));
    record.set(u"status", Value(status));
    record.set(u"consent_state",
               Value(random.chance(55) ? QStringLiteral("granted") : QStringLiteral("unknown")));
    const int score = random.between(12, 96);
    record.set(u"score", Value(qint64(score)));
    record.set(u"fit_grade", Value(QString(QChar(u"dcba"[std::min(3, score / 25)]))));
    if (!assigned)
        return lead;
    const Instant last{m_world.asOf.ms - 3600000};
    const Instant given{std::min(created.ms + random.between(2, 240) * 60000, last.ms - 7200000)};
    record.set(u"assigned_at", Value(given));
    record.set(u"assign_method", Value(random.chance(70) ? QStringLiteral("rule") : QStringLiteral("claim")));
    record.set(u"sla_due_at", Value(Instant{given.ms + 15 * 60000}));
    if (status == QLatin1String("assigned")) {
        record.set(u"sla_state", Value(QStringLiteral("running")));
        record.set(u"followup_due_at",
                   Value(m_world.at(Date{m_world.date.days + random.between(0, 3)}, 600)));
        return lead;
    }
    const int minutes = random.chance(60) ? random.between(2, 15) : random.between(16, 110);
    const Instant response{std::min(given.ms + minutes * 60000, last.ms)};
    record.set(u"first_response_at", Value(response));
    record.set(u"first_response_s", Value(qint64((response.ms - given.ms) / 1000)));
    record.set(u"sla_state", Value(minutes <= 15   ? QStringLiteral("met")
                                   : minutes <= 30 ? QStringLiteral("late")
                                                   : QStringLiteral("breached")));
    if (status == QLatin1String("qualified"))
        record.set(u"lifecycle", Value(QStringLiteral("sql")));
    else if (status == QLatin1String("nurturing"))
        record.set(u"lifecycle", Value(QStringLiteral("nurturing")));
    else if (status == QLatin1String("disqualified"))
        record.set(u"lifecycle", Value(QStringLiteral("disqualified")));
    else
        record.set(u"lifecycle", Value(QStringLiteral("mql")));
    if (status == QLatin1String("disqualified")) {
        static const QStringList reasons{QStringLiteral("no_budget"), QStringLiteral("wrong_fit"),
                                         QStringLiteral("unreachable"), QStringLiteral("spam")};
        record.set(u"disqualify_reason", Value(reasons.at(random.below(4))));
    }
    return lead;
}

void DemoLeads::convert(DemoLead &lead, DemoDeal &deal)
{
    const DemoAccount &account = m_world.accounts[size_t(deal.account)];
    const DemoContact &contact = m_world.contacts[size_t(account.contacts.first())];
    Record &record = lead.record;
    record.set(u"company_name", account.record.value(u"name"));
    record.set(u"contact_name", contact.record.value(u"name"));
    record.set(u"job_title", contact.record.value(u"job_title"));
    record.set(u"email", contact.record.value(u"email"));
    record.set(u"mobile", contact.record.value(u"mobile"));
    record.set(u"industry", account.record.value(u"industry"));
    record.set(u"region", account.record.value(u"region"));
    record.set(u"lifecycle", Value(QStringLiteral("converted")));
    record.set(u"converted_at", Value(deal.steps.front().entered));
    record.set(u"converted_account_id", Value(account.record.id()));
    record.set(u"converted_contact_id", Value(contact.record.id()));
    record.set(u"converted_opportunity_id", Value(deal.record.id()));
    deal.record.set(u"lead_id", Value(record.id()));
    deal.record.set(u"source_channel", record.value(u"source_channel"));
    deal.record.set(u"campaign_id", record.value(u"campaign_id"));
}

void DemoLeads::make(int count)
{
    SeededRandom &random = m_world.random;
    struct Share
    {
        const char16_t *status;
        int of100;
        int newest, oldest;  // days ago
    };
    static constexpr std::array shares{Share{u"new", 7, 1, 6},           Share{u"assigned", 7, 1, 5},
                                       Share{u"contacted", 17, 2, 40},   Share{u"qualified", 12, 5, 60},
                                       Share{u"nurturing", 17, 20, 400}, Share{u"disqualified", 22, 10, 700},
                                       Share{u"recycled", 4, 40, 300}};
    for (const Share &share : shares) {
        for (int i = 0; i < count * share.of100 / 100; ++i)
            m_world.leads.push_back(
                fresh(QString::fromUtf16(share.status), random.between(share.newest, share.oldest)));
    }
    QSet<int> used;
    while (int(m_world.leads.size()) < count) {
        const int at = random.below(int(m_world.deals.size()));
        DemoDeal &deal = m_world.deals[size_t(at)];
        if (used.contains(deal.account))
            continue;
        used.insert(deal.account);
        const int dealAge = m_world.date.days - m_world.dateOf(deal.steps.front().entered).days;
        DemoLead lead = fresh(QStringLiteral("converted"), dealAge + random.between(3, 20));
        lead.owner = deal.owner;
        lead.record.set(u"owner_id", deal.record.value(u"owner_id"));
        convert(lead, deal);
        m_world.leads.push_back(lead);
    }
    std::stable_sort(m_world.leads.begin(), m_world.leads.end(), [](const DemoLead &a, const DemoLead &b) {
        return a.record.value(u"created_at").instant() < b.record.value(u"created_at").instant();
    });
}

}  // namespace dw
