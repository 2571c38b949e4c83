// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/accountrules.h"

#include <algorithm>

namespace dw
{

AttemptCount AttemptCount::at(const AttemptLimit &limit, Instant now) const
{
    return now.ms - lastAt > limit.forgetMs ? AttemptCount() : *this;
}

AttemptCount AttemptCount::failed(const AttemptLimit &limit, Instant now) const
{
    AttemptCount count{failures + 1, now.ms, lockedUntil};
    if (count.failures >= limit.free) {
        const int doublings = int(std::min<qint64>(count.failures - limit.free, 30));
        count.lockedUntil = now.ms + std::min(limit.longestMs, limit.waitMs << doublings);
    }
    return count;
}

QString deviceCode(qint64 number)
{
    static const QByteArray letters("ABCDEFGHJKLMNPQRSTUVWXYZ");
    static const QByteArray digits("23456789");
    QString code = QString(QLatin1Char(digits[number % digits.size()]));
    qint64 rest = number / digits.size();
    do {
        code.prepend(QLatin1Char(letters[rest % letters.size()]));
        rest = rest / letters.size() - 1;
    } while (rest >= 0);
    return code;
}

}  // namespace dw
