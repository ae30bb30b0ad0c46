// SPDX-License-Identifier: GPL-3.0-or-later
#include "server.h"

#include "connections.h"
#include "sockets.h"

#include <httplib.h>

#include <QDateTime>
#include <QLocale>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr char Loopback[] = "127.0.0.1";
/// A connection holds a thread as long as it is kept alive; a Qt client opens up to six.
constexpr size_t Threads = 32;
constexpr time_t KeepAliveSeconds = 5;
constexpr size_t KeepAliveRequests = 1000;
constexpr time_t SilenceSeconds = 60;
/// httplib matches paths with std::regex, which recurses for every character.
constexpr size_t MaxTarget = 1024;

/// This connection cannot go on after the answer: something is on the line that nobody has read.
thread_local bool t_closeAfterAnswer = false;

bool hasBody(const httplib::Request &request)
{
    return request.has_header("Transfer-Encoding")
        || (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
}

/// httplib would guess: take what is not clearly framed as damaged (RFC 9112 section 6.3).
bool isClearlyFramed(const httplib::Request &request)
{
    const std::string coding = request.get_header_value("Transfer-Encoding");
    const std::string length = request.get_header_value("Content-Length");
    if (request.has_header("Transfer-Encoding")) {
        return QByteArrayView(coding).compare("chunked", Qt::CaseInsensitive) == 0
            && !request.has_header("Content-Length");
    }
    return request.get_header_value_count("Content-Length") == 1 && length.size() <= 18
        && length.find_first_not_of("0123456789") == std::string::npos;
}

QByteArray toBytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

Call toCall(const httplib::Request &request)
{
    Call call;
    call.method = toBytes(request.method);
    call.target = QString::fromStdString(request.path);
    for (const auto &[name, value] : request.headers) {
        call.headers.emplace_back(toBytes(name).toLower(), toBytes(value));
    }
    return call;
}

void write(const Answer &answer, httplib::Response &response)
{
    response.status = answer.status;
    response.set_header("Cache-Control", "no-store");
    for (const auto &[name, value] : answer.headers) {
        response.headers.erase(name.toStdString());
        response.set_header(name.toStdString(), value.toStdString());
    }
    if (!answer.body.isEmpty()) {
        response.set_content(answer.body.toStdString(), answer.contentType.toStdString());
    }
}

} // namespace

class Server::Http {
public:
    explicit Http(const Identity &identity, Handlers handlers);
    ~Http();

    std::expected<void, QString> listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    using Handled = httplib::Server::HandlerResponse;

    void setUp();
    void serve(const httplib::Request &request, httplib::Response &response, const httplib::ContentReader *reader);
    Handled serveWithoutBody(const httplib::Request &request, httplib::Response &response);
    Handled explainError(httplib::Response &response);
    BodySource bodyOf(const httplib::Request &request, const httplib::ContentReader *reader);

    Connections m_connections;
    Handlers m_handlers;
    httplib::SSLServer m_server;
    SocketHandle m_listening{};
    quint16 m_port = 0;
    std::thread m_thread;
    std::atomic<bool> m_ended = false;
};

Server::Http::Http(const Identity &identity, Handlers handlers)
    : m_handlers(std::move(handlers)),
      m_server([this, &identity](SSL_CTX &context) { return m_connections.setUp(&context, identity); })
{
    setUp();
}

Server::Http::~Http()
{
    m_connections.end();
    if (m_thread.joinable()) {
        // stop() closes the listening socket under the thread that is just about to use its number; where the system
        // can wake that thread otherwise, httplib closes the socket itself.
        if (!endListening(m_listening)) {
            m_server.stop();
        }
        m_thread.join();
    }
}

void Server::Http::setUp()
{
    m_server.set_socket_options([this](socket_t socket) {
        takePortAlone(SocketHandle(socket));
        m_listening = SocketHandle(socket);
    });
    m_server.new_task_queue = [] { return new httplib::ThreadPool(Threads); }; // httplib owns it
    m_server.set_tcp_nodelay(true);
    m_server.set_keep_alive_timeout(KeepAliveSeconds);
    m_server.set_keep_alive_max_count(KeepAliveRequests);
    m_server.set_read_timeout(SilenceSeconds);
    m_server.set_write_timeout(SilenceSeconds);

    m_server.set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
        return serveWithoutBody(request, response);
    });
    const auto serveWithBody = [this](const httplib::Request &request, httplib::Response &response,
                                      const httplib::ContentReader &reader) { serve(request, response, &reader); };
    m_server.Post(".*", serveWithBody);
    m_server.Put(".*", serveWithBody);
    m_server.Patch(".*", serveWithBody);
    m_server.Delete(".*", serveWithBody);

    const httplib::Server::HandlerWithResponse onError = [this](const httplib::Request &, httplib::Response &response) {
        return explainError(response);
    };
    m_server.set_error_handler(onError);
    m_server.set_exception_handler([this](const httplib::Request &, httplib::Response &response, std::exception_ptr) {
        t_closeAfterAnswer = true;
        write(m_handlers.refuse(Refusal(u"internal-error"_s)), response);
    });
    m_server.set_post_routing_handler([](const httplib::Request &, httplib::Response &response) {
        const QString now = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        response.set_header("Date", now.toStdString()); // RFC 9110 section 6.6.1: whoever has a clock tells it
        if (response.status == 204 || response.status == 304) {
            response.headers.erase("Content-Length"); // RFC 9110 section 8.6
        }
    });
    m_server.set_logger([](const httplib::Request &, const httplib::Response &) { // called after the last byte
        if (std::exchange(t_closeAfterAnswer, false)) {
            Connections::cutOwn();
        }
    });
}

std::expected<void, QString> Server::Http::listen(quint16 port)
{
    if (!m_server.is_valid()) {
        return std::unexpected(u"OpenSSL does not accept the certificate"_s);
    }
    const int bound =
        port != 0 ? (m_server.bind_to_port(Loopback, port) ? port : -1) : m_server.bind_to_any_port(Loopback);
    if (bound <= 0) {
        return std::unexpected(port != 0 ? u"port %1 is in use or not permitted"_s.arg(port) : u"no port is free"_s);
    }
    m_port = quint16(bound);
    keepFromChildren(m_listening);
    widenBacklog(m_listening);
    m_thread = std::thread([this] {
        m_server.listen_after_bind();
        m_ended = true;
    });
    while (!m_server.is_running() && !m_ended) { // a few microseconds; only a running server can be stopped
        std::this_thread::yield();
    }
    if (m_ended) {
        return std::unexpected(u"cannot listen on port %1"_s.arg(m_port));
    }
    return {};
}

/// Before httplib looks for a handler: everything but POST, PUT, PATCH and DELETE is answered here.
Server::Http::Handled Server::Http::serveWithoutBody(const httplib::Request &request, httplib::Response &response)
{
    t_closeAfterAnswer = false;
    // httplib would cut and compress answers by itself; the contract knows neither.
    auto &changeable = const_cast<httplib::Request &>(request);
    changeable.ranges.clear();
    changeable.headers.erase("Accept-Encoding");

    const bool isTooLong = request.path.size() > MaxTarget;
    const bool mayHaveBody =
        request.method == "POST" || request.method == "PUT" || request.method == "PATCH" || request.method == "DELETE";
    if (mayHaveBody && !isTooLong) {
        return Handled::Unhandled;
    }
    t_closeAfterAnswer = hasBody(request);
    if (isTooLong) {
        write(m_handlers.refuse(Refusal(u"malformed-request"_s, u"the address is too long"_s)), response);
    } else {
        serve(request, response, nullptr);
    }
    return Handled::Handled;
}

void Server::Http::serve(const httplib::Request &request, httplib::Response &response,
                         const httplib::ContentReader *reader)
{
    Call call = toCall(request);
    call.readBody = bodyOf(request, reader);
    const Answer answer = m_handlers.answer(call);
    if (answer.dropped) {
        Connections::cutOwn();
    }
    write(answer, response);
}

/// Whatever the sink says, the body is read to its end.
BodySource Server::Http::bodyOf(const httplib::Request &request, const httplib::ContentReader *reader)
{
    if (!reader || !hasBody(request)) {
        return [](const BodySink &) { return true; };
    }
    if (!isClearlyFramed(request)) {
        return [](const BodySink &) { return !(t_closeAfterAnswer = true); };
    }
    // httplib would unpack these by itself.
    auto &headers = const_cast<httplib::Request &>(request).headers;
    headers.erase("Content-Encoding");
    headers.erase("Content-Type");
    return [reader, isRead = false](const BodySink &sink) mutable {
        if (std::exchange(isRead, true)) {
            return true;
        }
        bool isWanted = true;
        const bool isComplete = (*reader)([&](const char *data, size_t length) {
            isWanted = isWanted && sink(QByteArrayView(data, qsizetype(length)));
            return true;
        });
        t_closeAfterAnswer = t_closeAfterAnswer || !isComplete;
        return isComplete;
    };
}

/// What httplib refuses by itself has no body yet, and has not been read to its end.
Server::Http::Handled Server::Http::explainError(httplib::Response &response)
{
    if (!response.body.empty()) {
        return Handled::Unhandled;
    }
    t_closeAfterAnswer = true;
    write(m_handlers.refuse(Refusal(u"malformed-request"_s, u"this is not a request that can be read"_s)), response);
    return Handled::Handled;
}

std::expected<std::unique_ptr<Server>, QString> Server::start(quint16 port, const Identity &identity, Handlers handlers)
{
    auto http = std::make_unique<Http>(identity, std::move(handlers));
    if (auto listening = http->listen(port); !listening) {
        return std::unexpected(listening.error());
    }
    return std::unique_ptr<Server>(new Server(std::move(http)));
}

Server::Server(std::unique_ptr<Http> http) : m_http(std::move(http)) {}

Server::~Server() = default;

quint16 Server::port() const
{
    return m_http->port();
}

} // namespace ttp::practice
