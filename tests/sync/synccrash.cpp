// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/synccrash.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <utility>

namespace dw::test
{

std::atomic<SyncCrash *> SyncCrash::s_armed = nullptr;

void SyncCrash::install()
{
    static const bool done = [] {
        const auto watch = [](sqlite3 *connection, char **, const sqlite3_api_routines *) {
            sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, &SyncCrash::note, connection);
            return SQLITE_OK;
        };
        int (*entry)(sqlite3 *, char **, const sqlite3_api_routines *) = watch;
        return sqlite3_auto_extension(reinterpret_cast<void (*)()>(entry)) == SQLITE_OK;
    }();
    if (!done)
        qFatal("statements cannot be counted");
}

SyncCrash::SyncCrash(QString folder, int statement)
    : m_folder(std::move(folder)), m_bytes(QFile::encodeName(m_folder) + '/'), m_at(statement)
{
    s_armed = this;
}

SyncCrash::~SyncCrash()
{
    s_armed = nullptr;
}

int SyncCrash::note(unsigned, void *connection, void *, void *text)
{
    SyncCrash *armed = s_armed;
    // What a trigger does is part of the statement that it belongs to.
    if (armed && qstrncmp(static_cast<const char *>(text), "--", 2) != 0)
        armed->count(static_cast<sqlite3 *>(connection));
    return 0;
}

void SyncCrash::count(sqlite3 *connection)
{
    const char *file = sqlite3_db_filename(connection, "main");
    if (!file || qstrncmp(file, m_bytes.constData(), size_t(m_bytes.size())) != 0)
        return;
    if (++m_statements != m_at)
        return;
    copyFolder(m_folder, m_image.path());
    m_struck = true;
}

void SyncCrash::copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString name = QDir(from).relativeFilePath(file);
        if (name.endsWith(QLatin1String("-shm")) || name.endsWith(QLatin1String("lock")))
            continue;
        const QString target = to + QLatin1Char('/') + name;
        QDir().mkpath(QFileInfo(target).path());
        // What is only for the moment may be gone again.
        if (!QFile::copy(file, target) && QFile::exists(file))
            qFatal("copy %s", qPrintable(file));
    }
}

}  // namespace dw::test
