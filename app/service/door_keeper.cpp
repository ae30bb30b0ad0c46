// SPDX-License-Identifier: GPL-3.0-or-later
#include "door_keeper.h"

#include "base/digest.h"
#include "base/log.h"
#include "exchange.h"

#include <QElapsedTimer>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkProxyFactory>

#include <utility>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

/// Asks the platform for the proxy of each request, without Qt's application-wide switch.
class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

Q_LOGGING_CATEGORY(category, "ttp.service", QtWarningMsg)

/// What came of a call: of its answer the status and the size.
void logOutcome(quint64 number, log::Words operation, std::chrono::milliseconds took, const Result<Answer> &answer,
                const Failure *failure)
{
    log::Line line = log::info(category());
    line << "call" << number << operation << (failure ? log::Words("failed after") : log::Words("done after")) << took;
    if (answer) {
        line << "status" << answer->status << "bytes" << answer->body.size();
    }
    if (failure) {
        line << *failure;
    }
}

} // namespace

DoorKeeper::DoorKeeper(const Profile &profile, TlsPolicy policy)
    : m_baseUrl(profile.baseUrl), m_proxy(profile.proxy), m_policy(std::move(policy))
{
}

DoorKeeper::~DoorKeeper()
{
    // Before their managers: a manager that ends waits for the answer of a reply in this thread, which it would not get.
    qDeleteAll(std::exchange(m_running, {}));
}

/// A manager serves one exchange at a time. For a second one Qt would open a connection that nobody hears of if the first
/// exchange is done before its handshake: such a connection would carry a later request unjudged.
QNetworkAccessManager *DoorKeeper::takeManager()
{
    if (!m_idle.isEmpty()) {
        return m_idle.takeLast();
    }
    auto *manager = new QNetworkAccessManager(this);
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    if (m_proxy == "system"_L1) {
        manager->setProxyFactory(new SystemProxies); // the manager owns it
    } else if (m_proxy == "none"_L1) {
        manager->setProxy(QNetworkProxy::NoProxy);
    } else {
        const QUrl url(m_proxy);
        manager->setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), quint16(url.port(8080))));
    }
    return manager;
}

QNetworkRequest DoorKeeper::prepare(const Request &request) const
{
    QUrl url(m_baseUrl);
    if (request.absoluteUrl.isEmpty()) {
        url.setPath(m_baseUrl.path(QUrl::FullyEncoded) + request.path, QUrl::TolerantMode);
    } else {
        url = QUrl(request.absoluteUrl);
    }
    QNetworkRequest prepared(url);
    prepared.setSslConfiguration(m_policy.configuration());
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setHeader(QNetworkRequest::UserAgentHeader, u"TTP-Apply/" TTP_VERSION ""_s);
    prepared.setRawHeader("Accept-Language", m_language);
    prepared.setRawHeader("Accept-Encoding", "identity"); // no compression, so no decompression bombs
    prepared.setRawHeader("X-Request-Id", randomUuid().toLatin1());
    for (const auto &[name, value] : request.headers) {
        prepared.setRawHeader(name, value);
    }
    if (request.conditional) {
        if (const QByteArray tag = m_kept.tagOf(request.path); !tag.isEmpty()) {
            prepared.setRawHeader("If-None-Match", tag);
        }
    }
    if (request.authorized && !m_token.isEmpty()) {
        QByteArray bearer("Bearer ");
        bearer += m_token.reveal(); // the request shares it: one copy less that Qt keeps
        prepared.setRawHeader("Authorization", bearer);
    }
    return prepared;
}

void DoorKeeper::run(quint64 number, const Request &request, const ReadAnswer &read,
                     const std::shared_ptr<CallSignals> &reports)
{
    auto *exchange = new Exchange(m_policy, request, this);
    m_running.insert(number, exchange);
    connect(exchange, &Exchange::progressed, this, [reports](qint64 sent) { Q_EMIT reports->progressed(sent); });
    QNetworkAccessManager *manager = takeManager();
    const QNetworkRequest prepared = prepare(request);
    const QString conditional = request.conditional ? request.path : QString();
    const QByteArray asked = prepared.rawHeader("If-None-Match");
    log::debug(category()) << "call" << number << request.operation << "begins";
    QElapsedTimer clock;
    clock.start();
    connect(exchange, &Exchange::done, this, [this, exchange, manager, number, read, reports, conditional, asked, clock,
                                              operation = request.operation](const Result<Answer> &answer) {
        m_running.remove(number);
        if (exchange->leavesUnjudgedConnection()) {
            connect(exchange, &QObject::destroyed, manager, &QObject::deleteLater); // with its connections
        } else {
            m_idle += manager;
        }
        const Failure *failure = deliver(answer, conditional, asked, read);
        logOutcome(number, operation, std::chrono::milliseconds(clock.elapsed()), answer, failure);
        Q_EMIT reports->finished();
    });
    exchange->start(*manager, prepared);
}

/// `conditional`: the path of a conditional request, else empty; `asked`: the tag that it carried.
const Failure *DoorKeeper::deliver(const Result<Answer> &answer, const QString &conditional, const QByteArray &asked,
                                   const ReadAnswer &read)
{
    if (!answer || conditional.isEmpty()) {
        return read(answer);
    }
    const Answer whole = m_kept.complete(conditional, asked, *answer);
    const Failure *failure = read(whole);
    m_kept.take(conditional, whole, failure == nullptr);
    return failure;
}

void DoorKeeper::cancel(quint64 number)
{
    if (Exchange *exchange = m_running.value(number)) {
        exchange->cancel();
    }
}

} // namespace ttp::service
