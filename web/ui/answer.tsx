// The line below an answer: status, time, size, cost and the server's own timings.
import { useSyncExternalStore } from 'react';

export type Timing = { name: string; millis: number };

export type Answer = {
  status: number;
  millis: number;
  bytes: number;
  errors: number;
  cost: unknown;
  timings: Timing[];
};

let last: Answer | null = null;
const listeners = new Set<() => void>();

export function noteAnswer(answer: Answer) {
  last = answer;
  listeners.forEach(listener => listener());
}

export function AnswerLine() {
  const answer = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
  if (!answer) {
    return <p className="answer-line">Ctrl+Enter runs the operation.</p>;
  }
  const cost = describeCost(answer.cost);
  return (
    <p className="answer-line" role="status">
      <Part label="Status" value={String(answer.status)} bad={answer.status >= 400} />
      {answer.errors > 0 && <Part label="Errors" value={String(answer.errors)} bad />}
      <Part label="Time" value={milliseconds(answer.millis)} />
      <Part label="Size" value={size(answer.bytes)} />
      {cost && <Part label="Cost" value={cost} />}
      {answer.timings.length > 0 && (
        <Part
          label="Server"
          value={answer.timings.map(({ name, millis }) => `${name} ${milliseconds(millis)}`).join(' · ')}
        />
      )}
    </p>
  );
}

function Part({ label, value, bad = false }: { label: string; value: string; bad?: boolean }) {
  return (
    <span className={bad ? 'bad' : undefined}>
      <span className="label">{label}</span> {value}
    </span>
  );
}

/** The cost as text: a number, or an object of numbers (requested, actual, …). Nested values are left out. */
function describeCost(cost: unknown): string | null {
  if (typeof cost === 'number') {
    return String(cost);
  }
  if (!cost || typeof cost !== 'object') {
    return null;
  }
  const parts = Object.entries(cost).filter(([, value]) => typeof value === 'number');
  return parts.length ? parts.map(([name, value]) => `${name} ${value}`).join(' · ') : null;
}

function milliseconds(value: number): string {
  const digits = value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ms`;
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;
}
