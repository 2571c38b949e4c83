// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/atomicfile.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <memory>

namespace dw
{

// Writes the lines that vCards (RFC 6350) and calendars (RFC 5545) are made of: UTF-8, CRLF, folded at 75
// octets between characters. In flat memory; the file appears when finish() succeeds. The first error stays:
// state() and finish() tell it, and what is added from there on is dropped.
class ContentLines
{
public:
    static Result<std::unique_ptr<ContentLines>> create(const QString &path);

    // A text as a value: what would end the line or part the value is escaped, and what is no text is left
    // out, so that a text can never be another property.
    static QByteArray escaped(const QString &text);
    // `name` with its parameters, as "TEL;TYPE=cell"; `value` as it is to stand there.
    void add(const QByteArray &name, const QByteArray &value);
    // Nothing for an empty text.
    void addText(const QByteArray &name, const QString &text);

    // Errors Storage exchange.disk_full, exchange.write_failed {name}.
    Result<void> state() const;
    // The same, and those of the seal.
    Result<void> finish(const AtomicFile::Seal &seal);

private:
    ContentLines(AtomicFile target, const QString &path);
    void flush(qsizetype threshold);

    AtomicFile m_target;
    QString m_path;
    QFile m_file;
    QByteArray m_buffer;
    int m_failure = 0;  // errno
};

}  // namespace dw
