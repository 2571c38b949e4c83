// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exportmanifest.h"

#include "core/base/wording.h"
#include "core/exchange/files/atomicfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cerrno>

namespace dw
{

namespace
{

QString timeText(const ExportManifest &manifest)
{
    return manifest.at.toQDateTime(manifest.zone.zone()).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString userText(const ExportManifest &manifest)
{
    return manifest.login.isEmpty() ? manifest.user
                                    : QStringLiteral("%1 (%2)").arg(manifest.user, manifest.login);
}

}  // namespace

QList<std::pair<QString, QString>> ExportManifest::facts() const
{
    QList<std::pair<QString, QString>> all;
    const auto add = [&all](const char *key, const QString &value) {
        if (!value.isEmpty())
            all.append({wording(QString::fromLatin1(key)), value});
    };
    add("export.by", userText(*this));
    add("export.at", timeText(*this));
    add("export.object", object);
    add("export.report", report);
    add("export.list", view);
    add("export.filter", where);
    add("export.quick", quick);
    return all;
}

QStringList ExportManifest::lines() const
{
    QStringList texts;
    const auto all = facts();
    for (const auto &[label, value] : all)
        texts.append(label + QLatin1String(": ") + value);
    texts.append(wording(QStringLiteral("export.rows")) + QLatin1String(": ") + QString::number(rows));
    return texts;
}

QString ExportManifest::watermark() const
{
    return userText(*this) + QLatin1String(", ") + timeText(*this);
}

QJsonObject ExportManifest::toJson() const
{
    QJsonObject json{{QStringLiteral("user"), user},
                     {QStringLiteral("login"), login},
                     {QStringLiteral("at"), at.toIso()},
                     {QStringLiteral("object"), object},
                     {QStringLiteral("fields"), QJsonArray::fromStringList(fields)},
                     {QStringLiteral("rows"), rows},
                     {QStringLiteral("file"), file}};
    for (const auto &[key, value] : {std::pair{"report", report}, std::pair{"view", view},
                                     std::pair{"where", where}, std::pair{"quick", quick}}) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    }
    return json;
}

QJsonObject ExportManifest::arguments(const QByteArray &sha256) const
{
    QJsonObject json = toJson();
    // The line of the audit has these by itself.
    for (const char *key : {"user", "login", "at"})
        json.remove(QLatin1String(key));
    json.insert(QStringLiteral("sha256"), QString::fromLatin1(sha256.toHex()));
    return json;
}

QString ExportManifest::pathBeside(const QString &path)
{
    return path + QLatin1String(".manifest.json");
}

Result<AtomicFile> ExportManifest::writeBeside(const QString &path, const QByteArray &sha256) const
{
    const QString target = pathBeside(path);
    QJsonObject json = toJson();
    json.insert(QStringLiteral("sha256"), QString::fromLatin1(sha256.toHex()));
    DW_ASSIGN(AtomicFile made, AtomicFile::create(target));
    QFile written(made.temporaryPath());
    const QByteArray bytes = QJsonDocument(json).toJson();
    errno = 0;
    if (!written.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || written.write(bytes) != bytes.size())
        return AtomicFile::errorOf(errno != 0 ? errno : EIO, target);
    written.close();
    return made;
}

}  // namespace dw
