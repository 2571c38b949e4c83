// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"

#include <QJsonArray>

namespace dw
{

// The audit's lines of who was shown which sensitive values (SensitiveRead, F3.98). One's own, of all for
// administrators. Lives for one read.
class ReadSearch
{
public:
    // What is empty narrows nothing. With a record: the lines that name it, and those of lists of its object,
    // which may have held it.
    struct Wanted
    {
        QString object;
        Id record;  // only with an object
        int limit = 100;
    };

    explicit ReadSearch(const Reader &reader) : m_reader(reader) {}

    // Of texts from outside. Invalid "cli.bad_value" {text, "--id"}; "cli.needs_option" for an id without its
    // object.
    static Result<Wanted> wanted(const QString &object, const QString &id, int limit);
    // Newest first. Errors of Reader::object() where the object is none.
    Result<QList<AuditRecord>> lines(const Wanted &wanted) const;
    // The same as rows: [{at, received?, user, object, fields, records, way, id?, title?, where?, quick?}];
    // `title` of a record that may be seen.
    Result<QJsonArray> table(const Wanted &wanted) const;

private:
    const Reader &m_reader;
};

}  // namespace dw
