// What the server tells the page about itself, and the one thing the page asks of it
// besides GraphQL: a token for a persona.

export type Persona = {
  name: string;
  label: string;
  person: string | null;
  school: string | null;
};

export type Config = {
  endpoint: string;
  demo: boolean;
  personas: Persona[];
  token: string | null;
};

/** An operation of the test suite, ready to be run by the persona it was written for. */
export type Example = {
  id: string;
  pillar: string;
  title: string;
  persona: string | null;
  document: string;
  variables: Record<string, unknown> | null;
};

export type Grant = { token: string; expires_at: string };

export const fetchConfig = () => json<Config>('/graphiql/config.json');

export const fetchExamples = () => json<Example[]>('/graphiql/examples.json');

export function requestToken(persona: string): Promise<Grant> {
  return json<Grant>('/graphiql/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
}

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status} ${response.statusText}`.trim());
  }
  return response.json();
}
