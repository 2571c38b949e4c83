// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/recordstore.h"

#include "core/store/sql/recordstorewriting.h"
#include "core/store/sqlite/schema.h"

template class dw::sql::RecordStore<dw::sqlite::Database>;

namespace dw::sqlite
{

RecordStore::RecordStore(Connection &connection, Currency base, const BusinessZone &zone)
    : sql::RecordStore<Database>(connection, dialect(), base, zone)
{}

}  // namespace dw::sqlite
