// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/records/relatedvalues.h"
#include "core/rules/rulebook.h"
#include "core/store/session.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace dw
{

// What an import reads again and again: the records that its rows point at, and which record a name means.
// Lives on the writer thread; whoever owns it clears it when somebody else committed in between.
class ImportCache final : public RelatedValues
{
public:
    // The session of the running job; must be set before anything is read.
    void setSession(const ReadSession &session) { m_session = &session; }
    void clear();

    Result<Record> record(const RecordRef &ref) const override;
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) const override;
    Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override
    {
        return m_session->inBase(record, money);
    }
    // What the import has just written.
    void keep(const ChangeSet &changes);

    // The record of `type` that `text` means: by the field `by`, or where that is empty by key, number,
    // source key or title, in this order. Nothing if there is none; ErrorCode::Conflict
    // import.reference_ambiguous {object, text} if several live ones fit. Only what `allowed` lets through
    // counts; an empty one lets everything through.
    using Allowed = std::function<Result<bool>(const RecordRef &)>;
    Result<std::optional<Id>> find(const ObjectTypePtr &type, const QString &by, const QString &text,
                                   const Allowed &allowed);
    // The first `enough` of the live records with this value that `allowed` lets through.
    Result<QList<Record>> matching(const ObjectTypePtr &type, int field, const Value &value,
                                   ReadSession::Match match, int enough, const Allowed &allowed) const;
    // The record of any of `types` that `text` means: "Deal: Flow line 3" names the object, in either
    // language or by its key; a text alone must fit one record of all of them, else
    // import.reference_ambiguous. Only what `allowed` lets through counts.
    Result<std::optional<RecordRef>> findAny(QList<ObjectTypePtr> types, const QString &by, QString text,
                                             const Allowed &allowed);
    void remember(const ObjectTypePtr &type, const QString &by, const QString &text, const Id &id);

    // The field that a name of a new record of `type` goes into: `by`, or the title; -1 if neither takes
    // text.
    static int nameField(const ObjectType &type, const QString &by);
    static const Pipeline *findPipeline(const Rulebook &rulebook, const QString &text);
    static const Stage *findStage(const Pipeline &pipeline, const QString &text);

private:
    static constexpr qsizetype MaxRecords = 20000;
    static constexpr qsizetype MaxNames = 500000;

    const ReadSession *m_session = nullptr;
    mutable QHash<RecordRef, Record> m_records;
    QHash<QString, Id> m_names;
};

}  // namespace dw
