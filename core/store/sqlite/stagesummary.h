// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/changeset.h"
#include "core/records/stagesummary.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <map>
#include <tuple>
#include <vector>

namespace dw::sqlite
{

class Connection;

// The summary tables of stage histories: how far deals came by month ("dw:reached") and how long they stayed
// ("dw:stays"). Derived from the rows and changed in their transaction; what is marked stale is not used and
// made anew at the next opening. On one connection and its thread.
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

    Result<QList<StageReach>> reach(const StageSummaryQuery &query) const;
    Result<QList<StageValues>> stays(const StageSummaryQuery &query) const;
    // When the deals that are open now came to their stage (milliseconds); months are not asked.
    Result<QList<StageValues>> presence(const StageSummaryQuery &query) const;

    // What these three run: for tests of index use.
    static QByteArray reachSql(const StageSummaryQuery &query);
    static QByteArray staysSql(const StageSummaryQuery &query);
    QByteArray presenceSql(const StageSummaryQuery &query) const;

private:
    static constexpr int NoMonth = -1;  // a line without a time counts in an open period only

    struct ReachKey
    {
        Id pipeline;
        int step = 0;
        int month = 0;
        int before = 0;  // month in which the deal had come so far before
        Id owner;
        Id team;
        QByteArray currency;

        bool operator<(const ReachKey &other) const
        {
            return std::tie(pipeline, step, month, before, owner, team, currency) <
                   std::tie(other.pipeline, other.step, other.month, other.before, other.owner, other.team,
                            other.currency);
        }
    };
    // Amounts in two halves, whose sums stay within 64 bits.
    struct ReachSums
    {
        qint64 deals = 0, amounts = 0, high = 0, low = 0, baseAmounts = 0, baseHigh = 0, baseLow = 0;

        bool isZero() const;
        friend bool operator==(const ReachSums &, const ReachSums &) = default;
    };
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
    struct StayChange
    {
        std::vector<qint64> add;
        std::vector<qint64> remove;
    };
    struct Deal
    {
        Id pipeline, owner, team;
        QByteArray currency;
        std::optional<qint64> amount, base;
        std::vector<std::pair<int, int>> steps;  // month, step
    };
    using Reached = std::map<ReachKey, ReachSums>;
    using Stays = std::map<StayKey, std::vector<qint64>>;
    // stage -> {pipeline, step, whether only a first line counts}
    struct Step
    {
        Id pipeline;
        int step = 0;
        bool onlyFirst = false;
    };

    static void unpack(QByteArrayView bytes, std::vector<qint64> &into);
    Result<void> loadSteps();
    int stepOf(const Deal &deal, const Id &to, bool first) const;
    int monthOf(std::optional<qint64> at) const;
    Result<std::optional<Deal>> readDeal(const Id &id);
    static void contribute(Deal &deal, int sign, Reached &to);
    void addStay(const Record &line, int sign);
    Result<void> addDeals(const QSet<Id> &deals, int sign);
    Result<void> write(const Reached &changes);
    Result<void> write(const std::map<StayKey, StayChange> &changes);
    Result<void> compute(Reached &reached, Stays &stays);

    Connection &m_connection;
    BusinessZone m_zone;
    bool m_active = false;
    QByteArray m_presenceFrom;
    bool m_stepsLoaded = false;
    QHash<Id, Step> m_steps;
    // Of the change set under way.
    bool m_rebuild = false;
    QSet<Id> m_deals;
    Reached m_reached;
    std::map<StayKey, StayChange> m_stays;
};

}  // namespace dw::sqlite
