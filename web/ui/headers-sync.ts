// Writes the session's token into the headers editor, where everyone can see it, and loads the
// schema again when the caller changes, because introspection depends on the caller.
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { authorization, isOurs, useSession } from './session';

/** Renders nothing. It must be within GraphiQL's provider. */
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
    // A new tab, another tab or a history entry sets the editor's text. Then an earlier token in
    // it is replaced and an empty text is filled, but not while the user is typing.
    let later: ReturnType<typeof setTimeout> | undefined;
    const listening = headerEditor.onDidChangeModelContent(() => {
      clearTimeout(later);
      // After the event: the editor's line numbers go wrong if it is changed within the event.
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

/** The headers in the text; undefined while the text is not a JSON object. */
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
