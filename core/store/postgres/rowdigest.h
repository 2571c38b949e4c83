// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>

namespace dw::postgres
{

// Rows as a SHA-256 of what they hold, the same whichever database they are read from. A value is hashed with
// its kind and its length, so that no two rows run into each other.
class RowDigest
{
public:
    void null();
    void integer(qint64 value);
    void text(QByteArrayView utf8);
    void bytes(QByteArrayView bytes);
    void endRow() { ++m_rows; }

    qint64 rows() const { return m_rows; }
    QByteArray digest() const { return m_hash.result(); }

private:
    void add(char kind, QByteArrayView bytes);

    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_rows = 0;
};

}  // namespace dw::postgres
