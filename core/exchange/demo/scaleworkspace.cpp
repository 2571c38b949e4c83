// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/scaleworkspace.h"

#include "core/exchange/demo/demoworld.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr int Users = 60;
constexpr int Teams = 6;
constexpr qint64 RunRecords = 10000;
constexpr qint64 DayMs = 86400000;

QStringList strings(const QJsonObject &object, const char *key)
{
    QStringList list;
    const QJsonArray array = object.value(QLatin1String(key)).toArray();
    for (const QJsonValue &value : array)
        list.append(value.toString());
    return list;
}

QStringList column(const QJsonObject &object, const char *key, const char *member)
{
    QStringList list;
    const QJsonArray array = object.value(QLatin1String(key)).toArray();
    for (const QJsonValue &value : array)
        list.append(value.toObject().value(QLatin1String(member)).toString());
    return list;
}

struct Counts
{
    qint64 accounts = 0, contacts = 0, deals = 0, activities = 0, tasks = 0;
};

// Makes the records of a run of accounts, one run after the other, so that memory stays small.
class Scale
{
public:
    Scale(DemoWorld &world, BulkLoad &load, const Counts &counts)
        : m_world(world), m_load(load), m_counts(counts), m_random(world.random)
    {
        for (const Pipeline &pipeline : world.configuration->rulebook->pipelines()) {
            if (pipeline.code == QLatin1String("standard"))
                m_pipeline = &pipeline;
        }
    }

    Result<void> readWords()
    {
        DW_TRY(m_world.loadWords());
        m_cities = column(m_world.companies, "cities", "zh");
        m_areas = column(m_world.companies, "cities", "area");
        m_brandsZh = strings(m_world.companies, "brands_zh");
        m_brandsEn = strings(m_world.companies, "brands_en");
        m_tradesZh = column(m_world.companies, "trades", "zh");
        m_tradesEn = column(m_world.companies, "trades", "en");
        m_industries = column(m_world.companies, "trades", "industry");
        m_forms = strings(m_world.companies, "forms_zh");
        m_formsEn = strings(m_world.companies, "forms_en");
        m_surnames = strings(m_world.people, "surnames");
        m_given = strings(m_world.people, "given_zh");
        m_surnamesEn = strings(m_world.people, "surnames_en");
        m_givenEn = strings(m_world.people, "given_en");
        m_titles = column(m_world.people, "titles", "zh");
        m_deals = column(m_world.texts, "deals", "zh");
        m_steps = column(m_world.texts, "next_steps", "zh");
        m_subjects = column(m_world.texts, "calls", "zh") + column(m_world.texts, "visits", "zh");
        m_bodies = column(m_world.texts, "calls", "body_zh") + column(m_world.texts, "visits", "body_zh");
        m_taskNames = column(m_world.texts, "tasks", "zh");
        return {};
    }

    Result<void> addPeople(const Id &opener)
    {
        const Instant start = before(1500);
        m_world.users.push_back({opener, QStringLiteral("owner"), {}, {}});
        QList<Id> teams;
        for (int i = 0; i < Teams; ++i) {
            Record team = m_world.make(QStringLiteral("team"), start, 0);
            team.set(u"name", Value(QStringLiteral("Team %1").arg(i + 1)));
            team.set(u"leader_id", Value(opener));
            teams.append(team.id());
            DW_TRY(m_load.add(team));
        }
        for (int i = 1; i <= Users; ++i) {
            Record user = m_world.make(QStringLiteral("user"), start, 0);
            user.set(u"login", Value(QStringLiteral("user%1").arg(i)));
            user.set(u"name", Value(person(true)));
            user.set(u"email", Value(QStringLiteral("user%1@scale.example").arg(i)));
            user.set(u"team_id", Value(teams[i % Teams]));
            user.set(u"status", Value(QStringLiteral("active")));
            user.set(u"language", Value(QStringLiteral("zh_cn")));
            user.set(u"time_zone", Value(QStringLiteral("Asia/Shanghai")));
            m_world.users.push_back({user.id(), {}, {}, {}});
            DW_TRY(m_load.add(user));
        }
        return {};
    }

    Result<void> addRun(qint64 first, qint64 last)
    {
        QList<Record> accounts, contacts, deals, activities, tasks;
        const auto share = [&](qint64 count, qint64 at) { return count * at / m_counts.accounts; };
        m_accountAt.clear();
        for (qint64 i = first; i < last; ++i) {
            accounts.append(account());
            m_accountAt.insert(accounts.last().id(), accounts.size() - 1);
        }
        for (qint64 i = share(m_counts.contacts, first); i < share(m_counts.contacts, last); ++i)
            contacts.append(contact(m_random.pick(accounts)));
        for (qint64 i = share(m_counts.deals, first); i < share(m_counts.deals, last); ++i)
            deals.append(deal(accounts[m_random.below(int(accounts.size()))], contacts));
        for (qint64 i = share(m_counts.activities, first); i < share(m_counts.activities, last); ++i)
            activities.append(activity(accounts, contacts, deals));
        for (qint64 i = share(m_counts.tasks, first); i < share(m_counts.tasks, last); ++i)
            tasks.append(task(accounts, deals));
        for (const QList<Record> *list : {&accounts, &contacts, &deals, &activities, &tasks}) {
            for (const Record &record : *list)
                DW_TRY(m_load.add(record));
        }
        return {};
    }

private:
    Instant before(int days)
    {
        return Instant{m_world.asOf.ms - qint64(days) * DayMs + m_random.between(0, 36000) * 1000};
    }
    int owner() { return 1 + m_random.below(Users); }
    QString person(bool chinese)
    {
        if (chinese)
            return m_random.pick(m_surnames) + m_random.pick(m_given);
        return m_random.pick(m_givenEn) + QLatin1Char(' ') + m_random.pick(m_surnamesEn);
    }

    Record account()
    {
        Record record = m_world.make(QStringLiteral("account"), before(m_random.between(400, 1400)), owner());
        const int trade = m_random.below(int(m_tradesZh.size()));
        const int city = m_random.below(int(m_cities.size()));
        if (m_random.chance(70))
            record.set(u"name", Value(m_cities[city] + m_random.pick(m_brandsZh) + m_random.pick(m_brandsZh) +
                                      m_tradesZh[trade] + m_random.pick(m_forms)));
        else
            record.set(u"name", Value(m_random.pick(m_brandsEn) + QLatin1Char(' ') +
                                      m_random.pick(m_brandsEn) + QLatin1Char(' ') + m_tradesEn[trade] +
                                      QLatin1Char(' ') + m_random.pick(m_formsEn)));
        record.set(u"industry", Value(m_industries[trade]));
        record.set(u"grade", Value(QString(QChar(u"abcd"[m_random.below(4)]))));
        record.set(u"phone", Value(m_world.landline(m_areas[city])));
        record.set(u"annual_revenue", Value(m_world.money(m_random.skewed(4200, 22) * 10000)));
        record.set(u"order_count", Value(qint64(0)));
        return record;
    }

    Record contact(const Record &of)
    {
        Record record = m_world.make(QStringLiteral("contact"), of.value(u"created_at").instant(), owner());
        record.set(u"owner_id", of.value(u"owner_id"));
        record.set(u"name", Value(person(m_random.chance(75))));
        record.set(u"account_id", Value(of.id()));
        record.set(u"job_title", Value(m_random.pick(m_titles)));
        record.set(u"mobile", Value(m_world.mobile()));
        record.set(u"email", Value(QStringLiteral("c%1@scale.example").arg(++m_mails)));
        return record;
    }

    Record deal(Record &of, const QList<Record> &contacts)
    {
        const int age = m_random.between(1, 390);
        Record record = m_world.make(QStringLiteral("opportunity"), before(age), owner());
        record.set(u"owner_id", of.value(u"owner_id"));
        record.set(u"name", Value(QString(m_random.pick(m_deals))
                                      .replace(QLatin1String("{n}"), QString::number(m_random.between(2, 99)))
                                      .replace(QLatin1String("{y}"), QStringLiteral("2026"))));
        record.set(u"account_id", Value(of.id()));
        if (!contacts.isEmpty())
            record.set(u"primary_contact_id", Value(m_random.pick(contacts).id()));
        const int roll = m_random.below(100);
        const int stages = int(m_pipeline->stages.size());
        const int at = roll < 30 ? m_random.below(stages - 2) : roll < 55 ? stages - 2 : stages - 1;
        const Stage &stage = m_pipeline->stages[at];
        const Instant entered = before(m_random.between(0, age - 1) + 1);
        record.set(u"pipeline_id", Value(m_pipeline->id));
        record.set(u"stage_id", Value(stage.id));
        record.set(u"stage_entered_at", Value(entered));
        record.set(u"probability", Value(stage.defaultProbability));
        record.set(u"forecast_category", Value(stage.forecastCategory));
        const Money amount = m_world.money(m_random.skewed(1900, 18) * 100);
        record.set(u"amount", Value(amount));
        const bool open = stage.outcome == StageOutcome::Open;
        record.set(u"expected_close", Value(open ? Date{m_world.date.days + m_random.between(-10, 120)}
                                                 : m_world.dateOf(entered)));
        if (open) {
            record.set(u"next_step", Value(m_random.pick(m_steps)));
            record.set(u"next_step_at", Value(Instant{m_world.asOf.ms + m_random.between(-5, 30) * DayMs}));
        } else if (stage.outcome == StageOutcome::Won) {
            record.set(u"result", Value(QStringLiteral("won")));
            record.set(u"won_at", Value(entered));
            record.set(u"review_note", Value(QStringLiteral("老客户复购。")));
            of.set(u"order_count", Value(of.value(u"order_count").integer() + 1));
            of.set(u"total_won",
                   Value(Money{of.value(u"total_won").money().minor + amount.minor, amount.currency}));
            m_world.touch(of, u"last_order_at", entered);
        } else {
            record.set(u"result", Value(QStringLiteral("lost")));
            record.set(u"lost_at", Value(entered));
            record.set(u"lost_reason", Value(QStringLiteral("price")));
            record.set(u"review_note", Value(QStringLiteral("价格高出对手。")));
        }
        return record;
    }

    Record activity(QList<Record> &accounts, QList<Record> &contacts, QList<Record> &deals)
    {
        const Instant at = before(m_random.between(1, 400));
        Record record = m_world.make(QStringLiteral("activity"), at, owner());
        const int subject = m_random.below(int(m_subjects.size()));
        static const QStringList kinds{QStringLiteral("call"), QStringLiteral("visit"),
                                       QStringLiteral("email")};
        record.set(u"kind", Value(m_random.pick(kinds)));
        record.set(u"occurred_at", Value(at));
        record.set(u"performer_id", record.value(u"owner_id"));
        record.set(u"direction", Value(QStringLiteral("out")));
        record.set(u"outcome", Value(QStringLiteral("neutral")));
        record.set(u"duration_s", Value(qint64(m_random.between(60, 5400))));
        record.set(u"content", Value(m_bodies[subject]));
        QString title = m_subjects[subject];
        if (!contacts.isEmpty()) {
            Record &contact = contacts[m_random.below(int(contacts.size()))];
            title.replace(QLatin1String("{c}"), contact.value(u"name").text());
            record.set(u"contact_ids", Value(QList<Id>{contact.id()}));
            m_world.touch(contact, u"last_activity_at", at);
        }
        record.set(u"subject", Value(title));
        if (!deals.isEmpty() && m_random.chance(60)) {
            Record &deal = deals[m_random.below(int(deals.size()))];
            record.set(u"related", Value(deal.ref()));
            record.set(u"account_id", deal.value(u"account_id"));
            m_world.touch(deal, u"last_activity_at", at);
            m_world.touch(accounts[m_accountAt.value(deal.value(u"account_id").id())], u"last_activity_at",
                          at);
        } else {
            Record &account = accounts[m_random.below(int(accounts.size()))];
            record.set(u"related", Value(account.ref()));
            record.set(u"account_id", Value(account.id()));
            m_world.touch(account, u"last_activity_at", at);
        }
        return record;
    }

    Record task(const QList<Record> &accounts, const QList<Record> &deals)
    {
        const bool done = m_random.chance(70);
        const int day = done ? -m_random.between(1, 380) : m_random.between(-3, 40);
        const Instant due{m_world.asOf.ms + day * DayMs + m_random.between(17, 35) * 1800000};
        Record record = m_world.make(QStringLiteral("task"), before(std::max(1, 10 - day)), owner());
        const Record &account = m_random.pick(accounts);
        QString subject = m_random.pick(m_taskNames);
        const QString name = account.value(u"name").text();
        subject.replace(QLatin1String("{c}"), name).replace(QLatin1String("{a}"), name);
        record.set(u"subject", Value(subject));
        record.set(u"kind", Value(QStringLiteral("todo")));
        record.set(u"related", Value(deals.isEmpty() ? account.ref() : m_random.pick(deals).ref()));
        record.set(u"due_at", Value(due));
        record.set(u"assignee_id", record.value(u"owner_id"));
        record.set(u"status", Value(done ? QStringLiteral("done") : QStringLiteral("open")));
        if (done)
            record.set(u"done_at", Value(Instant{std::min(due.ms, m_world.asOf.ms - 1)}));
        return record;
    }

    DemoWorld &m_world;
    BulkLoad &m_load;
    Counts m_counts;
    SeededRandom &m_random;
    const Pipeline *m_pipeline = nullptr;
    qint64 m_mails = 0;
    QHash<Id, qsizetype> m_accountAt;  // of the run
    QStringList m_cities, m_areas, m_brandsZh, m_brandsEn, m_tradesZh, m_tradesEn, m_industries, m_forms,
        m_formsEn, m_surnames, m_given, m_surnamesEn, m_givenEn, m_titles, m_deals, m_steps, m_subjects,
        m_bodies, m_taskNames;
};

Result<Counts> countsOf(const ScaleWorkspace::Options &options)
{
    const qint64 n = options.records;
    if (options.only.isEmpty())
        return Counts{std::max<qint64>(1, n / 10), n / 4, n * 15 / 100, n * 4 / 10, n / 10};
    Counts counts;
    counts.accounts = std::clamp<qint64>(n / 100, 1, 1000);
    const QHash<QString, qint64 *> byKey{{QStringLiteral("account"), &counts.accounts},
                                         {QStringLiteral("contact"), &counts.contacts},
                                         {QStringLiteral("opportunity"), &counts.deals},
                                         {QStringLiteral("activity"), &counts.activities},
                                         {QStringLiteral("task"), &counts.tasks}};
    qint64 *wanted = byKey.value(options.only);
    if (!wanted)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                     {options.only, QStringLiteral("--only")});
    *wanted = n;
    return counts;
}

}  // namespace

Result<void> ScaleWorkspace::write(BulkLoad &load, const ConfigurationPtr &configuration, const Id &opener,
                                   const Options &options)
{
    DW_ASSIGN(const Counts counts, countsOf(options));
    DemoWorld world(configuration, options.date, options.seed, opener);
    Scale scale(world, load, counts);
    DW_TRY(scale.readWords());
    DW_TRY(load.begin());
    DW_TRY(scale.addPeople(opener));
    const qint64 total = counts.accounts + counts.contacts + counts.deals + counts.activities + counts.tasks;
    const qint64 run = std::max<qint64>(1, counts.accounts * RunRecords / total);
    for (qint64 first = 0; first < counts.accounts; first += run)
        DW_TRY(scale.addRun(first, std::min(first + run, counts.accounts)));
    return load.finish();
}

}  // namespace dw
