// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/demosetup.h"

namespace dw
{

namespace
{

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

}  // namespace

void DemoSetup::make()
{
    makeTeams();
    makeCatalogue();
}

void DemoSetup::makeTeams()
{
    DemoWorld &world = m_world;
    const QJsonArray users = world.people.value(QLatin1String("users")).toArray();
    for (const QJsonValue &value : users) {
        const QJsonObject entry = value.toObject();
        const bool opener = text(entry, "login") == QLatin1String("lin");
        world.userByLogin.insert(text(entry, "login"), int(world.users.size()));
        world.users.push_back({opener ? world.opener : world.newId(), text(entry, "login"),
                               text(entry, "team"), text(entry, "job")});
    }
    const int admin = world.user(QStringLiteral("chen"));
    const Instant start = world.workTime(Date{world.date.days - 1200});
    const QJsonArray territories = world.people.value(QLatin1String("territories")).toArray();
    for (const QJsonValue &value : territories) {
        const QJsonObject entry = value.toObject();
        Record territory = world.make(QStringLiteral("territory"), start, admin);
        territory.set(u"name", Value(text(entry, "name")));
        territory.set(u"code", Value(text(entry, "code")));
        territory.set(u"manager_id", Value(world.users[size_t(world.user(text(entry, "manager")))].id));
        world.territories.insert(text(entry, "key"), territory.id());
        world.setup.append(territory);
    }
    const QJsonArray teams = world.people.value(QLatin1String("teams")).toArray();
    for (const QJsonValue &value : teams) {
        const QJsonObject entry = value.toObject();
        // The opener's team is the one that every workspace begins with.
        if (text(entry, "key") == QLatin1String("east")) {
            m_teams.insert(text(entry, "key"), Id::named("team:first"));
            continue;
        }
        Record team = world.make(QStringLiteral("team"), start, admin);
        fillTeam(team, entry);
        m_teams.insert(text(entry, "key"), team.id());
        world.setup.append(team);
    }
    for (const QJsonValue &value : users) {
        const QJsonObject entry = value.toObject();
        const DemoUser &user = world.users[size_t(world.user(text(entry, "login")))];
        if (user.id == world.opener)
            continue;
        Record record = world.make(QStringLiteral("user"), start, admin);
        Record named(record.typePointer(), user.id);
        named.set(u"created_at", Value(start));
        named.set(u"login", Value(user.login));
        fillUser(named, entry);
        world.setup.append(named);
    }
}

void DemoSetup::fillTeam(Record &team, const QJsonObject &entry) const
{
    team.set(u"name", Value(text(entry, "name")));
    team.set(u"kind", Value(text(entry, "kind")));
    team.set(u"leader_id", Value(m_world.users[size_t(m_world.user(text(entry, "leader")))].id));
}

Record DemoSetup::firstTeam(const Record &stored) const
{
    Record after = stored;
    const QJsonArray teams = m_world.people.value(QLatin1String("teams")).toArray();
    for (const QJsonValue &value : teams) {
        if (text(value.toObject(), "key") == QLatin1String("east"))
            fillTeam(after, value.toObject());
    }
    return after;
}

void DemoSetup::fillUser(Record &user, const QJsonObject &entry) const
{
    const QString name = text(entry, "name");
    const int index = m_world.user(text(entry, "login"));
    user.set(u"name", Value(name));
    user.set(u"email", Value(text(entry, "login") + QStringLiteral("@chengdanjiang.example")));
    user.set(u"mobile", Value(m_world.mobile()));
    user.set(u"employee_no", Value(QStringLiteral("E%1").arg(1001 + index)));
    user.set(u"status", Value(QStringLiteral("active")));
    user.set(u"team_id", Value(m_teams.value(text(entry, "team"))));
    if (!text(entry, "manager").isEmpty())
        user.set(u"manager_id", Value(m_world.users[size_t(m_world.user(text(entry, "manager")))].id));
    const bool chinese = name.at(0).unicode() > 0x2e80;
    user.set(u"language", Value(chinese ? QStringLiteral("zh_cn") : QStringLiteral("en")));
    user.set(u"time_zone", Value(QString::fromLatin1(m_world.configuration->settings.zone.name())));
    user.set(u"hire_date", Value(Date{m_world.date.days - 800 - index * 53}));
    user.set(u"owner_id", Value(user.id()));
    if (const Id territory = m_world.territories.value(text(entry, "team")); !territory.isNull())
        user.set(u"territory_ids", Value(QList<Id>{territory}));
}

Record DemoSetup::opener(const Record &stored) const
{
    Record after = stored;
    const QJsonArray users = m_world.people.value(QLatin1String("users")).toArray();
    for (const QJsonValue &value : users) {
        if (text(value.toObject(), "login") == QLatin1String("lin"))
            fillUser(after, value.toObject());
    }
    return after;
}

void DemoSetup::makeCatalogue()
{
    DemoWorld &world = m_world;
    const int admin = world.user(QStringLiteral("chen"));
    const Instant start = world.workTime(Date{world.date.days - 1000});
    QHash<QString, Id> categories;
    const QJsonArray groups = world.catalogue.value(QLatin1String("categories")).toArray();
    for (const QJsonValue &value : groups) {
        Record category = world.make(QStringLiteral("product_category"), start, admin);
        category.set(u"name", Value(text(value.toObject(), "name")));
        categories.insert(text(value.toObject(), "key"), category.id());
        world.setup.append(category);
    }
    Record list = world.make(QStringLiteral("price_list"), start, admin);
    list.set(u"name", Value(QStringLiteral("标准价目表 Standard prices")));
    list.set(u"code", Value(QStringLiteral("STD")));
    list.set(u"currency", Value(world.configuration->settings.currency.key()));
    list.set(u"valid_from", Value(Date{world.date.days - 1000}));
    list.set(u"priority", Value(qint64(1)));
    list.set(u"status", Value(QStringLiteral("published")));
    list.set(u"version", Value(qint64(1)));
    world.priceList = list.id();
    world.setup.append(list);
    const QJsonArray products = world.catalogue.value(QLatin1String("products")).toArray();
    for (const QJsonValue &value : products) {
        const QJsonObject entry = value.toObject();
        const qint64 price = qint64(entry.value(QLatin1String("price")).toInt());
        Record product = world.make(QStringLiteral("product"), start, admin);
        product.set(u"name", Value(text(entry, "name")));
        product.set(u"code", Value(text(entry, "code")));
        product.set(u"category", Value(categories.value(text(entry, "category"))));
        product.set(u"unit", Value(text(entry, "unit")));
        product.set(u"status", Value(QStringLiteral("active")));
        product.set(u"standard_price", Value(world.money(price)));
        product.set(u"cost", Value(world.money(price * 62 / 100)));
        product.set(u"min_price", Value(world.money(price * 80 / 100)));
        product.set(u"tax_rate", Value(Percent{text(entry, "category") == QLatin1String("service") ||
                                                       text(entry, "category") == QLatin1String("software")
                                                   ? 600
                                                   : 1300}));
        world.setup.append(product);
        world.products.append(product);
        Record priced = world.make(QStringLiteral("price_list_entry"), start, admin);
        priced.set(u"price_list_id", Value(world.priceList));
        priced.set(u"product_id", Value(product.id()));
        priced.set(u"unit_price", Value(world.money(price)));
        priced.set(u"max_discount", Value(Percent{1500}));
        world.setup.append(priced);
    }
    const QJsonArray competitors = world.catalogue.value(QLatin1String("competitors")).toArray();
    for (const QJsonValue &value : competitors) {
        Record competitor = world.make(QStringLiteral("competitor"), start, admin);
        competitor.set(u"name", Value(text(value.toObject(), "name")));
        competitor.set(u"price_level", Value(text(value.toObject(), "level")));
        world.competitors.append(competitor.id());
        world.setup.append(competitor);
    }
    const int marketing = world.user(QStringLiteral("cui"));
    const QJsonArray campaigns = world.catalogue.value(QLatin1String("campaigns")).toArray();
    for (const QJsonValue &value : campaigns) {
        const QJsonObject entry = value.toObject();
        const Date from{world.date.days + entry.value(QLatin1String("start")).toInt()};
        const Date to{world.date.days + entry.value(QLatin1String("end")).toInt()};
        Record campaign =
            world.make(QStringLiteral("campaign"), world.workTime(Date{from.days - 30}), marketing);
        campaign.set(u"name", Value(text(entry, "name")));
        campaign.set(u"code", Value(text(entry, "code")));
        campaign.set(u"kind", Value(text(entry, "kind")));
        campaign.set(u"channel", Value(text(entry, "channel")));
        campaign.set(u"status", Value(to < world.date ? QStringLiteral("done") : QStringLiteral("running")));
        campaign.set(u"start_date", Value(from));
        campaign.set(u"end_date", Value(to));
        campaign.set(u"budget", Value(world.money(entry.value(QLatin1String("budget")).toInt())));
        world.campaigns.append(campaign.id());
        world.setup.append(campaign);
    }
}

}  // namespace dw
