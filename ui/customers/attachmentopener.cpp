// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/attachmentopener.h"

#include "core/base/wording.h"
#include "core/sync/filefetch.h"
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

void AttachmentOpener::find(const Id &attachment, Missing missing, const Work &work)
{
    AttachmentFile::ask(
        m_context.reader, attachment, this,
        [this, attachment, missing, work](const Result<AttachmentFile> &file) {
            if (file.ok())
                work(*file);
            else if (missing == Missing::Fetch && file.error().key == QLatin1String("store.blob_missing"))
                fetch(attachment, file.error(), work);
            else
                m_context.notices.failed(describe(file.error()));
        });
}

void AttachmentOpener::fetch(const Id &attachment, const Error &missing, const Work &work)
{
    const QString name = missing.arguments.value(0);
    const int job = m_context.notices.beginJob(tr("Fetching %1").arg(name), {});
    const auto fetched = [this, attachment, missing, work, job](const Result<bool> &done) {
        m_context.notices.endJob(job, {});
        // Without a server there is no more to say than that it is not here.
        const bool alone = !done.ok() && done.error().key == QLatin1String("sync.not_enrolled");
        if (done.ok())
            find(attachment, Missing::Tell, work);
        else
            m_context.notices.failed(describe(alone ? missing : done.error()));
    };
    if (fetchFile(m_fetching, m_context.commands, attachment, fetched))
        return;
    m_context.notices.endJob(job, {});
    m_context.notices.failed(tr("Another file is being fetched. Open %1 when it is here.").arg(name));
}

void AttachmentOpener::open(const Id &attachment)
{
    find(attachment, Missing::Fetch, [this](const AttachmentFile &file) {
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
    find(attachment, Missing::Fetch, [this](const AttachmentFile &file) {
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
