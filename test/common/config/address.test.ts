import { describe, expect, test } from 'vitest'
import { findIn, readAddress, writeAddress, writeSearch } from '../../../src/common/config/address.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { PRESETS, presetConfig } from '../../../src/common/config/presets.ts'

describe('the address bar', () => {
  test('an empty address is the first dataset with its defaults, and writes nothing back', () => {
    const { config, complaints } = readAddress('')
    expect(config).toEqual(defaultsFor('ring'))
    expect(complaints).toEqual([])
    expect(writeAddress(config)).toBe('')
  })

  test('only what differs from the dataset’s defaults is written', () => {
    const config = { ...defaultsFor('mnist'), seed: 7, gLr: 0.0002, gLayers: [64, 32] }
    expect(writeAddress(config)).toBe('dataset=mnist&gLayers=64,32&gLr=0.0002&seed=7')
  })

  test.each(PRESETS.map((preset) => [preset.id, presetConfig(preset)] as const))(
    'preset %s survives the way into a link and back',
    (_, config) => {
      expect(readAddress('#' + writeAddress(config))).toEqual({ config, complaints: [] })
    },
  )

  test('how exactly a GPU multiplies is a key like any other, and stays when other data are picked', () => {
    const { config, complaints } = readAddress('#dataset=ring&precision=half')
    expect(complaints).toEqual([])
    expect(config.precision).toBe('half')
    expect(writeAddress(config)).toBe('precision=half')
    expect(applyChange(config, { dataset: 'mnist' }).precision).toBe('half')
    expect(readAddress('#precision=quarter').complaints).toHaveLength(1)
  })

  test('a warm start of items without latents of their own is refused in a sentence', () => {
    const { config, complaints } = readAddress('#dataset=ring&warmStart=50')
    expect(config.warmStart).toBe(0)
    expect(complaints.join(' ')).toContain('Set warmStart to 0')
    expect(readAddress('#dataset=mnist&warmStart=50')).toMatchObject({
      config: { warmStart: 50 },
      complaints: [],
    })
  })

  test('every kind of value is read: numbers, choices, widths, switches', () => {
    const { config, complaints } = readAddress(
      '#dataset=grid&side=4&gap=1.5&gLayers=128,64&loss=hinge&autostart=1&beta1=0',
    )
    expect(complaints).toEqual([])
    expect(config).toMatchObject({
      dataset: 'grid',
      side: 4,
      gap: 1.5,
      gLayers: [128, 64],
      loss: 'hinge',
      autostart: true,
      beta1: 0,
    })
  })

  test.each([
    ['nonsense=1', 'nonsense'],
    ['batch=many', 'batch'],
    ['batch=-3', 'batch'],
    ['batch=1.5', 'batch'],
    ['gLr=', 'gLr'],
    ['gLr=NaN', 'gLr'],
    ['size=31', 'size'],
    ['loss=winning', 'loss'],
    ['gLayers=128,,64', 'gLayers'],
    ['gLayers=1,2,3,4,5,6,7', 'gLayers'],
    ['autostart=maybe', 'autostart'],
    ['dataset=imagenet', 'dataset'],
  ])('%s is named in one sentence and the default is used', (hash, key) => {
    const { config, complaints } = readAddress(hash)
    expect(config).toEqual(defaultsFor('ring'))
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain(key)
    expect(complaints[0]).toMatch(/The default is used\.$/)
  })

  test('a model that cannot draw the dataset is refused by name', () => {
    const { config, complaints } = readAddress('dataset=ring&model=dcgan')
    expect(config.model).toBe('mlp')
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain('model=dcgan')
  })

  test('settings that clash are both as by default, so that the run can be changed again', () => {
    const { config, complaints } = readAddress('dNorm=batch&penalty=gradient&seed=4')
    expect(config).toEqual({ ...defaultsFor('ring'), seed: 4 })
    expect(complaints).toHaveLength(1)
    expect(conflictsIn(config, null)).toEqual([])
    expect(conflictsIn(readAddress('dataset=mnist&unroll=3').config, null)).toEqual([])
    expect(readAddress('prior=uniform&truncation=0.5').config).toMatchObject({
      prior: 'normal',
      truncation: 1,
    })
  })

  test('a penalty brings its own weight, which is then not written; another weight is', () => {
    const { config } = readAddress('penalty=gradient')
    expect(config.gamma).toBe(10)
    expect(writeAddress(config)).toBe('penalty=gradient')
    expect(writeAddress({ ...config, gamma: 0.01 })).toBe('penalty=gradient&gamma=0.01')
    expect(readAddress('penalty=gradient&gamma=0.01').config.gamma).toBe(0.01)
  })

  test('good keys beside bad ones are kept', () => {
    expect(readAddress('seed=5&batch=x').config.seed).toBe(5)
  })
})

describe('a link that begins a search', () => {
  test('is read beside the settings, and is none of them', () => {
    expect(findIn('#dataset=mnist&find=2.5')).toBe(2.5)
    expect(readAddress('#dataset=mnist&find=2.5')).toEqual({ config: defaultsFor('mnist'), complaints: [] })
    expect(findIn('#dataset=mnist')).toBe(null)
  })

  test('survives the way into a link and back', () => {
    const config = { ...defaultsFor('mnist'), batch: 32 }
    const link = writeSearch(config, 10)
    expect(link).toBe('dataset=mnist&batch=32&find=10')
    expect([findIn(link), readAddress(link).config]).toEqual([10, config])
    expect(writeSearch(defaultsFor('ring'), 5)).toBe('find=5')
  })

  test.each(['0', '-1', 'long', '', '241', 'Infinity'])('find=%s begins none and is named', (text) => {
    expect(findIn(`find=${text}`)).toBe(null)
    expect(readAddress(`find=${text}&seed=2`)).toEqual({
      config: { ...defaultsFor('ring'), seed: 2 },
      complaints: [
        `In the address: find must be minutes above 0 and at most 240; “${text}” is not. No search is begun.`,
      ],
    })
  })

  test('a challenge brings its own task, and is not searched for', () => {
    expect(findIn('challenge=grid&find=5')).toBe(null)
    expect(readAddress('challenge=grid&find=5').complaints).toEqual([
      'In the address: find is left out, as a challenge brings its own settings.',
    ])
  })
})
