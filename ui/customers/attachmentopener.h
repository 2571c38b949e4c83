// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/attachmentfile.h"
#include "ui/shell/uicontext.h"

#include <QObject>

class QWidget;

namespace dw::ui
{

// Opens the files of attachments in the programs that the desktop has for them, and saves copies. What
// opening would run is only saved.
class AttachmentOpener : public QObject
{
    Q_OBJECT

public:
    // Dialogs belong to `owner`, which also owns this.
    AttachmentOpener(UiContext &context, QWidget *owner);

    void open(const Id &attachment);
    void saveCopy(const Id &attachment);

private:
    void find(const Id &attachment, std::function<void(const AttachmentFile &)> work);

    UiContext &m_context;
    QWidget *m_owner;
};

}  // namespace dw::ui
