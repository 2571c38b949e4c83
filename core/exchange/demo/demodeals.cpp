// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/demodeals.h"

#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QJsonObject pick(SeededRandom &random, const QJsonObject &words, const char *key)
{
    const QJsonArray list = words.value(QLatin1String(key)).toArray();
    return list.at(random.below(int(list.size()))).toObject();
}

int firstOf(const Pipeline &pipeline, StageOutcome outcome)
{
    for (int i = 0; i < pipeline.stages.size(); ++i) {
        if (pipeline.stages[i].outcome == outcome)
            return i;
    }
    return 0;
}

int openStages(const Pipeline &pipeline)
{
    return firstOf(pipeline, StageOutcome::Won);
}

int stageNamed(const Pipeline &pipeline, QStringView key)
{
    for (int i = 0; i < pipeline.stages.size(); ++i) {
        if (pipeline.stages[i].key == key)
            return i;
    }
    return pipeline.stages.size();
}

}  // namespace

int DemoDeals::reached(const DemoDeal &deal) const
{
    int furthest = 0;
    for (const DemoStep &step : deal.steps) {
        const Stage &stage = deal.pipeline->stages[step.stage];
        if (stage.outcome == StageOutcome::Open)
            furthest = std::max(furthest, step.stage);
        else if (stage.outcome == StageOutcome::Won)
            furthest = openStages(*deal.pipeline) - 1;
    }
    return furthest;
}

QString DemoDeals::dealName(bool chinese)
{
    const int year = m_world.date.toQDate().year();
    QString name = inLanguage(pick(m_world.random, m_world.texts, "deals"), chinese);
    name.replace(QLatin1String("{n}"), QString::number(m_world.random.between(2, 9)));
    name.replace(QLatin1String("{y}"), QString::number(year + m_world.random.between(-1, 1)));
    return name;
}

int DemoDeals::accountOf(int owner)
{
    QList<int> own;
    for (size_t i = 0; i < m_world.accounts.size(); ++i) {
        if (m_world.accounts[i].owner == owner)
            own.append(int(i));
    }
    return own.isEmpty() ? m_world.random.below(int(m_world.accounts.size())) : m_world.random.pick(own);
}

void DemoDeals::makeStory()
{
    const Pipeline *pipeline = m_world.configuration->rulebook->pipelineByCode(u"standard");
    const QJsonArray told = m_world.story.value(QLatin1String("deals")).toArray();
    for (const QJsonValue &value : told) {
        const QJsonObject entry = value.toObject();
        Plan plan;
        plan.account = m_world.accountByKey.value(text(entry, "account"));
        plan.owner = m_world.user(QStringLiteral("lin"));
        plan.pipeline = pipeline;
        plan.stage = entry.value(QLatin1String("stage")).toInt() - 1;
        plan.entered = Date{m_world.date.days - entry.value(QLatin1String("age")).toInt()};
        plan.amount = entry.value(QLatin1String("amount")).toInt();
        plan.name = text(entry, "name");
        plan.story = true;
        DemoDeal &deal = add(plan);
        const QString next = text(entry, "next");
        deal.record.set(u"next_step", Value(next));
        deal.record.set(
            u"next_step_at",
            next.isEmpty()
                ? Value()
                : Value(m_world.at(Date{m_world.date.days + entry.value(QLatin1String("in")).toInt()},
                                   m_world.random.between(18, 32) * 30)));
        // The deal of the tour: exactly two things are missing before Quotation.
        if (plan.name == QStringLiteral("三号流量线"))
            deal.record.set(u"competitor_ids", Value(QList<Id>{m_world.noCompetitor}));
    }
}

DemoDeals::Plan DemoDeals::openPlan(int owner)
{
    SeededRandom &random = m_world.random;
    Plan plan;
    plan.owner = owner;
    plan.account = accountOf(owner);
    plan.pipeline =
        m_world.configuration->rulebook->pipelineByCode(random.chance(80) ? u"standard" : u"solution");
    static constexpr std::array weights{30, 54, 74, 88, 96, 100};
    const int roll = random.below(100);
    int stage = 0;
    while (weights[size_t(stage)] <= roll)
        ++stage;
    plan.stage = std::min(stage, openStages(*plan.pipeline) - 1);
    plan.entered = Date{m_world.date.days - random.between(1, random.chance(15) ? 55 : 16)};
    return plan;
}

DemoDeals::Plan DemoDeals::closedPlan()
{
    SeededRandom &random = m_world.random;
    Plan plan;
    plan.owner = m_world.rep({});
    plan.account = accountOf(plan.owner);
    plan.pipeline =
        m_world.configuration->rulebook->pipelineByCode(random.chance(80) ? u"standard" : u"solution");
    // Business grew: of two days the later one, three times in five.
    int age = random.between(1, 640);
    if (random.chance(60))
        age = std::min(age, random.between(1, 640));
    plan.entered = Date{m_world.date.days - age};
    if (random.chance(31)) {
        plan.stage = firstOf(*plan.pipeline, StageOutcome::Won);
    } else {
        plan.stage = firstOf(*plan.pipeline, StageOutcome::Lost);
        static constexpr std::array weights{26, 48, 67, 87, 97, 100};
        const int roll = random.below(100);
        while (weights[size_t(plan.lostAfter)] <= roll)
            ++plan.lostAfter;
        plan.lostAfter = std::min(plan.lostAfter, openStages(*plan.pipeline) - 1);
    }
    return plan;
}

void DemoDeals::walk(DemoDeal &deal, const Plan &plan)
{
    SeededRandom &random = m_world.random;
    const Pipeline &pipeline = *plan.pipeline;
    const StageOutcome outcome = pipeline.stages[plan.stage].outcome;
    Date day = plan.entered;
    deal.steps.push_back({plan.stage, m_world.workTime(day)});
    int previous = plan.stage - 1;
    if (outcome == StageOutcome::Lost)
        previous = plan.lostAfter;
    static constexpr std::array medians{9, 13, 12, 15, 12, 6};
    for (int stage = previous; stage >= 0; --stage) {
        day.days -= 1 + int(random.skewed(medians[size_t(stage)], 11));
        Instant entered = m_world.workTime(day);
        // A weekend moves a day back to its Friday, which may be the day after already.
        const Instant later = deal.steps.back().entered;
        if (entered.ms > later.ms - 3600000)
            entered = m_world.workTime(Date{m_world.dateOf(later).days - 1});
        deal.steps.push_back({stage, entered});
        day = m_world.dateOf(entered);
    }
    std::reverse(deal.steps.begin(), deal.steps.end());
}

DemoDeal &DemoDeals::add(const Plan &plan)
{
    DemoAccount &account = m_world.accounts[size_t(plan.account)];
    DemoDeal deal;
    deal.account = plan.account;
    deal.owner = plan.owner;
    deal.pipeline = plan.pipeline;
    deal.story = plan.story;
    walk(deal, plan);
    const Instant created = deal.steps.front().entered;
    if (account.record.value(u"created_at").instant() > created) {
        const Instant earlier =
            m_world.workTime(Date{m_world.dateOf(created).days - m_world.random.between(3, 40)});
        account.record.set(u"created_at", Value(earlier));
        for (const int contact : std::as_const(account.contacts))
            m_world.contacts[size_t(contact)].record.set(u"created_at", Value(earlier));
    }
    deal.record = m_world.make(QStringLiteral("opportunity"), created, plan.owner);
    describe(deal, plan);
    addLines(deal, plan);
    addRoles(deal);
    close(deal, plan);
    addHistory(deal);
    addFiles(deal);
    m_world.deals.push_back(std::move(deal));
    return m_world.deals.back();
}

void DemoDeals::describe(DemoDeal &deal, const Plan &plan)
{
    SeededRandom &random = m_world.random;
    const DemoAccount &account = m_world.accounts[size_t(plan.account)];
    const Stage &stage = plan.pipeline->stages[plan.stage];
    Record &record = deal.record;
    record.set(u"name", Value(plan.name.isEmpty() ? dealName(account.chinese) : plan.name));
    record.set(u"account_id", Value(account.record.id()));
    record.set(u"pipeline_id", Value(plan.pipeline->id));
    record.set(u"stage_id", Value(stage.id));
    record.set(u"probability", Value(stage.defaultProbability));
    if (!stage.forecastCategory.isEmpty())
        record.set(u"forecast_category", Value(stage.forecastCategory));
    const Instant entered = deal.steps.back().entered;
    record.set(u"stage_entered_at", Value(entered));
    record.set(u"updated_at", Value(entered));
    record.set(u"territory_id", account.record.value(u"territory_id"));
    static const QStringList types{QStringLiteral("new_customer"), QStringLiteral("existing_customer"),
                                   QStringLiteral("existing_customer"), QStringLiteral("key_account"),
                                   QStringLiteral("tender")};
    record.set(u"customer_type", Value(types.at(random.below(5))));
    static const QStringList sources{QStringLiteral("referral"), QStringLiteral("cold_call"),
                                     QStringLiteral("web_form"), QStringLiteral("offline_event"),
                                     QStringLiteral("partner")};
    record.set(u"source_channel", Value(sources.at(random.below(5))));
    if (random.chance(25))
        record.set(u"campaign_id", Value(random.pick(m_world.campaigns)));
    if (random.chance(20))
        record.set(u"presales_owner_id",
                   Value(m_world
                             .users[size_t(m_world.user(random.chance(50) ? QStringLiteral("lu")
                                                                          : QStringLiteral("priya")))]
                             .id));
    const bool open = stage.outcome == StageOutcome::Open;
    const int left = openStages(*plan.pipeline) - plan.stage;
    const Date close =
        open ? Date{m_world.date.days + random.between(4, 12 + left * 16) - (random.chance(8) ? 25 : 0)}
             : m_world.dateOf(entered);
    record.set(u"expected_close", Value(close));
    record.set(u"close_push_count", Value(qint64(random.chance(30) ? random.between(1, 3) : 0)));
    if (!open)
        return;
    const bool stale = random.chance(12);
    if (!stale) {
        record.set(u"next_step",
                   Value(inLanguage(pick(random, m_world.texts, "next_steps"), account.chinese)));
        record.set(u"next_step_at", Value(m_world.at(Date{m_world.date.days + random.between(-4, 18)},
                                                     random.between(17, 35) * 30)));
    }
}

void DemoDeals::addLines(DemoDeal &deal, const Plan &plan)
{
    SeededRandom &random = m_world.random;
    Record &record = deal.record;
    const int proposal = stageNamed(*plan.pipeline, u"proposal");
    if (reached(deal) < proposal) {
        const qint64 typed = plan.amount > 0 ? plan.amount : random.skewed(1500, 18) * 100;
        if (plan.amount > 0 || random.chance(85))
            record.set(u"amount", Value(m_world.money(typed)));
        return;
    }
    Instant at = deal.steps.front().entered;
    for (const DemoStep &step : deal.steps) {
        if (step.stage >= proposal) {
            at = step.entered;
            break;
        }
    }
    const auto addLine = [&](int number, const Record &product, qint64 qty, const Money &unit, int discount) {
        Record line = m_world.make(QStringLiteral("opportunity_line"), at, plan.owner);
        line.set(u"opportunity_id", Value(record.id()));
        line.set(u"line_no", Value(qint64(number)));
        line.set(u"product_id", Value(product.id()));
        line.set(u"qty", Value(Decimal(qty * 10000, 4)));
        line.set(u"list_price", product.value(u"standard_price"));
        line.set(u"unit_price", Value(unit));
        if (discount > 0)
            line.set(u"discount", Value(Percent{discount * 100}));
        m_world.dealParts.append(line);
        return unit.minor * qty * (100 - discount) / 100;
    };
    qint64 sum = 0;
    if (plan.amount > 0) {
        // The largest quantity that divides the told amount.
        const Record &product = random.pick(m_world.products);
        qint64 qty = 1;
        for (const qint64 n : {24, 20, 12, 10, 8, 6, 5, 4, 3, 2}) {
            if (plan.amount % n == 0) {
                qty = n;
                break;
            }
        }
        sum = addLine(1, product, qty, m_world.money(plan.amount / qty), 0);
    } else {
        const int count = random.between(1, 4);
        const qint64 target = random.skewed(1900, 17) * 100 / count;
        for (int i = 1; i <= count; ++i) {
            const Record &product = random.pick(m_world.products);
            const Money price = product.value(u"standard_price").money();
            const qint64 each = m_world.money(target).minor;
            const qint64 qty = std::clamp<qint64>(each / std::max<qint64>(1, price.minor), 1, 400);
            sum += addLine(i, product, qty, price, random.chance(60) ? random.between(1, 14) : 0);
        }
    }
    record.set(u"amount", Value(Money{sum, m_world.configuration->settings.currency}));
    record.set(u"amount_source", Value(QStringLiteral("lines")));
}

void DemoDeals::addRoles(DemoDeal &deal)
{
    SeededRandom &random = m_world.random;
    const DemoAccount &account = m_world.accounts[size_t(deal.account)];
    const int far = reached(deal);
    Record &record = deal.record;
    const bool named = far >= 1 || random.chance(70);
    if (!named || account.contacts.isEmpty())
        return;
    // Whoever decides is met late: the first contact is the decision maker, so it starts with another.
    QList<int> people = account.contacts;
    if (people.size() > 1 && far < 3)
        people.removeFirst();
    while (people.size() > 4)
        people.removeAt(random.between(1, int(people.size()) - 1));
    const int decisionFrom =
        std::min(stageNamed(*deal.pipeline, u"quotation"), stageNamed(*deal.pipeline, u"negotiation"));
    const bool decided = far >= decisionFrom;
    if (decided && !people.contains(account.contacts.first()))
        people.prepend(account.contacts.first());
    for (const int index : std::as_const(people)) {
        const DemoContact &contact = m_world.contacts[size_t(index)];
        Record role =
            m_world.make(QStringLiteral("opportunity_contact"), deal.steps.front().entered, deal.owner);
        role.set(u"opportunity_id", Value(record.id()));
        role.set(u"contact_id", Value(contact.record.id()));
        const bool decides = decided && index == account.contacts.first();
        const QString usual = contact.dealRole == QLatin1String("decision_maker")
                                  ? QStringLiteral("influencer")
                                  : contact.dealRole;
        role.set(u"role", Value(decides ? QStringLiteral("decision_maker") : usual));
        role.set(u"attitude", contact.record.value(u"attitude"));
        role.set(u"influence", contact.record.value(u"influence"));
        m_world.dealParts.append(role);
    }
    deal.contacts = people;
    record.set(u"primary_contact_id", Value(m_world.contacts[size_t(people.last())].record.id()));
    if (decided) {
        record.set(u"decision_maker_id",
                   Value(m_world.contacts[size_t(account.contacts.first())].record.id()));
        record.set(u"competitor_ids", Value(QList<Id>{random.chance(40) ? m_world.noCompetitor
                                                                        : random.pick(m_world.competitors)}));
    }
}

void DemoDeals::close(DemoDeal &deal, const Plan &plan)
{
    SeededRandom &random = m_world.random;
    DemoAccount &account = m_world.accounts[size_t(deal.account)];
    const StageOutcome outcome = plan.pipeline->stages[plan.stage].outcome;
    const Instant at = deal.steps.back().entered;
    Record &record = deal.record;
    if (outcome == StageOutcome::Won) {
        record.set(u"result", Value(QStringLiteral("won")));
        record.set(u"won_at", Value(at));
        record.set(u"review_note", Value(inLanguage(pick(random, m_world.texts, "won"), account.chinese)));
        account.won += record.value(u"amount").money().minor;
        ++account.orders;
        m_world.touch(account.record, u"last_order_at", at);
    } else if (outcome == StageOutcome::Lost) {
        const QJsonObject why = pick(random, m_world.texts, "lost");
        record.set(u"result", Value(QStringLiteral("lost")));
        record.set(u"lost_at", Value(at));
        record.set(u"lost_reason", Value(text(why, "reason")));
        record.set(u"review_note", Value(inLanguage(why, account.chinese)));
        if (text(why, "reason") == QLatin1String("competitor") || random.chance(40))
            record.set(u"lost_to_id", Value(random.pick(m_world.competitors)));
    } else {
        record.set(u"result", Value(QStringLiteral("open")));
    }
}

void DemoDeals::addHistory(const DemoDeal &deal)
{
    const DemoStep *before = nullptr;
    const int proposal = stageNamed(*deal.pipeline, u"proposal");
    for (const DemoStep &step : deal.steps) {
        const Stage &stage = deal.pipeline->stages[step.stage];
        Record line = m_world.make(QStringLiteral("stage_history"), step.entered, deal.owner);
        line.set(u"record_ref", Value(deal.record.ref()));
        line.set(u"to_stage_id", Value(stage.id));
        line.set(u"at", Value(step.entered));
        line.set(u"by_id", line.value(u"owner_id"));
        if (before) {
            line.set(u"from_stage_id", Value(deal.pipeline->stages[before->stage].id));
            line.set(u"dwell_s", Value(qint64((step.entered.ms - before->entered.ms) / 1000)));
        }
        if (step.stage >= proposal)
            line.set(u"amount_at", deal.record.value(u"amount"));
        QJsonObject passed;
        const QString result = QStringLiteral("passed");
        for (const QString &field : stage.requiredFields)
            passed.insert(QLatin1String("field:") + field, result);
        for (const QString &kind : stage.requiredDocuments)
            passed.insert(QLatin1String("doc:") + kind, result);
        for (const QString &kind : stage.requiredActivities)
            passed.insert(QLatin1String("activity:") + kind, result);
        line.set(u"gate_result",
                 Value(QString::fromUtf8(QJsonDocument(passed).toJson(QJsonDocument::Compact))));
        m_world.dealParts.append(line);
        before = &step;
    }
}

void DemoDeals::addFiles(const DemoDeal &deal)
{
    const DemoAccount &account = m_world.accounts[size_t(deal.account)];
    const int far = reached(deal);
    for (const DemoStep &step : deal.steps) {
        const Stage &stage = deal.pipeline->stages[step.stage];
        if (step.stage > far)
            continue;
        for (const QString &kind : stage.requiredDocuments) {
            for (const DemoFile &file : std::as_const(m_world.files)) {
                if (file.kind != kind)
                    continue;
                Record attached = m_world.make(QStringLiteral("attachment"), step.entered, deal.owner);
                attached.set(u"related", Value(deal.record.ref()));
                attached.set(u"file_name", Value(account.chinese ? file.nameZh : file.nameEn));
                attached.set(u"doc_kind", Value(kind));
                attached.set(u"mime", Value(file.mime));
                attached.set(u"size", Value(file.size));
                attached.set(u"sha256", Value(file.sha256));
                m_world.dealParts.append(attached);
            }
        }
    }
}

void DemoDeals::make(int open, int total)
{
    makeStory();
    const int lin = m_world.user(QStringLiteral("lin"));
    for (int i = 0; i < open; ++i) {
        int owner = m_world.rep({});
        while (owner == lin)
            owner = m_world.rep({});
        add(openPlan(owner));
    }
    while (int(m_world.deals.size()) < total)
        add(closedPlan());
    // Numbers are given in the order of creation.
    std::stable_sort(m_world.deals.begin(), m_world.deals.end(), [](const DemoDeal &a, const DemoDeal &b) {
        return a.steps.front().entered < b.steps.front().entered;
    });
}

}  // namespace dw
