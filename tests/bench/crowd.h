// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/crowdlaptop.h"
#include "tests/support/serverprogram.h"

#include <QList>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace dw::bench
{

// Thousands of laptops, each of a user of its own who is a sales rep, and their server, a real program over
// TLS on this machine, whose limits for one address are off. All on the calling thread, whose events it
// runs. Ends the process where anything takes longer than two minutes.
class Crowd
{
public:
    // Enrols them, without a password's hash for each. The server is not started. `boss` is an administrator
    // with a password. So many records are the owner's.
    Crowd(int count, qint64 records);

    const test::ServerProgram &server() const { return m_server; }
    // Starts it, or starts it again after kill(); laptops come to it from then on.
    void startServer();
    void kill() { m_server.kill(); }

    using Laptops = std::vector<std::unique_ptr<CrowdLaptop>>;
    Laptops &laptops() { return m_laptops; }
    // Each laptop does it once, so many at a time; how long each took, in milliseconds, from the moment
    // at which it could begin (`FromBegin`) or from the call (`FromCall`).
    enum class Clock { FromBegin, FromCall };
    using Task = std::function<void(CrowdLaptop &, const CrowdLaptop::Done &)>;
    QList<double> each(int atOnce, Clock clock, const Task &task);
    int lost() const;
    qint64 pokes() const;

    static void runFor(int ms);
    // Runs until it is so.
    static void runUntil(const std::function<bool()> &so, const char *what);

private:
    void enrol(const QList<Id> &reps);

    QTemporaryDir m_root;
    test::ServerProgram m_server;
    Laptops m_laptops;
};

}  // namespace dw::bench
