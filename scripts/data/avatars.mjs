/**
 * Small faces, 16 × 16 in colour on white, of the avatars of `@dicebear/pixel-art` (design: CC0). Every option is drawn by itself from
 * a seeded stream, so that glasses, beards, hats and the colour of the hair say nothing of one another. What a picture shows is told
 * by the generator's own record of what it drew. `avatarPairs` makes pairs that differ in one of them: to measure by, never shipped.
 */
import { createAvatar } from '@dicebear/core'
import * as style from '@dicebear/pixel-art'
import { runnerImport } from 'vite'
import { raster } from './pixel-art.mjs'

const SEED = 15
/** Another stream: none of the pairs is among the shipped. */
const PAIRS_SEED = 16
const COUNT = 8192
/** A part of which others hide all but fewer pixels is not seen. */
const LEAST_SEEN = 4
/** Its colour has to be told. */
const LEAST_HAIR = 8

/** How often each is there, and the colours of the hair in groups, each group as often as it says. */
const SHARES = { glasses: 0.4, beard: 0.4, hat: 0.25, accessories: 0.2 }
const HAIR = [
  { name: 'Dark hair', share: 0.35, colours: ['28150a', '611c17', '603015', '612616', '603a14'] },
  { name: 'Fair hair', share: 0.15, colours: ['cab188', 'a78961'] },
  { name: 'Bright hair', share: 0.15, colours: ['009bbd', 'bd1700', '91cb15'] },
  { name: 'Grey hair', share: 0.35, colours: ['9a9a9a', 'c4c4c4'] },
]
/** From light to dark. */
const SKIN = ['ffdbac', 'f5cfa0', 'eac393', 'e0b687', 'cb9e6e', 'b68655', 'a26d3d', '8d5524']

const OPTIONS = style.schema.properties
/** What is always there. */
const ALWAYS = ['clothing', 'eyes', 'hair', 'mouth']
const SOMETIMES = Object.keys(SHARES)
const COLOURED = ['accessories', 'clothing', 'eyes', 'glasses', 'hat', 'mouth']

/** @returns what `pack` takes: class = colour of the hair; attributes glasses, beard, hat, grey hair, skin tone */
export async function avatars() {
  const draw = await drawing(SEED)
  const faces = distinct(draw, COUNT)
  return {
    side: 16,
    channels: 3,
    classes: HAIR.map(({ name }) => name),
    labels: faces.map(({ told }) => told.hair),
    attributes: [
      { name: 'Glasses', kind: 'yes-no', values: faces.map(({ told }) => told.glasses) },
      { name: 'Beard', kind: 'yes-no', values: faces.map(({ told }) => told.beard) },
      { name: 'Hat', kind: 'yes-no', values: faces.map(({ told }) => told.hat) },
      { name: 'Grey hair', kind: 'yes-no', values: faces.map(({ told }) => told.grey) },
      { name: 'Skin tone', kind: 'number', values: faces.map(({ told }) => told.skin) },
    ],
    pictures: faces.map(({ picture }) => picture),
  }
}

/**
 * Pairs that differ in one thing alone.
 * @param toggled `glasses`, `beard`, `hat`: without it, and with; `grey`: dark hair, and grey
 * @returns `[{ without, with }]`, pictures [16, 16, 3] of faces that are not shipped
 */
export async function avatarPairs(toggled, count) {
  const shipped = new Set((await avatars()).pictures.map((picture) => picture.join()))
  const draw = await drawing(PAIRS_SEED)
  const pairs = []
  while (pairs.length < count) {
    const face = draw()
    const faces = [false, true].map((wanted) => toggle(face, toggled, wanted))
    const [without, withIt] = faces.map((one) => shown(one).picture)
    const fresh = [without, withIt].every((picture) => !shipped.has(picture.join()))
    if (fresh && faces.every(isSeen)) pairs.push({ without, with: withIt })
  }
  return pairs
}

function toggle(face, toggled, wanted) {
  if (toggled === 'grey') {
    const { colours } = HAIR[wanted ? 3 : 0]
    return { ...face, hairColor: colours[face.shade % colours.length] }
  }
  return { ...face, has: { ...face.has, [toggled]: wanted } }
}

/** So many different pictures. */
function distinct(draw, count) {
  const faces = []
  const seen = new Set()
  while (faces.length < count) {
    const face = shown(draw())
    const key = face.picture.join()
    if (seen.has(key)) continue
    seen.add(key)
    faces.push(face)
  }
  return faces
}

/**
 * Draws one face after the other: what is there and in which colours, and then parts that let it be seen. So a hat makes hair longer
 * that shows under it, but glasses, beards, hats and colours stay independent of each other.
 */
async function drawing(seed) {
  const { module } = await runnerImport('/src/common/numbers/random.ts', {
    configFile: false,
    logLevel: 'error',
  })
  const { fork, streamFor, uniforms } = module
  const stream = streamFor(seed, 'data')
  let at = 0
  return () => {
    const own = fork(stream, at++)
    const pick = picking(uniforms(fork(own, 0), 32))
    const has = Object.fromEntries(SOMETIMES.map((name) => [name, pick.chance(SHARES[name])]))
    const colours = COLOURED.map((name) => [`${name}Color`, pick.of(OPTIONS[`${name}Color`].default)])
    const group = pick.share(HAIR)
    const shade = pick.of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const hairColor = group.colours[shade % group.colours.length]
    const face = { has, ...Object.fromEntries(colours), shade, hairColor, skinColor: pick.of(SKIN) }
    for (let again = 1; ; again++) {
      const picks = picking(uniforms(fork(own, again), 16))
      const parts = [...ALWAYS, ...SOMETIMES].map((name) => [name, picks.of(OPTIONS[name].default)])
      const whole = { ...face, parts: Object.fromEntries(parts) }
      if (isSeen(whole)) return whole
    }
  }
}

/** Takes one number after the other. */
function picking(numbers) {
  let next = 0
  return {
    of: (list) => list[Math.floor(numbers[next++] * list.length)],
    chance: (share) => numbers[next++] < share,
    share: (groups) => {
      let left = numbers[next++]
      return groups.find(({ share }) => (left -= share) < 0) ?? groups[groups.length - 1]
    },
  }
}

/** The picture of a face, and what it shows by the record of who drew it. */
function shown(face) {
  const { svg, extra } = drawn(face)
  const hair = HAIR.findIndex(({ colours }) => colours.includes(extra.hairColor.slice(1)))
  return {
    picture: raster(svg),
    told: {
      hair,
      grey: Number(HAIR[hair].name === 'Grey hair'),
      glasses: Number(extra.glasses !== undefined),
      beard: Number(extra.beard !== undefined),
      hat: Number(extra.hat !== undefined),
      skin: SKIN.indexOf(extra.skinColor.slice(1)),
    },
  }
}

/** Every option is given, so that nothing is left to the generator's own chance. */
function drawn({ parts, has, shade: _, ...colours }) {
  const chosen = Object.fromEntries(Object.entries(parts).map(([name, variant]) => [name, [variant]]))
  const tints = Object.fromEntries(Object.entries(colours).map(([name, colour]) => [name, [colour]]))
  const chances = Object.fromEntries(SOMETIMES.map((name) => [`${name}Probability`, has[name] ? 100 : 0]))
  const { svg, extra } = createAvatar(style, {
    seed: 'none',
    clip: false,
    ...chosen,
    ...tints,
    ...chances,
  }).toJson()
  return { svg, extra }
}

/** Colours that nothing else has: what is counted are shapes. */
const PLAIN = {
  hairColor: '00ff00',
  skinColor: 'ff0000',
  glassesColor: '0000ff',
  hatColor: '00ffff',
  accessoriesColor: 'ffff00',
}
const known = new Map()

/** Whether nothing that is there is hidden by the rest: by its shape, whatever the colours. */
function isSeen(face) {
  const key = JSON.stringify([
    ...SOMETIMES.map((name) => face.has[name] && face.parts[name]),
    face.parts.hair,
    face.parts.mouth,
  ])
  const before = known.get(key)
  if (before !== undefined) return before
  const plain = { ...face, ...PLAIN }
  const bare = { ...plain, has: { ...plain.has, beard: false } }
  const without = (name) => ({ ...plain, has: { ...plain.has, [name]: false } })
  const seen = SOMETIMES.every((name) => !face.has[name] || differing(plain, without(name)) >= LEAST_SEEN)
  const answer = seen && differing(bare, { ...bare, hairColor: 'ff00ff' }) >= LEAST_HAIR
  known.set(key, answer)
  return answer
}

/** Pixels that differ. */
function differing(one, other) {
  const [a, b] = [one, other].map((face) => raster(drawn(face).svg))
  const pixels = Array.from({ length: a.length / 3 }, (_, at) => 3 * at)
  return pixels.filter((at) => [0, 1, 2].some((k) => a[at + k] !== b[at + k])).length
}
