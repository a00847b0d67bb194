// Starts the page: loads the configuration, signs in, and only then shows the editor, so that
// the first schema it loads is that of the signed-in caller.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import type { Library } from './examples';
import { fetchConfig, fetchExamples, type Persona } from './server';
import { startSession } from './session';

const root = createRoot(document.getElementById('page')!);

try {
  const [config, examples] = await Promise.all([fetchConfig(), settled(fetchExamples())]);
  await startSession(config);
  root.render(<App config={config} library={libraryOf(examples, config.demo ? config.personas : [])} />);
} catch (error) {
  root.render(
    <p className="loading" role="alert">
      The page could not start: {(error as Error).message}. Is the server still running?
    </p>,
  );
}

/** The value or the error: the editor works without its examples. */
async function settled<T>(promise: Promise<T>): Promise<T | Error> {
  return promise.catch((error: Error) => error);
}

function libraryOf(examples: Library['examples'] | Error, personas: Persona[]): Library {
  return examples instanceof Error
    ? { examples: [], problem: `No examples: ${examples.message}.`, personas }
    : { examples, problem: null, personas };
}
