// For work on the page without the server: the same build, with a mock of the server.
import { defineConfig, mergeConfig } from 'vite';
import base from '../vite.config.ts';
import { mock } from './mock.ts';

export default mergeConfig(base, defineConfig({ plugins: [mock()] }));
