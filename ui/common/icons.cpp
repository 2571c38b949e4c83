// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <cmath>

static void initIconResources()
{
    Q_INIT_RESOURCE(dealwright_icons);
}

namespace dw::ui
{

namespace
{

QString resourceName(const QString &name)
{
    return QStringLiteral(":/dealwright/icons/%1.svg").arg(name);
}

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(const Icons &icons, const QString &name, Theme::Role role)
        : m_icons(icons), m_name(name), m_role(role)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        m_icons.paint(*painter, rect, m_name, roleFor(mode), std::min(rect.width(), rect.height()));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int px = int(std::lround(std::min(size.width(), size.height()) / scale));
        return m_icons.pixmap(m_name, roleFor(mode), px, scale);
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    bool isNull() override { return !m_icons.contains(m_name); }
    QString key() const override { return QStringLiteral("dealwright"); }
    QString iconName() override { return m_name; }
    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    Theme::Role roleFor(QIcon::Mode mode) const
    {
        return mode == QIcon::Disabled ? Theme::Role::TextDisabled : m_role;
    }

    const Icons &m_icons;
    QString m_name;
    Theme::Role m_role;
};

QByteArray strokeWidth(int px)
{
    if (px <= 12)
        return QByteArrayLiteral("2");
    return px >= 32 ? QByteArrayLiteral("1.25") : QByteArrayLiteral("1.75");
}

}  // namespace

Icons::Icons(const Theme &theme) : m_theme(theme)
{
    initIconResources();
    connect(&theme, &Theme::changed, this, [this] { m_pixmaps.clear(); });
}

bool Icons::contains(const QString &name) const
{
    return m_sources.contains(name) || QFile::exists(resourceName(name));
}

QPixmap Icons::pixmap(const QString &name, Theme::Role role, int px, qreal dpr) const
{
    return pixmap(name, m_theme.color(role), px, dpr);
}

QPixmap Icons::pixmap(const QString &name, const QColor &color, int px, qreal dpr) const
{
    const Key key{name, color.rgba(), px, int(std::lround(dpr * 100))};
    if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.cend())
        return *found;

    auto source = m_sources.constFind(name);
    if (source == m_sources.cend()) {
        QFile file(resourceName(name));
        source = m_sources.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    const int device = std::max(1, int(std::lround(px * dpr)));
    QPixmap pixmap(device, device);
    pixmap.fill(Qt::transparent);
    if (!source->isEmpty()) {
        QByteArray svg = *source;
        svg.replace("currentColor", color.name().toLatin1());
        svg.replace("stroke-width=\"2\"", "stroke-width=\"" + strokeWidth(px) + "\"");
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setOpacity(color.alphaF());
        renderer.render(&painter, QRectF(0, 0, device, device));
    }
    pixmap.setDevicePixelRatio(dpr);
    m_pixmaps.insert(key, pixmap);
    return pixmap;
}

QIcon Icons::icon(const QString &name, Theme::Role role) const
{
    return QIcon(new ThemedIconEngine(*this, name, role));
}

void Icons::paint(QPainter &painter, const QRectF &rect, const QString &name, Theme::Role role, int px) const
{
    paint(painter, rect, name, m_theme.color(role), px);
}

void Icons::paint(QPainter &painter, const QRectF &rect, const QString &name, const QColor &color,
                  int px) const
{
    const qreal dpr = painter.device()->devicePixelRatioF();
    const auto snap = [dpr](qreal value) { return std::round(value * dpr) / dpr; };
    const QPointF at(snap(rect.center().x() - px / 2.0), snap(rect.center().y() - px / 2.0));
    painter.drawPixmap(at, pixmap(name, color, px, dpr));
}

}  // namespace dw::ui
