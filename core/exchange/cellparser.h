// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/inputparser.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/dictionary/objecttype.h"
#include "core/exchange/files/cell.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace dw
{

// Turns the cells of one column into values of one field: what people and programs write, in either language.
// One thread. Errors are Invalid with the wording key first-argument convention of findings: argument 1 is
// "@field:object.key", argument 2 the cell's text.
class CellParser
{
public:
    struct Rules
    {
        DateOrder dates = DateOrder::Ymd;
        Date today;         // what a date without a year is near to
        BusinessZone zone;  // a date in a datetime is 00:00 there
        Currency currency;  // of amounts that name none
        int unitPower = 0;  // amounts of the column are in 10^n units (万: 4), where a cell says nothing else
        bool fractions = false;         // 0.15 is 15 %
        QMap<QString, QString> values;  // text -> key
        QStringList emptyTexts;
    };

    CellParser(ObjectTypePtr object, int field, Rules rules);

    const Field &field() const { return m_object->field(m_index); }
    int index() const { return m_index; }
    // A reference: texts() instead of parse().
    bool isReference() const { return m_reference; }

    struct Parsed
    {
        Value value;        // null for an empty cell
        Currency currency;  // stated in the cell
    };
    // `stated`: the currency that the row's own column names, null if there is none.
    Result<Parsed> parse(const Cell &cell, Currency stated = {});
    // The names in a cell of a reference: one, or several of a reference list. Empty for an empty cell.
    QStringList texts(const Cell &cell) const;
    bool isEmpty(const Cell &cell) const;

    // The power of ten and currency in a header or in the rest of a cell: "注册资金(万元)" -> 4, CNY.
    struct Unit
    {
        int power = 0;
        Currency currency;
    };
    static Unit unitOf(QStringView text);
    static QStringList split(const QString &text);

private:
    Error unreadable(const QString &text) const;
    Result<Parsed> money(const Cell &cell, const QString &text, Currency stated) const;
    Result<Parsed> moneyOf(const Decimal &amount, const Unit &unit, Currency stated,
                           const QString &text) const;
    Result<Value> number(const Cell &cell, const QString &text);
    Result<Value> percent(const Cell &cell, const QString &text) const;
    Result<Value> boolean(const Cell &cell, const QString &text) const;
    Result<Value> date(const Cell &cell, const QString &text) const;
    Result<Value> dateTime(const Cell &cell, const QString &text) const;
    Result<QString> picklistKey(const QString &text);

    ObjectTypePtr m_object;
    int m_index;
    Rules m_rules;
    bool m_reference = false;
    QSet<QString> m_empty;
    QHash<QString, QString> m_keys;  // of picklists: folded label, key or mapped text -> key
};

}  // namespace dw
