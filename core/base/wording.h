// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringList>

#include <span>

namespace dw
{

// One message: `key` as in Error or Finding, `source` its English text with %1 ... %9, marked with
// QT_TRANSLATE_NOOP("wording", ...) so that lupdate finds it. The lines stand in core/base/wording/, one
// header per area; adding a message is adding a line there (and its translation in translations/).
struct WordingLine
{
    const char *key;
    const char *source;
};

// The text for people, in the language of the installed translators (context "wording"). %n is replaced in
// one pass, so an argument may hold "%1" itself; an argument that is missing reads "?". An unknown key gives
// the key and the arguments, so that nothing is ever shown empty. Thread-safe.
QString wording(const QString &key, const QStringList &arguments = {});
// The wording of an error; the detail stays in the log.
QString describe(const Error &error);
// Whether the key has a text.
bool hasWording(const QString &key);
// Every line of every area, for the tests of completeness.
QList<WordingLine> allWording();

}  // namespace dw
