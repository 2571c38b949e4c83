// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/demofollowups.h"

#include <algorithm>

namespace dw
{

namespace
{

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QLatin1String wordsFor(const QString &kind)
{
    if (kind == QLatin1String("call"))
        return QLatin1String("calls");
    if (kind == QLatin1String("visit"))
        return QLatin1String("visits");
    if (kind == QLatin1String("email"))
        return QLatin1String("mails");
    if (kind == QLatin1String("meeting"))
        return QLatin1String("meetings");
    return QLatin1String("notes");
}

}  // namespace

DemoFollowUps::About DemoFollowUps::aboutDeal(const DemoDeal &deal, int contact) const
{
    const DemoAccount &account = m_world.accounts[size_t(deal.account)];
    About about{deal.record.ref(), deal.account, contact, deal.owner, account.chinese, account.shortName};
    if (contact >= 0)
        about.person = m_world.contacts[size_t(contact)].record.value(u"name").text();
    return about;
}

DemoFollowUps::About DemoFollowUps::aboutAccount(int at)
{
    const DemoAccount &account = m_world.accounts[size_t(at)];
    const int contact = account.contacts.isEmpty() ? -1 : m_world.random.pick(account.contacts);
    About about{account.record.ref(), at, contact, account.owner, account.chinese, account.shortName};
    if (contact >= 0)
        about.person = m_world.contacts[size_t(contact)].record.value(u"name").text();
    return about;
}

Record &DemoFollowUps::log(const QString &kind, Instant at, const About &about)
{
    SeededRandom &random = m_world.random;
    const QJsonArray words = m_world.texts.value(wordsFor(kind)).toArray();
    const QJsonObject entry = words.at(random.below(int(words.size()))).toObject();
    Record activity = m_world.make(QStringLiteral("activity"), at, about.performer);
    QString subject = inLanguage(entry, about.chinese);
    subject.replace(QLatin1String("{c}"), about.person);
    activity.set(u"kind", Value(kind));
    activity.set(u"subject", Value(subject));
    activity.set(u"related", Value(about.related));
    activity.set(u"occurred_at", Value(at));
    activity.set(u"performer_id", activity.value(u"owner_id"));
    activity.set(u"content", Value(text(entry, about.chinese ? "body_zh" : "body_en")));
    const bool unanswered = text(entry, "en").startsWith(QLatin1String("No answer"));
    static const QStringList outcomes{QStringLiteral("positive"), QStringLiteral("positive"),
                                      QStringLiteral("neutral"), QStringLiteral("connected"),
                                      QStringLiteral("negative")};
    activity.set(u"outcome", Value(unanswered ? QStringLiteral("no_answer") : outcomes.at(random.below(5))));
    if (kind == QLatin1String("call") || kind == QLatin1String("email")) {
        const bool in = text(entry, "en").startsWith(QLatin1String("Mail: payment")) || random.chance(20);
        activity.set(u"direction", Value(in ? QStringLiteral("in") : QStringLiteral("out")));
    }
    if (kind == QLatin1String("call"))
        activity.set(u"duration_s", Value(qint64(unanswered ? 0 : random.between(90, 1800))));
    if (kind == QLatin1String("meeting"))
        activity.set(u"duration_s", Value(qint64(random.between(4, 8) * 900)));
    if (kind == QLatin1String("visit")) {
        const qint64 seconds = random.between(4, 10) * 900;
        activity.set(u"duration_s", Value(seconds));
        activity.set(u"check_in_at", Value(at));
        activity.set(u"check_out_at", Value(Instant{at.ms + seconds * 1000}));
    }
    if (about.account >= 0) {
        DemoAccount &account = m_world.accounts[size_t(about.account)];
        activity.set(u"account_id", Value(account.record.id()));
        m_world.touch(account.record, u"last_activity_at", at);
    }
    if (about.contact >= 0) {
        DemoContact &contact = m_world.contacts[size_t(about.contact)];
        activity.set(u"contact_ids", Value(QList<Id>{contact.record.id()}));
        m_world.touch(contact.record, u"last_activity_at", at);
    }
    m_world.activities.append(activity);
    return m_world.activities.last();
}

// What belongs to a stage happens before the deal leaves it: the visit before the proposal, the mail with the
// quote.
void DemoFollowUps::followDeal(DemoDeal &deal)
{
    SeededRandom &random = m_world.random;
    const Instant lastDay{m_world.asOf.ms - 3600000};
    for (size_t i = 0; i < deal.steps.size(); ++i) {
        const Stage &stage = deal.pipeline->stages[deal.steps[i].stage];
        if (stage.outcome != StageOutcome::Open)
            break;
        const Instant from = deal.steps[i].entered;
        const bool last = i + 1 == deal.steps.size();
        const Instant to = last ? lastDay : deal.steps[i + 1].entered;
        const bool visitNeeded =
            !last && deal.pipeline->stages[deal.steps[i + 1].stage].requiredActivities.contains(
                         QStringLiteral("visit"));
        const int count = std::max(visitNeeded ? 1 : 0, random.between(0, last && !deal.story ? 1 : 3));
        QList<qint64> offsets;
        for (int n = 0; n < count; ++n)
            offsets.append(
                qint64(random.next() % quint64(std::max<qint64>(1, (to.ms - from.ms) / 60000 - 30))));
        std::sort(offsets.begin(), offsets.end());
        for (int n = 0; n < count; ++n) {
            const Instant raw{from.ms + offsets[n] * 60000};
            // Into working hours, and not out of the stage.
            const Instant tidy = m_world.workTime(m_world.dateOf(raw));
            const Instant at = tidy.ms > from.ms && tidy.ms < to.ms ? tidy : raw;
            static const QStringList kinds{QStringLiteral("call"), QStringLiteral("call"),
                                           QStringLiteral("visit"), QStringLiteral("email"),
                                           QStringLiteral("meeting")};
            const bool visit = visitNeeded && n == 0;
            const int contact = deal.contacts.isEmpty() ? -1 : random.pick(deal.contacts);
            const Record &made = log(visit ? QStringLiteral("visit") : kinds.at(random.below(5)), at,
                                     aboutDeal(deal, contact));
            m_world.touch(deal.record, u"last_activity_at", made.value(u"occurred_at").instant());
        }
    }
    if (!deal.record.value(u"last_activity_at").isNull())
        m_world.touch(deal.record, u"updated_at", deal.record.value(u"last_activity_at").instant());
}

void DemoFollowUps::makeActivities(int total)
{
    SeededRandom &random = m_world.random;
    for (DemoDeal &deal : m_world.deals)
        followDeal(deal);
    for (DemoLead &lead : m_world.leads) {
        const Value assigned = lead.record.value(u"assigned_at");
        const Value response = lead.record.value(u"first_response_at");
        if (assigned.isNull() || response.isNull())
            continue;
        const QString person = lead.record.value(u"contact_name").text();
        const bool chinese = !person.isEmpty() && person.at(0).unicode() > 0x2e80;
        log(QStringLiteral("call"), response.instant(),
            {lead.record.ref(), -1, -1, lead.owner, chinese, person});
        m_world.touch(lead.record, u"last_activity_at", response.instant());
    }
    while (m_world.activities.size() < total) {
        const int at = random.below(int(m_world.accounts.size()));
        const Date created =
            m_world.dateOf(m_world.accounts[size_t(at)].record.value(u"created_at").instant());
        const int age = std::min(720, m_world.date.days - created.days);
        // A weekend's work is done on the Friday before, but not before there was a customer.
        if (age < 5)
            continue;
        static const QStringList kinds{QStringLiteral("call"),  QStringLiteral("call"),
                                       QStringLiteral("visit"), QStringLiteral("email"),
                                       QStringLiteral("email"), QStringLiteral("note")};
        log(kinds.at(random.below(6)), m_world.workTime(Date{m_world.date.days - random.between(1, age - 3)}),
            aboutAccount(at));
    }
    // Newest last, as they would have been written.
    std::stable_sort(m_world.activities.begin(), m_world.activities.end(),
                     [](const Record &a, const Record &b) {
                         return a.value(u"occurred_at").instant() < b.value(u"occurred_at").instant();
                     });
}

void DemoFollowUps::addTask(const About &about, int dayOffset, int minute, const QString &status)
{
    SeededRandom &random = m_world.random;
    const QJsonArray words = m_world.texts.value(QLatin1String("tasks")).toArray();
    const QJsonObject entry = words.at(random.below(int(words.size()))).toObject();
    const Instant due = m_world.at(Date{m_world.date.days + dayOffset}, minute);
    const Instant made = m_world.workTime(
        Date{std::min(m_world.date.days - 1, m_world.date.days + dayOffset) - random.between(1, 14)});
    Record task = m_world.make(QStringLiteral("task"), made, about.performer);
    QString subject = inLanguage(entry, about.chinese);
    subject.replace(QLatin1String("{c}"), about.person);
    subject.replace(QLatin1String("{a}"), m_world.accounts[size_t(about.account)].shortName);
    task.set(u"subject", Value(subject));
    task.set(u"kind", Value(text(entry, "kind")));
    task.set(u"related", Value(about.related));
    task.set(u"due_at", Value(due));
    task.set(u"remind_at", Value(Instant{due.ms - 900000}));
    task.set(u"assignee_id", task.value(u"owner_id"));
    task.set(u"status", Value(status));
    const int roll = random.below(10);
    task.set(u"priority", Value(roll == 0  ? QStringLiteral("high")
                                : roll > 7 ? QStringLiteral("low")
                                           : QStringLiteral("normal")));
    if (status == QLatin1String("done")) {
        const Instant latest{m_world.asOf.ms - 3600000};
        const Instant done{
            std::clamp(due.ms - random.between(-600, 1500) * 60000, made.ms + 600000, latest.ms)};
        task.set(u"done_at", Value(done));
        task.set(u"updated_at", Value(done));
    }
    m_world.tasks.append(task);
}

void DemoFollowUps::makeStoryTasks()
{
    const int lin = m_world.user(QStringLiteral("lin"));
    const QJsonArray told = m_world.story.value(QLatin1String("tasks")).toArray();
    for (const QJsonValue &value : told) {
        const QJsonObject entry = value.toObject();
        About about = aboutAccount(m_world.accountByKey.value(text(entry, "account")));
        const QString name = text(entry, "deal");
        for (const DemoDeal &deal : m_world.deals) {
            if (!name.isEmpty() && deal.story && deal.record.value(u"name").text() == name)
                about = aboutDeal(deal, -1);
        }
        about.performer = lin;
        const QStringList time = text(entry, "time").split(QLatin1Char(':'));
        addTask(about, entry.value(QLatin1String("day")).toInt(),
                time.value(0).toInt() * 60 + time.value(1).toInt(), QStringLiteral("open"));
        Record &task = m_world.tasks.last();
        task.set(u"subject", Value(text(entry, "subject")));
        task.set(u"kind", Value(text(entry, "kind")));
        task.set(u"priority", Value(entry.value(QLatin1String("high")).toBool() ? QStringLiteral("high")
                                                                                : QStringLiteral("normal")));
    }
}

void DemoFollowUps::makeTasks()
{
    SeededRandom &random = m_world.random;
    makeStoryTasks();
    const int lin = m_world.user(QStringLiteral("lin"));
    const auto anyDeal = [&](bool open) -> const DemoDeal & {
        for (;;) {
            const DemoDeal &deal = m_world.deals[size_t(random.below(int(m_world.deals.size())))];
            const bool isOpen = deal.record.value(u"result").text() == QLatin1String("open");
            // Her overdue and coming days are told.
            if (isOpen == open && !(open && deal.owner == lin))
                return deal;
        }
    };
    const auto add = [&](int count, bool open, int from, int to, const QString &status) {
        for (int i = 0; i < count; ++i) {
            const DemoDeal &deal = anyDeal(open);
            const int contact = deal.contacts.isEmpty() ? -1 : random.pick(deal.contacts);
            addTask(aboutDeal(deal, contact), random.between(from, to), random.between(17, 35) * 30, status);
        }
    };
    add(600, false, -640, -2, QStringLiteral("done"));
    add(60, true, -12, -1, QStringLiteral("open"));
    add(45, true, 0, 0, QStringLiteral("open"));
    add(45, true, 1, 1, QStringLiteral("open"));
    add(160, true, 2, 30, QStringLiteral("open"));
    add(20, true, -3, 6, QStringLiteral("doing"));
    // And what she has done or planned farther on.
    for (const DemoDeal &deal : m_world.deals) {
        if (deal.story && random.chance(60))
            addTask(aboutDeal(deal, deal.contacts.isEmpty() ? -1 : deal.contacts.first()),
                    -random.between(3, 40), random.between(17, 35) * 30, QStringLiteral("done"));
        if (deal.story && random.chance(35))
            addTask(aboutDeal(deal, deal.contacts.isEmpty() ? -1 : deal.contacts.first()),
                    random.between(2, 14), random.between(17, 35) * 30, QStringLiteral("open"));
    }
}

}  // namespace dw
