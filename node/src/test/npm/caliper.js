// Sends an event by ims-caliper; prints its id.
const caliper = require('ims-caliper');

const [endpoint, token] = process.argv.slice(2);
const create = caliper.EntityFactory().create;
const person = create(caliper.Person, { id: 'https://school.example/users/noor' });
const page = create(caliper.WebPage, { id: 'https://school.example/ims-caliper/one', name: 'Cells' });
const id = caliper.Validator.generateUUID(4);
const event = caliper.EventFactory().create(caliper.NavigationEvent, {
  id: id.startsWith('urn:') ? id : `urn:uuid:${id}`,
  actor: person,
  action: caliper.Actions.navigatedTo.term,
  object: page,
  eventTime: new Date().toISOString(),
});

const client = Object.create(caliper.HttpClient);
client.initialize('nucleus', {
  ...caliper.HttpOptions,
  uri: endpoint,
  method: 'POST',
  json: true,
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
});
caliper.Sensor.initialize('https://school.example/sensors/1');
caliper.Sensor.registerClient(client);
caliper.Sensor.sendToClients(caliper.Sensor.createEnvelope({ data: [event] }));
console.log(JSON.stringify([event.id]));
