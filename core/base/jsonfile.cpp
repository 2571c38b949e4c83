// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonfile.h"

#include <QFile>

#include <algorithm>

namespace dw
{

namespace
{

QStringList place(const QString &source, const QByteArray &bytes, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(bytes).first(std::clamp<qsizetype>(offset, 0, bytes.size()));
    const qsizetype line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype lastBreak = before.lastIndexOf('\n');
    const qsizetype column = before.size() - lastBreak;
    return {source, QString::number(line), QString::number(column)};
}

// Where the nesting first goes beyond `maxDepth`; -1 if nowhere. Runs before the parser, which recurses.
qsizetype tooDeepAt(const QByteArray &bytes, int maxDepth)
{
    int depth = 0;
    bool inText = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxDepth)
                return i;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return -1;
}

Error tooLarge(const QString &source, const JsonLimits &limits)
{
    return Error(ErrorCode::Limit, QStringLiteral("json.too_large"),
                 {source, QString::number(limits.maxBytes)});
}

}  // namespace

Result<QJsonDocument> readJsonFile(const QString &path, const JsonLimits &limits)
{
    QFile file(path);
    if (!file.exists())
        return Error(ErrorCode::NotFound, QStringLiteral("file.not_found"), {path});
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"), {path, file.errorString()});
    // Not file.size(): a pipe or a growing file has none that holds.
    const QByteArray bytes = file.read(limits.maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"), {path, file.errorString()});
    return parseJson(bytes, path, limits);
}

Result<QJsonDocument> parseJson(const QByteArray &bytes, const QString &source, const JsonLimits &limits)
{
    if (bytes.size() > limits.maxBytes)
        return tooLarge(source, limits);
    const qsizetype deep = tooDeepAt(bytes, limits.maxDepth);
    if (deep >= 0)
        return Error(ErrorCode::Limit, QStringLiteral("json.too_deep"),
                     place(source, bytes, deep) << QString::number(limits.maxDepth));
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &failure);
    if (failure.error != QJsonParseError::NoError)
        return Error(ErrorCode::Invalid, QStringLiteral("json.syntax"),
                     place(source, bytes, failure.offset) << failure.errorString());
    return document;
}

}  // namespace dw
