// Builds the pages that are served at /graphiql and, in demo mode, at /. Everything ends up below that path and
// nothing is fetched from elsewhere: school networks block content delivery networks.
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'ui',
  base: '/graphiql/',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    rollupOptions: { input: { index: 'ui/index.html', dashboard: 'ui/dashboard.html' } },
    // The policy of the page allows no inline script, which the polyfill would be.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
  },
});
