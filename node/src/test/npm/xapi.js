// Sends a statement, a batch, one with an attachment and a voiding by @xapi/xapi through one of its
// adapters; prints their ids.
const XAPI = require('@xapi/xapi');

const [endpoint, user, password, adapter] = process.argv.slice(2);
const actor = {
  objectType: 'Agent',
  name: 'Noor',
  account: { homePage: 'https://school.example', name: 'noor' },
};
const statement = (page) => ({
  actor,
  verb: XAPI.Verbs.COMPLETED,
  object: { objectType: 'Activity', id: `https://school.example/xapi-js/${page}` },
});

async function main() {
  const xapi = new XAPI({
    endpoint: `${endpoint}/`,
    auth: XAPI.toBasicAuth(user, password),
    adapter,
  });
  const ids = [];
  const keep = (answer) => ids.push(...answer.data);
  keep(await xapi.sendStatement({ statement: statement('one') }));
  keep(await xapi.sendStatements({ statements: [statement('two'), statement('three')] }));
  if (adapter === 'fetch') {
    // on Node the other adapter drops the boundary
    const bytes = new TextEncoder().encode('What I saw: telophase.');
    const attachment = {
      usageType: 'https://school.example/attachments/note',
      display: { en: 'A note' },
      contentType: 'text/plain',
      length: bytes.length,
      sha2: Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex'),
    };
    keep(
      await xapi.sendStatement({
        statement: { ...statement('four'), attachments: [attachment] },
        attachments: [bytes.buffer],
      }),
    );
  }
  keep(await xapi.voidStatement({ actor, statementId: ids[0] }));
  console.log(JSON.stringify(ids));
}

main().catch((failure) => {
  console.error(failure.response?.data ?? failure);
  process.exitCode = 1;
});
