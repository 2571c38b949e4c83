// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/recordstore.h"
#include "core/store/sqlite/schema.h"

namespace dw::sqlite
{

// A rate was added or changed: every amount in a foreign currency is worth something else.
Result<void> RecordStore::rebuildBases()
{
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        const RecordTable &from = table(type);
        if (from.moneyFields().isEmpty() || !type->hasMoney())
            continue;
        QByteArray columns, sets;
        int place = 2;
        for (const int i : from.moneyFields()) {
            columns += ',' + quoted(type->field(i).key);
            sets += (sets.isEmpty() ? "" : ",") + quoted(baseColumn(type->field(i))) + "=?" +
                    QByteArray::number(place++);
        }
        const QByteArray created =
            from.createdAtField() >= 0 ? QByteArrayLiteral("\"created_at\"") : QByteArrayLiteral("NULL");
        DW_ASSIGN(Statement read, m_connection.prepare("SELECT \"rowid\",\"currency\"," + created + columns +
                                                       " FROM " + quoted(type->key()) +
                                                       " WHERE \"rowid\">?1 ORDER BY \"rowid\" LIMIT 1000"));
        DW_ASSIGN(Statement write, m_connection.prepare("UPDATE " + quoted(type->key()) + " SET " + sets +
                                                        " WHERE \"rowid\"=?1"));
        struct Row
        {
            qint64 row;
            QList<std::optional<qint64>> bases;
        };
        qint64 last = 0;
        for (bool more = true; more;) {
            QList<Row> page;
            more = false;
            read.reset();
            read.bind(1, last);
            for (;;) {
                DW_ASSIGN(const bool row, read.step());
                if (!row)
                    break;
                more = true;
                last = read.integer(0);
                const Currency currency = Currency::fromCode(read.text(1)).value_or(Currency());
                std::optional<Instant> at;
                if (!read.isNull(2))
                    at = Instant{read.integer(2)};
                Row made{last, {}};
                for (int i = 0; i < from.moneyFields().size(); ++i) {
                    std::optional<qint64> base;
                    if (!read.isNull(3 + i)) {
                        DW_ASSIGN(base, m_rates.toBase(read.integer(3 + i), currency, at));
                    }
                    made.bases.append(base);
                }
                page.append(made);
            }
            read.reset();
            for (const Row &row : std::as_const(page)) {
                write.bind(1, row.row);
                for (int i = 0; i < row.bases.size(); ++i) {
                    if (row.bases[i])
                        write.bind(2 + i, *row.bases[i]);
                    else
                        write.bindNull(2 + i);
                }
                DW_TRY(write.run());
            }
        }
    }
    return {};
}

}  // namespace dw::sqlite
