// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "submission/sending.h"

#include <QElapsedTimer>

class QProgressBar;
class QPushButton;

namespace ttp::ui {

class ServiceChip;

namespace style {
class Paragraph;
}

/// How the sending goes: one bar for all, the current part in words, Cancel as long as it has an effect.
class SendPage final : public Page {
    Q_OBJECT
public:
    explicit SendPage(Journey &journey, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override;
    [[nodiscard]] QWidget *firstControl() override;
    void advance() override;

    void showProgress(const submission::Progress &progress, bool canBeCancelled);
    /// The sending has ended with a failure.
    void showEnd(const Failure &failure);
    /// Names the sending, where nothing of it is kept: the person must write it down. Shown while its outcome is unknown.
    void setKey(const QString &key);
    /// True if the application may have arrived all the same: it can only be asked about, never sent anew.
    [[nodiscard]] static bool isUnsettled(const Failure &failure);

Q_SIGNALS:
    void cancelRequested();
    void askAgainRequested();
    void sendAgainRequested();

protected:
    void retranslate() override;

private:
    [[nodiscard]] QString partInWords() const;
    [[nodiscard]] QString speedInWords() const;

    ServiceChip *m_chip;
    style::Paragraph *m_part;
    QProgressBar *m_bar;
    style::Paragraph *m_speed;
    style::Paragraph *m_waiting;
    style::Paragraph *m_keyWords;
    style::Paragraph *m_keyText;
    QPushButton *m_cancel;
    submission::Progress m_progress;
    QElapsedTimer m_uploadClock;
    std::optional<Failure> m_end;
    bool m_canBeCancelled = true;
};

} // namespace ttp::ui
