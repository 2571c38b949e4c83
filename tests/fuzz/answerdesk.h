// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/syncworld.h"

#include <QJsonObject>
#include <QSet>

#include <memory>

namespace dw::test
{

// A server and two laptops that take whatever answers they are handed: one with work that waits, one that has
// not fetched yet what it may see. Whatever an answer says, a laptop takes it or says what is wrong with it,
// and what its user typed stays until an answer names it. Aborts where that does not hold. What was taken
// over counts for the inputs behind it, up to a number of them.
class AnswerDesk
{
public:
    AnswerDesk();

    void pull(const QJsonObject &body);
    void members(const QJsonObject &body);
    void push(const QJsonObject &body);
    void lease(const QJsonObject &body);
    void recover(SyncRecovery::Why why, const QJsonObject &body);
    // {code, body, answer} as an entry of the inbox, for a person to decide on.
    void inbox(const QJsonObject &entry);
    // {ask: "pull" ..., ...} of the server, by a laptop: it answers, and changes nothing but by a push.
    void request(const QJsonObject &asked);

    QJsonObject soundAnswer(const QString &decoder);

private:
    static constexpr int MostTaken = 64;
    SyncLaptop &working() { return m_world->laptop(0); }
    SyncLaptop &fresh() { return m_world->laptop(1); }
    void renew();
    void tookOver(bool taken);
    QMap<QByteArray, qint64> waiting();
    SyncAnswer askServer(SyncLaptop &laptop, const QString &what, const QJsonObject &request);

    std::unique_ptr<SyncWorld> m_world;
    int m_taken = 0;
};

}  // namespace dw::test
