// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/asyncreader.h"

namespace dw
{

// The file behind an attachment that the actor sees.
struct AttachmentFile
{
    QString name;  // as it is called: no path, nothing that a file system takes amiss
    QString path;  // of its content in the workspace; nobody writes there
    QByteArray sha256;
    qint64 size = 0;

    // NotFound "store.blob_missing" (name) where the content is not on this computer.
    static Result<AttachmentFile> find(const Reader &reader, const Workspace &workspace,
                                       const Id &attachment);
    // The same off the calling thread.
    static void ask(AsyncReader &reader, const Id &attachment, QObject *receiver,
                    std::function<void(const Result<AttachmentFile> &)> done);

    // Copies the content to a file of that name, off the calling thread; what stands there is replaced. In
    // `Opened` below the workspace copies lie that other programs look at; they go when the program starts
    // anew, and when the attachment is taken away.
    static constexpr char Opened[] = "opened";
    void copy(const QString &target, QObject *receiver,
              std::function<void(const Result<QString> &)> done) const;
    QString openedPath(const QString &workspaceFolder) const;
    static void forgetOpened(const QString &workspaceFolder);

    // Whether opening it would run it: programs, scripts and links to such.
    bool isProgram() const;
};

}  // namespace dw
