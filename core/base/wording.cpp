// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"

#include "core/base/wording/accesswording.h"
#include "core/base/wording/approvalswording.h"
#include "core/base/wording/basewording.h"
#include "core/base/wording/cliwording.h"
#include "core/base/wording/commandswording.h"
#include "core/base/wording/dictionarywording.h"
#include "core/base/wording/expressionwording.h"
#include "core/base/wording/importwording.h"
#include "core/base/wording/matchingwording.h"
#include "core/base/wording/ruleswording.h"
#include "core/base/wording/servicewording.h"
#include "core/base/wording/storewording.h"
#include "core/base/wording/syncwording.h"

#include <QCoreApplication>
#include <QHash>

namespace dw
{

namespace
{

constexpr std::span<const WordingLine> Areas[] = {
    AccessWording,     ApprovalsWording, BaseWording,     CliWording,        CommandsWording,
    DictionaryWording, ImportWording,    MatchingWording, ExpressionWording, RulesWording,
    ServiceWording,    StoreWording,     SyncWording,
};

QHash<QString, const char *> makeIndex()
{
    QHash<QString, const char *> index;
    for (const std::span<const WordingLine> area : Areas) {
        for (const WordingLine &line : area)
            index.insert(QString::fromLatin1(line.key), line.source);
    }
    return index;
}

// Made once, never changed: thousands of findings of one import are worded from it.
const QHash<QString, const char *> &index()
{
    static const QHash<QString, const char *> all = makeIndex();
    return all;
}

QString filled(const QString &text, const QStringList &arguments)
{
    QString out;
    out.reserve(text.size() + 32);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isPlace = c == u'%' && i + 1 < text.size() && text[i + 1] >= u'1' && text[i + 1] <= u'9';
        if (!isPlace) {
            out.append(c);
            continue;
        }
        const qsizetype number = text[++i].unicode() - u'1';
        out.append(number < arguments.size() ? arguments[number] : QStringLiteral("?"));
    }
    return out;
}

}  // namespace

QString wording(const QString &key, const QStringList &arguments)
{
    const char *source = index().value(key, nullptr);
    if (!source)
        return arguments.isEmpty() ? key : key + QLatin1String(": ") + arguments.join(QLatin1String(", "));
    return filled(QCoreApplication::translate("wording", source), arguments);
}

QString describe(const Error &error)
{
    return wording(error.key, error.arguments);
}

bool hasWording(const QString &key)
{
    return index().contains(key);
}

QList<WordingLine> allWording()
{
    QList<WordingLine> lines;
    for (const std::span<const WordingLine> area : Areas) {
        for (const WordingLine &line : area)
            lines.append(line);
    }
    return lines;
}

}  // namespace dw
