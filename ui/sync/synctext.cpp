// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/synctext.h"

#include "core/base/wording.h"

#include <QCoreApplication>

namespace dw::ui
{

QString syncText(const Error &error)
{
    struct Line
    {
        const char *key;
        const char *text;
    };
    static constexpr Line lines[] = {
        {"sync.sign_in_again",
         QT_TRANSLATE_NOOP("dw::ui::SyncText",
                           "The sign-in of this laptop is over. Type your password; what waits here is sent "
                           "afterwards.")},
        {"sync.password_must_change",
         QT_TRANSLATE_NOOP("dw::ui::SyncText", "The server wants a new password of you first.")},
        {"sync.user_disabled",
         QT_TRANSLATE_NOOP(
             "dw::ui::SyncText",
             "This user is disabled at the server. What waits here stays. Once an administrator "
             "has enabled it again, sign in.")},
        {"sync.certificate_wrong_name",
         QT_TRANSLATE_NOOP(
             "dw::ui::SyncText",
             "The certificate that %1 shows is for another name. Write the name that it is for, "
             "or ask the administrator.")},
        {"sync.not_enrolled", QT_TRANSLATE_NOOP("dw::ui::SyncText", "%1 is not joined to a server.")},
        {"sync.device_revoked",
         QT_TRANSLATE_NOOP("dw::ui::SyncText",
                           "This laptop was revoked at the server. Sign in to register it anew; what waits "
                           "here is sent afterwards.")},
        {"sync.device_forked",
         QT_TRANSLATE_NOOP(
             "dw::ui::SyncText",
             "There are two copies of this laptop's folder, and the other one has synced since. Sign in "
             "to make this one a laptop of its own; what waits here is sent afterwards.")},
        {"sync.away_too_long",
         QT_TRANSLATE_NOOP("dw::ui::SyncText",
                           "This laptop was away for too long to catch up. What waits here stays; ask an "
                           "administrator, then join the server anew.")},
        {"sync.identity_unreadable",
         QT_TRANSLATE_NOOP(
             "dw::ui::SyncText",
             "%1, by which the server knows this laptop, cannot be read. Join the server anew.")},
        {"sync.cancelled", QT_TRANSLATE_NOOP("dw::ui::SyncText", "Stopped. Nothing was left behind.")},
    };
    for (const Line &line : lines) {
        if (error.key != QLatin1String(line.key))
            continue;
        QString text = QCoreApplication::translate("dw::ui::SyncText", line.text);
        for (qsizetype i = 0; i < error.arguments.size(); ++i)
            text.replace(QLatin1Char('%') + QString::number(i + 1), error.arguments[i]);
        return text;
    }
    return describe(error);
}

}  // namespace dw::ui
