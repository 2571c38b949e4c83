// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/ledger.h"
#include "core/store/session.h"
#include "core/sync/problem.h"

#include <QJsonObject>

namespace dw
{

// What the server answers a laptop that compares what it has with the server's history (sync-protocol.md
// 3.19, 3.22). In a snapshot; changes nothing.
class HistoryAnswers
{
public:
    static constexpr int PageIds = 5000;
    static constexpr int StatusIds = 500;

    HistoryAnswers(const ReadSession &session, const LedgerDevice &device, const LedgerHead &head)
        : m_session(session), m_device(device), m_head(head)
    {}

    // POST /sync/reconcile {acked: [{id}]} -> {known, missing}: which of its executed transactions are not
    // in this history. {roots: [{o, id}]} -> {lost}: which records it does not know at all.
    Result<SyncAnswer> reconcile(const QJsonObject &request, const Dictionary &dictionary) const;
    // POST /sync/tx-status {ids} -> {results: [{id, st, code | rseq}], missing, left: to be asked again}
    Result<SyncAnswer> status(const QJsonObject &request) const;
    // POST /sync/verify {d: [{key, objects, digest}]} -> {ok, skip, bad: [key]}; of one scope {key, objects,
    // buckets: [digest]} -> {bad: [number]}. `after` is where the laptop stands.
    Result<SyncAnswer> verify(const QJsonObject &request, const LedgerReach &reach, qint64 after) const;

private:
    Result<std::optional<LedgerResult>> ownResult(const Id &transaction) const;
    Result<QString> verdictOn(const QJsonObject &scope, const LedgerReach &reach, qint64 after) const;
    Result<SyncAnswer> badBuckets(const QJsonObject &request, const LedgerReach &reach) const;
    template <typename Take>
    Result<void> eachMember(const QString &key, const QHash<QString, quint64> &objects, Take &&take) const;

    const ReadSession &m_session;
    const LedgerDevice &m_device;
    const LedgerHead &m_head;
};

}  // namespace dw
