// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/clicontext.h"

#include "core/base/wording.h"

#include <QJsonDocument>

namespace dw
{

void CliContext::answer(const QJsonObject &object) const
{
    out << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) << '\n';
    out.flush();
}

void CliContext::complain(const QString &text) const
{
    err << "dealwright-cli: " << text.simplified() << '\n';
    err.flush();
}

void CliContext::complain(const Error &error) const
{
    const bool inText = error.key.startsWith(QLatin1String("expression.")) && !error.detail.isEmpty();
    complain(inText ? wording(QStringLiteral("cli.at_character"), {describe(error), error.detail})
                    : describe(error));
}

}  // namespace dw
