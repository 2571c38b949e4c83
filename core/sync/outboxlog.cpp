// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/outboxlog.h"

#include "core/base/canonicaljson.h"
#include "core/base/digest.h"
#include "core/store/localarea.h"
#include "core/sync/answervalues.h"

#include <sodium.h>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qsizetype DigestSize = 32;
constexpr qint64 MostNumbers = 100'000;

const unsigned char *bytes(const QByteArray &data)
{
    return reinterpret_cast<const unsigned char *>(data.constData());
}

QString keyOf(const Id &device)
{
    return QString::fromLatin1(device.toByteArray().toHex());
}

bool isSigned(const QByteArray &message, const QByteArray &signature, const QByteArray &key)
{
    return key.size() == qsizetype(crypto_sign_PUBLICKEYBYTES) &&
           signature.size() == qsizetype(crypto_sign_BYTES) &&
           crypto_sign_verify_detached(bytes(signature), bytes(message),
                                       static_cast<unsigned long long>(message.size()), bytes(key)) == 0;
}

}  // namespace

QByteArray OutboxLog::Digest::message(const Id &device) const
{
    return "dealwright-outbox\n" + device.toByteArray().toHex() + '\n' + QByteArray::number(from) + '\n' +
           QByteArray::number(to) + '\n' + digest.toHex();
}

QByteArray OutboxLog::first(const Id &device, qint64 from)
{
    return blake2b256("dealwright outbox 1\n" + device.toByteArray() + QByteArray::number(from));
}

QByteArray OutboxLog::next(const QByteArray &digest, const SyncTransaction &transaction)
{
    return blake2b256(digest + canonicalJson(transaction.toJson()));
}

QJsonObject OutboxLog::toJson(const Digest &digest, const QByteArray &signature)
{
    return {{QStringLiteral("from"), double(digest.from)},
            {QStringLiteral("to"), double(digest.to)},
            {QStringLiteral("digest"), QString::fromLatin1(digest.digest.toHex())},
            {QStringLiteral("sig"), QString::fromLatin1(signature.toHex())}};
}

// "from,to,digest,received,upTo,reckoned", one a line.
Result<QList<OutboxLog::Entry>> OutboxLog::entriesOf(const ReadSession &session, const Id &device)
{
    DW_ASSIGN(const QByteArray kept, session.localValue(outboxLogArea(), keyOf(device)));
    QList<Entry> entries;
    const QList<QByteArray> lines = kept.isEmpty() ? QList<QByteArray>() : kept.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.split(',');
        if (parts.size() != 6)
            continue;
        entries.append({{parts[0].toLongLong(), parts[1].toLongLong(), QByteArray::fromHex(parts[2])},
                        Instant{parts[3].toLongLong()},
                        parts[4].toLongLong(),
                        QByteArray::fromHex(parts[5])});
    }
    return entries;
}

Result<OutboxLog> OutboxLog::load(const ReadSession &session, const Id &device)
{
    OutboxLog log;
    log.m_device = device;
    DW_ASSIGN(log.m_entries, entriesOf(session, device));
    return log;
}

void OutboxLog::add(const QJsonObject &json, const QByteArray &publicKey, qint64 next, Instant received)
{
    Entry entry;
    entry.signedOver = {answervalues::wholeNumber(json.value(QLatin1String("from"))),
                        answervalues::wholeNumber(json.value(QLatin1String("to"))),
                        QByteArray::fromHex(json.value(QLatin1String("digest")).toString().toLatin1())};
    const Digest &digest = entry.signedOver;
    const QByteArray signature = QByteArray::fromHex(json.value(QLatin1String("sig")).toString().toLatin1());
    if (digest.from != next || digest.to < digest.from || digest.to - digest.from >= MostNumbers ||
        digest.digest.size() != DigestSize || !isSigned(digest.message(m_device), signature, publicKey))
        return;
    // Said again, it was there at the first time already.
    const bool known = std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry &one) {
        return one.signedOver.to == digest.to && one.signedOver.digest == digest.digest;
    });
    if (known)
        return;
    entry.received = received;
    entry.upTo = digest.from - 1;
    entry.reckoned = first(m_device, digest.from);
    const auto isOpen = [](const Entry &one) { return !one.reckoned.isEmpty(); };
    if (std::count_if(m_entries.begin(), m_entries.end(), isOpen) >= MostOpen)
        m_entries.erase(std::find_if(m_entries.begin(), m_entries.end(), isOpen));
    m_entries.removeIf([&](const Entry &one) { return received.ms - one.received.ms > KeptMs; });
    m_entries.append(entry);
    m_changed = true;
}

void OutboxLog::take(const SyncTransaction &transaction)
{
    for (Entry &entry : m_entries) {
        if (entry.reckoned.isEmpty() || transaction.number != entry.upTo + 1)
            continue;
        entry.upTo = transaction.number;
        entry.reckoned = next(entry.reckoned, transaction);
        m_changed = true;
        if (entry.upTo < entry.signedOver.to)
            continue;
        // Not the same: what was signed is not what came, and proves nothing.
        if (entry.reckoned == entry.signedOver.digest)
            entry.reckoned.clear();
        else
            entry.signedOver.to = 0;
    }
    m_entries.removeIf([](const Entry &one) { return one.signedOver.to == 0; });
}

QJsonArray OutboxLog::proofs(qint64 from, qint64 to) const
{
    QJsonArray told;
    for (const Entry &one : m_entries) {
        if (one.reckoned.isEmpty() && one.signedOver.from <= to && from <= one.signedOver.to)
            told.append(QJsonObject{{QStringLiteral("from"), double(one.signedOver.from)},
                                    {QStringLiteral("to"), double(one.signedOver.to)},
                                    {QStringLiteral("at"), one.received.toIso()}});
    }
    return told;
}

Result<void> OutboxLog::save(WriteSession &session) const
{
    if (!m_changed)
        return {};
    QByteArrayList lines;
    for (const Entry &one : m_entries)
        lines.append(QByteArray::number(one.signedOver.from) + ',' + QByteArray::number(one.signedOver.to) +
                     ',' + one.signedOver.digest.toHex() + ',' + QByteArray::number(one.received.ms) + ',' +
                     QByteArray::number(one.upTo) + ',' + one.reckoned.toHex());
    return session.setLocalValue(outboxLogArea(), keyOf(m_device), lines.join('\n'));
}

Result<std::optional<Instant>> OutboxLog::provenAt(const ReadSession &session, const Id &device,
                                                   qint64 number)
{
    DW_ASSIGN(const QList<Entry> entries, entriesOf(session, device));
    std::optional<Instant> earliest;
    for (const Entry &one : entries) {
        const bool proves =
            one.reckoned.isEmpty() && one.signedOver.from <= number && number <= one.signedOver.to;
        if (proves && (!earliest || one.received < *earliest))
            earliest = one.received;
    }
    return earliest;
}

}  // namespace dw
