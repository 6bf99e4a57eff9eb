import { describe, expect, test } from 'vitest'
import type { PairChoice } from '../../../../src/common/items/pairs.ts'
import { folderPairs } from '../../../../src/worker/data/layout/pairs-of.ts'

/** "photos/{}.png" with 0 … count − 1 */
const files = (pattern: string, count = 6) =>
  Array.from({ length: count }, (_, i) => pattern.replaceAll('{}', String(i)))
const pairsOf = (patterns: readonly string[], choice: PairChoice = 'auto') => {
  const paths = patterns.flatMap((pattern) => (pattern.includes('{}') ? files(pattern) : [pattern])).sort()
  const found = folderPairs(paths, choice)
  const at = (index: number) => paths[index]
  return (
    found && {
      ...found,
      pairs: found.pairs.map(({ source, target }) => [at(source), at(target)]),
      alone: found.alone.map(({ index, why }) => [at(index), why.is]),
    }
  )
}
const direction = (patterns: readonly string[], choice: PairChoice = 'auto') => {
  const names = pairsOf(patterns, choice)?.names
  return names === undefined ? null : `${names.source} → ${names.target}`
}

describe('which folder is made from which', () => {
  test.each([
    [['photos/{}.jpg', 'masks/{}.png'], 'photos → masks'],
    [['edges/{}.jpg', 'photos/{}.jpg'], 'edges → photos'],
    [['hr/{}.png', 'lr/{}.png'], 'lr → hr'],
    [['clean/{}.png', 'noisy/{}.png'], 'noisy → clean'],
    [['f/A/{}.jpg', 'f/B/{}.jpg'], 'A → B'],
    [['X/{}.jpg', 'Y/{}.jpg'], 'X → Y'],
    [['trainA/{}.jpg', 'trainB/{}.jpg'], 'trainA → trainB'],
    [['icons/48x48/{}.png', 'icons/16x16/{}.png'], '16x16 → 48x48'],
    [['output/{}.png', 'input/{}.png'], 'input → output'],
    [['before/{}.png', 'after/{}.png'], 'before → after'],
    [['sharp/{}.png', 'blur/{}.png'], 'blur → sharp'],
    [['d/img/{}.jpg', 'd/labels/{}.png'], 'img → labels'],
    [['photo/{}.jpg', 'sketch/{}.png'], 'sketch → photo'],
    [['train/{}.jpg', 'train_masks/{}_mask.gif'], 'train → train_masks'],
    [['DIV_train_HR/{}.png', 'DIV_train_LR_x4/{}x4.png'], 'DIV_train_LR_x4 → DIV_train_HR'],
    [['low_resolution/{}.png', 'high_resolution/{}.png'], 'low_resolution → high_resolution'],
  ])('%j', (patterns, expected) => {
    expect(direction(patterns)).toBe(expected)
    expect(pairsOf(patterns)?.pairs).toHaveLength(6)
    expect(pairsOf(patterns)?.alone).toEqual([])
  })

  test('is the person’s to say, and both ways are offered', () => {
    const patterns = ['photos/{}.jpg', 'masks/{}.png']
    expect(direction(patterns, { from: 'masks', to: 'photos' })).toBe('masks → photos')
    expect(pairsOf(patterns, { from: 'masks', to: 'photos' })?.pairs[0]).toEqual([
      'masks/0.png',
      'photos/0.jpg',
    ])
    expect(pairsOf(patterns)?.directions).toEqual([
      { source: 'masks', target: 'photos' },
      { source: 'photos', target: 'masks' },
    ])
  })

  test('folders that nobody has, or one that is to be made from itself, are no choice', () => {
    const patterns = ['photos/{}.jpg', 'masks/{}.png']
    expect(direction(patterns, { from: 'nowhere', to: 'masks' })).toBe('photos → masks')
    expect(direction(patterns, { from: 'masks', to: 'masks' })).toBe('photos → masks')
  })

  test('folders that do not look it are pairs where the person says so', () => {
    const patterns = ['cats/{}.png', 'dogs/{}.png']
    expect(direction(patterns)).toBeNull()
    expect(direction(patterns, { from: 'dogs', to: 'cats' })).toBe('dogs → cats')
  })
})

describe('classes are no pairs', () => {
  test.each([
    [['cats/{}.png', 'dogs/{}.png']],
    [['with_mask/{}.png', 'without_mask/{}.png']],
    [['mask/{}.png', 'no mask/{}.png']],
    [['cats/{}_a.png', 'dogs/{}_a.png']],
    // Opposites, but one has pictures that the other lacks.
    [['before/{}.png', 'after/{}.png', 'after/x{}.png']],
    [['trainA/a{}.jpg', 'trainB/b{}.jpg']],
  ])('%j', (patterns) => {
    expect(direction(patterns)).toBeNull()
  })
})

describe('three views and more', () => {
  const three = ['hr/{}.png', 'lr/{}.png', 'mask/{}.png']

  test('any can be made from any; what is in neither of the two is left out', () => {
    const found = pairsOf(three)
    expect(found?.names).toEqual({ source: 'lr', target: 'hr' })
    expect(found?.directions.map(({ source, target }) => `${source} ${target}`)).toEqual([
      'hr lr',
      'hr mask',
      'lr hr',
      'lr mask',
      'mask hr',
      'mask lr',
    ])
    expect(found?.alone).toEqual(files('mask/{}.png').map((path) => [path, 'beside']))
    expect(direction(three, { from: 'hr', to: 'mask' })).toBe('hr → mask')
  })

  test('of more than four those in force lead to all others', () => {
    const sizes = ['8x8', '16x16', '32x32', '48x48', '64x64'].map((size) => `${size}/{}.png`)
    const found = pairsOf(sizes, { from: '16x16', to: '64x64' })
    expect(found?.directions).toHaveLength(8)
    expect(found?.directions.every(({ source, target }) => source === '16x16' || target === '16x16')).toBe(
      true,
    )
    expect(found?.directions).toContainEqual({ source: '16x16', target: '64x64' })
  })
})

describe('names', () => {
  test.each([
    ['{}.jpg', '{}_mask.png'],
    ['IMG_{}.jpg', 'IMG_{}-edges.png'],
    ['Photo{}.JPG', 'photo{}.png'],
    ['{}_A.jpg', '{}_B.jpg'],
    ['{}_real.png', '{}_label.png'],
    ['{}.png', '{}_l.png'],
    ['{}_input.png', '{}_output.png'],
    ['{}.png', '{}x4.png'],
    ['im_{}.png', 'gt_{}.png'],
    ['image{}.png', 'mask{}.png'],
  ])('%s and %s are of one thing', (a, b) => {
    expect(pairsOf([`A/${a}`, `B/${b}`])?.pairs).toHaveLength(6)
  })

  test('a letter at the end is a mark only where all have it', () => {
    const both = ['A/1_a.png', 'A/1_b.png', 'A/2_a.png', 'A/2_b.png']
    const found = pairsOf([...both, ...both.map((path) => path.replace('A/', 'B/'))])
    expect(found?.pairs).toHaveLength(4)
    expect(found?.alone).toEqual([])
  })

  test('without a partner, or called alike, stay alone', () => {
    const found = pairsOf([
      'photos/{}.jpg',
      'masks/{}.png',
      'photos/7.jpg',
      'masks/8.png',
      'masks/3_mask.png',
    ])
    expect(found?.pairs).toHaveLength(6)
    expect(found?.alone).toEqual([
      ['masks/3_mask.png', 'same-name'],
      ['masks/8.png', 'no-partner'],
      ['photos/7.jpg', 'no-partner'],
    ])
  })

  test('several pictures out of one file go by their place in it', () => {
    const paths = ['A/x.gif', 'A/x.gif', 'A/y.gif', 'B/x.gif', 'B/x.gif', 'B/y.gif']
    expect(folderPairs(paths, 'auto')?.pairs).toEqual([
      { source: 0, target: 3 },
      { source: 1, target: 4 },
      { source: 2, target: 5 },
    ])
  })
})

describe('folders around and below', () => {
  test('are part of the name', () => {
    const found = pairsOf(['cat/A/{}.png', 'cat/B/{}.png', 'dog/A/{}.png', 'dog/B/{}.png'])
    expect(found?.pairs).toHaveLength(12)
    expect(found?.pairs.every(([a, b]) => a?.replace('/A/', '/B/') === b)).toBe(true)
    expect(pairsOf(['A/cat/{}.png', 'B/cat/{}.png', 'A/dog/{}.png', 'B/dog/{}.png'])?.pairs).toHaveLength(12)
  })

  test('parts of a set that number their pictures alike are not mixed up', () => {
    for (const patterns of [
      ['trainA/{}.jpg', 'trainB/{}.jpg', 'testA/{}.jpg', 'testB/{}.jpg'],
      ['A/train/{}.jpg', 'B/train/{}.jpg', 'A/test/{}.jpg', 'B/test/{}.jpg'],
    ]) {
      const found = pairsOf(patterns)
      expect(found?.names).toEqual({ source: 'A', target: 'B' })
      expect(found?.pairs).toHaveLength(12)
      expect(found?.pairs.every(([a, b]) => a?.replace('A', 'B') === b)).toBe(true)
    }
  })
})
