// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    // Qt's own method of input: dead keys and Compose sequences, without a daemon.
    qputenv("QT_IM_MODULE", "compose");
    QApplication application(argc, argv);
    return dw::test::TestRunner::run(argc, argv);
}
