// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/attachmentfile.h"

#include "core/store/blobstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>
#include <QThreadPool>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 Block = 1 << 20;
constexpr int MostBytes = 200;  // of a name; file systems take 255

// A name comes from another laptop: it must not lead anywhere, nor hide what it ends in.
QString safeName(const QString &given)
{
    QString name;
    for (const QChar c : given) {
        const bool bad = c == QLatin1Char('/') || c == QLatin1Char('\\') || c == QLatin1Char(':') ||
                         c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        name.append(bad ? QLatin1Char('_') : c);
    }
    while (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    while (name.toUtf8().size() > MostBytes)
        name.remove(std::max<qsizetype>(0, name.lastIndexOf(QLatin1Char('.')) - 1), 1);
    name = name.trimmed();
    return name.isEmpty() ? QStringLiteral("file") : name;
}

}  // namespace

Result<AttachmentFile> AttachmentFile::find(const Reader &reader, const Workspace &workspace,
                                            const Id &attachment)
{
    DW_ASSIGN(const Record record, reader.record({QStringLiteral("attachment"), attachment}));
    AttachmentFile file;
    file.name = safeName(record.value(u"file_name").text());
    file.sha256 = QByteArray::fromHex(record.value(u"sha256").text().toLatin1());
    file.size = record.value(u"size").integer();
    const Result<QString> path = workspace.blobPath(file.sha256);
    if (!path.ok())
        return Error(path.error().code, path.error().key, {file.name});
    file.path = *path;
    return file;
}

void AttachmentFile::ask(AsyncReader &reader, const Id &attachment, QObject *receiver,
                         std::function<void(const Result<AttachmentFile> &)> done)
{
    reader.run<AttachmentFile>(
        Workspace::Lane::Detail, {}, receiver,
        [&workspace = reader.workspace(), attachment](const Reader &read) {
            return find(read, workspace, attachment);
        },
        std::move(done));
}

QString AttachmentFile::openedPath(const QString &workspaceFolder) const
{
    return QStringLiteral("%1/%2/%3/%4")
        .arg(workspaceFolder, QLatin1String(Opened), QString::fromLatin1(sha256.toHex()), name);
}

void AttachmentFile::forgetOpened(const QString &workspaceFolder)
{
    QDir(workspaceFolder + QLatin1Char('/') + QLatin1String(Opened)).removeRecursively();
}

void AttachmentFile::copy(const QString &target, QObject *receiver,
                          std::function<void(const Result<QString> &)> done) const
{
    QThreadPool::globalInstance()->start(
        [from = path, size = size, target, address = AnswerAddress(receiver), done = std::move(done)] {
            const auto work = [&]() -> Result<QString> {
                DW_TRY(makePrivateFolder(QFileInfo(target).absolutePath()));
                QFile source(from);
                QSaveFile copy(target);
                const auto failed = [&](const QFileDevice &file) {
                    return Error(ErrorCode::Storage, QStringLiteral("store.io_failed"), {target},
                                 file.errorString());
                };
                if (!source.open(QIODevice::ReadOnly))
                    return failed(source);
                if (!copy.open(QIODevice::WriteOnly))
                    return failed(copy);
                for (QByteArray block = source.read(Block); !block.isEmpty(); block = source.read(Block)) {
                    if (copy.write(block) != block.size())
                        return failed(copy);
                }
                if (source.pos() != size || !copy.commit())
                    return failed(copy);
                QFile::setPermissions(target, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
                return target;
            };
            address.post([done, result = work()] { done(result); });
        });
}

bool AttachmentFile::isProgram() const
{
    static const QSet<QString> endings{
        QStringLiteral("appimage"), QStringLiteral("bat"), QStringLiteral("cmd"),     QStringLiteral("com"),
        QStringLiteral("cpl"),      QStringLiteral("deb"), QStringLiteral("desktop"), QStringLiteral("dll"),
        QStringLiteral("exe"),      QStringLiteral("hta"), QStringLiteral("htm"),     QStringLiteral("html"),
        QStringLiteral("jar"),      QStringLiteral("js"),  QStringLiteral("jse"),     QStringLiteral("lnk"),
        QStringLiteral("msi"),      QStringLiteral("pif"), QStringLiteral("ps1"),     QStringLiteral("py"),
        QStringLiteral("reg"),      QStringLiteral("rpm"), QStringLiteral("run"),     QStringLiteral("scr"),
        QStringLiteral("sh"),       QStringLiteral("svg"), QStringLiteral("url"),     QStringLiteral("vbe"),
        QStringLiteral("vbs"),      QStringLiteral("wsf"), QStringLiteral("xhtml")};
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    return dot >= 0 && endings.contains(name.mid(dot + 1).toLower());
}

}  // namespace dw
