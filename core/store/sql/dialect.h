// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace dw::sql
{

// What differs between the databases in the SQL that is made from a dictionary. Parameters are ?1, ?2 ... in
// both; PostgreSQL's connection makes its own of them.
struct Dialect
{
    QByteArray integer;  // column types
    QByteArray text;
    QByteArray bytes;
    QByteArray leadingColumns;  // of a table of records, "id" included
    QByteArray rowNumber;       // what is selected for it
    QByteArray tableEnd;        // of a table of records, from the last column on
    QByteArray linkColumns;     // begin a link table
    QByteArray linkEnd;         // the same of a link table
    QByteArray leadingKey;      // begins the columns of every index
    QByteArray own;             // begins the condition of every statement, with its AND
    QByteArray is;              // equality that NULL fulfils
    QByteArray insertSome;      // behind INSERT of many rows: what stands before a refused one stays
    QByteArray insertEnd;       // makes a taken key no error but no row
    qsizetype longestName = 0;  // in bytes; 0: any. A longer one is shortened and told from others by a hash
    bool figures = false;       // has the covering index of figures
    bool nulInText = false;     // U+0000 is a character of a text

    // An identifier in quotes; a name in a statement comes from nowhere else.
    QByteArray quoted(QStringView name) const;
    // As it stands in the database's own lists.
    QByteArray nameOf(QStringView name) const;
};

}  // namespace dw::sql
