// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <utility>

namespace dw
{

// Why something failed, for code. The wording for people is in core/base/wording.h, chosen by `key`.
enum class ErrorCode {
    Invalid,      // the input is wrong; retrying does not help
    NotFound,     // a record, file or name does not exist (or may not be seen: the same answer)
    Forbidden,    // the actor's rights do not allow it
    Refused,      // a rule refuses it (findings say which)
    Conflict,     // the record changed underneath, or another process holds the workspace
    Storage,      // the database or disk failed (full, read-only, damaged)
    TooNew,       // written by a newer version of the program
    Unsupported,  // a format or feature that this program does not read, named in the detail
    Limit,        // a size, depth or time limit was reached
    Cancelled,    // the user or a newer request stopped it
    Network,      // the other side did not answer
    Internal,     // a broken promise inside the program
};

// `key` names the message (for example "store.disk_full"), `arguments` fill its %1, %2 ..., `detail` is for
// the log and for developers; nobody parses either text to learn what went wrong.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString key;
    QStringList arguments;
    QString detail;

    Error() = default;
    Error(ErrorCode errorCode, QString messageKey, QStringList messageArguments = {}, QString logDetail = {})
        : code(errorCode)
        , key(std::move(messageKey))
        , arguments(std::move(messageArguments))
        , detail(std::move(logDetail))
    {}

    friend bool operator==(const Error &, const Error &) = default;
};

}  // namespace dw
