// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importcache.h"

#include "core/base/text/textfold.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

QString cacheKey(const ObjectType &type, const QString &by, const QString &text)
{
    return type.key() + QLatin1Char('\n') + by + QLatin1Char('\n') + text;
}

bool takesText(const Field &field)
{
    switch (field.type) {
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::Phone:
        case FieldType::Email:
        case FieldType::Url:
            return true;
        default:
            return false;
    }
}

QList<int> fieldsToTry(const ObjectType &type, const QString &by)
{
    QList<int> fields;
    const auto add = [&](int index) {
        if (index >= 0 && !fields.contains(index))
            fields.append(index);
    };
    if (!by.isEmpty()) {
        add(type.indexOf(by));
        return fields;
    }
    add(type.keyIndex());
    for (int i = 0; i < type.fieldCount(); ++i) {
        if (type.field(i).type == FieldType::AutoNumber)
            add(i);
    }
    add(type.indexOf(u"source_key"));
    add(type.titleIndex(Language::English));
    add(type.titleIndex(Language::Chinese));
    return fields;
}

}  // namespace

void ImportCache::clear()
{
    m_records.clear();
    m_names.clear();
}

Result<Record> ImportCache::record(const RecordRef &ref) const
{
    if (const auto found = m_records.constFind(ref); found != m_records.cend())
        return *found;
    DW_ASSIGN(Record read, m_session->record(ref));
    if (m_records.size() >= MaxRecords)
        m_records.clear();
    if (read.isValid())
        m_records.insert(ref, read);
    return read;
}

Result<QList<Record>> ImportCache::children(const Record &parent, const QString &collection, int limit) const
{
    return m_session->children(parent, collection, limit);
}

void ImportCache::keep(const ChangeSet &changes)
{
    for (const RecordChange &change : changes.changes) {
        const auto found = m_records.find(change.record().ref());
        if (found != m_records.end())
            m_records.erase(found);
    }
}

Result<QList<Record>> ImportCache::matching(const ObjectTypePtr &type, int field, const Value &value,
                                            ReadSession::Match match, int enough,
                                            const Allowed &allowed) const
{
    // Those that do not count take no place: more are read until enough of the others are there.
    for (int limit = enough;; limit *= 8) {
        DW_ASSIGN(QList<Record> found, m_session->findByValue(type, field, value, match, limit));
        if (!allowed)
            return found;
        const bool all = found.size() < limit;
        QList<Record> counted;
        for (const Record &record : std::as_const(found)) {
            DW_ASSIGN(const bool counts, allowed(record.ref()));
            if (counts && counted.size() < enough)
                counted.append(record);
        }
        if (all || counted.size() >= enough)
            return counted;
    }
}

Result<std::optional<Id>> ImportCache::find(const ObjectTypePtr &type, const QString &by, const QString &text,
                                            const Allowed &allowed)
{
    const QString key = cacheKey(*type, by, foldForSearch(text));
    if (const auto found = m_names.constFind(key); found != m_names.cend())
        return std::optional(*found);
    const QList<int> fields = fieldsToTry(*type, by);
    for (const int index : fields) {
        const Field &field = type->field(index);
        const bool isName = takesText(field) && field.unique != Uniqueness::Hard;
        DW_ASSIGN(const QList<Record> found,
                  matching(type, index, Value(text),
                           isName ? ReadSession::Match::Folded : ReadSession::Match::Exact, 2, allowed));
        if (found.size() > 1)
            return Error(ErrorCode::Conflict, QStringLiteral("import.reference_ambiguous"),
                         {QLatin1String("@object:") + type->key(), text});
        if (found.size() == 1) {
            remember(type, by, text, found.first().id());
            return std::optional(found.first().id());
        }
    }
    return std::optional<Id>();
}

Result<std::optional<RecordRef>> ImportCache::findAny(QList<ObjectTypePtr> types, const QString &by,
                                                      QString text, const Allowed &allowed)
{
    static const QRegularExpression named(QStringLiteral("^([^:：]+)[:：]\\s*(.+)$"));
    if (const auto parts = named.match(text); parts.hasMatch()) {
        const QString object = foldForSearch(parts.captured(1).trimmed());
        const auto meant = std::find_if(types.begin(), types.end(), [&](const ObjectTypePtr &type) {
            return foldForSearch(type->key()) == object || foldForSearch(type->label().en) == object ||
                   foldForSearch(type->label().zh) == object;
        });
        if (meant != types.end()) {
            types = {*meant};
            text = parts.captured(2).trimmed();
        }
    }
    std::optional<RecordRef> found;
    for (const ObjectTypePtr &type : std::as_const(types)) {
        if (!by.isEmpty() && type->indexOf(by) < 0)
            continue;
        DW_ASSIGN(const std::optional<Id> id, find(type, by, text, allowed));
        if (!id)
            continue;
        if (found)
            return Error(ErrorCode::Conflict, QStringLiteral("import.reference_ambiguous"),
                         {QLatin1String("@object:") + type->key(), text});
        found = RecordRef{type->key(), *id};
    }
    return found;
}

void ImportCache::remember(const ObjectTypePtr &type, const QString &by, const QString &text, const Id &id)
{
    if (m_names.size() >= MaxNames)
        m_names.clear();
    m_names.insert(cacheKey(*type, by, foldForSearch(text)), id);
}

int ImportCache::nameField(const ObjectType &type, const QString &by)
{
    const int index = by.isEmpty() ? type.titleIndex(Language::English) : type.indexOf(by);
    if (index < 0 || !takesText(type.field(index)) || type.field(index).isReadOnly())
        return -1;
    return index;
}

const Pipeline *ImportCache::findPipeline(const Rulebook &rulebook, const QString &text)
{
    const QString folded = foldForSearch(text);
    for (const Pipeline &pipeline : rulebook.pipelines()) {
        if (foldForSearch(pipeline.code) == folded || foldForSearch(pipeline.name.en) == folded ||
            foldForSearch(pipeline.name.zh) == folded)
            return &pipeline;
    }
    return nullptr;
}

const Stage *ImportCache::findStage(const Pipeline &pipeline, const QString &text)
{
    if (const Stage *stage = pipeline.find(QStringView(text)))
        return stage;
    const QString folded = foldForSearch(text);
    for (const Stage &stage : pipeline.stages) {
        if (foldForSearch(stage.key) == folded || foldForSearch(stage.name.en) == folded ||
            foldForSearch(stage.name.zh) == folded)
            return &stage;
    }
    return nullptr;
}

}  // namespace dw
