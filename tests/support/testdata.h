// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>
#include <QTest>

namespace dw::test
{

// Where the real input files are: DEALWRIGHT_TEST_DATA, else ../shared/data beside the source tree. May not
// exist.
inline QString testDataDir()
{
    const QString named = qEnvironmentVariable("DEALWRIGHT_TEST_DATA");
    return named.isEmpty() ? QDir::cleanPath(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/../shared/data")) : named;
}

}  // namespace dw::test

// DW_NEED_DATA("cn_registry"); skips the test function, saying why, where that folder is absent.
#define DW_NEED_DATA(dir)                                                                          \
    do {                                                                                           \
        const QString dwDataDir = dw::test::testDataDir() + QLatin1Char('/') + QLatin1String(dir); \
        if (!QDir(dwDataDir).exists())                                                             \
            QSKIP(qPrintable(QStringLiteral("test data absent: ") + dwDataDir));                   \
    } while (false)
