// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/exchange/import_support.h"
#include "ui/common/combobox.h"
#include "ui/imports/importpage.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/windownotices.h"

#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// Keeps where pages sent the person.
class RecordingNavigator : public Navigator
{
public:
    void open(const Place &place) override { places.append(place); }
    void openRecord(const RecordRef &) override {}
    void openList(const QString &object, const QString &where, const QString &title) override
    {
        Place place;
        place.object = object;
        place.where = where;
        place.title = title;
        places.append(place);
    }
    void back() override { ++backs; }
    void forward() override {}

    QList<Place> places;
    int backs = 0;
};

// A real workspace with everything a page works with.
class PageWorld
{
public:
    explicit PageWorld(const QString &currency = QStringLiteral("CNY"),
                       std::shared_ptr<const Policy> policy = std::make_shared<OwnerPolicy>())
        : world(currency, std::move(policy))
        , icons(theme)
        , actions(icons)
        , reader(*world.workspace,
                 [this] {
                     const ConfigurationPtr configuration = world.runner->configuration();
                     return ReadContext{configuration->dictionary, configuration->settings,
                                        configuration->policy,     world.actor,
                                        world.clock().now(),       Language::English};
                 })
        , settings(reader, *world.runner)
        , notices(world.clock(), 0)
        , context{theme,
                  icons,
                  format,
                  actions,
                  reader,
                  *world.runner,
                  settings,
                  notices,
                  &navigator,
                  world.clock(),
                  [this] { return world.actor; }}
    {}

    ImportWorld world;
    Theme theme;
    Icons icons;
    Format format;
    ActionRegistry actions;
    AsyncReader reader;
    LocalSettings settings;
    WindowNotices notices;
    RecordingNavigator navigator;
    UiContext context;
};

inline void settle(ImportPage &page)
{
    QTRY_VERIFY_WITH_TIMEOUT(page.isSettled(), 120000);
}

inline int columnOf(const ImportPage &page, const QString &header)
{
    for (int i = 0; i < page.state().columns().size(); ++i) {
        if (page.state().columns()[i].header == header)
            return i;
    }
    return -1;
}

// Chooses in a combo as a person does: by the item's data, with the signals of a choice.
inline void choose(ComboBox *combo, const QVariant &data)
{
    const int at = combo->findData(data);
    QVERIFY2(at >= 0, qPrintable(data.toString()));
    combo->setCurrentIndex(at);
    Q_EMIT combo->activated(at);
}

}  // namespace dw::test
