// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace dw::ui
{

// Every component in every state on one page of 1366 x 768, to be looked at beside the drawn one and measured
// by tests.
class Gallery : public QWidget
{
    Q_OBJECT

public:
    Gallery(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

private:
    // A card with its small muted title; returns the layout of its content (margins 12).
    QVBoxLayout *block(QVBoxLayout *column, const QString &title);
    void addButtons(QVBoxLayout *column);
    void addFields(QVBoxLayout *column);
    void addColours(QVBoxLayout *column);
    void addType(QVBoxLayout *column);
    void addPills(QVBoxLayout *column);
    void addTabs(QVBoxLayout *column);
    void addRows(QVBoxLayout *column);
    void addBanners(QVBoxLayout *column);
    void addDialog(QVBoxLayout *column);
    void addToast(QVBoxLayout *column);
    void addMenu(QVBoxLayout *column);
    void addProgress(QVBoxLayout *column);
    void addEmpty(QVBoxLayout *column);

    const Theme &m_theme;
    const Icons &m_icons;
};

}  // namespace dw::ui
