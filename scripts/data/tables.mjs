/**
 * Tables of the package vega-datasets as CSV, unchanged: weather, bird strikes, and penguins, which come as JSON. Packed with
 * gzip; src/worker/data/shipped-table.ts reads them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'fflate'
import Papa from 'papaparse'
import { sourceFolder } from './sources.mjs'

/** The bytes of each set's file, by its id: the same on every machine. */
export function tables() {
  const data = join(sourceFolder('vega-datasets'), 'data')
  const read = (file) => readFileSync(join(data, file), 'utf8')
  return {
    weather: packed(read('weather.csv')),
    birdstrikes: packed(read('birdstrikes.csv')),
    penguins: packed(`${Papa.unparse(JSON.parse(read('penguins.json')), { newline: '\n' })}\n`),
  }
}

function packed(csv) {
  return gzipSync(Buffer.from(csv), { level: 9, mem: 12, mtime: 0 })
}
