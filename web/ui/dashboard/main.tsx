// Starts the dashboard: loads the configuration, then signs in.
import '../style.css';
import './dashboard.css';
import { createRoot } from 'react-dom/client';
import { fetchConfig } from '../server';
import { signIn, startSession, currentSession } from '../session';
import { Dashboard } from './app';

/** The persona that a visitor of the demo starts as: its rights reach the whole trust. */
const FIRST = 'ceo';

const root = createRoot(document.getElementById('page')!);

try {
  const config = await fetchConfig();
  await startSession(config);
  if (config.demo && !currentSession().token && config.personas.some(({ name }) => name === FIRST)) {
    await signIn(FIRST);
  }
  root.render(<Dashboard config={config} />);
} catch (error) {
  root.render(
    <p className="loading" role="alert">
      The page could not start: {(error as Error).message}. Is the server still running?
    </p>,
  );
}
