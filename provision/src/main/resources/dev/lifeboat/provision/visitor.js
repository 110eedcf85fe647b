'use strict';
// Asks for each page as users do, and fails when one is not there.
const https = require('https');

const pages = 'PAGES';
const patience = 20000;
const bad = 400;

const ask = (page) =>
  new Promise((resolve, reject) => {
    const asked = https.get(page, { headers: { 'user-agent': 'lifeboat-visitor' } }, (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () =>
        answer.statusCode < bad
          ? resolve()
          : reject(new Error('it answered ' + answer.statusCode)));
    });
    const late = setTimeout(() => asked.destroy(new Error('it was silent')), patience);
    asked.on('error', reject);
    asked.on('close', () => clearTimeout(late));
  });

exports.handler = async () => {
  const asked = await Promise.allSettled(pages.map(ask));
  const missing = asked.flatMap((it, at) =>
    it.status === 'rejected' ? [pages[at] + ': ' + it.reason.message] : []);
  if (missing.length > 0) {
    throw new Error(missing.join('; '));
  }
};
