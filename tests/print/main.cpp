// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"

#include <QGuiApplication>

DW_TEST_MAIN(QGuiApplication)
