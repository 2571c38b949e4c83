// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/exchange/files/cell.h"
#include "core/exchange/importmapping.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace dw
{

// What a column of a file most likely is, and why: to be shown and confirmed.
struct HeaderProposal
{
    enum class How {
        None,      // nothing found; the column would be left out
        SameName,  // the label or key of the field, in either language
        Synonym,   // a name that people use for it
        Values,    // its cells read like phones, mail addresses, codes or values of that field
    };
    QString header;
    int column = 0;  // 0-based
    How how = How::None;
    ImportTarget target;   // of How::None: empty
    QStringList examples;  // the first three different cells
};

// Proposes a mapping from the header and the first rows. Each field is proposed once: names before synonyms
// before values, the leftmost column first. Immutable, thread-safe.
class HeaderMatcher
{
public:
    // Reads the synonyms that come with the program. Invalid json.* if they are damaged.
    static Result<HeaderMatcher> create(const DictionaryPtr &dictionary);

    QList<HeaderProposal> propose(const ObjectTypePtr &object, const QStringList &header,
                                  const QList<Row> &sample) const;
    // The proposals as a mapping; columns without one are left out on purpose (null), and so are those that
    // only an import of history may fill (created_at ...): passing gates by is an explicit choice.
    static ImportMapping mapping(const ObjectTypePtr &object, const QList<HeaderProposal> &proposals);

    // "Deal_Stage", "deal stage", "DealStage" and "Deal Stage (1)" are one name; units in brackets do not
    // count.
    static QString normalised(const QString &name);

private:
    HeaderMatcher() = default;

    DictionaryPtr m_dictionary;
    QHash<QString, QHash<QString, QStringList>>
        m_synonyms;  // object -> normalised name -> targets, best first
};

}  // namespace dw
