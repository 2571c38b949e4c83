// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/changeset.h"
#include "core/records/stagesummary.h"
#include "core/store/sqlite/dealpaths.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <map>
#include <tuple>
#include <vector>

namespace dw::sqlite
{

class Connection;

// The summary tables of stage histories: how far deals came ("dw:paths": dealpaths.h) and how long they
// stayed
// ("dw:stays": for a month the seconds of each stay, then the day of the month it ended on). Derived from the
// rows and changed in their transaction; what is marked stale is not used and made anew at the next opening.
// On one connection and its thread.
class StageSummary
{
public:
    StageSummary(Connection &connection, const BusinessZone &zone);
    // Without the objects and fields that it adds up there is no summary, and nothing to do.
    void setDictionary(const DictionaryPtr &dictionary);
    void forgetCaches();

    // Around the writing of a change set's rows, in one transaction.
    Result<void> begin(const ChangeSet &changes);
    Result<void> finish();

    Result<void> rebuild();
    Result<void> markStale();
    // False: to be made anew, and until then the base query counts.
    Result<bool> isCurrent() const;
    // There is one, and it is current.
    Result<bool> isUsable() const;
    // What differs from the rows; empty when nothing does.
    Result<QString> check();

    Result<QList<StageReach>> reach(const StageSummaryQuery &query) const { return m_paths.reach(query); }
    Result<QList<StageValues>> stays(const StageSummaryQuery &query) const;
    // When the deals that are open now came to their stage (milliseconds), whatever the period.
    Result<QList<StageValues>> presence(const StageSummaryQuery &query) const;

    // What these two run: for tests of index use.
    static QByteArray staysSql(const StageSummaryQuery &query);
    QByteArray presenceSql(const StageSummaryQuery &query) const;

private:
    struct StayKey
    {
        Id stage;
        int month = 0;
        Id owner;
        Id team;

        bool operator<(const StayKey &other) const
        {
            return std::tie(stage, month, owner, team) <
                   std::tie(other.stage, other.month, other.owner, other.team);
        }
    };
    using Stay = std::pair<qint64, quint8>;  // seconds, day of the month from 0
    struct StayChange
    {
        std::vector<Stay> add;
        std::vector<Stay> remove;
    };
    using Stays = std::map<StayKey, std::vector<Stay>>;
    // stage -> {pipeline, step, whether only a first line counts}
    struct Step
    {
        Id pipeline;
        int step = 0;
        bool onlyFirst = false;
    };

    static QByteArray packed(const std::vector<Stay> &stays);
    static std::vector<Stay> unpacked(QByteArrayView bytes);
    Result<void> loadSteps();
    int stepOf(const DealPaths::Path &deal, const Id &to, bool first) const;
    std::optional<Date> dayOf(std::optional<qint64> at) const;
    Result<std::optional<DealPaths::Path>> readDeal(const Id &id);
    void addStay(const Record &line, DealPaths::Sign sign);
    Result<void> addDeals(const QSet<Id> &deals, DealPaths::Sign sign);
    Result<void> write(const std::map<StayKey, StayChange> &changes);
    Result<void> compute(DealPaths::Changes &paths, Stays &stays);
    static std::pair<StayKey, Stay> stayOf(const Id &stage, std::optional<Date> day, const Id &owner,
                                           const Id &team, qint64 seconds);

    Connection &m_connection;
    BusinessZone m_zone;
    DealPaths m_paths;
    bool m_active = false;
    QByteArray m_presenceFrom;
    bool m_stepsLoaded = false;
    QHash<Id, Step> m_steps;
    // Of the change set under way.
    bool m_rebuild = false;
    QSet<Id> m_deals;
    DealPaths::Changes m_changed;
    std::map<StayKey, StayChange> m_stays;
};

}  // namespace dw::sqlite
