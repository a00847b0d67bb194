// The session: the chosen persona, or a pasted token.
//
// Tokens are kept in memory only. The persona's name is in the URL (#persona=head), so reloads,
// bookmarks and the sign-in links that the server prints sign in as that persona.
import { useSyncExternalStore } from 'react';
import { requestToken, type Config, type Persona } from './server';

export type Session = {
  persona: Persona | null;
  token: string | null;
  expiresAt: Date | null;
  /** When the token is renewed, by this machine's clock. */
  renewAt: Date | null;
  /** Name of the persona for whom a token has been requested. */
  pending: string | null;
  problem: string | null;
};

const signedOut: Session = {
  persona: null,
  token: null,
  expiresAt: null,
  renewAt: null,
  pending: null,
  problem: null,
};

let session = signedOut;
let personas: Persona[] = [];
const issued = new Set<string>();
const listeners = new Set<() => void>();

function become(next: Session) {
  session = next;
  listeners.forEach(listener => listener());
}

export const currentSession = () => session;

export function useSession(): Session {
  return useSyncExternalStore(listener => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentSession);
}

/** The header value of the session, or undefined when signed out. */
export const authorization = () => (session.token ? `Bearer ${session.token}` : undefined);

/** True for an Authorization value of this session, now or earlier; false for one that the user typed. */
export const isOurs = (header: unknown) => typeof header === 'string' && issued.has(header);

export async function startSession(config: Config) {
  personas = config.personas;
  if (config.token) {
    adoptToken(config.token);
  }
  const wanted = personaInAddress();
  if (config.demo && wanted) {
    await signIn(wanted);
  }
  window.addEventListener('hashchange', () => {
    const name = personaInAddress();
    if (config.demo && name && name !== session.persona?.name) {
      void signIn(name);
    }
  });
}

/** Signs in as a persona. False on failure: the session then stays and shows the problem. */
export async function signIn(name: string): Promise<boolean> {
  const persona = personas.find(candidate => candidate.name === name);
  if (!persona) {
    become({ ...session, pending: null, problem: `There is no persona called “${name}”.` });
    return false;
  }
  become({ ...session, pending: name, problem: null });
  try {
    const grant = await requestToken(name);
    // After two clicks in a row only the later choice counts, whichever answer comes first.
    if (session.pending !== name) {
      return false;
    }
    issued.add(`Bearer ${grant.token}`);
    const expiresAt = new Date(grant.expires_at);
    become({ ...signedOut, persona, token: grant.token, expiresAt, renewAt: renewalBefore(expiresAt) });
    writeAddress(name);
    return true;
  } catch (error) {
    if (session.pending === name) {
      become({ ...session, pending: null, problem: `Not signed in as ${persona.label}: ${(error as Error).message}.` });
    }
    return false;
  }
}

export function adoptToken(token: string) {
  const bare = token.trim().replace(/^Bearer\s+/i, '');
  if (bare) {
    issued.add(`Bearer ${bare}`);
    become({ ...signedOut, token: bare });
  }
}

export function signOut() {
  become(signedOut);
  writeAddress(null);
}

/** Renews the persona's token shortly before it expires, so that a page left open keeps working. */
export async function renewIfStale() {
  if (session.renewAt && session.renewAt.getTime() < Date.now()) {
    await renew();
  }
}

/** Renews the persona's token. False for a pasted token, which cannot be renewed. */
export async function renew(): Promise<boolean> {
  return session.persona ? signIn(session.persona.name) : false;
}

/** When to renew: at least a minute from now, because a wrong clock would otherwise renew at every request. */
function renewalBefore(expiresAt: Date): Date {
  return new Date(Math.max(expiresAt.getTime() - 15_000, Date.now() + 60_000));
}

function personaInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('persona');
}

function writeAddress(name: string | null) {
  const hash = name ? `#persona=${encodeURIComponent(name)}` : '';
  history.replaceState(null, '', location.pathname + location.search + hash);
}
