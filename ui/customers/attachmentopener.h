// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/attachmentfile.h"
#include "core/sync/serverjob.h"
#include "ui/shell/uicontext.h"

#include <QObject>

class QWidget;

namespace dw::ui
{

// Opens the files of attachments in the programs that the desktop has for them, and saves copies. What
// opening would run is only saved; what is not on this laptop is fetched from its server first.
class AttachmentOpener : public QObject
{
    Q_OBJECT

public:
    // Dialogs belong to `owner`, which also owns this.
    AttachmentOpener(UiContext &context, QWidget *owner);

    void open(const Id &attachment);
    void saveCopy(const Id &attachment);

private:
    using Work = std::function<void(const AttachmentFile &)>;
    enum class Missing { Fetch, Tell };
    void find(const Id &attachment, Missing missing, const Work &work);
    void fetch(const Id &attachment, const Error &missing, const Work &work);

    UiContext &m_context;
    QWidget *m_owner;
    ServerJob m_fetching;
};

}  // namespace dw::ui
