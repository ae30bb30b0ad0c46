// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/paragraph.h"

#include <QDateTime>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace ttp::ui {

/// A draft as the start page shows it.
struct DraftLine {
    enum class State {
        Usable,
        Sending,      ///< it was being sent when the program ended; what became of it will be asked
        OtherService, ///< made with another service than this one
        Unreadable
    };

    QString id;
    QString name; ///< given by the person, or the applicant's; empty: neither is there yet
    int completeSteps = 0;
    int steps = 0;
    QDateTime changed; ///< UTC
    State state = State::Usable;
};

/// A receipt as the start page shows it.
struct ReceiptLine {
    QString id;
    QString number; ///< of the application
    QDateTime received; ///< UTC
    bool hasConsent = false; ///< the receipt of the consent is kept with it
};

/// What is kept on this computer: applications that were begun, and receipts. Hidden when there is nothing.
class KeptList final : public QWidget {
    Q_OBJECT
public:
    explicit KeptList(QWidget *parent = nullptr);

    void setContent(std::vector<DraftLine> drafts, std::vector<ReceiptLine> receipts, const QString &language);
    [[nodiscard]] bool isEmpty() const { return m_drafts.empty() && m_receipts.empty(); }

Q_SIGNALS:
    void draftChosen(const QString &id);
    void renameRequested(const QString &id, const QString &name);
    void duplicateRequested(const QString &id, const QString &name);
    void handOverRequested(const QString &id);
    void removeRequested(const QString &id, const QString &name);
    void receiptChosen(const QString &id);
    void consentChosen(const QString &id);

private:
    [[nodiscard]] QWidget *makeCard(const DraftLine &draft);
    [[nodiscard]] QWidget *makeCard(const ReceiptLine &receipt);
    [[nodiscard]] QString details(const DraftLine &draft) const;
    void addHeading(const QString &text);

    std::vector<DraftLine> m_drafts;
    std::vector<ReceiptLine> m_receipts;
    QString m_language;
    QVBoxLayout *m_rows;
};

} // namespace ttp::ui
