// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "pages/journey.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace ttp::ui {

class FailureNotice;

/// One page of the wizard: disposable, made when it is shown and thrown away when it is left. It shows the journey and
/// says what the person wants; the controller does it.
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Journey &journey, QWidget *parent = nullptr);

    /// The page's title, also the window's.
    [[nodiscard]] virtual QString title() const = 0;
    /// What the one primary button does; empty: no such button.
    [[nodiscard]] virtual QString primaryText() const { return {}; }
    [[nodiscard]] virtual bool canGoBack() const { return false; }
    /// A page that uses the whole width and scrolls by itself.
    [[nodiscard]] virtual bool isWide() const { return false; }
    /// Its primary button does not act before the page could be seen.
    [[nodiscard]] virtual bool mustBeSeen() const { return false; }
    /// The control that gets the focus when the page appears.
    [[nodiscard]] virtual QWidget *firstControl() { return nullptr; }

    /// While something is going on: the primary button waits, and `text` says for what.
    void setBusy(const QString &text);
    [[nodiscard]] const QString &busyText() const { return m_busyText; }
    [[nodiscard]] bool isBusy() const { return !m_busyText.isEmpty(); }

    /// Shows a failure on top, or takes it away.
    virtual void showFailure(const std::optional<Failure> &failure);
    [[nodiscard]] virtual bool hasError() const;

public Q_SLOTS:
    /// The primary button was pressed.
    virtual void advance() {}

Q_SIGNALS:
    /// Title, buttons or busy state changed.
    void changed();
    /// What had the focus is gone: it belongs on the first control again.
    void begun();
    /// Asks the frame to scroll so that this widget is seen.
    void showWidget(QWidget *widget);

protected:
    [[nodiscard]] Journey &journey() const { return m_journey; }
    [[nodiscard]] const QString &language() const { return m_journey.language; }
    [[nodiscard]] QString inLanguage(const LocalizedText &text) const { return text.in(m_journey.language); }
    /// Where the page puts its content, below the failure.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    /// Sets all texts in the current language; called at first by `changeEvent` and by each page's constructor.
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;

private:
    Journey &m_journey;
    QVBoxLayout *m_column;
    FailureNotice *m_failure;
    QString m_busyText;
};

} // namespace ttp::ui
