/** The recordings and the WASM back end in Node. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { cpuName } from '../helpers/app/cpu.ts'
import { openBackend, type Engine } from './harness.ts'
import type { Machine } from './recordings.ts'

const FOLDER = new URL('../fixtures/first-edition/', import.meta.url)

/** Whether recordings are to be written. */
export const RECORDING = process.env['RECORD_FIRST_EDITION'] === '1'

export const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))

export function writeText(name: string, text: string): void {
  writeFileSync(new URL(name, FOLDER), text)
}

export function openInNode(name: 'wasm' | 'cpu'): Promise<Engine> {
  const root = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'))
  return openBackend(name, {
    wasm: `${root}/wasm-out/tfjs-backend-wasm.wasm`,
    wasmSimd: `${root}/wasm-out/tfjs-backend-wasm-simd.wasm`,
    wasmThreadedSimd: `${root}/wasm-out/tfjs-backend-wasm-threaded-simd.wasm`,
  })
}

export function nodeMachine(engine: Engine): Machine {
  return {
    cpu: cpuName(),
    adapter: engine.report.adapter,
    runtime: `V8 ${process.versions.v8.split('.').slice(0, 2).join('.')}`,
  }
}
