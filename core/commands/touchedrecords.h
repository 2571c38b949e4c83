// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/records/changeset.h"
#include "core/store/session.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>

#include <map>
#include <utility>

namespace dw
{

// The records whose stored formulas and roll-ups read what was changed (DESIGN 4), collected over one
// transaction or many: through their collections, through references that lead to a changed record, or by the
// rates of currencies.
class TouchedRecords
{
public:
    using Ids = QMap<QString, QSet<Id>>;  // by object

    // Reads nothing. What is recomputed is added in its turn.
    void add(const ConfigurationPtr &configuration, const ChangeSet &changes);
    bool isEmpty() const { return m_found.isEmpty() && !isSearching(); }

    // Which records refer to changed ones takes questions to the store: while isSearching(), search() asks
    // some of them.
    bool isSearching() const { return !m_changed.empty() || !m_unclear.isEmpty() || m_rates; }
    Result<void> search(const ReadSession &session, const EvaluationContext &evaluation);

    // At most so many of one object, which are forgotten here; none when none is found yet.
    std::pair<ObjectTypePtr, QList<Id>> takeSome(qsizetype most);

    // Of more changed records than this, those that refer to them are found by what is not right any more.
    static constexpr qsizetype MostAsked = 2000;

private:
    // A formula of `object` reads the field of what the references lead to ("account_id",
    // "account.parent_account_id").
    struct Reading
    {
        QString object;
        QString way;
        int field = -1;
    };
    struct Parents
    {
        QString object;
        QString by;
    };
    void learn(const ConfigurationPtr &configuration);
    void learn(const ObjectTypePtr &object, const QString &path);
    void addReadings(const RecordChange &change, const QList<Reading> &readings);
    Result<void> searchForeign(const ReadSession &session, const EvaluationContext &evaluation);
    Result<void> searchStale(const ReadSession &session, const EvaluationContext &evaluation);
    Result<void> searchReferring(const ReadSession &session, const EvaluationContext &evaluation);

    ConfigurationPtr m_configuration;
    QHash<QString, QList<Parents>> m_parents;   // by the object of the collection
    QHash<QString, QList<Reading>> m_readings;  // by the object that is read
    Ids m_found;
    std::map<std::pair<QString, QString>, QSet<Id>> m_changed;  // by object and way
    QSet<QString> m_unclear;
    bool m_rates = false;
};

}  // namespace dw
