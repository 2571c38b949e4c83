// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/recordstore.h"
#include "tests/support/expressionworld.h"

#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// The records of an ExpressionWorld in an SQLite file of their own. What cannot be made ends the program
// (qFatal).
struct StoredWorld
{
    QTemporaryDir folder;
    std::unique_ptr<sqlite::Connection> connection;
    std::unique_ptr<sqlite::RecordStore> store;

    StoredWorld();
    // Replaces the records; nothing is committed.
    void put(const ExpressionWorld &world);
};

// All records of the world, to be created.
ChangeSet changesOf(const ExpressionWorld &world);

// The world that the tests of this folder share: ten deals with every kind of value and absence.
ExpressionWorld sampleWorld();

}  // namespace dw::test
