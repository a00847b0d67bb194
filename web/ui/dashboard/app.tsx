// The dashboard: five figures from one operation, with the rights of the person who is signed in.
import { useCallback, useEffect, useState } from 'react';
import type { Config } from '../server';
import { SessionBar } from '../session-bar';
import { useSession } from '../session';
import { bars, gaps, lines } from './drawings';
import { Figure } from './figure';
import { QUERY, ask, points, type Answer, type Point } from './query';

const SUBJECTS = { REA: 'reading', WRI: 'writing', MAT: 'mathematics' };

export function Dashboard({ config }: { config: Config }) {
  const { token, persona } = useSession();
  const [subject, setSubject] = useState<keyof typeof SUBJECTS>('MAT');
  const [answer, setAnswer] = useState<Answer | string | null>(null);

  useEffect(() => {
    if (!token) {
      setAnswer(null);
      return;
    }
    // Ignore the answer if another subject or persona has been chosen meanwhile.
    let current = true;
    ask(config.endpoint, subject).then(
      found => current && setAnswer(found),
      (error: Error) => current && setAnswer(error.message),
    );
    return () => {
      current = false;
    };
  }, [config.endpoint, subject, token]);

  return (
    <>
      <SessionBar config={config} title="the trust at a glance" />
      <main>
        {answer === null && <p className="loading">{token ? 'Loading…' : 'Choose a persona: the page shows the figures that this person may see.'}</p>}
        {typeof answer === 'string' && <p className="loading" role="alert">No answer: {answer}.</p>}
        {answer !== null && typeof answer !== 'string' && (
          <>
            <Figures answer={answer} subject={subject} setSubject={setSubject} />
            <Cost answer={answer} persona={persona?.name ?? null} />
          </>
        )}
      </main>
    </>
  );
}

type FiguresProps = { answer: Answer; subject: keyof typeof SUBJECTS; setSubject: (subject: keyof typeof SUBJECTS) => void };

function Figures({ answer, subject, setSubject }: FiguresProps) {
  const roll = useCallback((all: Point[], width: number) => bars(all, width, 'pupils on roll'), []);
  const staff = useCallback((all: Point[], width: number) => bars(all, width, 'full-time equivalents', 'var(--third)'), []);
  const share = useCallback((all: Point[], width: number) => bars(all, width, '% of income', 'var(--fourth)'), []);
  const name = SUBJECTS[subject];
  return (
    <div className="figures">
      <Figure
        title={`Attainment in ${name}, disadvantaged pupils and others`}
        unit="% at expected or above"
        headings={['School', 'Disadvantaged']}
        points={points(answer, 'attainment', 'atExpectedOrAbove')}
        draw={gaps}
      >
        <Legend>
          <select aria-label="Subject" value={subject} onChange={event => setSubject(event.target.value as keyof typeof SUBJECTS)}>
            {Object.entries(SUBJECTS).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </Legend>
      </Figure>
      <Figure
        title={`Attainment in ${name} over time`}
        unit="% at expected or above"
        headings={['Point', 'Disadvantaged']}
        points={points(answer, 'trend', 'atExpectedOrAbove')}
        draw={lines}
      >
        <Legend />
      </Figure>
      <Figure title="Pupils on roll" unit="pupils" headings={['School']} points={points(answer, 'roll', 'pupils')} draw={roll} />
      <Figure
        title="Staff by what the post is for"
        unit="full-time equivalents"
        headings={['Post']}
        points={points(answer, 'staffing', 'fte')}
        draw={staff}
      />
      <Figure
        title="Staff cost as a share of income"
        unit="% of income"
        headings={['School']}
        points={points(answer, 'budgetTotals', 'staffCostShareOfIncome')}
        draw={share}
      />
    </div>
  );
}

function Legend({ children }: { children?: React.ReactNode }) {
  return (
    <p className="legend">
      {children}
      <span className="others">others</span> <span className="disadvantaged">disadvantaged</span>
    </p>
  );
}

function Cost({ answer, persona }: { answer: Answer; persona: string | null }) {
  const cost = answer.extensions?.cost;
  return (
    <footer>
      {cost && `One request, ${cost.statements} statements, cost ${cost.requested}. `}
      {answer.stages && `Stages (ms): ${answer.stages.replaceAll(';dur=', ' ')}. `}
      <a href={persona ? `/graphiql#persona=${encodeURIComponent(persona)}` : '/graphiql'}>Ask your own questions in GraphiQL</a>
      <details>
        <summary>The operation behind this page</summary>
        <pre>{QUERY}</pre>
      </details>
    </footer>
  );
}
