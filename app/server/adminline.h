// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/service/serveradmin.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>

#include <functional>
#include <optional>

namespace dw
{

// The line on which a running server does what its administrator asks for: admin.sock in its folder, for the
// owner of the folder alone. One JSON object a line: {command, arguments} -> {answer} or {error: {code, key,
// arguments}}.
class AdminLine final : public QObject
{
    Q_OBJECT

public:
    using Perform = std::function<Result<QJsonObject>(const QString &command, const QJsonObject &arguments)>;

    explicit AdminLine(Perform perform) : m_perform(std::move(perform)) {}
    Result<void> listen(const QString &path);

    // Of the other side. Nothing where no server listens.
    static std::optional<Result<QJsonObject>> ask(const QString &path, const QString &command,
                                                  const QJsonObject &arguments);

private:
    void connected();
    void read(QLocalSocket &socket);

    const Perform m_perform;
    QLocalServer m_server;
};

}  // namespace dw
