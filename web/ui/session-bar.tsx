// The bar above the editor: shows who is signed in, and signs in as somebody else.
import { useId, useState, type FormEvent } from 'react';
import type { Config, Persona } from './server';
import { adoptToken, signIn, signOut, useSession, type Session } from './session';

export function SessionBar({ config, title = 'GraphiQL' }: { config: Config; title?: string }) {
  const session = useSession();
  return (
    <header className="session-bar">
      <h1>
        Colonnade <span>{title}</span>
      </h1>
      {config.demo ? <PersonaPicker personas={config.personas} session={session} /> : <TokenField session={session} />}
      {session.problem && (
        <p className="problem" role="alert">
          {session.problem}
        </p>
      )}
    </header>
  );
}

function PersonaPicker({ personas, session }: { personas: Persona[]; session: Session }) {
  const id = useId();
  const { persona, token, expiresAt, pending } = session;
  const choose = (name: string) => (name ? void signIn(name) : signOut());
  return (
    <>
      <label htmlFor={id}>Signed in as</label>
      <select
        id={id}
        className={token ? undefined : 'unset'}
        value={pending ?? persona?.name ?? ''}
        onChange={event => choose(event.target.value)}
      >
        <option value="">{token && !persona ? 'the configured token' : 'nobody: choose a persona'}</option>
        {bySchool(personas).map(([school, members]) => (
          <optgroup key={school} label={school}>
            {members.map(({ name, label, person }) => (
              <option key={name} value={name}>
                {person ? `${label}: ${person}` : label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p className="who" role="status">
        {pending && 'Signing in…'}
        {!pending && persona && [persona.person, persona.school ?? 'whole trust'].filter(Boolean).join(', ')}
        {!pending && expiresAt && <span className="quiet"> · renewed after {clock(expiresAt)}</span>}
        {!pending && !token && 'Without a token you can read only what is open to everyone.'}
      </p>
    </>
  );
}

function TokenField({ session }: { session: Session }) {
  const id = useId();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adoptToken(text);
    setText('');
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>Access token</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <button type="submit" disabled={!text.trim()}>
        Use
      </button>
      {session.token && (
        <button type="button" onClick={signOut}>
          Forget
        </button>
      )}
      <p className="who" role="status">
        {session.token ? 'The token is in the Headers editor.' : 'Without a token you can read only what is open to everyone.'}
      </p>
    </form>
  );
}

function bySchool(personas: Persona[]): [string, Persona[]][] {
  const groups = new Map<string, Persona[]>();
  for (const persona of personas) {
    const school = persona.school ?? 'Whole trust';
    groups.set(school, [...(groups.get(school) ?? []), persona]);
  }
  return [...groups];
}

const clock = (time: Date) => time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
