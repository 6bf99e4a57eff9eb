/**
 * Lets tables leave as the page writes them, each with the snippet that the page shows beside it and what its columns are:
 * check_tables.py opens them with pandas. Rows go through the encoding and back, as made ones do. Runs in Node.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { pandasOptions } from '../../src/common/tables/pandas-options.ts'
import { snippetsFor } from '../../src/page/ui/export/snippets.ts'
import { csvOf } from '../../src/worker/data/rows/csv.ts'
import { andBack, fitOn, times, understoodFrom } from '../helpers/data/rows.ts'

const [, , out = ''] = argv
const ROWS = 60

const text = (header: string, row: (i: number) => string, newline = '\n') =>
  [...(header === '' ? [] : [header]), ...times(ROWS, row)].join(newline)
const town = (i: number) => ['Bonn', 'Köln', 'Trier'][i % 3] ?? ''

const TABLES: Record<string, string> = {
  plain: text('age,town,score,yes', (i) => `${20 + i},${town(i)},${i}.25,${i % 2 ? 'yes' : 'no'}`),
  german: text('age;town;score;date', (i) => `${20 + i};${town(i)};${i},25;${10 + (i % 18)}.12.24`, '\r\n'),
  price: text('town;price;date', (i) => `${town(i)};${1 + i}.${200 + i},50;${10 + (i % 18)}.12.2024`),
  thousands: text('age,price,town', (i) => `${20 + i},"${1 + i},${200 + i}.50",${town(i)}`),
  tabs: text('age\ttown\tscore', (i) => `${20 + i}\t${town(i)}\t${i}.25`),
  headless: text('', (i) => `${20 + i},${town(i)},${i}.25,${i % 2}`),
}

mkdirSync(out, { recursive: true })
for (const [name, came] of Object.entries(TABLES)) {
  const table = understoodFrom(came)
  const encoding = fitOn(table)
  const file = `${name}.csv`
  writeFileSync(`${out}/${file}`, csvOf(encoding.header, andBack(table, encoding).rows, encoding.format))
  const facts = {
    file,
    network: 'generator',
    latent: 2,
    prior: 'normal',
    truncation: 1,
    classes: 0,
    port: 'row',
    shape: [],
  } as const
  const [snippet] = snippetsFor('csv', { ...facts, pandas: pandasOptions(encoding) })
  const columns = encoding.columns.map(({ is, name: column }) => ({ is, name: column }))
  writeFileSync(
    `${out}/${name}.json`,
    JSON.stringify({ rows: ROWS, header: encoding.header, columns, code: snippet?.code ?? '' }),
  )
}
