// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/start_page.h"

#include "pages/kept_list.h"
#include "pages/service_chip.h"
#include "service/closures.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/notice.h"

#include <QButtonGroup>
#include <QDir>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

StartPage::StartPage(Journey &journey, std::function<QDateTime()> now, QWidget *parent)
    : Page(journey, parent), m_now(std::move(now)), m_kept(new KeptList), m_another(new QPushButton), m_unlock(new QPushButton),
      m_import(new style::LinkButton), m_what(new style::Paragraph), m_need(new style::Paragraph),
      m_closed(new style::Notice(style::Notice::Kind::Information)), m_saved(new style::Notice(style::Notice::Kind::Done)),
      m_independent(new style::Notice(style::Notice::Kind::Information)),
      m_practice(new style::Notice(style::Notice::Kind::Practice)), m_example(new style::LinkButton), m_japanese(new QPushButton(u"日本語"_s)),
      m_english(new QPushButton(u"English"_s)), m_serviceLabel(new style::Paragraph({}, style::TextRole::Label)),
      m_chip(new ServiceChip(journey))
{
    auto *languages = new QHBoxLayout;
    languages->setSpacing(style::px(this, 12));
    auto *group = new QButtonGroup(this);
    for (QPushButton *button : {m_japanese, m_english}) {
        button->setCheckable(true);
        button->setMinimumWidth(style::px(this, 140));
        group->addButton(button);
        languages->addWidget(button);
    }
    languages->addStretch();
    connect(m_japanese, &QPushButton::clicked, this, [this] { Q_EMIT languageChosen(u"ja"_s); });
    connect(m_english, &QPushButton::clicked, this, [this] { Q_EMIT languageChosen(u"en"_s); });

    m_practice->addWidget(m_example);
    connect(m_another, &QPushButton::clicked, this, &StartPage::anotherRequested);
    connect(m_unlock, &QPushButton::clicked, this, &StartPage::unlockRequested);
    connect(m_import, &QAbstractButton::clicked, this, &StartPage::importRequested);
    connect(m_example, &QAbstractButton::clicked, this, &StartPage::exampleRequested);
    column()->setSpacing(style::px(this, 16));
    column()->addLayout(languages);
    column()->addWidget(m_saved);
    column()->addWidget(m_closed);
    column()->addWidget(m_another, 0, Qt::AlignLeft);
    column()->addWidget(m_unlock, 0, Qt::AlignLeft);
    column()->addWidget(m_kept);
    column()->addWidget(m_import, 0, Qt::AlignLeft);
    column()->addWidget(m_what);
    column()->addWidget(m_need);
    column()->addWidget(m_practice);
    column()->addWidget(m_independent);
    auto *service = new QVBoxLayout;
    service->setSpacing(style::px(this, 8));
    service->addWidget(m_serviceLabel);
    service->addWidget(m_chip);
    column()->addLayout(service);
    column()->addStretch();
    retranslate();
}

QString StartPage::title() const
{
    return tr("Apply to the Trusted Traveler Program");
}

bool StartPage::isBegun() const
{
    return !journey().answers.json().isEmpty() || !journey().files.empty();
}

QString StartPage::primaryText() const
{
    return isBegun() ? tr("Continue the application") : tr("New application");
}

void StartPage::showSaved(const QString &path)
{
    m_savedPath = path;
    m_savedConsent = false;
    retranslate();
    Q_EMIT showWidget(m_saved);
}

void StartPage::showConsentSaved(const QString &path)
{
    m_savedPath = path;
    m_savedConsent = true;
    retranslate();
    Q_EMIT showWidget(m_saved);
}

void StartPage::refresh()
{
    m_chip->refresh();
    retranslate();
    Q_EMIT changed();
}

/// Known before anybody begins: from when to when, and what to do.
void StartPage::showClosures()
{
    const QDateTime now = m_now();
    const auto ahead = journey().greeting ? service::closuresAhead(journey().greeting->description, now)
                                          : std::vector<service::Closure>();
    m_closed->setVisible(!ahead.empty());
    if (ahead.empty()) {
        return;
    }
    const bool isClosed = service::isClosedAt(ahead.front(), now);
    m_closed->setHeading(isClosed ? tr("The service is closed now") : tr("The service will be closed"));
    QStringList lines;
    for (const service::Closure &closure : ahead) {
        lines += tr("Closed %1.").arg(inLanguage(service::whenClosed(closure, QTimeZone::systemTimeZone())));
        if (closure.message) {
            lines += tr("The service says: “%1”").arg(inLanguage(*closure.message).simplified());
        }
    }
    if (journey().kept) {
        lines += isClosed ? tr("Nothing can be sent until then. What you enter is saved on this computer: you can fill in the "
                               "application now and send it when the service is open again.")
                          : tr("Nothing can be sent in that time. What you enter is saved on this computer: you can send it "
                               "before or afterwards.");
    } else {
        lines += isClosed ? tr("Nothing can be sent until then. What you enter is kept only while this window is open: please "
                               "come back when the service is open again.")
                          : tr("Nothing can be sent in that time, and what you enter is kept only while this window is open: "
                               "please send your application before, or begin afterwards.");
    }
    m_closed->setText(lines.join(u'\n'));
}

void StartPage::retranslate()
{
    const bool known = !journey().profile.baseUrl.isEmpty();
    const bool practice = known && journey().isPractice();
    m_what->setPlainText(tr("This program helps you to fill in an application to Japan's Trusted Traveler Program, checks "
                            "it, sends it and proves what was sent. It takes about 20 minutes."));
    m_need->setPlainText(tr("Have ready: your passport, a face photo (JPEG or PNG), a copy of your passport (PDF, JPEG or "
                            "PNG) and the documents for your category."));
    m_independent->setHeading(tr("Independent software"));
    m_independent->setText(tr("This program is not the Immigration Services Agency's and is not connected with it. Nothing "
                              "goes to the Agency unless the operator of a service says so. To apply today, use the "
                              "Agency's own site: isa.go.jp"));
    m_saved->setVisible(!m_savedPath.isEmpty());
    m_saved->setHeading(m_savedConsent ? tr("The consent receipt was saved") : tr("The receipt was saved"));
    m_saved->setText(QDir::toNativeSeparators(m_savedPath));
    m_another->setVisible(isBegun() && journey().kept);
    m_another->setText(tr("Begin another application"));
    m_another->setAccessibleDescription(tr("The one that you have begun stays saved."));
    m_unlock->setVisible(journey().locked);
    m_unlock->setText(tr("Enter the passphrase…"));
    m_import->setVisible(journey().kept);
    m_import->setText(tr("Open a hand-over file from another computer…"));
    m_practice->setVisible(practice);
    m_practice->setHeading(tr("This is practice"));
    m_practice->setText(tr("The service you are talking to is for practice. No application is made. Please do not enter "
                           "real passport data."));
    // The example fits the form that comes with the program; another service's form would not know its fields.
    m_example->setVisible(practice && journey().greeting && journey().definition().id == "ttp"_L1);
    m_example->setText(tr("Try it with example data"));
    showClosures();
    m_serviceLabel->setPlainText(tr("The service"));
    const bool japanese = language() == "ja"_L1;
    m_japanese->setChecked(japanese);
    m_english->setChecked(!japanese);
    m_japanese->setText(japanese ? u"✓ 日本語"_s : u"日本語"_s); // never colour alone
    m_english->setText(japanese ? u"English"_s : u"✓ English"_s);
    m_japanese->setAccessibleName(u"日本語"_s);
    m_english->setAccessibleName(u"English"_s);
}

} // namespace ttp::ui
