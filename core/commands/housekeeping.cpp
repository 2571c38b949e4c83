// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/housekeeping.h"

#include "core/commands/namedfiles.h"

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86400000;

QString area()
{
    return QStringLiteral("housekeeping");
}

QString doneKey()
{
    return QStringLiteral("done");
}

// Local values "unnamed.<fingerprint>": since when nothing names the file, in ms.
QString unnamedKey(const QByteArray &sha256)
{
    return QStringLiteral("unnamed.") + QString::fromLatin1(sha256.toHex());
}

}  // namespace

Result<Housekeeping::Done> Housekeeping::run(WriteSession &session, const Actor &actor, When when)
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const QByteArray today =
        QByteArray::number(configuration->settings.zone.dateOf(m_runner.clock().now()).days);
    DW_ASSIGN(const QByteArray last, session.localValue(area(), doneKey()));
    Done done;
    if (when == When::Daily && last == today)
        return done;
    done.due = true;
    const CommandResult purged = m_runner.run(session, {QStringLiteral("bin.purge"), {}}, actor);
    if (purged.status != CommandResult::Status::Applied)
        return purged.error;
    done.purged = qint64(purged.data.value(QLatin1String("purged")).toDouble());
    // Where nothing could go, nothing more will.
    done.more = done.purged > 0 && purged.data.value(QLatin1String("more")).toBool();
    DW_TRY(session.begin(Durability::Redoable));
    const auto rest = [&]() -> Result<void> {
        DW_ASSIGN(done.files, collectFiles(session));
        // The rest of a large bin goes at the next start.
        if (!done.more)
            DW_TRY(session.setLocalValue(area(), doneKey(), today));
        return session.commit();
    };
    if (const Result<void> kept = rest(); !kept.ok()) {
        session.rollback();
        return kept.error();
    }
    return done;
}

Result<qint64> Housekeeping::collectFiles(WriteSession &session) const
{
    Workspace &workspace = m_runner.workspace();
    const qint64 now = m_runner.clock().now().ms;
    DW_ASSIGN(auto noted, session.localValues(area()));
    noted.remove(doneKey());
    const QList<QByteArray> files = workspace.blobs();
    QSet<QByteArray> named;
    if (!files.isEmpty()) {  // else nobody asks for what the records name, and they may be a million
        DW_ASSIGN(named, namedFiles(session, *m_runner.configuration()->dictionary));
    }
    qint64 removed = 0;
    for (const QByteArray &file : files) {
        if (named.contains(file))
            continue;
        const QString key = unnamedKey(file);
        const QByteArray since = noted.take(key);
        if (since.isEmpty()) {
            DW_TRY(session.setLocalValue(area(), key, QByteArray::number(now)));
        } else if (now - since.toLongLong() >= BlobDays * DayMs) {
            DW_ASSIGN(const bool gone, workspace.dropBlob(file));
            removed += gone ? 1 : 0;
            if (gone)
                DW_TRY(session.setLocalValue(area(), key, {}));
        }
    }
    // Named again, or gone.
    for (auto key = noted.keyBegin(); key != noted.keyEnd(); ++key)
        DW_TRY(session.setLocalValue(area(), *key, {}));
    return removed;
}

void Housekeeping::start(CommandRunner &runner, const Actor &actor)
{
    runner.workspace().write(Workspace::Priority::Batch,
                             [&runner, actor](WriteSession &session, const Ticket &ticket) {
                                 // What fails is tried again at the next start.
                                 if (!ticket.isCancelled())
                                     (void)Housekeeping(runner).run(session, actor);
                             });
}

}  // namespace dw
