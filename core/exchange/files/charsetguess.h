// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/filefinding.h"

#include <QByteArray>
#include <QList>

namespace dw
{

// A charset guess from the first bytes of a file, to be shown and confirmed. A byte order mark decides; valid
// UTF-8 decides; else UTF-16 without a mark, GB18030, Big5 and Windows-1252 are weighed by how usual their
// characters are in real text (level 1 of GB 2312 and of Big5 hold the common characters; accents stand
// beside letters), and ICU's detector is asked where none of these convinces.
struct CharsetGuess
{
    QByteArray charset;  // what TextDecoder takes
    int confidence = 0;  // 0 to 100
    bool bom = false;
    QByteArray alternative;  // a second charset that fits nearly as well; empty if none does
    FileFinding
        why;  // exchange.why_bom, why_ascii, why_utf8, why_utf16, why_frequency, why_detector {charset}

    // `whole`: the sample is the whole file, so a character cut off at its end is a fault.
    static CharsetGuess of(QByteArrayView sample, bool whole);
};

}  // namespace dw
