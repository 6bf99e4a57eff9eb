// Builds the page and the worker into `dist/`, which works from any path of any static host.
import react from '@vitejs/plugin-react'
import { offline } from './scripts/lib/offline.ts'
import { ISOLATION } from './src/common/isolation.ts'
import { defineConfig, type Connect, type Plugin } from 'vite'

/**
 * Nothing a person brings may leave the machine: the page may connect to nothing but itself. Workers started from a
 * blob inherit this policy (src/page/client/spawn.ts), so it holds on hosts that send no headers.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob: data:",
  "img-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function policy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}

/**
 * On every answer, also where Vite says that nothing has changed: WebKit takes the headers of that answer for those of the
 * file, and refuses the worker's script where they are missing.
 */
function isolation(): Plugin {
  const isolate = (server: { middlewares: Connect.Server }): void => {
    server.middlewares.use((_request, response, next) => {
      for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value)
      next()
    })
  }
  return { name: 'isolation', configureServer: isolate, configurePreviewServer: isolate }
}

export default defineConfig({
  base: './',
  plugins: [react(), policy(), isolation(), offline()],
  build: { target: 'es2023', chunkSizeWarningLimit: 2000, assetsInlineLimit: 0 },
  worker: { format: 'es' },
  preview: { headers: { 'Content-Security-Policy': POLICY } },
})
