// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fieldrow.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QAbstractButton>
#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;

namespace
{

// Label and star. A QLabel, so that it can be the editor's buddy for assistive tools.
class FieldHead : public QLabel
{
public:
    explicit FieldHead(const Theme &theme) : m_theme(theme) {}

    void set(const QString &label, bool required)
    {
        setText(label);
        m_required = required;
        update();
    }
    QSize sizeHint() const override
    {
        return QSize(int(textWidth(m_theme, Scale::Small, Theme::Weight::Regular, text())) + 14,
                     m_theme.line(Scale::Small));
    }
    QSize minimumSizeHint() const override { return QSize(16, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        TextSpec spec;
        spec.scale = Scale::Small;
        spec.role = Role::TextMuted;
        const qreal drawn =
            drawText(painter, m_theme, QRectF(rect()).adjusted(0, 0, m_required ? -10 : 0, 0), text(), spec);
        if (!m_required)
            return;
        spec.role = Role::Danger;
        drawText(painter, m_theme, QRectF(drawn + 4, 0, 10, height()), QStringLiteral("*"), spec);
    }

private:
    const Theme &m_theme;
    bool m_required = false;
};

// The reserved line. As a link it is a button that the keyboard reaches.
class FieldFoot : public QAbstractButton
{
public:
    FieldFoot(const Theme &theme, const Icons &icons) : m_theme(theme), m_icons(icons)
    {
        setFocusPolicy(Qt::NoFocus);
    }

    void set(const QString &text, const QString &icon, Role role, bool link)
    {
        setText(text);
        m_icon = icon;
        m_role = role;
        setFocusPolicy(link ? Qt::TabFocus : Qt::NoFocus);
        setEnabled(link);
        setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
        setAttribute(Qt::WA_TransparentForMouseEvents, false);
        update();
    }
    bool isLink() const { return focusPolicy() != Qt::NoFocus; }
    QSize sizeHint() const override { return QSize(16, m_theme.line(Scale::Small)); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QRectF at = rect();
        if (!m_icon.isEmpty()) {
            m_icons.paint(painter, QRectF(0, 0, 12, height()), m_icon, m_role, 12);
            at.setLeft(16);
        }
        TextSpec spec;
        spec.scale = Scale::Small;
        spec.role = m_role;
        const qreal drawn = drawText(painter, m_theme, at, text(), spec);
        if (isLink() && (underMouse() || hasFocus())) {
            const qreal line = baseline(m_theme, Scale::Small, Theme::Weight::Regular, 0, height()) + 2;
            painter.fillRect(QRectF(at.left(), line, drawn, 1), m_theme.color(m_role));
        }
    }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ToolTip &&
            textWidth(m_theme, Scale::Small, Theme::Weight::Regular, text()) > width() - 16) {
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
            return true;
        }
        return QAbstractButton::event(event);
    }

private:
    const Theme &m_theme;
    const Icons &m_icons;
    QString m_icon;
    Role m_role = Role::TextFaint;
};

}  // namespace

FieldRow::FieldRow(const Theme &theme, const Icons &icons, const QString &label, QWidget *editor, Need need,
                   QWidget *parent)
    : QWidget(parent)
    , m_label(label)
    , m_need(need)
    , m_editor(editor)
    , m_head(new FieldHead(theme))
    , m_foot(new FieldFoot(theme, icons))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    column->addWidget(m_head);
    column->addWidget(m_editor);
    column->addWidget(m_foot);
    setFocusProxy(m_editor);
    static_cast<QLabel *>(m_head)->setBuddy(m_editor);
    connect(static_cast<QAbstractButton *>(m_foot), &QAbstractButton::clicked, this, [this] {
        if (!m_offer.isEmpty())
            Q_EMIT offerRequested();
        else if (m_error.isEmpty() && !m_theirs.isEmpty())
            Q_EMIT theirsRequested();
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_head->updateGeometry();
        m_foot->updateGeometry();
    });
    refresh();
}

void FieldRow::setNeed(Need need)
{
    m_need = need;
    refresh();
}

void FieldRow::setLabel(const QString &label)
{
    m_label = label;
    refresh();
}

void FieldRow::setHelp(const QString &help)
{
    m_help = help;
    refresh();
}

void FieldRow::setError(const QString &error)
{
    m_error = error;
    refresh();
}

void FieldRow::setTheirs(const QString &text)
{
    m_theirs = text;
    refresh();
}

void FieldRow::setOffer(const QString &text)
{
    m_offer = text;
    refresh();
}

void FieldRow::refresh()
{
    const bool required = m_need == Need::Required;
    static_cast<FieldHead *>(m_head)->set(m_label, required);
    m_editor->setAccessibleName(required ? tr("%1, required").arg(m_label) : m_label);
    auto *foot = static_cast<FieldFoot *>(m_foot);
    if (!m_offer.isEmpty())
        foot->set(m_offer, QStringLiteral("plus"), Role::Link, true);
    else if (!m_error.isEmpty())
        foot->set(m_error, QStringLiteral("circle-alert"), Role::Danger, false);
    else if (!m_theirs.isEmpty())
        foot->set(m_theirs, QStringLiteral("git-merge"), Role::Link, true);
    else
        foot->set(m_help, {}, Role::TextFaint, false);
    foot->setAccessibleName(foot->text());
    m_editor->setAccessibleDescription(foot->text());
    if (m_editor->property("error").toBool() != !m_error.isEmpty()) {
        m_editor->setProperty("error", !m_error.isEmpty());
        m_editor->update();
    }
}

}  // namespace dw::ui
