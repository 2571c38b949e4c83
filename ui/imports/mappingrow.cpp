// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/mappingrow.h"

#include "ui/common/combobox.h"
#include "ui/common/textlabel.h"
#include "ui/imports/icontext.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>

namespace dw::ui
{

MappingRow::MappingRow(const Icons &icons, int column, QAbstractItemModel *fields, QWidget *parent)
    : QWidget(parent)
    , m_icons(icons)
    , m_column(column)
    , m_name(new TextLabel(icons.theme(), {}, Theme::Scale::Body))
    , m_examples(new TextLabel(icons.theme(), {}, Theme::Scale::Body, Theme::Role::TextMuted))
    , m_field(new ComboBox(icons.theme()))
    , m_match(new IconText(icons))
{
    const Theme &theme = icons.theme();
    setFixedHeight(theme.size(Theme::Size::RowComfortable));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(4), 0, theme.space(3), 1);
    row->setSpacing(theme.space(3));
    m_name->setFixedWidth(MappingColumns::Name);
    m_examples->setFixedWidth(MappingColumns::Examples);
    auto *arrow = new IconText(icons);
    arrow->set(QStringLiteral("arrow-right"), {}, Theme::Role::TextMuted);
    arrow->setFixedWidth(MappingColumns::Arrow);
    m_match->setFixedWidth(MappingColumns::Match);
    m_field->setModel(fields);
    m_field->setSearchable(true);
    row->addWidget(m_name);
    row->addWidget(m_examples);
    row->addWidget(arrow);
    row->addWidget(m_field, 1);
    row->addWidget(m_match);
    setFocusProxy(m_field);
    m_field->installEventFilter(this);
    m_field->lineEdit()->installEventFilter(this);
    connect(m_field, &QComboBox::currentIndexChanged, this,
            [this](int index) { Q_EMIT fieldChosen(m_column, m_field->itemData(index).toString()); });
}

QString MappingRow::matchText() const
{
    return m_match->text();
}

void MappingRow::show(const MappingState::Column &column, const MappingFindings::Column &findings,
                      const Format &format)
{
    m_name->setText(column.header);
    m_examples->setText(format.list(column.examples));
    m_field->setAccessibleName(tr("Field for the column %1").arg(column.header));
    {
        const QSignalBlocker quiet(m_field);
        const QString field = column.targets.isEmpty() ? QString() : column.targets.first().field;
        m_field->setCurrentIndex(m_field->findData(field));
        m_field->lineEdit()->setText(m_field->itemText(m_field->currentIndex()));
        m_field->lineEdit()->setCursorPosition(0);
    }
    using How = HeaderProposal::How;
    if (column.targets.isEmpty()) {
        m_match->set(QStringLiteral("minus"), tr("left out"), Theme::Role::TextMuted);
    } else if (!findings.error.isEmpty()) {
        m_match->set(QStringLiteral("circle-alert"), tr("cannot be used"), Theme::Role::Danger);
        m_match->setToolTip(findings.error);
    } else if (findings.badRows > 0) {
        m_match->set(QStringLiteral("circle-alert"),
                     findings.badRows == 1 ? tr("1 row does not fit")
                                           : tr("%1 rows do not fit").arg(format.integer(findings.badRows)),
                     Theme::Role::Danger);
    } else if (column.origin == MappingState::Origin::Chosen) {
        m_match->set(QStringLiteral("user-check"), tr("your choice"), Theme::Role::TextMuted);
    } else if (column.origin == MappingState::Origin::Saved) {
        m_match->set(QStringLiteral("circle-check"), tr("saved mapping"), Theme::Role::Success);
    } else if (column.how == How::Values) {
        m_match->set(QStringLiteral("circle-help"), tr("by its values"), Theme::Role::Warning);
    } else {
        m_match->set(QStringLiteral("circle-check"),
                     column.how == How::Synonym ? tr("known synonym") : tr("same name"),
                     Theme::Role::Success);
    }
    m_field->setAccessibleDescription(m_match->text());
}

void MappingRow::setExamplesWidth(int width)
{
    m_examples->setFixedWidth(width);
}

void MappingRow::setCurrent(bool current)
{
    m_current = current;
    m_name->setWeight(current ? Theme::Weight::Strong : Theme::Weight::Regular);
    update();
}

void MappingRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_icons.theme();
    QPainter painter(this);
    if (m_current) {
        painter.fillRect(rect(), theme.color(Theme::Role::Selection));
        painter.fillRect(QRect(0, 0, theme.size(Theme::Size::AccentBar), height()),
                         theme.color(Theme::Role::Accent));
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(Theme::Role::Grid));
}

void MappingRow::mousePressEvent(QMouseEvent *)
{
    m_field->setFocus(Qt::MouseFocusReason);
    Q_EMIT madeCurrent(m_column);
}

bool MappingRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        Q_EMIT madeCurrent(m_column);
    return QWidget::eventFilter(watched, event);
}

}  // namespace dw::ui
