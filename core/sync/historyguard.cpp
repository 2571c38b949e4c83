// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/historyguard.h"

#include "core/sync/committimes.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <algorithm>

namespace dw
{

namespace
{

const QString Area = QStringLiteral("history");
const QString Suspect = QStringLiteral("suspect_since");
constexpr int ProofLength = 8;

// Milliseconds since 2020 until 2054, times 4,096: no server makes as many commits in one.
constexpr qint64 ClockBegins = 1'577'836'800'000;
constexpr qint64 ClockEnds = qint64(1) << 40;
constexpr int CommitBits = 12;
constexpr qint64 Step = qint64(1) << 32;

template <typename Work>
Result<void> inTransaction(WriteSession &session, Work &&work)
{
    const auto all = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(work());
        return session.commit();
    };
    const Result<void> done = all();
    if (!done.ok())
        session.rollback();
    return done;
}

}  // namespace

Result<std::optional<Instant>> HistoryGuard::suspectSince(const ReadSession &session)
{
    DW_ASSIGN(const QByteArray since, session.localValue(Area, Suspect));
    return since.isEmpty() ? std::optional<Instant>() : std::optional(Instant{since.toLongLong()});
}

Result<void> HistoryGuard::suspect(WriteSession &session, Instant now)
{
    DW_ASSIGN(const auto since, suspectSince(session));
    if (since)
        return {};
    return inTransaction(session,
                         [&] { return session.setLocalValue(Area, Suspect, QByteArray::number(now.ms)); });
}

Result<void> HistoryGuard::beginEpoch(WriteSession &session, const Id &epoch, Instant now, qint64 beyond)
{
    return inTransaction(session, [&]() -> Result<void> {
        DW_ASSIGN(LedgerHead head, session.ledger().lockHead());
        head.epoch = epoch;
        head.sequence = firstOf(std::max(head.sequence, beyond), now);
        head.tag = QRandomGenerator::system()->generate();
        DW_TRY(CommitTimes::note(session, head.sequence, now));
        DW_TRY(session.ledger().setHead(head));
        return session.setLocalValue(Area, Suspect, {});
    });
}

qint64 HistoryGuard::firstOf(qint64 head, Instant now)
{
    const qint64 byClock = std::clamp<qint64>(now.ms - ClockBegins, 0, ClockEnds) << CommitBits;
    return std::max(byClock, (head / Step + 1) * Step);
}

QByteArray HistoryCursor::text(const LedgerHead &at, const std::optional<Within> &within) const
{
    const QByteArray point =
        QByteArray::number(at.sequence) + '.' + QByteArray::number(at.tag, 16).rightJustified(8, '0');
    const QByteArray whole = m_key.isEmpty() ? point : point + '.' + proof(point, at.epoch);
    return within
               ? whole + '/' + QByteArray::number(within->sequence) + '/' + within->upTo.toString().toLatin1()
               : whole;
}

QByteArray HistoryCursor::proof(const QByteArray &point, const Id &epoch) const
{
    return QMessageAuthenticationCode::hash("cursor\n" + epoch.toByteArray() + point, m_key,
                                            QCryptographicHash::Sha256)
        .left(ProofLength)
        .toHex();
}

std::optional<HistoryCursor::Read> HistoryCursor::read(const QByteArray &text, const Id &epoch) const
{
    const QByteArrayList places = text.split('/');
    const QByteArrayList parts = places[0].split('.');
    if (parts.size() < 2 || parts.size() > 3 || (places.size() != 1 && places.size() != 3))
        return std::nullopt;
    bool whole = false, tagged = false;
    Read read;
    read.sequence = parts[0].toLongLong(&whole);
    read.tag = parts[1].toUInt(&tagged, 16);
    if (!whole || !tagged || read.sequence < 0)
        return std::nullopt;
    if (places.size() == 3) {
        bool numbered = false;
        const qint64 sequence = places[1].toLongLong(&numbered);
        const auto id = Id::fromString(QString::fromLatin1(places[2]));
        if (!numbered || sequence <= read.sequence || !id)
            return std::nullopt;
        read.within = Within{sequence, *id};
    }
    read.proven = m_key.isEmpty() || parts.value(2) == proof(parts[0] + '.' + parts[1], epoch);
    return read;
}

}  // namespace dw
