// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace dw
{

// Decides whether a zip container is safe to hand to a reader, before any of it is parsed (DESIGN 9): entries
// inflate to no more than stated and no less, all together to at most MaxTotal, no more than MaxRatio times
// what they occupy, with intact check sums, under plain relative names, each name once, none encrypted.
class ZipGuard
{
public:
    static constexpr quint64 MaxTotal = 512ull * 1024 * 1024;
    static constexpr quint64 MaxRatio = 100;
    static constexpr qint64 MaxEntries = 10000;
    // Ratios of tiny entries mean nothing: a kilobyte of equal characters is a few bytes.
    static constexpr quint64 RatioFrom = 1024 * 1024;

    // `name` is for messages. Errors, name first: Invalid exchange.zip_damaged, exchange.zip_bad_name
    // {entry}, exchange.zip_lying_size {entry}; Limit exchange.zip_too_large, exchange.zip_bomb {entry},
    // exchange.zip_too_many; Unsupported exchange.zip_encrypted.
    static Result<void> check(const QByteArray &bytes, const QString &name);

    // Of a checked container.
    static QList<QByteArray> names(const QByteArray &bytes);

    // A copy of a checked container with other contents for some of its entries; empty on failure.
    static QByteArray replaced(const QByteArray &bytes, const QHash<QByteArray, QByteArray> &contents);

    // One entry of a checked container, inflated; empty if there is none of that name.
    static QByteArray entry(const QByteArray &bytes, const QByteArray &entryName);
};

}  // namespace dw
