// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/recordstore.h"

#include "core/store/sql/recordstorewriting.h"

template class dw::sql::RecordStore<dw::postgres::Database>;
