// SPDX-License-Identifier: GPL-3.0-or-later
#include "door_keeper.h"

#include "base/digest.h"
#include "exchange.h"

#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkProxyFactory>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

/// Asks the platform for the proxy of each request, without Qt's application-wide switch.
class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

} // namespace

DoorKeeper::DoorKeeper(const Profile &profile, TlsPolicy policy)
    : m_baseUrl(profile.baseUrl), m_proxy(profile.proxy), m_policy(std::move(policy))
{
}

DoorKeeper::~DoorKeeper() = default;

void DoorKeeper::open()
{
    makeManager();
}

/// A manager is as good as its connections: when one of them was left without being judged, a new manager takes over and
/// the old one ends with its connections as soon as nobody uses it.
void DoorKeeper::makeManager()
{
    m_manager = new QNetworkAccessManager(this);
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager->setAutoDeleteReplies(false);
    if (m_proxy == "system"_L1) {
        m_manager->setProxyFactory(new SystemProxies); // the manager owns it
    } else if (m_proxy == "none"_L1) {
        m_manager->setProxy(QNetworkProxy::NoProxy);
    } else {
        const QUrl url(m_proxy);
        m_manager->setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), quint16(url.port(8080))));
    }
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
    if (request.authorized && !m_token.isEmpty()) {
        prepared.setRawHeader("Authorization", "Bearer " + m_token.reveal().toByteArray());
    }
    return prepared;
}

void DoorKeeper::run(quint64 number, const Request &request, const std::function<void(Result<Answer>)> &read,
                     const std::shared_ptr<CallSignals> &reports)
{
    auto *exchange = new Exchange(m_policy, request, this);
    m_running.insert(number, exchange);
    connect(exchange, &Exchange::progressed, this, [reports](qint64 sent) { Q_EMIT reports->progressed(sent); });
    connect(exchange, &Exchange::done, this, [this, exchange, number, read, reports](const Result<Answer> &answer) {
        m_running.remove(number);
        if (exchange->leavesUnjudgedConnection()) {
            const QList<Exchange *> others = m_running.values();
            for (Exchange *other : others) {
                other->cancel(); // it may be waiting for the same connection
            }
            m_manager->deleteLater();
            makeManager();
        }
        read(answer);
        Q_EMIT reports->finished();
    });
    exchange->start(*m_manager, prepare(request));
}

void DoorKeeper::cancel(quint64 number)
{
    if (Exchange *exchange = m_running.value(number)) {
        exchange->cancel();
    }
}

} // namespace ttp::service
