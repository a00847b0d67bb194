// Makes the editors fit a laptop: smaller type, and long lines wrapped instead of cut.
import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Renders nothing. It must be within GraphiQL's provider. */
export function EditorLook() {
  const queryEditor = useGraphiQL(state => state.queryEditor);
  const variableEditor = useGraphiQL(state => state.variableEditor);
  const headerEditor = useGraphiQL(state => state.headerEditor);
  const responseEditor = useGraphiQL(state => state.responseEditor);

  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) {
      editor?.updateOptions({ fontSize: 13, lineHeight: 19 });
    }
    queryEditor?.updateOptions({ wordWrap: 'on', ariaLabel: 'Operation' });
    variableEditor?.updateOptions({ ariaLabel: 'Variables, JSON' });
    headerEditor?.updateOptions({ ariaLabel: 'Request headers, JSON' });
    responseEditor?.updateOptions({ ariaLabel: 'Answer' });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);

  return null;
}
