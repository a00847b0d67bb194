// Who is asking: the persona that was chosen, or the token that was pasted.
//
// Tokens live in memory only. The persona's name stands in the address (#persona=head), so a
// reload, a bookmark and the sign-in links that the server prints all work alike.
import { useSyncExternalStore } from 'react';
import { requestToken, type Config, type Persona } from './server';

export type Session = {
  persona: Persona | null;
  token: string | null;
  expiresAt: Date | null;
  /** When the persona is signed in anew, by this machine's clock. */
  renewAt: Date | null;
  /** Name of the persona being signed in, while the server is asked. */
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

/** True for a header value that this page wrote, as against one that somebody typed. */
export const isOurs = (header: unknown) => typeof header === 'string' && issued.has(header);

export async function startSession(config: Config) {
  personas = config.personas;
  if (config.token) {
    adoptToken(config.token);
  }
  const asked = personaInAddress();
  if (config.demo && asked) {
    await signIn(asked);
  }
  window.addEventListener('hashchange', () => {
    const name = personaInAddress();
    if (config.demo && name && name !== session.persona?.name) {
      void signIn(name);
    }
  });
}

/** True once the persona is signed in. A failure leaves the session as it was and says why. */
export async function signIn(name: string): Promise<boolean> {
  const persona = personas.find(candidate => candidate.name === name);
  if (!persona) {
    become({ ...session, pending: null, problem: `There is no persona called “${name}”.` });
    return false;
  }
  become({ ...session, pending: name, problem: null });
  try {
    const grant = await requestToken(name);
    // Two clicks in a row: the later choice counts, whichever answer comes first.
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

/** Signs in anew when the persona's token is about to run out, so a page left open keeps working. */
export async function renewIfStale() {
  if (session.renewAt && session.renewAt.getTime() < Date.now()) {
    await renew();
  }
}

/** Signs the persona in anew. False where a token was pasted instead: there is no other. */
export async function renew(): Promise<boolean> {
  return session.persona ? signIn(session.persona.name) : false;
}

/** At least a minute away: where this clock and the server's disagree, every request would renew. */
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
