// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/common/gallery.h"
#include "ui/common/look.h"

#include <QApplication>

#include <cstdio>
#include <cstring>

namespace
{

// `test_ui gallery DIR` writes the components page in both themes to PNG, to be looked at.
int renderGallery(QApplication &application, const QString &folder)
{
    for (const auto mode : {dw::ui::Theme::Mode::Light, dw::ui::Theme::Mode::Dark}) {
        dw::ui::Theme theme;
        theme.setMode(mode);
        const dw::ui::Icons icons(theme);
        const dw::ui::Look look(application, theme, icons);
        dw::ui::Gallery gallery(theme, icons);
        gallery.resize(1366, 768);
        gallery.show();
        QApplication::processEvents();
        const QString name =
            mode == dw::ui::Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        if (!gallery.grab().save(QStringLiteral("%1/components-%2.png").arg(folder, name)))
            return 1;
    }
    return 0;
}

}  // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (argc == 3 && std::strcmp(argv[1], "gallery") == 0)
        return renderGallery(application, QString::fromLocal8Bit(argv[2]));
    return dw::test::TestRunner::run(argc, argv);
}
