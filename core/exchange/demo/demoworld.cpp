// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/demoworld.h"

#include "core/base/normalise.h"
#include "core/base/text/pinyin.h"

#include <QFile>
#include <QJsonDocument>

#include <utility>

namespace dw
{

DemoWorld::DemoWorld(ConfigurationPtr settings, Date day, quint64 seed, const Id &openedBy)
    : configuration(std::move(settings))
    , date(day)
    , asOf(configuration->settings.zone.startOf(day))
    , opener(openedBy)
    , random(seed)
    , idClock(Instant{asOf.ms - 86400000})
    , ids(idClock, seed ^ 0x6465616cULL)
    , noCompetitor(Id::named("competitor:none"))
{}

Result<QJsonObject> DemoWorld::words(const QString &name)
{
    QFile file(QStringLiteral(":/demo/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("base.resource_missing"), {file.fileName()});
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll(), &problem).object();
    if (object.isEmpty())
        return Error(ErrorCode::Internal, QStringLiteral("base.resource_missing"), {file.fileName()},
                     problem.errorString());
    return object;
}

Result<void> DemoWorld::loadWords()
{
    DW_ASSIGN(companies, words(QStringLiteral("companies")));
    DW_ASSIGN(people, words(QStringLiteral("people")));
    DW_ASSIGN(catalogue, words(QStringLiteral("catalogue")));
    DW_ASSIGN(texts, words(QStringLiteral("texts")));
    DW_ASSIGN(story, words(QStringLiteral("story")));
    return {};
}

Record DemoWorld::make(const QString &object, Instant created, int owner)
{
    Record record(configuration->dictionary->find(object), ids.next());
    record.set(u"created_at", Value(created));
    if (owner >= 0 && size_t(owner) < users.size())
        record.set(u"owner_id", Value(users[size_t(owner)].id));
    return record;
}

Instant DemoWorld::at(Date day, int minuteOfDay) const
{
    return Instant{configuration->settings.zone.startOf(day).ms + qint64(minuteOfDay) * 60000};
}

Instant DemoWorld::workTime(Date day)
{
    const int weekday = day.toQDate().dayOfWeek();
    if (weekday > 5)
        day.days -= weekday - 5;
    return at(day, random.between(8 * 60 + 30, 17 * 60 + 50));
}

Money DemoWorld::money(qint64 major) const
{
    const Currency currency = configuration->settings.currency;
    qint64 minor = major;
    for (int i = 0; i < currency.minorDigits(); ++i)
        minor *= 10;
    return {minor, currency};
}

QString DemoWorld::mobile()
{
    static constexpr std::array prefixes{"138", "139", "136", "150", "158",
                                         "186", "188", "177", "199", "133"};
    // 7919 is prime to 10^8, so every count gives another number.
    const qint64 n = (qint64(++m_phones) * 7919 + 10007) % 100000000;
    return QStringLiteral("+86%1%2")
        .arg(QLatin1String(prefixes[size_t(m_phones) % prefixes.size()]))
        .arg(n, 8, 10, QLatin1Char('0'));
}

QString DemoWorld::landline(const QString &area)
{
    const qint64 n = (qint64(++m_phones) * 7919 + 20011) % 10000000;
    return QStringLiteral("+86%1%2%3").arg(area).arg(random.between(5, 8)).arg(n, 7, 10, QLatin1Char('0'));
}

QString DemoWorld::uscc(const QString &regionCode)
{
    static constexpr QLatin1String alphabet("0123456789ABCDEFGHJKLMNPQRTUWXY");
    QString code = QStringLiteral("91") + regionCode + QStringLiteral("MA");
    while (code.size() < 17)
        code.append(QChar(alphabet[random.below(int(alphabet.size()))]));
    return code + usccCheckCharacter(code);
}

QString DemoWorld::slug(const QString &name)
{
    QString base = PinyinTable().full(name).left(14);
    if (base.isEmpty())
        base = QStringLiteral("firm");
    QString found = base;
    for (int n = 2; m_slugs.contains(found); ++n)
        found = base + QString::number(n);
    m_slugs.insert(found);
    return found;
}

int DemoWorld::rep(const QString &teamKey)
{
    QList<int> reps;
    for (size_t i = 0; i < users.size(); ++i) {
        if (users[i].job == QLatin1String("rep") && (teamKey.isEmpty() || users[i].teamKey == teamKey))
            reps.append(int(i));
    }
    return reps.isEmpty() ? 0 : random.pick(reps);
}

void DemoWorld::touch(Record &record, const char16_t *key, Instant instant) const
{
    const QStringView name(key);
    if (record.value(name).isNull() || record.value(name).instant() < instant)
        record.set(name, Value(instant));
}

}  // namespace dw
