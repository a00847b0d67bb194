// The plain query page: a form that sends its operation with fetch. It needs no build.

const field = id => document.getElementById(id);
const status = text => {
  field('status').textContent = text;
};

const config = await fetch('/graphiql/config.json', { cache: 'no-store' })
  .then(response => response.json())
  .catch(() => ({ endpoint: '/graphql', demo: false, personas: [], token: null }));

field('token').value = config.token ?? '';

if (config.demo) {
  field('personas').hidden = false;
  for (const { name, label, person, school } of config.personas) {
    const text = [label, person, school].filter(Boolean).join(', ');
    field('persona').append(new Option(text, name));
  }
  field('persona').addEventListener('change', event => signIn(event.target.value));
  await signIn(personaInAddress());
  window.addEventListener('hashchange', () => signIn(personaInAddress()));
}

field('form').addEventListener('submit', event => {
  event.preventDefault();
  void run();
});

field('form').addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void run();
  }
});

function personaInAddress() {
  return new URLSearchParams(location.hash.slice(1)).get('persona');
}

async function signIn(persona) {
  if (!persona) {
    return;
  }
  const response = await fetch('/graphiql/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  if (!response.ok) {
    status(`Not signed in as ${persona}: ${response.status}`);
    return;
  }
  field('token').value = (await response.json()).token;
  field('persona').value = persona;
  status(`Signed in as ${persona}`);
}

async function run() {
  let variables;
  try {
    variables = JSON.parse(field('variables').value || '{}');
  } catch (error) {
    status(`The variables are not valid JSON: ${error.message}`);
    return;
  }
  const token = field('token').value.trim();
  const started = performance.now();
  try {
    const response = await fetch(config.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: field('document').value, variables }),
    });
    const text = await response.text();
    status(`${response.status} in ${Math.round(performance.now() - started)} ms`);
    field('answer').textContent = indented(text);
  } catch (error) {
    status(`The server could not be reached: ${error.message}`);
  }
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
