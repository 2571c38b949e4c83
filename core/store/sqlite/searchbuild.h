// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QString>
#include <QStringList>

#include <array>
#include <future>
#include <mutex>
#include <optional>

namespace dw::sqlite
{

class Connection;
class SearchIndex;

// Builds the search index of all records beside the workspace's file, on threads and connections of its own,
// object by object, while the writer does what else is to be done after a bulk load. What they build stands
// in temporary databases that SQLite removes by itself.
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

    // Waits until all is built and puts it into the file, in transactions of its own: the caller must have
    // none under way. After an error the file has a part of it.
    Result<void> bringIn();

private:
    struct Worker
    {
        Connection *connection = nullptr;  // while it may be interrupted
        std::promise<bool> wanted;
        std::future<Result<void>> done;
    };

    Result<void> run(Worker &worker);
    Result<void> work(Connection &connection, Worker &worker);
    Result<QString> next(SearchIndex &index);

    QString m_file;
    DictionaryPtr m_dictionary;
    std::mutex m_mutex;
    std::optional<QStringList> m_left;  // objects that nobody has begun
    std::array<Worker, 2> m_workers;
};

}  // namespace dw::sqlite
