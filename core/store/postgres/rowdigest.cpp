// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/rowdigest.h"

#include <QtEndian>

namespace dw::postgres
{

void RowDigest::null()
{
    m_hash.addData(QByteArrayView("n", 1));
}

void RowDigest::integer(qint64 value)
{
    const qint64 wire = qToBigEndian(value);
    add('i', QByteArrayView(reinterpret_cast<const char *>(&wire), sizeof wire));
}

void RowDigest::text(QByteArrayView utf8)
{
    add('t', utf8);
}

void RowDigest::bytes(QByteArrayView bytes)
{
    add('b', bytes);
}

void RowDigest::add(char kind, QByteArrayView bytes)
{
    const qint64 size = qToBigEndian(qint64(bytes.size()));
    m_hash.addData(QByteArrayView(&kind, 1));
    m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
    m_hash.addData(bytes);
}

}  // namespace dw::postgres
