// A mock of the server for work on the page: it answers the page's requests from a toy schema
// that differs by persona, and implements none of the real server's rules.
//
// MOCK_DEMO=off shows the page as it is outside demo mode.
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildSchema, graphql } from 'graphql';
import type { Connect, Plugin } from 'vite';

const demo = process.env.MOCK_DEMO !== 'off';

const personas = [
  { name: 'ceo', label: 'Chief executive', person: 'Margaret Okafor', school: null },
  { name: 'cfo', label: 'Chief financial officer', person: 'Daniel Price', school: null },
  { name: 'head', label: 'Headteacher', person: 'Ruth Ellison', school: 'Ashgrove Primary School' },
  { name: 'teacher', label: 'Class teacher', person: 'Tom Hargreaves', school: 'Ashgrove Primary School' },
  { name: 'payroll-app', label: 'Payroll app', person: null, school: null },
];

const example = (id: string, pillar: string, title: string, persona: string, document: string, variables = {}) => ({
  id,
  pillar,
  title,
  persona,
  document,
  variables,
});

const examples = [
  example(
    'T14',
    'tracking',
    'A class teacher sees judgement and test result side by side, for her class and no other',
    'teacher',
    'query JudgementBesideTest($first: Int!) {\n  pupils(first: $first) {\n    familyName\n    ethnicity\n  }\n}\n',
    { first: 3 },
  ),
  example('T2', 'tracking', 'Pupils of a school by name', 'head', '{ pupils { familyName } }\n'),
  example('F1', 'finance', 'Salaries of the trust', 'cfo', 'query Salaries {\n  staff { familyName salary }\n}\n'),
  example('P3', 'people', 'Staff of my school', 'head', 'query Staff {\n  staff { familyName }\n}\n'),
  example('X9', 'platform', 'A clock that ticks three times', 'ceo', 'subscription Clock {\n  tick\n}\n'),
];

function schemaFor(persona: string | undefined) {
  const pay = persona === 'cfo' || persona === 'ceo' || persona === 'payroll-app';
  return buildSchema(`
    "Who is asking."
    type Viewer { displayName: String! ${persona ? 'roles: [Role!]!' : ''} }
    type Role { name: String! reach: String! schools: [School!]! }
    type School { name: String! }
    "A child on roll, now or in the past."
    type Pupil { familyName: String! "Code of the census list in force. *Needs PUPIL_DIVERSITY_READ.*" ethnicity: String }
    type StaffMember { familyName: String! ${pay ? 'salary: Float' : ''} }
    type Query {
      viewer: Viewer
      ${persona ? 'pupils(first: Int = 50): [Pupil!] staff: [StaffMember!]' : ''}
    }
    type Subscription { tick: Int }
  `);
}

const rootFor = (persona: string | undefined) => ({
  viewer: {
    displayName: personas.find(({ name }) => name === persona)?.person ?? 'Nobody',
    roles: [{ name: persona, reach: 'SCHOOL', schools: [{ name: 'Ashgrove Primary School' }] }],
  },
  pupils: ({ first }: { first: number }) =>
    Array.from({ length: Math.min(first, 400) }, (_, number) => ({
      familyName: ['Ahmed', 'Brown', 'Clarke', 'Davies'][number % 4],
      ethnicity: () => {
        throw new Error('Pupil.ethnicity needs PUPIL_DIVERSITY_READ');
      },
    })),
  staff: [{ familyName: 'Ellison', salary: 68400 }, { familyName: 'Hargreaves', salary: 38120.5 }],
});

export function mock(): Plugin {
  return {
    name: 'mock-of-the-server',
    configureServer: server => void server.middlewares.use(answer),
    configurePreviewServer: server => void server.middlewares.use(answer),
  };
}

const answer: Connect.NextHandleFunction = (request, response, next) => {
  const path = request.url?.split('?')[0];
  // The policy of the real server, so that a violation shows during development.
  response.setHeader('Content-Security-Policy', policy());
  if (path === '/graphiql/config.json') {
    send(response, 200, { endpoint: '/graphql', demo, personas: demo ? personas : [], token: null });
  } else if (path === '/graphiql/examples.json') {
    send(response, 200, examples);
  } else if (path === '/graphiql/sign-in') {
    void signIn(request, response);
  } else if (path === '/graphql') {
    void execute(request, response);
  } else {
    next();
  }
};

function policy(): string {
  const source = readFileSync(new URL('../src/lib.rs', import.meta.url), 'utf8');
  return /CONTENT_SECURITY_POLICY: &str =\s*"([^"]*)"/.exec(source)![1].replace(/\\\s+/g, '');
}

async function signIn(request: IncomingMessage, response: ServerResponse) {
  const { persona } = JSON.parse(await body(request));
  if (!personas.some(({ name }) => name === persona)) {
    return send(response, 404, {});
  }
  const expires = new Date(Date.now() + 15 * 60_000).toISOString();
  send(response, 200, { token: `mock.${persona}.${Date.now()}`, expires_at: expires });
}

async function execute(request: IncomingMessage, response: ServerResponse) {
  const { query, variables, operationName } = JSON.parse(await body(request));
  const persona = /^Bearer mock\.([a-z-]+)\./.exec(request.headers.authorization ?? '')?.[1];
  if (request.headers.accept?.startsWith('text/event-stream')) {
    return tick(response);
  }
  const result = await graphql({
    schema: schemaFor(persona),
    source: query,
    variableValues: variables,
    operationName,
    rootValue: rootFor(persona),
  });
  response.setHeader('Server-Timing', 'request;dur=0.21, plan;dur=0.4, execute;dur=3.62, output;dur=0.1');
  // No `data`: the document did not parse or validate.
  send(response, result.data === undefined ? 400 : 200, { ...result, extensions: { cost: { requested: 12, actual: 9 } } });
}

function tick(response: ServerResponse) {
  response.setHeader('Content-Type', 'text/event-stream');
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    response.write(`event: next\ndata: {"data":{"tick":${count}}}\n\n`);
    if (count === 3) {
      clearInterval(timer);
      response.end('event: complete\ndata:\n\n');
    }
  }, 300);
}

function send(response: ServerResponse, status: number, value: unknown) {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(value));
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
