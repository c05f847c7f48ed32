// Sends a statement and a batch by tincanjs, which PUTs the one and POSTs the others; prints their ids.
const TinCan = require('tincanjs');

const [endpoint, user, password] = process.argv.slice(2);
const lrs = new TinCan.LRS({
  endpoint: `${endpoint}/`,
  username: user,
  password,
  allowFail: false,
});
const statement = (page) =>
  new TinCan.Statement({
    actor: { mbox: 'mailto:noor@school.example' },
    verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
    target: { id: `https://school.example/tincan/${page}` },
  });
const send = (method, what) =>
  new Promise((done, fail) => {
    lrs[method](what, {
      callback: (failure, answer) =>
        failure === null ? done() : fail(new Error(`${method}: ${failure} ${answer?.responseText}`)),
    });
  });

async function main() {
  const one = statement('one');
  const more = [statement('two'), statement('three')];
  await send('saveStatement', one);
  await send('saveStatement', one);
  await send('saveStatements', more);
  console.log(JSON.stringify([one, ...more].map(({ id }) => id)));
}

main().catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
