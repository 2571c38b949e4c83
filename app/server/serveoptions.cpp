// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/serveoptions.h"

#include "core/base/clioptions.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr quint16 DefaultPort = 8443;

Error badValue(const QString &value, const char *option)
{
    return {ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {value, QString::fromLatin1(option)}};
}

// "8443", ":8443", "192.0.2.1:8443", "[2001:db8::1]:8443".
bool readListen(const QString &text, HttpServer::Options &http)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool ok = false;
    const uint port = text.mid(colon + 1).toUInt(&ok);
    if (!ok || port > 65535)
        return false;
    QString address = text.left(std::max<qsizetype>(colon, 0));
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    else if (address.contains(QLatin1Char(':')))
        return false;
    if (!address.isEmpty())
        http.address = address;
    http.port = quint16(port);
    return true;
}

}  // namespace

QString ServeOptions::usage()
{
    return QStringLiteral(
        "serve [--listen [ADDRESS:]PORT | --socket PATH] [--certificate FILE --key FILE] [--connections N] "
        "[--per-address N] [--address-rate N] [--drain SECONDS] [--log debug|info|warning|error]");
}

Result<ServeOptions> ServeOptions::parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    ServeOptions wanted;
    wanted.http.port = DefaultPort;
    DW_ASSIGN(const auto listen, options.takeValue(QStringLiteral("--listen")));
    DW_ASSIGN(const auto socket, options.takeValue(QStringLiteral("--socket")));
    DW_ASSIGN(const auto certificate, options.takeValue(QStringLiteral("--certificate")));
    DW_ASSIGN(const auto key, options.takeValue(QStringLiteral("--key")));
    DW_ASSIGN(const auto connections, options.takeNumber(QStringLiteral("--connections"), 1));
    DW_ASSIGN(const auto perAddress, options.takeNumber(QStringLiteral("--per-address"), 0));
    DW_ASSIGN(const auto addressRate, options.takeNumber(QStringLiteral("--address-rate"), 0));
    DW_ASSIGN(const auto drain, options.takeNumber(QStringLiteral("--drain"), 0));
    DW_ASSIGN(const auto level, options.takeValue(QStringLiteral("--log")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (listen && socket)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.not_together"),
                     {QStringLiteral("--listen"), QStringLiteral("--socket")});
    if (listen && !readListen(*listen, wanted.http))
        return badValue(*listen, "--listen");
    if (certificate.has_value() != key.has_value())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                     {QStringLiteral("--certificate"), QStringLiteral("--key")});
    if (certificate && socket)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.not_together"),
                     {QStringLiteral("--certificate"), QStringLiteral("--socket")});
    wanted.http.socketPath = socket.value_or(QString());
    wanted.certificate = certificate.value_or(QString());
    wanted.key = key.value_or(QString());
    if (connections)
        wanted.http.limits.connections = int(std::min<qint64>(*connections, 1'000'000));
    if (perAddress)
        wanted.http.limits.perAddress = int(std::min<qint64>(*perAddress, 1'000'000));
    if (addressRate)
        wanted.addressRate = int(std::min<qint64>(*addressRate, 1'000'000));
    if (drain)
        wanted.drainMs = int(std::min<qint64>(*drain, 3600)) * 1000;
    static const QStringList levels{QStringLiteral("debug"), QStringLiteral("info"),
                                    QStringLiteral("warning"), QStringLiteral("error")};
    if (level) {
        const qsizetype at = levels.indexOf(*level);
        if (at < 0)
            return badValue(*level, "--log");
        wanted.logLevel = ServiceLog::Level(at);
    }
    return wanted;
}

}  // namespace dw
