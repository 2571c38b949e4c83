// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/similarrecords.h"

#include "core/access/fieldaccess.h"
#include "core/matching/comparabletext.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace dw
{

namespace
{

constexpr int MostOfOneSearch = 40;
// A shorter part of a name is in too many.
constexpr qsizetype ShortestPart = 2;

void addPart(QStringList &texts, const QString &part)
{
    if (part.size() >= ShortestPart && !texts.contains(part))
        texts.append(part);
}

// A slip in one half of a name leaves the other half; whole words of a Latin one are halves enough.
QStringList searchedTexts(const MatchProfile &draft)
{
    QStringList texts;
    const QString &core = draft.company.core;
    addPart(texts, core);
    if (hasHan(core)) {
        addPart(texts, core.first(core.size() / 2));
        addPart(texts, core.sliced(core.size() / 2));
        addPart(texts, draft.company.sound);
    } else {
        for (const QString &word :
             draft.company.words.first(std::min<qsizetype>(draft.company.words.size(), 3)))
            addPart(texts, word);
    }
    for (const QString &word : draft.personWords.first(std::min<qsizetype>(draft.personWords.size(), 3)))
        addPart(texts, word);
    addPart(texts, draft.personSound);
    addPart(texts, draft.uscc);
    for (const QString &phone : draft.phones)
        addPart(texts, phone.right(8));
    for (const QString &email : draft.emails)
        addPart(texts, email);
    return texts;
}

}  // namespace

RecordProfile readableProfile(const ReadContext &context, const ObjectType &object)
{
    if (context.policy->isOpen())
        return RecordProfile(object, [](const QString &) { return true; });
    const FieldRights rights =
        FieldAccess(*context.policy, context.actor, context.dictionary, context.settings.currency).of(object);
    return RecordProfile(object, [&](const QString &field) { return rights.mayRead(field); });
}

Result<QList<SimilarRecord>> similarRecords(const Reader &reader, const Record &draft, int minScore,
                                            qsizetype limit)
{
    QList<SimilarRecord> similar;
    const RecordProfile readable = readableProfile(reader.context(), draft.type());
    if (!readable.isUsable())
        return similar;
    const MatchProfile wanted = readable.profile(draft);
    QSet<Id> looked{draft.id()};
    const QStringList texts = searchedTexts(wanted);
    for (const QString &text : texts) {
        DW_ASSIGN(const QList<SearchHit> hits, reader.search(text, {draft.type().key()}, MostOfOneSearch));
        for (const SearchHit &hit : hits) {
            if (looked.contains(hit.record.id))
                continue;
            looked.insert(hit.record.id);
            DW_ASSIGN(const Record stored, reader.record(hit.record));
            if (MatchScore match = scoreOf(wanted, readable.profile(stored)); match.score >= minScore)
                similar.append({hit.record.id, stored.title(reader.context().language), std::move(match)});
        }
    }
    std::sort(similar.begin(), similar.end(), [](const SimilarRecord &a, const SimilarRecord &b) {
        return std::tuple(-a.match.score, a.id) < std::tuple(-b.match.score, b.id);
    });
    if (limit >= 0 && similar.size() > limit)
        similar.resize(limit);
    return similar;
}

}  // namespace dw
