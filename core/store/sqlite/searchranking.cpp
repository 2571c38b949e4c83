// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/normalise.h"
#include "core/base/text/textfold.h"
#include "core/store/sqlite/compiler.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/queryrunner.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/searchindex.h"
#include "core/store/sqlite/searchquery.h"

#include <QSet>

#include <algorithm>

namespace dw::sqlite
{

namespace
{

// Smaller is better. Between two classes the younger record is first.
enum RankClass { Exact = 0, Beginning = 1, Word = 2, Inside = 3, None = 4 };

// Whether a word goes on there. Han characters after Latin letters begin one, and the other way round.
bool isInside(const QString &text, qsizetype at)
{
    const auto isHan = [&](qsizetype i) { return text[i].script() == QChar::Script_Han; };
    return text[at - 1].isLetterOrNumber() && isHan(at - 1) == isHan(at);
}

// As it would stand in the field.
QString wholeValue(const Field &field, const QString &text)
{
    const Result<QString> normalised = field.type == FieldType::Phone   ? normalisePhone(text)
                                       : field.type == FieldType::Email ? normaliseEmail(text)
                                                                        : Result<QString>(text.trimmed());
    return normalised.ok() ? *normalised : QString();
}

double recency(qint64 updatedMs)
{
    constexpr double LastMs = 4102444800000.0;  // year 2100
    return 0.9 * std::clamp(1.0 - double(updatedMs) / LastMs, 0.0, 1.0);
}

}  // namespace

struct SearchIndex::Candidate
{
    qint64 row = 0;
    Id id;
    qint64 updatedAt = 0;
    QStringList titles;  // English, Chinese
    QStringList values;  // of the visible fields
    QString masked;      // the key of the field that was found by its whole value
};

double SearchIndex::rankOf(const SearchQuery &query, const QString &value, bool pinyin) const
{
    if (value.isEmpty())
        return None;
    const QString folded = foldForSearch(value);
    if (folded == query.folded())
        return Exact;
    const qsizetype at = folded.indexOf(query.folded());
    if (at == 0)
        return Beginning;
    if (at > 0)
        return isInside(folded, at) ? Inside : Word;
    const bool all = std::all_of(query.terms().begin(), query.terms().end(),
                                 [&](const QString &term) { return folded.contains(term); });
    if (all)
        return Inside;
    if (pinyin && query.isPinyin()) {
        const QList<TextRange> ranges = m_pinyin.matchRanges(value, query.folded());
        if (!ranges.isEmpty())
            return ranges.first().start > 0 && isInside(value, ranges.first().start) ? Inside
                   : ranges.first().start > 0                                        ? Word
                   : ranges.last().length == value.size()                            ? Exact
                                                                                     : Beginning;
    }
    return None;
}

Result<void> SearchIndex::collect(const Table &table, const QString &match, const SearchRequest &request,
                                  int limit, const QList<int> &visible, QList<Candidate> &candidates)
{
    Compiler compiler(m_dictionary, request.context);
    const Compiler::Row row = compiler.row(table.type);
    DW_ASSIGN(const Sql where,
              whereSql(compiler, row, Query::Deleted::Exclude, request.readable.value(table.type->key())));
    const int titles[] = {table.type->titleIndex(Language::English),
                          table.type->titleIndex(Language::Chinese)};
    Sql sql("SELECT ");
    sql << Sql::column(row.alias, u"rowid") << ", " << Sql::column(row.alias, u"id") << ", "
        << Sql::column(row.alias, u"updated_at");
    for (const int title : titles)
        sql << ", "
            << (title >= 0 && table.type->field(title).isStored()
                    ? Sql::column(row.alias, table.type->field(title).key)
                    : Sql("NULL"));
    for (const int field : visible)
        sql << ", " << Sql::column(row.alias, table.type->field(field).key);
    // The hits come first and few, then their rows: the planner must not turn it round.
    sql << " FROM (SELECT rowid AS hit FROM " << Sql::name(table.name) << " WHERE " << Sql::name(table.name)
        << " MATCH " << Sql::parameter(match) << " ORDER BY rowid DESC LIMIT "
        << Sql(QByteArray::number(limit)) << ") CROSS JOIN " << Compiler::from(row) << " ON "
        << Sql::column(row.alias, u"rowid") << " = hit" << where;
    DW_ASSIGN(Statement statement, m_connection.prepare(sql.text()));
    sql.bindTo(statement, request.context);
    QSet<qint64> known;
    for (const Candidate &candidate : std::as_const(candidates))
        known.insert(candidate.row);
    for (;;) {
        DW_ASSIGN(const bool more, statement.step());
        if (!more)
            return {};
        Candidate candidate;
        candidate.row = statement.integer(0);
        if (known.contains(candidate.row))
            continue;
        candidate.id = statement.id(1);
        candidate.updatedAt = statement.integer(2);
        candidate.titles = {statement.text(3), statement.text(4)};
        for (int i = 0; i < visible.size(); ++i)
            candidate.values.append(statement.text(5 + i));
        candidates.append(candidate);
    }
}

Result<QList<SearchIndex::Candidate>> SearchIndex::findMasked(const Table &table, const SearchQuery &query,
                                                              const SearchRequest &request, int limit,
                                                              const QList<Candidate> &candidates)
{
    QList<Candidate> found;
    const QStringList masked = request.maskedFields.value(table.type->key());
    for (const int field : table.fields) {
        const Field &shape = table.type->field(field);
        if (!masked.contains(shape.key))
            continue;
        QList<Candidate> several = candidates;
        DW_TRY(collect(table, query.expression({QStringLiteral("f:") + shape.key}, {}), request, limit,
                       {field}, several));
        const QString typed = wholeValue(shape, request.text);
        for (Candidate &candidate : several.sliced(candidates.size())) {
            if (candidate.values.value(0) != typed)
                continue;
            candidate.masked = shape.key;
            candidate.values.clear();
            found.append(std::move(candidate));
        }
    }
    return found;
}

Result<QList<SearchHit>> SearchIndex::searchTable(const Table &table, const SearchQuery &query,
                                                  const SearchRequest &request, int ranked)
{
    const QStringList hidden = request.hiddenFields.value(table.type->key());
    QList<int> visible;
    QStringList columns, pinyinColumns;
    for (const int field : table.fields) {
        const QString &key = table.type->field(field).key;
        if (hidden.contains(key))
            continue;
        visible.append(field);
        columns.append(QStringLiteral("f:") + key);
        if (table.pinyin.contains(field))
            pinyinColumns.append(QStringLiteral("p:") + key);
    }
    QList<Candidate> candidates;
    if (!columns.isEmpty()) {
        DW_TRY(collect(table, query.atBeginning(columns, pinyinColumns), request, ranked / 4, visible,
                       candidates));
        DW_TRY(
            collect(table, query.expression(columns, pinyinColumns), request, ranked, visible, candidates));
    }
    DW_ASSIGN(const QList<Candidate> masked, findMasked(table, query, request, ranked, candidates));
    candidates += masked;

    const int title = table.type->titleIndex(request.language);
    const bool titleHidden = title >= 0 && hidden.contains(table.type->field(title).key);
    QList<SearchHit> hits;
    for (const Candidate &candidate : std::as_const(candidates)) {
        double best = None;
        int bestField = -1;
        for (int i = 0; candidate.masked.isEmpty() && i < visible.size(); ++i) {
            const double rank = rankOf(query, candidate.values[i], table.pinyin.contains(visible[i]));
            if (rank < best) {
                best = rank;
                bestField = i;
            }
        }
        SearchHit hit;
        hit.record = RecordRef{table.type->key(), candidate.id};
        const QString &chosen = candidate.titles[request.language == Language::Chinese ? 1 : 0];
        if (!titleHidden)
            hit.title = chosen.isEmpty() ? candidate.titles[0] : chosen;
        if (bestField >= 0) {
            hit.field = table.type->field(visible[bestField]).key;
            if (candidate.values[bestField] != hit.title)
                hit.excerpt = candidate.values[bestField].left(200);
        }
        if (!candidate.masked.isEmpty()) {
            hit.field = candidate.masked;
            best = Exact;
        }
        hit.rank = best + recency(candidate.updatedAt);
        hits.append(hit);
    }
    std::sort(hits.begin(), hits.end(), [](const SearchHit &a, const SearchHit &b) {
        return a.rank != b.rank ? a.rank < b.rank : a.record.id < b.record.id;
    });
    if (hits.size() > request.limitPerObject)
        hits.resize(std::max(0, request.limitPerObject));
    return hits;
}

Result<QList<SearchHit>> SearchIndex::search(const SearchRequest &request)
{
    const SearchQuery query(request.text);
    QList<SearchHit> hits;
    if (query.isEmpty())
        return hits;
    QList<const Table *> tables;
    for (const QString &object : request.objects) {
        if (const Table *found = table(object))
            tables.append(found);
    }
    if (request.objects.isEmpty()) {
        for (const Table &table : std::as_const(m_tables))
            tables.append(&table);
    }
    if (tables.isEmpty())
        return hits;
    const int ranked = std::max(RankedRows / int(tables.size()), 4 * std::max(8, request.limitPerObject));
    for (const Table *table : std::as_const(tables)) {
        DW_ASSIGN(const QList<SearchHit> some,
                  searchTable(*table, query, request, std::min(ranked, RankedRows)));
        hits += some;
    }
    return hits;
}

}  // namespace dw::sqlite
