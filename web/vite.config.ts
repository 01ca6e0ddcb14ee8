import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.BANFEI_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 400 },
  server: { port: 5173, proxy: { '/api': server, '/files': server } },
});
