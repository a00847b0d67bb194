// The server's JSON routes for the page: its configuration, the examples, and sign-in as a persona.

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

/** An operation of the test suite, with its variables and the persona that runs it. */
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
