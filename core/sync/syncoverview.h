// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/base/value.h"
#include "core/dictionary/dictionary.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QObject;

namespace dw
{

class ReadSession;
class Workspace;

// What a person sees of a joined workspace without a line: what waits for the server, and what will become of
// it as far as that is known here (features: U3). Everything else the server says.
struct SyncOverview
{
    struct Change
    {
        enum class State { Pending, Sent, Answered };
        enum class Outlook {
            Taken,    // nothing that is known here speaks against it
            Joined,   // others changed the record too, in other fields or so that both stay
            Kept,     // others changed the same field: theirs stays, mine comes to the inbox
            Refused,  // a decision on what others have changed since
            Gone,     // the record was deleted, or is not for this user any more
        };
        qint64 number = 0;
        QString command;
        RecordRef record;  // what it is about, null if nothing
        QString title;
        bool isNew = false;  // it makes the record
        QStringList fields;  // keys that a person set
        State state = State::Pending;
        Instant at;
        int tries = 0;
        QList<qint64> waitsFor;  // numbers of the changes that go up before it
        Outlook outlook = Outlook::Taken;
        QStringList theirs;  // keys of the fields that others changed
        QString by;          // who changed the record last at the server
    };

    static constexpr int Shown = 200;

    QList<Change> changes;  // oldest first, at most Shown
    int waiting = 0;        // all that the server has not answered
    int inbox = 0;
    // Of the laptop: DeviceIdentity, without what is secret.
    QString server;
    QString fingerprint;
    QString workspace;
    QString login;
    QString device;  // "K7"
    Instant enrolledAt;
    int leaseDays = 0;

    static Result<SyncOverview> read(const ReadSession &session, const DictionaryPtr &dictionary,
                                     Language language);
    // The same with what the laptop's identity says, read off the calling thread; comes back as
    // AnswerAddress says. The newest request of a workspace wins.
    static void ask(Workspace &workspace, const DictionaryPtr &dictionary, Language language,
                    QObject *receiver, std::function<void(const Result<SyncOverview> &)> done);
};

}  // namespace dw
