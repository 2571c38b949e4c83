// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/filestab.h"

#include "ui/common/filechoice.h"
#include "ui/customers/attachmentopener.h"
#include "ui/customers/collectiontab.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace dw::ui
{

FilesTab::FilesTab(UiContext &context, const ObjectTypePtr &attachment, std::function<RecordRef()> about,
                   QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_about(std::move(about))
    , m_opener(new AttachmentOpener(context, this))
    , m_list(new CollectionTab(context, attachment, {}))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(context.theme.space(4), context.theme.space(2), context.theme.space(4),
                            context.theme.space(2));
    const auto button = [&](const QString &icon, const QString &text, const QString &name) {
        auto *made = new QPushButton(context.icons.icon(icon), text);
        made->setObjectName(name);
        bar->addWidget(made);
        return made;
    };
    QPushButton *add = button(QStringLiteral("plus"), tr("Add a file"), QStringLiteral("addFile"));
    QPushButton *open = button(QStringLiteral("file-text"), tr("Open"), QStringLiteral("openFile"));
    QPushButton *save = button(QStringLiteral("download"), tr("Save a copy…"), QStringLiteral("saveFile"));
    bar->addStretch(1);
    column->addLayout(bar);
    column->addWidget(m_list, 1);
    const auto enable = [this, open, save] {
        const bool any = m_list->current().isValid();
        open->setEnabled(any);
        save->setEnabled(any);
    };
    enable();
    m_list->setOpen([this](const Record &file) { m_opener->open(file.id()); });
    connect(m_list->table(), &RecordTableView::currentRowChanged, this, enable);
    connect(m_list, &CollectionTab::shown, this, enable);
    connect(m_list, &CollectionTab::addRequested, this, &FilesTab::choose);
    connect(add, &QPushButton::clicked, this, &FilesTab::choose);
    connect(open, &QPushButton::clicked, this, [this] { m_opener->open(m_list->current().id()); });
    connect(save, &QPushButton::clicked, this, [this] { m_opener->saveCopy(m_list->current().id()); });
}

void FilesTab::choose()
{
    FileChoice::open(this, tr("Add a file"), {}, [this](const QString &path) {
        if (!path.isEmpty())
            add(path);
    });
}

void FilesTab::add(const QString &path)
{
    m_context.commands.attachFile(path, m_about(), QStringLiteral("other"), m_context.actor(), this,
                                  [this, path](const CommandResult &result) {
                                      if (result.status == CommandResult::Status::Applied)
                                          tellApplied(m_context,
                                                      tr("Added %1").arg(QFileInfo(path).fileName()), result);
                                      else
                                          m_context.notices.failed(refusalText(m_context, result));
                                  });
}

}  // namespace dw::ui
