// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/queries.h"

#include "core/base/text/pinyin.h"

#include <algorithm>

namespace dw::bench
{

namespace
{

bool isHan(QChar character)
{
    return character.script() == QChar::Script_Han;
}

}  // namespace

QStringList seededQueries(PartContext &context, int count)
{
    const QList<Record> accounts = context.sample(QStringLiteral("account"), 4 * count);
    const QList<Record> contacts = context.sample(QStringLiteral("contact"), 4 * count);
    const PinyinTable pinyin;
    QStringList han, letters, digits;
    const int third = count / 3 + 1;
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        // Customers and people in turn.
        const Record &record = i % 2 == 0 ? accounts[i] : contacts[i];
        const QString name = record.value(u"name").text();
        if (!name.isEmpty() && std::all_of(name.begin(), name.end(), isHan)) {
            const int length = 1 + int(context.random.bounded(quint32(std::min<qsizetype>(4, name.size()))));
            const int at = int(context.random.bounded(quint32(name.size() - length + 1)));
            if (han.size() < third)
                han.append(name.mid(at, length));
            const QString initials = pinyin.initials(name);
            if (letters.size() < third && initials.size() >= 2)
                letters.append(initials.left(2 + int(context.random.bounded(4))));
        }
        const QString number = contacts[i].value(u"mobile").text();
        if (digits.size() < third && number.size() > 8)
            digits.append(number.right(3 + int(context.random.bounded(6))));
    }
    QStringList mixed;
    for (qsizetype i = 0; mixed.size() < count; ++i) {
        for (const QStringList *kind : {&han, &letters, &digits}) {
            if (i < kind->size() && mixed.size() < count)
                mixed.append(kind->at(i));
        }
        if (i >= third)
            break;
    }
    return mixed;
}

}  // namespace dw::bench
