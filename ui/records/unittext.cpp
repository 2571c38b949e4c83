// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/unittext.h"

#include <QCoreApplication>
#include <QHash>

namespace dw::ui
{

QString unitText(const QString &unit)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("days"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "days")},
        {QStringLiteral("seconds"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "seconds")},
        {QStringLiteral("times"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "times")},
        {QStringLiteral("people"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "people")},
        {QStringLiteral("rows"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "rows")},
        {QStringLiteral("leads"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "leads")},
        {QStringLiteral("metres"), QT_TRANSLATE_NOOP("dw::ui::FieldEditors", "metres")},
    };
    const char *word = words.value(unit);
    return word == nullptr ? QString() : QCoreApplication::translate("dw::ui::FieldEditors", word);
}

}  // namespace dw::ui
