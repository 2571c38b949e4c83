// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QStringList>

namespace dw::test
{

// What comes from peers, and from files that others may have written: one input is a line with the name of a
// decoder (peerDecoders()), then what it is given. Aborts where a promise breaks. The libFuzzer program
// fuzz_peer calls it, and tests/sync replays tests/data/fuzz/peer with it.
void fuzzPeer(QByteArrayView input);
QStringList peerDecoders();

// An answer as a server gives it to what the decoder ("pull", "members", "push", "reconcile", "verify")
// takes, to be spoilt.
QJsonObject soundAnswer(const QString &decoder);

// Lets go of the laptops and the server that were made for it; they are made again when they are needed.
void endFuzzing();

}  // namespace dw::test
