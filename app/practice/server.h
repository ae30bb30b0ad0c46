// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authority.h"
#include "wire.h"

#include <memory>

namespace ttp::practice {

/// HTTPS on 127.0.0.1 in threads of its own. The only place that knows httplib.
class Server {
public:
    struct Handlers {
        std::function<Answer(Call &)> answer;          ///< called from several threads
        std::function<Answer(const Refusal &)> refuse; ///< for what cannot be read as a request
    };

    /// Listens when it returns. Port 0: any free one.
    static std::expected<std::unique_ptr<Server>, QString> start(quint16 port, const Identity &identity,
                                                                 Handlers handlers);
    /// Cuts every connection and ends every thread.
    ~Server();

    [[nodiscard]] quint16 port() const;

private:
    class Http;
    explicit Server(std::unique_ptr<Http> http);
    std::unique_ptr<Http> m_http;
};

} // namespace ttp::practice
