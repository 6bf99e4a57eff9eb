import { describe, expect, test } from 'vitest'
import { READERS_CHOICE, type DataChoice } from '../../../../src/common/items/data-card.ts'
import type { Beside } from '../../../../src/worker/data/layout/beside.ts'
import { classesOf } from '../../../../src/worker/data/layout/classes-of.ts'
import { readTable } from '../../../../src/worker/data/tables/table.ts'

type From = DataChoice['classesFrom']

const text = (path: string, content: string): Beside => ({ holds: 'text', name: path, path, text: content })
const table = (path: string, content: string): Beside => ({
  holds: 'table',
  name: path,
  path,
  table: readTable(path, content, READERS_CHOICE),
})
/** As the files of a folder come: sorted, without labels of their own. */
const at = (paths: readonly string[], beside: readonly Beside[] = [], classesFrom: From = 'auto') =>
  classesOf(
    [...paths].sort().map((path) => ({ path, label: null })),
    beside,
    { ...READERS_CHOICE, classesFrom },
  )
const namesAt = (...args: Parameters<typeof at>) => at(...args).names
const distinct = (...args: Parameters<typeof at>) => [...new Set(namesAt(...args))]
/** "cats/{}.png" with 0 … count − 1 */
const files = (pattern: string, count = 4) =>
  Array.from({ length: count }, (_, i) => pattern.replace('{}', String(i)))

describe('folders', () => {
  test.each([
    ['Tiny ImageNet', ['t/train/n01/images/{}.JPEG', 't/train/n02/images/{}.JPEG'], ['n01', 'n02']],
    ['by class, then by camera roll', ['p/cats/{}.png', 'p/dogs/old/{}.png'], ['cats', 'dogs']],
    [
      'Training and Test, capitals and all',
      ['Training/Pear 2/{}.jpg', 'Test/Pear 2/x{}.jpg', 'Test/Fig/{}.jpg'],
      ['Fig', 'Pear 2'],
    ],
    [
      'domains first',
      ['clipart/car/{}.png', 'clipart/bus/{}.png', 'real/car/{}.png', 'real/bus/{}.png'],
      ['bus', 'car'],
    ],
    ['Office', ['amazon/images/bag/{}.jpg', 'amazon/images/cup/{}.jpg'], ['bag', 'cup']],
    ['the split below', ['cats/train/{}.png', 'dogs/train/{}.png', 'dogs/val/x{}.png'], ['cats', 'dogs']],
    [
      'unpaired domains',
      ['h/trainA/a{}.jpg', 'h/trainB/b{}.jpg', 'h/testA/c{}.jpg', 'h/testB/d{}.jpg'],
      ['A', 'B'],
    ],
    ['numbered classes', ['Train/00000/00000_{}.png', 'Train/00001/00000_{}.png'], ['00000', '00001']],
    ['split alone', ['train/{}.png', 'test/x{}.png'], [null]],
    ['years', ['train2017/{}.jpg', 'val2017/x{}.jpg'], [null]],
    ['one folder', ['photos/{}.png'], [null]],
    ['shards', ['00000/img0000{}.png', '00001/img0100{}.png'], [null]],
    ['sizes', ['1x1/{}.svg', '4x3/{}.svg'], [null]],
    ['formats', ['png/{}.png', 'svg/x{}.svg'], [null]],
    ['loose ones beside', ['p/cats/{}.png', 'p/dogs/{}.png', 'p/x{}.png'], ['cats', 'dogs', null]],
  ])('%s', (_, patterns, expected) => {
    const found = distinct(patterns.flatMap((pattern) => files(pattern)))
    expect([...found].sort()).toEqual([...expected].sort())
  })

  test('one folder and a picture or two outside it are no classes; where many lie outside they are', () => {
    expect(distinct([...files('icons/{}.svg', 30), 'logo.svg', 'sprite.svg'])).toEqual([null])
    expect(distinct([...files('icons/{}.svg', 30), ...files('{}.svg', 10)])).toEqual([null, 'icons'])
  })

  test('a folder for each picture sorts nothing', () => {
    expect(distinct(Array.from({ length: 30 }, (_, i) => `p/id${i}x/photo.png`))).toEqual([null])
  })

  test('the guess offers every level and none, and each can be chosen', () => {
    const paths = ['clipart/car/{}.png', 'clipart/bus/{}.png', 'real/car/{}.png'].flatMap((pattern) =>
      files(pattern),
    )
    const [guess] = at(paths).guesses
    expect(guess?.about).toBe('classesFrom')
    expect(guess?.sentence).toBe('Classes from the innermost folders: bus, car.')
    expect(guess?.options.map(({ change, inForce }) => [change.classesFrom, inForce])).toEqual([
      ['folder:1', true],
      ['folder:0', false],
      ['none', false],
    ])
    expect(distinct(paths, [], 'folder:0')).toEqual(['clipart', 'real'])
    expect(distinct(paths, [], 'none')).toEqual([null])
    expect(at(paths, [], 'none').guesses[0]?.options.at(-1)).toMatchObject({ inForce: true })
  })
})

describe('folders that hold the same pictures in two ways', () => {
  test.each([
    ['with marks', ['d/images/{}.png', 'd/masks/{}_mask.png'], ['images', 'masks']],
    ['without', ['d/img/{}.jpg', 'd/labels/{}.png'], ['img', 'labels']],
    ['edges', ['photos/{}.jpg', 'edges/{}.jpg'], ['photos', 'edges']],
    ['A and B', ['facades/A/{}.jpg', 'facades/B/{}.jpg'], ['A', 'B']],
    ['sizes', ['icons/16x16/{}.png', 'icons/48x48/{}.png'], ['16x16', '48x48']],
    ['shapes', ['1x1/{}.svg', '4x3/{}.svg'], ['1x1', '4x3']],
    ['trainA and trainB', ['trainA/{}.jpg', 'trainB/{}.jpg'], ['trainA', 'trainB']],
  ])('%s are no classes, and that is told', (_, patterns, names) => {
    const { names: classes, troubles } = at(patterns.flatMap((pattern) => files(pattern)))
    expect(new Set(classes)).toEqual(new Set([null]))
    expect(troubles).toMatchObject([{ id: 'twin-folders' }])
    for (const name of names) expect(troubles[0]?.sentence).toContain(`“${name}”`)
  })

  test('classes beside them stay', () => {
    const { names, troubles } = at(
      ['cats/images/{}.png', 'cats/masks/{}.png', 'dogs/images/{}.png', 'dogs/masks/{}.png'].flatMap(
        (pattern) => files(pattern),
      ),
    )
    expect([...new Set(names)]).toEqual(['cats', 'dogs'])
    expect(troubles).toHaveLength(1)
  })

  test('classes that number their pictures alike are classes', () => {
    const { names, troubles } = at(['cats/{}.png', 'dogs/{}.png'].flatMap((pattern) => files(pattern)))
    expect([...new Set(names)]).toEqual(['cats', 'dogs'])
    expect(troubles).toEqual([])
  })
})

describe('file names', () => {
  test.each([
    ['cat.{}.png', 'dog.{}.png', ['cat', 'dog']],
    ['Abyssinian_{}.jpg', 'american_bulldog_1{}.jpg', ['Abyssinian', 'american_bulldog']],
    ['n01_00{}.png', 'n02_00{}.png', ['n01', 'n02']],
    ['cat ({}).png', 'dog ({}).png', ['cat', 'dog']],
    ['cat{}.png', 'dog{}.png', ['cat', 'dog']],
  ])('%s and %s', (a, b, expected) => {
    expect(distinct([...files(a), ...files(b)])).toEqual(expected)
  })

  test('are not believed before folders, nor where cameras wrote them or they are too many, but offered', () => {
    const camera = [...files('IMG_{}.jpg'), ...files('DSC_{}.jpg')]
    const many = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => files(`${name}_{}.png`, 2))
    const folders = [...files('x/cat.{}.png'), ...files('y/dog.{}.png'), ...files('y/cat.1{}.png')]
    expect(distinct(camera)).toEqual([null])
    expect(distinct(many)).toEqual([null])
    expect(distinct(folders)).toEqual(['x', 'y'])
    for (const paths of [camera, many, folders])
      expect(at(paths).guesses[0]?.options.map(({ change }) => change.classesFrom)).toContain('names')
    expect(distinct(folders, [], 'names')).toEqual(['cat', 'dog'])
  })

  test('numbers alone, or one prefix, are none', () => {
    expect(at(files('{}.png')).guesses).toEqual([])
    expect(at(files('img{}.png')).guesses).toEqual([])
  })
})

describe('a file of labels beside the pictures', () => {
  const six = files('train/{}.png', 6)
  const animals = ['cat', 'dog', 'cat', 'dog', 'cat', 'dog']
  const rows = (line: (i: number, animal: string) => string) =>
    animals.map((animal, i) => line(i, animal)).join('\n')

  test.each([
    [
      'names with extension',
      table('train.csv', `filename,class\n${rows((i, animal) => `${i}.png,${animal}`)}`),
    ],
    ['names without', table('labels.csv', `id,breed\n${rows((i, animal) => `${i},${animal}`)}`)],
    [
      'names with folders',
      table('a.csv', `image,x,label\n${rows((i, animal) => `train/${i}.png,0.${i},${animal}`)}`),
    ],
    ['the label first', table('a.csv', `label,path\n${rows((i, animal) => `${animal},${i}.png`)}`)],
    ['tabs', table('a.tsv', `image\tspecies\n${rows((i, animal) => `${i}.png\t${animal}`)}`)],
    [
      'a plain text',
      text(
        'list.txt',
        rows((i, animal) => `${i}.png ${animal}`),
      ),
    ],
    ['one of many', table('a.csv', `image,cat,dog\n${rows((i) => `${i}.png,${1 - (i % 2)},${i % 2}`)}`)],
    [
      'one a line',
      text(
        'train/labels.txt',
        rows((_, animal) => animal),
      ),
    ],
    [
      'StyleGAN',
      text(
        'dataset.json',
        JSON.stringify({ labels: animals.map((animal, i) => [`train/${i}.png`, animal]) }),
      ),
    ],
  ])('%s', (_, beside) => {
    const { names, used, guesses } = at(six, [beside])
    expect(names).toEqual(animals)
    expect([...used]).toEqual([beside])
    expect(guesses[0]?.options[0]).toMatchObject({ change: { classesFrom: 'labels' }, inForce: true })
  })

  test('that says the same of all tells nothing apart', () => {
    const pictures = files('{}.png', 6)
    const alike = table('labels.csv', ['id,label', ...pictures.map((path) => `${path},cat`)].join('\n'))
    expect(distinct(pictures, [alike])).toEqual([null])
    const told = table(
      'labels.csv',
      ['id,label', ...pictures.map((path, i) => `${path},${i < 3 ? 'cat' : 'dog'}`)].join('\n'),
    )
    expect(distinct(pictures, [told])).toEqual(['cat', 'dog'])
  })

  test('numbers in names, with zeros before', () => {
    const padded = Array.from({ length: 6 }, (_, i) => `faces/img_000${i}.png`)
    expect(namesAt(padded, [table('a.csv', `id,label\n${rows((i, animal) => `${i},${animal}`)}`)])).toEqual(
      animals,
    )
  })

  test('dataset.json goes before shards and folders; without labels it tells nothing', () => {
    const shards = [...files('00000/img0000{}.png', 3), ...files('00001/img0100{}.png', 3)]
    const labels = shards.map((path, i) => [path, i % 2])
    expect(namesAt(shards, [text('dataset.json', JSON.stringify({ labels }))])).toEqual([
      '0',
      '1',
      '0',
      '1',
      '0',
      '1',
    ])
    expect(distinct(shards, [text('dataset.json', '{"labels": null}')])).toEqual([null])
    expect(distinct(shards, [text('dataset.json', '{"labels": [')])).toEqual([null])
  })

  test.each([
    ['one value for all', table('sub.csv', `id,label\n${rows((i) => `${i},0`)}`)],
    [
      'boxes',
      table(
        'boxes.csv',
        rows((i) => `${i}.png,0,${i},62,${60 - i}`),
      ),
    ],
    ['about other pictures', table('a.csv', `image,label\n${rows((i, animal) => `z${i}.png,${animal}`)}`)],
    ['prose', text('readme.txt', 'Pictures of pets\nwith thanks')],
  ])('%s: tells nothing', (_, beside) => {
    expect(at(six, [beside])).toMatchObject({ names: six.map(() => null), used: new Set() })
  })

  test('class folders are believed before a table, which is offered', () => {
    const paths = [...files('cats/{}.png', 3), ...files('dogs/x{}.png', 3)]
    const beside = table(
      'meta.csv',
      `filename,label\n${paths.map((path, i) => `${path},${i % 2 ? 'big' : 'small'}`).join('\n')}`,
    )
    expect(distinct(paths, [beside])).toEqual(['cats', 'dogs'])
    expect(distinct(paths, [beside], 'labels')).toEqual(['small', 'big'])
  })
})

describe('names for numbers', () => {
  const labelled = (labels: readonly string[], beside: readonly Beside[]) =>
    classesOf(
      labels.map((label) => ({ path: 'train-images', label })),
      beside,
      READERS_CHOICE,
    )

  test.each([
    [
      'EMNIST letters',
      ['1', '2'],
      table('emnist-letters-mapping.txt', '1 65 97\n2 66 98\n3 67 99'),
      ['A a', 'B b'],
    ],
    ['EMNIST balanced', ['0', '10'], table('emnist-balanced-mapping.txt', '0 48\n1 49\n10 65'), ['0', 'A']],
    [
      'CIFAR',
      ['0', '2', '1'],
      text('batches.meta.txt', 'airplane\nautomobile\nbird\n\n'),
      ['airplane', 'bird', 'automobile'],
    ],
    ['labels from one', ['1', '2'], text('classes.txt', '1 cat\n2 dog'), ['cat', 'dog']],
    [
      'numbers and colons',
      ['0', '1'],
      text('class_names.txt', '0: T-shirt\n1: Ankle boot'),
      ['T-shirt', 'Ankle boot'],
    ],
  ])('%s', (_, labels, beside, expected) => {
    const { names, used } = labelled(labels, [beside])
    expect(names).toEqual(expected)
    expect([...used]).toEqual([beside])
  })

  test('a list that is too short, or about something else, names nothing', () => {
    expect(labelled(['0', '5'], [text('classes.txt', 'cat\ndog')]).names).toEqual(['0', '5'])
    expect(labelled(['0', '1'], [text('readme.txt', 'cat\ndog')]).names).toEqual(['0', '1'])
    // What packages keep beside data: about the package, and much longer than a list of two.
    const metadata = `Metadata-Version: 2.4\nName: digits\n${files('Classifier: {}', 20).join('\n')}`
    for (const name of ['METADATA', 'labels.txt'])
      expect(labelled(['0', '1'], [text(name, metadata)]).names).toEqual(['0', '1'])
    const sentences = text('class_notes.txt', files('{} '.padEnd(120, 'words '), 2).join('\n'))
    expect(labelled(['0', '1'], [sentences]).names).toEqual(['0', '1'])
  })
})
