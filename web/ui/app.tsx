// The page: the session bar, GraphiQL with its panels, and the answer line.
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, GraphiQL } from 'graphiql';
import { useMemo } from 'react';
import { AnswerLine } from './answer';
import { EditorLook } from './editor-look';
import { EXAMPLES_PANEL, LibraryContext, type Library } from './examples';
import { makeFetcher } from './fetcher';
import { HeadersSync } from './headers-sync';
import type { Config } from './server';
import { SessionBar } from './session-bar';
import { storageWithoutHeaders } from './storage';
import { WELCOME } from './welcome';

const PANELS = [EXAMPLES_PANEL, explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];

export function App({ config, library }: { config: Config; library: Library }) {
  const fetcher = useMemo(() => makeFetcher(config.endpoint), [config.endpoint]);
  return (
    <LibraryContext value={library}>
      <SessionBar config={config} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          storage={storageWithoutHeaders}
          plugins={PANELS}
          visiblePlugin={EXAMPLES_PANEL}
          defaultQuery={WELCOME}
          defaultEditorToolsVisibility="headers"
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <GraphiQL.Footer>
            <AnswerLine />
            <HeadersSync />
            <EditorLook />
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
    </LibraryContext>
  );
}
