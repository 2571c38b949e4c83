// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/configuration.h"
#include "core/exchange/demo/seededrandom.h"
#include "core/records/record.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>

#include <vector>

namespace dw
{

struct DemoUser
{
    Id id;
    QString login;
    QString teamKey;
    QString job;  // rep, manager, admin, presales ...
};

struct DemoContact
{
    Record record;
    int account = 0;
    bool chinese = true;
    QString dealRole;
};

struct DemoAccount
{
    Record record;
    QString shortName;
    bool chinese = true;
    int owner = 0;  // index of the user
    QList<int> contacts;
    QString slug;  // of its domain
    qint64 won = 0;
    qint64 orders = 0;
};

struct DemoStep
{
    int stage = 0;  // index in its pipeline
    Instant entered;
};

struct DemoDeal
{
    Record record;
    int account = 0;
    int owner = 0;
    const Pipeline *pipeline = nullptr;
    std::vector<DemoStep> steps;
    bool story = false;  // one of the deals that the tour names
    QList<int> contacts;
};

struct DemoLead
{
    Record record;
    int owner = -1;  // -1: nobody yet
};

// A file that a deal's gate asks for, as it is kept in the workspace.
struct DemoFile
{
    QString kind, nameEn, nameZh, mime, sha256;
    qint64 size = 0;
};

// The demo company while it is being made: everything in memory, written at the end in one go. History ends
// at 00:00 of `date` in the business zone; only tasks, next steps and expected dates lie after it.
class DemoWorld
{
public:
    DemoWorld(ConfigurationPtr configuration, Date date, quint64 seed, const Id &opener);

    // resources/demo/NAME.json, or an Error of code Internal.
    static Result<QJsonObject> words(const QString &name);
    Result<void> loadWords();

    // A record with an id, and created_at and owner where given.
    Record make(const QString &object, Instant created, int owner);
    Id newId() { return ids.next(); }
    Instant at(Date day, int minuteOfDay) const;
    // Between 8:30 and 17:50 of `day`, or of the Friday before a weekend.
    Instant workTime(Date day);
    Date dateOf(Instant instant) const { return configuration->settings.zone.dateOf(instant); }
    Money money(qint64 major) const;
    QString mobile();  // E.164, never twice
    QString landline(const QString &area);
    QString uscc(const QString &regionCode);
    QString slug(const QString &name);  // for domains, never twice
    // A user of that login, or 0.
    int user(const QString &login) const { return userByLogin.value(login, 0); }
    int rep(const QString &teamKey);
    void touch(Record &record, const char16_t *key, Instant instant) const;  // keeps the later one

    ConfigurationPtr configuration;
    Date date;
    Instant asOf;  // 00:00 of date
    Id opener;     // the user who opens the workspace: Lin
    SeededRandom random;
    FixedClock idClock;
    IdGenerator ids;
    QJsonObject companies, people, catalogue, texts, story;

    std::vector<DemoUser> users;
    QHash<QString, int> userByLogin;
    QHash<QString, Id> territories;
    Id priceList, noCompetitor;
    QList<Record> setup;  // territories, teams, users, products ...: in order
    QList<Record> products;
    QList<Id> competitors, campaigns;
    std::vector<DemoAccount> accounts;
    QHash<QString, int> accountByKey;
    std::vector<DemoContact> contacts;
    std::vector<DemoDeal> deals;
    std::vector<DemoLead> leads;
    QList<Record> dealParts;  // lines, roles, stage history, attachments
    QList<Record> activities, tasks, views;
    QList<DemoFile> files;

private:
    int m_phones = 0;
    QSet<QString> m_slugs;
};

// The text of a word entry in the language of the customer.
inline QString inLanguage(const QJsonObject &entry, bool chinese)
{
    return entry.value(chinese ? QLatin1String("zh") : QLatin1String("en")).toString();
}

}  // namespace dw
