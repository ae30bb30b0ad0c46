// SPDX-License-Identifier: GPL-3.0-or-later
// A foreign tus client (tus-js-client), driven by a test. Reads one JSON object from standard input:
// {endpoint, token, file, metadata, chunk (bytes, 0: all at once), stop_after (chunks, 0: go to the end),
//  url (of an upload to go on with), terminate}; prints {url, offset, requests: [[verb, status]], error}.
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const tus = require('tus-js-client');

const wanted = JSON.parse(fs.readFileSync(0, 'utf8'));
const requests = [];

function report(upload, error) {
    const offset = upload._offset === undefined ? null : upload._offset;
    process.stdout.write(JSON.stringify({ url: upload.url, offset, requests, error: error ? String(error) : null }) + '\n');
}

let chunks = 0;
const upload = new tus.Upload(fs.createReadStream(wanted.file), {
    endpoint: wanted.endpoint,
    uploadUrl: wanted.url || null,
    uploadSize: fs.statSync(wanted.file).size,
    chunkSize: wanted.chunk || Infinity,
    metadata: wanted.metadata,
    headers: { Authorization: 'Bearer ' + wanted.token, 'Accept-Language': 'en' },
    retryDelays: null,
    onBeforeRequest: (request) => request.setHeader('X-Request-Id', crypto.randomUUID()),
    onAfterResponse: (request, response) => { requests.push([request.getMethod(), response.getStatus()]); },
    onChunkComplete: () => {
        chunks += 1;
        if (wanted.stop_after && chunks === wanted.stop_after) {
            upload.abort(wanted.terminate === true).then(() => report(upload), (error) => report(upload, error));
        }
    },
    onSuccess: () => report(upload),
    onError: (error) => report(upload, error),
});
upload.start();
