// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/syncworld.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace dw::test
{

// The files of a workspace whose bytes have the text.
inline QStringList filesWith(const SyncParty &party, const QByteArray &text)
{
    QStringList found;
    QDirIterator files(party.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found.append(QFileInfo(file).fileName());
    }
    return found;
}

}  // namespace dw::test
