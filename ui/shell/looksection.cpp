// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/looksection.h"

#include "ui/common/segments.h"
#include "ui/common/switch.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"

#include <QAbstractButton>

namespace dw::ui
{

LookSection::LookSection(UiContext &context, QWidget *parent)
    : SettingsSection(context, tr("Language and look"), parent)
{
    // The name of a language is written in that language, whatever the present one is.
    m_language = choice(tr("Language"), setting::language(),
                        {{QStringLiteral("English"), QStringLiteral("en")},
                         {QStringLiteral("简体中文"), QStringLiteral("zh_CN")}});
    m_language->setCurrent(context.language == Language::Chinese ? 1 : 0);
    m_theme = choice(tr("Theme"), setting::theme(),
                     {{tr("Light"), QStringLiteral("light")},
                      {tr("Dark"), QStringLiteral("dark")},
                      {tr("As the desktop"), QJsonValue()}});
    choice(tr("Rows of lists"), setting::density(),
           {{tr("Compact"), QStringLiteral("compact")},
            {tr("Comfortable"), QStringLiteral("comfortable")},
            {tr("By screen height"), QJsonValue()}});
    choice(tr("Text size"), setting::textSize(),
           {{QStringLiteral("100\u00A0%"), 100},
            {QStringLiteral("115\u00A0%"), 115},
            {QStringLiteral("130\u00A0%"), 130}});
    toggle(tr("Reduced motion"), setting::reducedMotion());
    toggle(tr("High contrast"), setting::highContrast());
    toggle(tr("Reminders on the desktop"), setting::desktopReminders(), true);
}

Segments *LookSection::choice(const QString &label, const QString &key,
                              const QList<std::pair<QString, QJsonValue>> &options)
{
    auto *segments = new Segments(context().theme, context().icons);
    segments->setAccessibleName(label);
    const QJsonValue now = context().settings.value(key, options.first().second);
    bool known = false;
    for (qsizetype i = 0; i < options.size(); ++i) {
        const int index = segments->addSegment(options.at(i).first);
        segments->button(index)->setAccessibleName(label + QStringLiteral(": ") + options.at(i).first);
        if (options.at(i).second == now && context().settings.value(key) == now) {
            segments->setCurrent(index);
            known = true;
        }
    }
    // Nothing chosen yet: the option without a value is "as the system does it".
    if (!known)
        for (qsizetype i = 0; i < options.size(); ++i)
            if (options.at(i).second.isNull())
                segments->setCurrent(int(i));
    connect(segments, &Segments::chosen, this,
            [this, key, options](int index) { context().settings.setValue(key, options.at(index).second); });
    addRow(label, segments);
    return segments;
}

Switch *LookSection::toggle(const QString &label, const QString &key, bool otherwise)
{
    auto *made = new Switch(context().theme, QString());
    made->setAccessibleName(label);
    made->setCheckable(true);
    made->setChecked(context().settings.value(key).toBool(otherwise));
    connect(made, &Switch::toggled, this, [this, key](bool on) { context().settings.setValue(key, on); });
    addRow(label, made);
    return made;
}

}  // namespace dw::ui
