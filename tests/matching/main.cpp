// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"

#include <QCoreApplication>

DW_TEST_MAIN(QCoreApplication)
