import { describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from '../../../src/common/config/address.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { targetInForce } from '../../../src/common/tables/target-in-force.ts'
import type { DatasetSummary } from '../../../src/common/protocol/report.ts'
import { openFiles } from '../../../src/worker/data/open-files.ts'
import { config as own, services } from '../../helpers/data/opening.ts'

const TABLE = [
  'id,town,wind',
  ...Array.from({ length: 30 }, (_, i) => `K-${i},${i % 3 ? 'Bonn' : 'Trier'},${i * 1.5}`),
].join('\n')
const read = async (target: string): Promise<DatasetSummary> =>
  (await openFiles([new File([TABLE], 'table.csv')], own({ target }), services())).summary

describe('the column to be predicted', () => {
  test('stands in the address as it is called, and comes back', () => {
    const config = { ...defaultsFor('weather'), target: 'wind, in m/s' }
    expect(writeAddress(config)).toBe('dataset=weather&target=wind,%20in%20m%2Fs')
    expect(readAddress(`#${writeAddress(config)}`)).toEqual({ config, complaints: [] })
    expect(writeAddress(defaultsFor('weather'))).toBe('dataset=weather')
  })

  test('is found by its name, however it is written', async () => {
    const config = { ...defaultsFor('own'), target: ' Wind' }
    const summary = await read(config.target)
    expect(summary.item).toMatchObject({ kind: 'row', target: 2 })
    expect(summary.card?.choice.rows.target).toBe(2)
    expect(targetInForce(config, summary)).toEqual({ target: 'wind', complaint: null })
  })

  test('that is not there, or not learnt, is said and passed over', async () => {
    const unknown = { ...defaultsFor('own'), target: 'rain' }
    expect(targetInForce(unknown, await read('rain'))).toEqual({
      target: '',
      complaint: 'table.csv has no column “rain”, so no column is to be predicted.',
    })
    const id = { ...defaultsFor('own'), target: 'id' }
    expect(targetInForce(id, await read('id'))).toEqual({
      target: '',
      complaint: '“id” is not a column that is learnt, so no column is to be predicted.',
    })
  })

  test('of a set that comes with the page is named only where it is another than its own', async () => {
    const { item } = await read('town')
    const label = 'Weather'
    const weather = { ...defaultsFor('weather'), target: '' }
    expect(targetInForce(weather, { item, label })).toEqual({ target: 'town', complaint: null })
    if (item.kind !== 'row') throw new Error(item.kind)
    const columns = item.encoding.columns.map((column) => ({
      ...column,
      name: column.name.replace('town', 'weather'),
    }))
    const own = { ...item, encoding: { ...item.encoding, columns } }
    expect(targetInForce({ ...weather, target: 'weather' }, { item: own, label })).toEqual({
      target: '',
      complaint: null,
    })
  })

  test('is asked of tables alone', () => {
    const config = { ...defaultsFor('ring'), target: 'wind' }
    const { target, complaint } = targetInForce(config, { item: { kind: 'point', extent: 1 }, label: 'Ring' })
    expect([target, complaint]).toEqual([
      '',
      '“wind” cannot be predicted: Ring is no table. The setting is left out.',
    ])
  })
})
