// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <utility>

class QHBoxLayout;

namespace dw::ui
{

class ComboBox;
class LineEdit;
class ReferenceEdit;

// Several values as chips with an x, and what adds one at the end: a choice, a search, or free text.
class ChipsEdit : public QWidget
{
    Q_OBJECT

public:
    explicit ChipsEdit(UiContext &context, QWidget *parent = nullptr);

    // Key and label. Of an open list, what is typed and is no choice is kept for whoever adds it.
    void setChoices(const QList<std::pair<QString, QString>> &choices, bool open = false);
    QString unknownText() const;
    // A choice that the list has gained, and takes it.
    void addChoice(const QString &key, const QString &label);
    void setObject(const QString &object);  // keys are ids of it
    void setFreeText(bool free);            // keys are the text itself

    QStringList keys() const { return m_keys; }
    void setKeys(const QStringList &keys);  // emits nothing

Q_SIGNALS:
    void changed();

private:
    void rebuild();
    void clearCombo();
    void add(const QString &key, const QString &label);
    void readTitles();

    UiContext &m_context;
    QHBoxLayout *m_row;
    QList<QWidget *> m_chips;
    QStringList m_keys;
    QHash<QString, QString> m_labels;
    QString m_object;
    ComboBox *m_combo = nullptr;
    bool m_open = false;
    ReferenceEdit *m_reference = nullptr;
    LineEdit *m_text = nullptr;
};

}  // namespace dw::ui
