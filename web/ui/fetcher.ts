// Sends the operation in the editor and records the answer's status, time, size and cost.
//
// Queries and mutations are POST requests with one response. A subscription is a POST request
// that is answered with server-sent events, because it can carry the Authorization header; a
// browser's WebSocket cannot.
import type { GraphiQLProps } from 'graphiql';
import { getOperationAST, type DocumentNode } from 'graphql';
import { noteAnswer, type Timing } from './answer';
import { authorization, isOurs, renew, renewIfStale } from './session';

type Fetcher = GraphiQLProps['fetcher'];
type Operation = { query: string; operationName?: string | null; variables?: unknown };

export function makeFetcher(endpoint: string): Fetcher {
  return async (parameters, options) => {
    await renewIfStale();
    const headers = withSession(options?.headers);
    const introspection = parameters.operationName === 'IntrospectionQuery';
    if (isSubscription(options?.documentAST, parameters.operationName)) {
      return subscribe(endpoint, parameters, headers);
    }
    return ask(endpoint, parameters, headers, introspection);
  };
}

/**
 * The headers to send: those in the headers editor. If the editor is empty, as while the page
 * loads, the session's token is sent; `{}` sends no token. An earlier token of this session is
 * replaced by the current one.
 */
function withSession(typed: Record<string, string> | undefined): Record<string, string> {
  const ours = authorization();
  if (!typed) {
    return ours ? { Authorization: ours } : {};
  }
  return ours && isOurs(typed.Authorization) ? { ...typed, Authorization: ours } : typed;
}

function isSubscription(document: DocumentNode | undefined, name: string | null | undefined): boolean {
  return document ? getOperationAST(document, name)?.operation === 'subscription' : false;
}

function post(endpoint: string, accept: string, body: object, headers: Record<string, string>): Promise<Response> {
  return fetch(endpoint, {
    method: 'POST',
    cache: 'no-store',
    headers: { 'Content-Type': 'application/json', Accept: accept, ...headers },
    body: JSON.stringify(body),
  });
}

async function ask(
  endpoint: string,
  parameters: Operation,
  headers: Record<string, string>,
  introspection: boolean,
) {
  const accept = 'application/graphql-response+json, application/json;q=0.9';
  const body = introspection ? parameters : { ...parameters, extensions: { cost: true } };
  const started = performance.now();
  let response = await post(endpoint, accept, body, headers);
  // After a restart the server may reject earlier tokens: sign in again and retry once.
  if (response.status === 401 && isOurs(headers.Authorization) && (await renew())) {
    response = await post(endpoint, accept, body, withSession(headers));
  }
  const text = await response.text();
  const millis = performance.now() - started;
  const result = parse(text, response);
  if (!introspection) {
    noteAnswer({
      status: response.status,
      millis,
      bytes: new Blob([text]).size,
      errors: Array.isArray(result.errors) ? result.errors.length : 0,
      cost: result.extensions?.cost,
      timings: serverTimings(response.headers.get('Server-Timing')),
    });
  }
  return result;
}

function parse(text: string, response: Response) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} ${response.statusText}, without JSON: ${text.slice(0, 200)}`);
  }
}

/** `plan;dur=0.4, execute;dur=1.2` as a list. */
function serverTimings(header: string | null): Timing[] {
  return (header ?? '').split(',').flatMap(part => {
    const [name, ...parameters] = part.trim().split(';');
    const duration = parameters.map(each => /^\s*dur=([\d.]+)/.exec(each)?.[1]).find(Boolean);
    return name && duration ? [{ name, millis: Number(duration) }] : [];
  });
}

async function* subscribe(endpoint: string, parameters: Operation, headers: Record<string, string>) {
  const response = await post(endpoint, 'text/event-stream', parameters, headers);
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream') || !response.body) {
    yield parse(await response.text(), response);
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      // The format allows three kinds of line breaks; our server uses `\n` only.
      waiting += value.replaceAll('\r\n', '\n');
      const events = waiting.split('\n\n');
      waiting = events.pop() ?? '';
      for (const event of events) {
        const { kind, data } = readEvent(event);
        if (kind === 'complete') {
          return;
        }
        if (kind === 'next' && data) {
          yield JSON.parse(data);
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}

function readEvent(text: string): { kind: string; data: string } {
  let kind = 'message';
  const data: string[] = [];
  for (const line of text.split('\n')) {
    const [field, value = ''] = line.split(/: ?(.*)/s);
    if (field === 'event') {
      kind = value;
    } else if (field === 'data') {
      data.push(value);
    }
  }
  return { kind, data: data.join('\n') };
}
