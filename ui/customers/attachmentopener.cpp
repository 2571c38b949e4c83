// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/attachmentopener.h"

#include "core/base/wording.h"
#include "ui/common/filechoice.h"
#include "ui/shell/notices.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>
#include <QWidget>

namespace dw::ui
{

AttachmentOpener::AttachmentOpener(UiContext &context, QWidget *owner)
    : QObject(owner), m_context(context), m_owner(owner)
{}

void AttachmentOpener::find(const Id &attachment, std::function<void(const AttachmentFile &)> work)
{
    AttachmentFile::ask(m_context.reader, attachment, this,
                        [this, work = std::move(work)](const Result<AttachmentFile> &file) {
                            if (file.ok())
                                work(*file);
                            else
                                m_context.notices.failed(describe(file.error()));
                        });
}

void AttachmentOpener::open(const Id &attachment)
{
    find(attachment, [this](const AttachmentFile &file) {
        if (file.isProgram()) {
            m_context.notices.failed(
                tr("%1 could run as a program. Save a copy if you trust who added it.").arg(file.name));
            return;
        }
        const QString target = file.openedPath(m_context.reader.workspace().folder());
        file.copy(target, this, [this, name = file.name](const Result<QString> &copy) {
            if (!copy.ok())
                m_context.notices.failed(describe(copy.error()));
            else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(*copy)))
                m_context.notices.failed(tr("No program here opens %1. Save a copy instead.").arg(name));
        });
    });
}

void AttachmentOpener::saveCopy(const Id &attachment)
{
    find(attachment, [this](const AttachmentFile &file) {
        FileChoice::save(m_owner, tr("Save a copy"), file.name, {}, [this, file](const QString &path) {
            if (path.isEmpty())
                return;
            file.copy(path, this, [this](const Result<QString> &copy) {
                if (copy.ok())
                    m_context.notices.done(tr("Saved %1").arg(QFileInfo(*copy).fileName()));
                else
                    m_context.notices.failed(describe(copy.error()));
            });
        });
    });
}

}  // namespace dw::ui
