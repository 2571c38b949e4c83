// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/backupbook.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

const QString Setting = QStringLiteral("backups");

QString nameOf(BackupBook::What what)
{
    return what == BackupBook::What::Backup ? QStringLiteral("backup") : QStringLiteral("restore_test");
}

std::optional<BackupBook::Entry> newest(const QList<BackupBook::Entry> &entries, BackupBook::What what)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const BackupBook::Entry &entry) { return entry.what == what; });
    return found == entries.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

QJsonObject BackupBook::Entry::toJson() const
{
    QJsonObject json{{QStringLiteral("what"), nameOf(what)},
                     {QStringLiteral("at"), at.toIso()},
                     {QStringLiteral("ok"), ok},
                     {QStringLiteral("folder"), folder}};
    if (!problem.isEmpty())
        json.insert(QStringLiteral("problem"), problem);
    return json;
}

Result<QList<BackupBook::Entry>> BackupBook::load(AccountStore &accounts)
{
    DW_ASSIGN(const QByteArray stored, accounts.setting(Setting));
    QList<Entry> entries;
    const QJsonArray all = QJsonDocument::fromJson(stored).array();
    for (const QJsonValue &one : all) {
        const QJsonObject json = one.toObject();
        const auto at = Instant::fromIso(json.value(QLatin1String("at")).toString(), QTimeZone::utc());
        if (!at)
            continue;
        const bool backup = json.value(QLatin1String("what")).toString() == nameOf(What::Backup);
        entries.append({backup ? What::Backup : What::RestoreTest, *at,
                        json.value(QLatin1String("ok")).toBool(),
                        json.value(QLatin1String("folder")).toString(),
                        json.value(QLatin1String("problem")).toString()});
    }
    return entries;
}

// The last good one of each stays, however many failed since: since when there is none is what matters.
Result<void> BackupBook::note(AccountStore &accounts, const Entry &entry)
{
    DW_ASSIGN(QList<Entry> entries, load(accounts));
    entries.prepend(entry);
    QJsonArray kept;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const Entry &one = entries[i];
        const QList<Entry> before = entries.first(i);
        const bool lastGoodOne = one.ok && !lastGood(before, one.what);
        if (i < Kept || lastGoodOne)
            kept.append(one.toJson());
    }
    return accounts.setSetting(Setting, QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

std::optional<BackupBook::Entry> BackupBook::lastGood(const QList<Entry> &entries, What what)
{
    QList<Entry> good = entries;
    good.removeIf([](const Entry &entry) { return !entry.ok; });
    return newest(good, what);
}

std::optional<BackupBook::Entry> BackupBook::openFailure(const QList<Entry> &entries, What what)
{
    const std::optional<Entry> last = newest(entries, what);
    return last && !last->ok ? last : std::nullopt;
}

}  // namespace dw
