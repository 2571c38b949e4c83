// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/matchsearch.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace dw::test
{

// A file of records whose duplicates are known: what it says of them, and which of them are one.
struct MatchCorpus
{
    std::vector<MatchProfile> profiles;
    std::vector<QString> ids;
    std::vector<QString> entities;  // the same for two: they are one

    // `fields` of "uscc", "address", "person", "mobile", "phone", "email": what is taken besides the name.
    static std::optional<MatchCorpus> chinese(const QString &records, const QString &truth,
                                              const QStringList &fields);
    // Companies of a register, by name and address: none is another one.
    static std::optional<MatchCorpus> registered(const QString &records);
    static std::optional<MatchCorpus> restaurants(const QString &records);
    static std::optional<MatchCorpus> febrl(const QString &records);

    qsizetype truePairs() const;
};

struct MatchQuality
{
    qsizetype found = 0, right = 0, wanted = 0;
    double precision() const { return found == 0 ? 0 : double(right) / double(found); }
    double recall() const { return wanted == 0 ? 0 : double(right) / double(wanted); }
    QString told(const char *name) const;
};

MatchQuality qualityOf(const MatchCorpus &corpus, const MatchSearch &search);

}  // namespace dw::test
