// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/relatedvalues.h"
#include "core/rules/rulebook.h"
#include "core/rules/stagegate.h"

#include <QHash>
#include <QString>

#include <functional>

namespace dw::test
{

// A pipeline with a condition of every kind, and records in memory:
//   open     exit: amount > 100, task "call_back" done
//   check    field primary_contact_id, a visit, document requirement_survey
//   weigh    entry: amount >= 1000; may be skipped; not re-entered
//   close    field competitor_ids; at most 2.5 days, warning at 80 %
//   won      field review_note      lost   field lost_reason
class GateWorld final : public RelatedValues
{
public:
    GateWorld();

    const RulebookPtr &rulebook() const { return m_rulebook; }
    ObjectTypePtr object(const char *key) const;
    static Id stageId(const char *key);
    // Rows as the store has them; `change` alters one before the rulebook is made of them.
    using Change = std::function<void(Record &)>;
    Result<RulebookPtr> compile(const Change &stage = {}, const Change &pipeline = {}) const;

    // A deal at `stage` with its next step and 5 000.00 CNY.
    Record deal(const char *stage) const;
    void add(const char *collection, Record child)
    {
        m_children[QString::fromLatin1(collection)].append(child);
    }
    Record child(const char *object) const;
    // All that the way to the end asks for.
    void fulfil(Record &deal);

    StageGate::Verdict move(const Record &before, const Record &after,
                            const StageGate::Move *with = nullptr) const;
    StageGate::Verdict to(const Record &deal, const char *stage) const;
    EvaluationContext context() const;

    // Every record that is named exists, as `stand` says it or empty, until it is gone.
    void stand(const Record &record) { m_records.insert(record.ref(), record); }
    void remove(const RecordRef &ref) { m_records.insert(ref, Record()); }
    Result<Record> record(const RecordRef &ref) const override
    {
        const auto found = m_records.constFind(ref);
        return found == m_records.cend() ? Record(m_dictionary->find(ref.object), ref.id) : *found;
    }
    Result<QList<Record>> children(const Record &, const QString &collection, int) const override
    {
        return m_children.value(collection);
    }

private:
    DictionaryPtr m_dictionary;
    WorkspaceSettings m_settings;
    RulebookPtr m_rulebook;
    QHash<QString, QList<Record>> m_children;
    QHash<RecordRef, Record> m_records;
};

}  // namespace dw::test
