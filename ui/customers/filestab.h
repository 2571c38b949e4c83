// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QWidget>

#include <functional>

namespace dw::ui
{

class AttachmentOpener;
class CollectionTab;

// The files of a record: added, opened, saved. A row opens the file; what is known about it stands in the
// row.
class FilesTab : public QWidget
{
    Q_OBJECT

public:
    // `about`: the record whose files these are, at any time.
    FilesTab(UiContext &context, const ObjectTypePtr &attachment, std::function<RecordRef()> about,
             QWidget *parent = nullptr);

    CollectionTab *list() const { return m_list; }
    void add(const QString &path);

private:
    void choose();

    UiContext &m_context;
    const std::function<RecordRef()> m_about;
    AttachmentOpener *m_opener;
    CollectionTab *m_list;
};

}  // namespace dw::ui
