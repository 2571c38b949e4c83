// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/formsheet.h"

#include "ui/common/iconbutton.h"
#include "ui/common/popover.h"
#include "ui/common/textlabel.h"
#include "ui/records/recordform.h"
#include "ui/shell/notices.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace dw::ui
{

FormSheet::FormSheet(UiContext &context, RecordForm *form, QWidget *host)
    : QFrame(host)
    , m_context(context)
    , m_form(form)
    , m_title(new TextLabel(context.theme, form->title(), Theme::Scale::Title))
    , m_scroll(new QScrollArea)
    , m_save(new QPushButton(tr("Save")))
{
    // The keyboard walks the fields, and the area follows.
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setAccessibleName(form->title());
    setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget;
    head->setFixedHeight(context.theme.size(Theme::Size::PageHeader));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 12, 0);
    row->addWidget(m_title, 1);
    auto *close = new IconButton(context.icons, QStringLiteral("x"), tr("Close"));
    close->setName(tr("Close; what was typed is kept"), QStringLiteral("Esc"));
    connect(close, &QToolButton::clicked, this, &FormSheet::closeSheet);
    row->addWidget(close);
    column->addWidget(head);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(form);
    form->setAutoFillBackground(false);  // the sheet's own plane shows through
    m_scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);
    m_foot = new QWidget;
    QWidget *foot = m_foot;
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(16, 8, 16, 8);
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Close"));
    cancel->setProperty("keyHint", QStringLiteral("Esc"));
    connect(cancel, &QPushButton::clicked, this, &FormSheet::closeSheet);
    buttons->addWidget(cancel);
    m_save->setProperty("kind", QStringLiteral("primary"));
    m_save->setProperty("keyHint", QStringLiteral("Ctrl+S"));
    connect(m_save, &QPushButton::clicked, m_form, &RecordForm::save);
    buttons->addWidget(m_save);
    column->addWidget(foot);

    const auto refresh = [this] {
        m_title->setText(m_form->title());
        setAccessibleName(m_form->title());
    };
    connect(form, &RecordForm::ready, this, [this, refresh] {
        refresh();
        if (QWidget *first = m_form->firstEditor(); first != nullptr && isVisible())
            first->setFocus();
    });
    connect(form, &RecordForm::saved, this, [this](const RecordRef &ref, const CommandResult &result) {
        Q_EMIT saved(ref, result);
        closeSheet();
    });
    connect(form, &RecordForm::gone, this, [this] {
        const QString title = m_form->title();
        m_context.notices.failed(
            m_form->isChanged()
                ? tr("“%1” was deleted, or is no longer yours to see. What you typed is kept as a draft.")
                      .arg(title)
                : tr("“%1” was deleted, or is no longer yours to see.").arg(title));
        closeSheet();
    });
    connect(form, &RecordForm::refused, this, [this] {
        if (QWidget *focus = QApplication::focusWidget(); focus != nullptr && m_form->isAncestorOf(focus))
            m_scroll->ensureWidgetVisible(focus);
    });
    using Spec = ActionRegistry::Spec;
    context.actions.add(Spec{QStringLiteral("form.save"), tr("Save the form"), QStringLiteral("check"),
                             QKeySequence(QKeySequence::Save), tr("Forms"), Spec::Scope::Page, false},
                        this, [this] { m_form->save(); });
    context.actions.add(
        Spec{QStringLiteral("form.save_close"), tr("Save and close the form"), QStringLiteral("check"),
             QKeySequence(QStringLiteral("Ctrl+Return")), tr("Forms"), Spec::Scope::Page, false},
        this, [this] { m_form->save(); });
    host->installEventFilter(this);
    // Before this form asks for its draft, which may be what the other one holds.
    closeOthers();
}

bool FormSheet::isInHand()
{
    for (const QWidget *at = QApplication::focusWidget(); at != nullptr; at = at->parentWidget()) {
        if (qobject_cast<const FormSheet *>(at) != nullptr || qobject_cast<const Popover *>(at) != nullptr)
            return true;
    }
    return false;
}

void FormSheet::closeOthers()
{
    const QList<FormSheet *> sheets = window()->findChildren<FormSheet *>();
    for (FormSheet *other : sheets) {
        if (other != this && other->isVisible())
            other->closeSheet();
    }
}

void FormSheet::place()
{
    const int width = std::min(parentWidget()->width(),
                               m_context.theme.size(Theme::Size::FormColumnMax) + m_context.theme.space(6));
    setGeometry(parentWidget()->width() - width, 0, width, parentWidget()->height());
}

void FormSheet::open()
{
    m_focusBefore = QApplication::focusWidget();
    place();
    show();
    raise();
    if (QWidget *first = m_form->firstEditor())
        first->setFocus();
}

void FormSheet::closeSheet()
{
    m_form->flushDraft();
    hide();
    if (m_focusBefore != nullptr)
        m_focusBefore->setFocus();
    Q_EMIT closed();
    deleteLater();
}

void FormSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        closeOthers();
    QFrame::showEvent(event);
}

bool FormSheet::event(QEvent *event)
{
    // The page below has a use of its own for Esc; here it closes the form.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QFrame::event(event);
}

void FormSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeSheet();
    else
        QFrame::keyPressEvent(event);
}

bool FormSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void FormSheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Surface));
    const QColor border = m_context.theme.color(Theme::Role::Border);
    painter.fillRect(QRect(0, 0, 1, height()), border);
    painter.fillRect(QRect(0, m_context.theme.size(Theme::Size::PageHeader) - 1, width(), 1), border);
    painter.fillRect(QRect(0, m_foot->y(), width(), 1), border);
}

}  // namespace dw::ui
