/** A plain static host: the built files under some path, and not one header of its own but the type. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

export interface PlainHost {
  /** Ends in `/`. */
  readonly address: string
  close(): Promise<void>
}

/**
 * @param path where the app lies, as in `/some/course/`
 * @param served what a file holds now, and a note of every request
 */
export async function plainHost(
  path: string,
  served: (file: string, bytes: Buffer) => Buffer = (_, bytes) => bytes,
): Promise<PlainHost> {
  const folder = process.env['GANVAS_DIST'] ?? 'dist'
  const server = createServer((request, response) => {
    const asked = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    const inside = asked.startsWith(path) ? normalize(`/${asked.slice(path.length)}`) : null
    const file = inside === null ? null : join(folder, inside === '/' ? 'index.html' : inside)
    const read = file === null ? Promise.reject(new Error('elsewhere')) : readFile(file)
    read.then(
      (bytes) => {
        response.writeHead(200, { 'Content-Type': TYPES[extname(file ?? '')] ?? 'application/octet-stream' })
        response.end(served(asked, bytes))
      },
      () => {
        response.writeHead(404)
        response.end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}${path}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
