// The panel of examples: the operations that the test suite runs, grouped by pillar.
//
// One click loads the document and its variables and signs in as the example's persona. It does
// not overwrite the user's own text, but opens a new tab.
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { createContext, useContext, useId, useMemo, useState } from 'react';
import type { Example, Persona } from './server';
import { currentSession, signIn, useSession } from './session';
import { WELCOME } from './welcome';

export type Library = {
  examples: Example[];
  /** Why the examples could not be loaded. */
  problem: string | null;
  /** Empty outside demo mode, where an example runs with the rights of the signed-in caller. */
  personas: Persona[];
};

export const LibraryContext = createContext<Library>({ examples: [], problem: null, personas: [] });

const PILLARS = ['people', 'finance', 'compliance', 'insight', 'tracking', 'growth', 'platform'];

/** A constant, because GraphiQL identifies a panel by its object. */
export const EXAMPLES_PANEL = { title: 'Examples', icon: Icon, content: Panel };

function Panel() {
  const { examples, problem, personas } = useContext(LibraryContext);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { pending } = useSession();
  const searchId = useId();
  const load = useLoader(personas);
  const found = useMemo(() => matching(examples, search), [examples, search]);

  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <label htmlFor={searchId}>Search title, id, persona or field</label>
      <input
        id={searchId}
        type="search"
        value={search}
        spellCheck={false}
        onChange={event => setSearch(event.target.value)}
      />
      <p className="hint" role="status">
        {problem ?? (examples.length ? `${found.length} of ${examples.length} operations` : 'The server has no examples.')}
      </p>
      {byPillar(found).map(([pillar, group]) => (
        // A search opens every group with results; otherwise the reader opens groups.
        <details key={`${pillar} ${search !== ''}`} open={search !== '' || undefined}>
          <summary>
            {title(pillar)} <span className="count">{group.length}</span>
          </summary>
          <ul>
            {group.map(example => (
              <li key={example.id}>
                <button
                  type="button"
                  aria-current={chosen === example.id || undefined}
                  disabled={pending !== null}
                  onClick={() => {
                    setChosen(example.id);
                    void load(example);
                  }}
                >
                  <span className="id">{example.id}</span>
                  <span>{example.title}</span>
                  {example.persona && <span className="persona">{labelOf(example.persona, personas)}</span>}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** The text that the panel last put into the editor. Only this text may be replaced. */
let loaded = WELCOME;

function useLoader(personas: Persona[]) {
  const { addTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL(state => state.queryEditor);
  const variableEditor = useGraphiQL(state => state.variableEditor);
  const responseEditor = useGraphiQL(state => state.responseEditor);

  return async (example: Example) => {
    const { persona } = example;
    if (persona && persona !== currentSession().persona?.name && personas.some(({ name }) => name === persona)) {
      // If sign-in fails, the bar shows why, and the example is loaded all the same.
      await signIn(persona);
    }
    const text = queryEditor?.getValue().trim();
    if (text && text !== loaded.trim()) {
      addTab();
    }
    loaded = example.document;
    const hasVariables = Object.keys(example.variables ?? {}).length > 0;
    queryEditor?.setValue(example.document);
    variableEditor?.setValue(hasVariables ? JSON.stringify(example.variables, null, 2) : '');
    responseEditor?.setValue('');
    if (hasVariables) {
      // GraphiQL has no function that selects one of its two lower editors.
      document.querySelector<HTMLButtonElement>('.graphiql-editor-tools [data-name="variables"]')?.click();
    }
    queryEditor?.focus();
  };
}

function matching(examples: Example[], search: string): Example[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return examples.filter(({ id, title, pillar, persona, document }) => {
    const text = `${id} ${title} ${pillar} ${persona} ${document}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
}

function byPillar(examples: Example[]): [string, Example[]][] {
  const groups = new Map<string, Example[]>(PILLARS.map(pillar => [pillar, []]));
  for (const example of examples) {
    const group = groups.get(example.pillar);
    if (group) {
      group.push(example);
    } else {
      groups.set(example.pillar, [example]);
    }
  }
  return [...groups].filter(([, group]) => group.length > 0);
}

const title = (pillar: string) => pillar.charAt(0).toUpperCase() + pillar.slice(1);

const labelOf = (name: string, personas: Persona[]) => personas.find(persona => persona.name === name)?.label ?? name;

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h4v15H4zM10 5h4v15h-4zM16.2 6l3.8-1 3.6 14.3-3.8 1zM4 9h4M10 9h4" />
    </svg>
  );
}
