// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace dw::test
{

// One test program holds many QtTest classes: DW_TEST(Class) beside each class registers it, and
// DW_TEST_MAIN(Application) runs them all, prints the seconds of each class and of the program, and ends
// with "N passed, N failed, N skipped". Arguments: names of classes to run (default all), then "--" and
// QtTest's own arguments.
class TestRunner
{
public:
    using Factory = std::function<std::unique_ptr<QObject>()>;

    static int add(const char *name, Factory factory);
    static int run(int argc, char *argv[]);
};

}  // namespace dw::test

#define DW_TEST(Class)                                  \
    [[maybe_unused]] static const int dwTestOf##Class = \
        dw::test::TestRunner::add(#Class, [] { return std::unique_ptr<QObject>(new Class); });

#define DW_TEST_MAIN(Application)                     \
    int main(int argc, char *argv[])                  \
    {                                                 \
        Application application(argc, argv);          \
        return dw::test::TestRunner::run(argc, argv); \
    }
