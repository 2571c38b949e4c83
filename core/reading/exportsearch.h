// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"

#include <QJsonArray>

#include <optional>

namespace dw
{

// The audit's lines of exports ("data.export"): who took which file out (U29). What Reader::auditTrail()
// keeps from the actor is kept from them here: others' exports are for administrators. Lives for one read.
class ExportSearch
{
public:
    explicit ExportSearch(const Reader &reader) : m_reader(reader) {}

    // Those whose file had these bytes, the newest first. Reads the lines about objects as wholes alone.
    Result<QList<AuditRecord>> linesOf(const QByteArray &sha256, int limit) const;
    // The same as rows for people and programs: [{at, received, user, object, rows, file, sha256, ...}], with
    // what else the line tells ("report", "view", "where", "quick", "fields"); nothing: all of them.
    Result<QJsonArray> table(const std::optional<QByteArray> &sha256, int limit) const;
    // All of them, the newest first.
    Result<QList<AuditRecord>> lines(int limit) const;

    // The SHA-256 that is meant: of the file, else the hexadecimal digits, in any case. 32 bytes. Errors of
    // sha256OfFile(); Invalid "cli.bad_value" {digits, "--sha256"}. Blocks.
    static Result<QByteArray> fingerprint(const std::optional<QString> &file,
                                          const std::optional<QString> &digits);

private:
    Result<QList<AuditRecord>> find(const QString &sha256, int limit) const;

    const Reader &m_reader;
};

}  // namespace dw
