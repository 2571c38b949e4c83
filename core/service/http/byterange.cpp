// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/byterange.h"

#include <algorithm>

namespace dw
{

namespace
{

std::optional<qint64> number(const QByteArray &text)
{
    const bool digits = !text.isEmpty() && text.size() <= 18 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::optional(text.toLongLong()) : std::nullopt;
}

}  // namespace

ByteRange ByteRange::of(const QByteArray &header, qint64 size)
{
    const ByteRange all{Kind::All, 0, size};
    const QByteArray text = header.trimmed();
    const qsizetype dash = text.indexOf('-');
    if (!text.startsWith("bytes=") || dash < 0 || text.contains(','))
        return all;
    const QByteArray before = text.mid(6, dash - 6).trimmed();
    const QByteArray after = text.mid(dash + 1).trimmed();
    const std::optional<qint64> first = number(before);
    const std::optional<qint64> last = number(after);
    if ((!first && !before.isEmpty()) || (!last && !after.isEmpty()) || (!first && !last))
        return all;
    if (first && last && *last < *first)
        return all;
    ByteRange part{Kind::Part, 0, 0};
    if (first) {
        part.first = *first;
        part.length = std::min(last.value_or(size - 1), size - 1) - *first + 1;
    } else {
        part.length = std::min(*last, size);
        part.first = size - part.length;
    }
    if (part.length <= 0 || part.first >= size)
        part.kind = Kind::Unsatisfiable;
    return part;
}

}  // namespace dw
