// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/inlineedit.h"

#include "ui/common/textlabel.h"
#include "ui/records/fieldeditors.h"
#include "ui/records/recordtableview.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QKeyEvent>

namespace dw::ui
{

InlineEdit::InlineEdit(UiContext &context, RecordTableView *table)
    : QObject(table), m_context(context), m_table(table)
{}

int InlineEdit::editableColumn(int from, int by) const
{
    const QList<ListColumn> &columns = m_table->listModel()->columns();
    const ObjectTypePtr object =
        m_context.configuration()->dictionary->find(m_table->listModel()->source().object);
    for (int column = from; column >= 0 && column < columns.size(); column += by) {
        if (columns[column].source == ListColumn::Source::Field &&
            FieldEditors::canEdit(object->field(columns[column].field)))
            return column;
    }
    return -1;
}

void InlineEdit::begin()
{
    const Record record = m_table->listModel()->record(m_table->currentRow());
    const int column = editableColumn(std::max(1, m_table->currentIndex().column()), 1);
    if (record.isValid() && column >= 0)
        open(record, column);
}

void InlineEdit::open(const Record &record, int column)
{
    close();
    m_record = record;
    m_column = column;
    const Field &field = record.type().field(m_table->listModel()->columns().at(column).field);
    Currency currency = record.currency();
    if (currency.isNull())
        currency = m_context.configuration()->settings.currency;
    m_editor = FieldEditors(m_context).make(field, currency, m_table->viewport());
    if (m_editor == nullptr)
        return;
    m_editor->setValue(record.value(field.key));
    QWidget *widget = m_editor->widget();
    widget->setAccessibleName(field.label.in(m_context.language));
    const QModelIndex index = m_table->listModel()->index(m_table->currentRow(), column);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    QRect cell = m_table->visualRect(index);
    cell.setWidth(std::max(cell.width(), 140));
    widget->setGeometry(cell.adjusted(0, 0, 0, std::max(0, widget->sizeHint().height() - cell.height())));
    widget->installEventFilter(this);
    widget->show();
    widget->setFocus();
    connect(m_editor, &FieldEditor::left, this, [this] {
        if (m_editor != nullptr && !m_saving && error().isEmpty())
            commit();
    });
}

void InlineEdit::close()
{
    if (m_error != nullptr)
        m_error->deleteLater();
    m_error = nullptr;
    if (m_editor == nullptr)
        return;
    QWidget *widget = m_editor->widget();
    const bool hadFocus = widget->hasFocus() || widget->isAncestorOf(m_table->window()->focusWidget());
    m_editor->disconnect(this);
    m_editor = nullptr;
    widget->hide();
    widget->deleteLater();
    if (hadFocus)
        m_table->setFocus();
}

void InlineEdit::cancel()
{
    close();
}

QString InlineEdit::error() const
{
    return m_error == nullptr ? QString() : m_error->text();
}

void InlineEdit::showError(const QString &text)
{
    if (m_editor == nullptr) {
        m_context.notices.failed(text);
        return;
    }
    if (m_error == nullptr) {
        m_error = new TextLabel(m_context.theme, text, Theme::Scale::Small, Theme::Role::Danger,
                                Theme::Weight::OfScale, m_table->viewport());
        m_error->setAutoFillBackground(true);
    }
    m_error->setText(text);
    const QRect below = m_editor->widget()->geometry();
    m_error->setElides(false);
    m_error->setGeometry(below.left(), below.bottom() + 2, m_error->sizeHint().width() + 8,
                         m_error->sizeHint().height());
    m_error->show();
    m_error->raise();
    m_editor->widget()->setProperty("error", true);
    m_editor->widget()->update();
    m_editor->widget()->setFocus();
}

void InlineEdit::commit()
{
    if (m_editor == nullptr || m_saving)
        return;
    if (const QString problem = m_editor->problem(); !problem.isEmpty()) {
        showError(problem);
        return;
    }
    const Field field = m_editor->field();
    const Value before = m_record.value(field.key);
    const Value after = m_editor->value();
    if (before == after) {
        const int next = m_next;
        m_next = 0;
        const Record record = m_record;
        const int column = next == 0 ? -1 : editableColumn(m_column + next, next);
        close();
        if (column >= 0)
            open(record, column);
        return;
    }
    m_saving = true;
    CommandRequest request{QStringLiteral("record.update"),
                           {{QStringLiteral("object"), m_record.type().key()},
                            {QStringLiteral("id"), m_record.id().toString()},
                            {QStringLiteral("set"), QJsonObject{{field.key, after.toJson()}}},
                            {QStringLiteral("base"), QJsonObject{{field.key, before.toJson()}}}}};
    m_context.commands.submit(request, m_context.actor(), this, [this, field](const CommandResult &result) {
        m_saving = false;
        if (result.status == CommandResult::Status::Applied) {
            tellApplied(m_context, tr("Changed %1").arg(field.label.in(m_context.language)), result);
            const int next = m_next;
            m_next = 0;
            const Record record = m_record;
            const int column = next == 0 ? -1 : editableColumn(m_column + next, next);
            close();
            if (column >= 0)
                open(record, column);
            Q_EMIT saved();
            return;
        }
        showError(refusalText(m_context, result));
    });
}

bool InlineEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && m_editor != nullptr && watched == m_editor->widget()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
            case Qt::Key_Escape:
                cancel();
                return true;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                m_next = 0;
                commit();
                return true;
            case Qt::Key_Tab:
            case Qt::Key_Backtab:
                m_next = key->key() == Qt::Key_Tab ? 1 : -1;
                commit();
                return true;
            default:
                break;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace dw::ui
