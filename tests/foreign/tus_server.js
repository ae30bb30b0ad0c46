// SPDX-License-Identifier: GPL-3.0-or-later
// A foreign tus server (@tus/server with its file store) on loopback TLS, for our client.
// usage: node tus_server.js FOLDER CUT   FOLDER: leaf.pem, leaf.key; the uploads go to FOLDER/uploads.
// CUT: the first PATCH loses its line after so many bytes (0: none does).
// Prints {"port"} once it listens, then a line [verb, status or "cut"] for each request. Ends when standard input ends.
// It lacks the extension checksum; termination, creation and creation-with-upload it has.
'use strict';
const fs = require('node:fs');
const https = require('node:https');
const { FileStore } = require('@tus/file-store');
const { Server } = require('@tus/server');

const [folder, cut] = [process.argv[2], Number(process.argv[3])];
fs.mkdirSync(folder + '/uploads');
const tus = new Server({ path: '/v1/uploads', relativeLocation: true, datastore: new FileStore({ directory: folder + '/uploads' }) });
const tell = (value) => process.stdout.write(JSON.stringify(value) + '\n');

let left = cut;
const listener = https.createServer(
    { key: fs.readFileSync(folder + '/leaf.key'), cert: fs.readFileSync(folder + '/leaf.pem') },
    (request, response) => {
        const verb = request.method;
        if (verb === 'PATCH' && left > 0) {
            // Counted where they arrive: a listener of "data" would let them pass before the store takes them.
            const push = request.push;
            let seen = 0;
            request.push = (bytes, ...more) => {
                seen += bytes ? bytes.length : 0;
                const taken = push.call(request, bytes, ...more);
                if (left > 0 && seen >= left) {
                    left = 0;
                    tell([verb, 'cut']);
                    request.socket.destroy();
                }
                return taken;
            };
        }
        response.on('finish', () => tell([verb, response.statusCode]));
        tus.handle(request, response);
    });
listener.listen(0, '127.0.0.1', () => tell({ port: listener.address().port }));
process.stdin.on('end', () => process.exit(0)).resume();
