// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchoptions.h"

namespace dw::bench
{

QString BenchOptions::usage()
{
    return QStringLiteral(
        "dealwright-bench [--scale N] [--runs N] [--idle SECONDS] [--folder DIR] [--only PART,..] [--no-x11] "
        "[--results FILE] [--json FILE] [--commit TEXT] [--data-stamp TEXT]");
}

std::optional<BenchOptions> BenchOptions::parse(const QStringList &arguments, QString &error)
{
    BenchOptions options;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &name = arguments[i];
        if (name == QLatin1String("--no-x11")) {
            options.x11 = false;
            continue;
        }
        if (i + 1 == arguments.size()) {
            error = name;
            return {};
        }
        const QString &value = arguments[++i];
        bool right = true;
        if (name == QLatin1String("--scale"))
            options.scale = value.toInt(&right);
        else if (name == QLatin1String("--runs"))
            options.runs = value.toInt(&right);
        else if (name == QLatin1String("--idle"))
            options.idleSeconds = value.toInt(&right);
        else if (name == QLatin1String("--folder"))
            options.folder = value;
        else if (name == QLatin1String("--only"))
            options.only = value.split(QLatin1Char(','));
        else if (name == QLatin1String("--results"))
            options.results = value;
        else if (name == QLatin1String("--json"))
            options.json = value;
        else if (name == QLatin1String("--commit"))
            options.commit = value;
        else if (name == QLatin1String("--data-stamp"))
            options.dataStamp = value;
        else if (name == QLatin1String("--part"))
            options.part = value;
        else if (name == QLatin1String("--workspace"))
            options.workspace = value;
        else if (name == QLatin1String("--output"))
            options.output = value;
        else if (name == QLatin1String("--started"))
            options.startedNs = value.toLongLong(&right);
        else if (name == QLatin1String("--argument"))
            options.argument = value;
        else
            right = false;
        if (!right || options.scale < 100 || options.runs < 1 || options.idleSeconds < 0) {
            error = name + QLatin1Char(' ') + value;
            return {};
        }
    }
    return options;
}

}  // namespace dw::bench
