// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick of first_window: the least that a wizard of ten pages with Japanese on it can cost.

#include <QApplication>
#include <QLabel>
#include <QVBoxLayout>
#include <QWizard>
#include <QWizardPage>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QWizard wizard;
    for (int number = 1; number <= 10; ++number) {
        auto *page = new QWizardPage(&wizard);
        auto *layout = new QVBoxLayout(page);
        layout->addWidget(new QLabel(u"利用規約をお読みください。（%1 / 10）"_s.arg(number), page));
        wizard.addPage(page);
    }
    wizard.show();
    return QApplication::exec();
}
