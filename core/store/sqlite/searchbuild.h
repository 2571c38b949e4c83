// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QString>

#include <future>
#include <mutex>

namespace dw::sqlite
{

class Connection;

// Builds the search index of all records beside the workspace's file, on a thread and a connection of its
// own, while the writer does what else is to be done after a bulk load: a third of its time. What it builds
// stands in a temporary database that SQLite removes by itself.
//
// The writer must not change records between the constructor and the end of bringIn().
class SearchBuild
{
public:
    SearchBuild(const QString &file, const DictionaryPtr &dictionary);
    // Gives up what was not brought in.
    ~SearchBuild();
    SearchBuild(const SearchBuild &) = delete;
    SearchBuild &operator=(const SearchBuild &) = delete;

    // Waits until all is built and puts it into the file, in a transaction of its own: the caller must have
    // none under way. After an error the file's index is as it was.
    Result<void> bringIn();

private:
    Result<void> run();
    Result<void> work(Connection &connection);

    QString m_file;
    DictionaryPtr m_dictionary;
    std::mutex m_mutex;
    Connection *m_connection = nullptr;  // while it may be interrupted
    bool m_givenUp = false;
    std::promise<bool> m_wanted;
    std::future<Result<void>> m_done;
};

}  // namespace dw::sqlite
