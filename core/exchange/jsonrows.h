// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/atomicfile.h"

#include <QFile>
#include <QJsonObject>
#include <QString>

#include <memory>

namespace dw
{

// Writes an array of objects, one a line, in flat memory. The file appears when finish() succeeds.
class JsonRows
{
public:
    static Result<std::unique_ptr<JsonRows>> create(const QString &path);

    Result<void> write(const QJsonObject &row);
    // `seal` is asked before the file appears.
    Result<void> finish(const AtomicFile::Seal &seal = {});
    qint64 rowsWritten() const { return m_rows; }

private:
    JsonRows(AtomicFile target, const QString &path);
    Result<void> put(const QByteArray &bytes);

    AtomicFile m_target;
    QString m_path;
    QFile m_file;
    qint64 m_rows = 0;
};

}  // namespace dw
