// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <rapidcheck.h>

// DW_PROPERTY([](int a, int b) { RC_ASSERT(a + b == b + a); }); fails the QtTest function with a shrunk
// counter-example on stderr. RC_PARAMS=seed=... (RapidCheck) repeats a run.
#define DW_PROPERTY(...) QVERIFY(rc::check(__VA_ARGS__))
