// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QHash>
#include <QIcon>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace dw::ui
{

// The icon set (resources/icons, Lucide). A pixmap is rendered once per name, colour, size and device pixel
// ratio and kept until the theme changes. The stroke is 2 up to 12 px, 1.25 from 32 px, else 1.75 (ui.md 5).
// GUI thread only.
class Icons : public QObject
{
    Q_OBJECT

public:
    explicit Icons(const Theme &theme);

    const Theme &theme() const { return m_theme; }
    bool contains(const QString &name) const;

    // `px` logical pixels a side. An unknown name gives an empty, transparent pixmap of that size.
    QPixmap pixmap(const QString &name, Theme::Role role, int px, qreal dpr) const;
    QPixmap pixmap(const QString &name, const QColor &color, int px, qreal dpr) const;

    // Follows the theme: the icon asks for its pixmap on each paint. Disabled mode takes TextDisabled. The
    // Icons must outlive every QIcon made here.
    QIcon icon(const QString &name, Theme::Role role = Theme::Role::Text) const;

    // Draws the icon `px` wide, centred in `rect`, on whole device pixels.
    void paint(QPainter &painter, const QRectF &rect, const QString &name, Theme::Role role,
               int px = 16) const;
    void paint(QPainter &painter, const QRectF &rect, const QString &name, const QColor &color, int px) const;

    int cached() const { return int(m_pixmaps.size()); }

private:
    struct Key
    {
        QString name;
        QRgb color;
        int px;
        int dprPercent;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed) noexcept
        {
            return qHashMulti(seed, key.name, key.color, key.px, key.dprPercent);
        }
    };

    const Theme &m_theme;
    mutable QHash<QString, QByteArray> m_sources;
    mutable QHash<Key, QPixmap> m_pixmaps;
};

}  // namespace dw::ui
