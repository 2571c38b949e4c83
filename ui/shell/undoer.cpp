// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/undoer.h"

#include "core/base/wording.h"
#include "core/rules/findingtext.h"
#include "ui/shell/windownotices.h"

#include <QJsonObject>

namespace dw::ui
{

Undoer::Undoer(UiContext &context, WindowNotices &notices, QObject *parent)
    : QObject(parent), m_context(context), m_notices(notices)
{}

void Undoer::undo(const Id &transaction)
{
    if (m_running)
        return;  // a key that repeats does not undo more than was seen
    m_running = true;
    CommandRequest request;
    request.name = QStringLiteral("change.undo");
    if (!transaction.isNull())
        request.arguments.insert(QStringLiteral("transaction"), transaction.toString());
    m_context.commands.submit(request, m_context.actor(), this,
                              [this, transaction](const CommandResult &result) {
                                  m_running = false;
                                  tell(result, transaction);
                                  Q_EMIT finished(result.status);
                              });
}

void Undoer::tell(const CommandResult &result, const Id &transaction)
{
    QStringList sentences;
    const ConfigurationPtr configuration = m_context.configuration();
    for (const Finding &finding : result.findings)
        sentences.append(findingText(finding, *configuration->rulebook, m_context.language));
    switch (result.status) {
        case CommandResult::Status::Applied:
            if (!transaction.isNull())
                m_notices.forgetTransaction(transaction);
            sentences.prepend(sentences.isEmpty() ? tr("Undone") : tr("Undone in part"));
            m_notices.done(sentences.join(QStringLiteral(". ")));
            break;
        case CommandResult::Status::Refused:
            if (!result.error.key.isEmpty())
                sentences.append(describe(result.error));
            m_notices.failed(sentences.join(QLatin1Char(' ')));
            break;
        case CommandResult::Status::Failed:
            m_notices.failed(result.error.code == ErrorCode::NotFound ? tr("There is nothing to undo.")
                                                                      : describe(result.error));
            break;
        case CommandResult::Status::Cancelled:
            break;
    }
}

}  // namespace dw::ui
