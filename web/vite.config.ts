// Builds the pages that are served at /graphiql and, in demo mode, at /. All files are served below /graphiql and none
// is loaded from another server: school networks block content delivery networks.
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'ui',
  base: '/graphiql/',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    rollupOptions: { input: { index: 'ui/index.html', dashboard: 'ui/dashboard.html' } },
    // The polyfill would be an inline script, which the page's policy forbids.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
  },
});
