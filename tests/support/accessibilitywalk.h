// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QAccessibleInterface>
#include <QStringList>
#include <QWidget>

namespace dw::test
{

// What a screen reader would have no word for: every visible widget below `root` that takes the keyboard by
// Tab, and every one that is clicked, must answer with a name. Returns one line per widget that does not:
// class, object name and the way down to it; empty is good.
inline QStringList namelessWidgets(QWidget *root)
{
    QStringList found;
    const QList<QWidget *> all = root->findChildren<QWidget *>() << root;
    for (QWidget *widget : all) {
        const bool reached = widget->focusPolicy() & Qt::TabFocus;
        const bool clicked = widget->inherits("QAbstractButton");
        if (!widget->isVisible() || !widget->isEnabled() || widget->focusProxy() || !(reached || clicked))
            continue;
        // Parts of a combo, a spin box or a view speak through their owner.
        if (widget->objectName().startsWith(QLatin1String("qt_")) ||
            (widget->parentWidget() && (widget->parentWidget()->inherits("QComboBox") ||
                                        widget->parentWidget()->inherits("QAbstractSpinBox"))))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (interface && !interface->text(QAccessible::Name).trimmed().isEmpty())
            continue;
        QStringList way;
        for (const QWidget *at = widget; at && at != root->parentWidget(); at = at->parentWidget())
            way.prepend(QString::fromLatin1(at->metaObject()->className()) +
                        (at->objectName().isEmpty() ? QString() : QLatin1Char('#') + at->objectName()));
        found.append(way.join(QLatin1Char('/')));
    }
    return found;
}

}  // namespace dw::test
