// Keeps the Authorization line of the headers editor equal to the session, where everyone
// can see it, and has the schema fetched again when the caller changes: what introspection
// shows depends on who asks.
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { authorization, isOurs, useSession } from './session';

/** Renders nothing. Must stand inside GraphiQL's provider. */
export function HeadersSync() {
  const { token } = useSession();
  const { introspect } = useGraphiQLActions();
  const headerEditor = useGraphiQL(state => state.headerEditor);
  const introspectedAs = useRef(token);

  useEffect(() => {
    if (!headerEditor) {
      return;
    }
    const write = (evenIfTyped: boolean) => {
      const before = headerEditor.getValue();
      const after = withAuthorization(before, evenIfTyped);
      if (after !== before) {
        headerEditor.setValue(after);
      }
    };
    const changed = introspectedAs.current !== token;
    write(changed);
    if (changed) {
      introspectedAs.current = token;
      void introspect();
    }
    // A new tab, another tab or an entry of the history puts its own text here: an older
    // token in it is replaced and an empty text filled, but not while somebody is typing.
    let later: ReturnType<typeof setTimeout> | undefined;
    const listening = headerEditor.onDidChangeModelContent(() => {
      clearTimeout(later);
      // After the event: the editor loses count of its lines when changed from within one.
      later = setTimeout(() => {
        if (!headerEditor.hasTextFocus()) {
          write(false);
        }
      });
    });
    return () => {
      clearTimeout(later);
      listening.dispose();
    };
  }, [headerEditor, token, introspect]);

  return null;
}

function withAuthorization(text: string, evenIfTyped: boolean): string {
  const headers = parse(text);
  if (!headers) {
    return text;
  }
  const wanted = authorization();
  const name = Object.keys(headers).find(key => key.toLowerCase() === 'authorization');
  const current = name ? headers[name] : undefined;
  const mayWrite = evenIfTyped || isOurs(current) || Object.keys(headers).length === 0;
  if (!mayWrite || current === wanted) {
    return text;
  }
  if (name) {
    delete headers[name];
  }
  const merged = wanted ? { Authorization: wanted, ...headers } : headers;
  return Object.keys(merged).length ? JSON.stringify(merged, null, 2) : '';
}

/** Undefined for a text that is being edited and is no JSON yet. */
function parse(text: string): Record<string, unknown> | undefined {
  if (!text.trim()) {
    return {};
  }
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
