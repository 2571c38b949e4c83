// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace dw::ui
{

// A file that keeps the first failure of a write: who writes through it may go on as if nothing were, and
// QFile's own error is that of the last call. Open it Unbuffered.
class LatchedFile : public QFile
{
public:
    using QFile::QFile;

    // The errno of the failure; 0: everything is written.
    int failure() const { return m_failure; }

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    int m_failure = 0;
};

}  // namespace dw::ui
