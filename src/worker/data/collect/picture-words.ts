/** What is said of decisions about pictures. Text and options alone. */
import type { DataChoice, Guess, GuessOption, Size, Trouble } from '../../../common/items/data-card.ts'
import { BLACK, WHITE } from '../pixels/background.ts'
import type { Rgb } from '../pixels/picture.ts'
import type { Stretch } from '../pixels/range.ts'
import type { AnimationOrigin, SheetOrigin } from '../readers/picture.ts'

const whole = (value: number) => value.toLocaleString('en-GB')
const sides = ({ width, height }: Size) => `${width} × ${height}`
const are = (count: number) => (count === 1 ? 'is' : 'are')

function option(label: string, change: Partial<DataChoice>, inForce: boolean): GuessOption {
  return { label, change, inForce }
}

/** @param lostOnWhite of those that can be seen through */
export function backgroundGuess(
  { count, lostOnWhite }: { readonly count: number; readonly lostOnWhite: number },
  all: number,
  colour: Rgb,
  choice: DataChoice['background'],
): Guess {
  const hex = hexOf(colour)
  const named = new Map<`#${string}`, string>([
    [hexOf(WHITE), 'White'],
    [hexOf(BLACK), 'Black'],
    ['#808080', 'Gray'],
  ])
  const options = [...named].map(([value, label]) => option(label, { background: value }, value === hex))
  if (!named.has(hex)) options.unshift(option(hex, { background: hex }, true))
  const behind = (named.get(hex) ?? hex).toLowerCase()
  const lost = lostOnWhite === count ? 'they' : `${whole(lostOnWhite)} of them`
  const why = choice === 'auto' && hex === hexOf(BLACK) ? `, for on white ${lost} could not be seen` : ''
  return {
    about: 'background',
    sentence: `${whole(count)} of ${whole(all)} pictures can be seen through: ${behind} stands behind them${why}.`,
    options,
  }
}

function hexOf(colour: Rgb): `#${string}` {
  return `#${colour.map((level) => level.toString(16).padStart(2, '0')).join('')}`
}

export function enlargeGuess(byWhole: boolean, choice: DataChoice['enlarge']): Guess {
  const why = choice === 'auto' && byWhole ? 'Small pictures of few colours keep' : 'Small pictures have'
  return {
    about: 'enlarge',
    sentence: byWhole
      ? `${why} hard edges: each pixel becomes a block of whole pixels, with a margin around.`
      : `${why} soft edges: they are enlarged smoothly.`,
    options: [
      option('Hard edges', { enlarge: 'whole' }, byWhole),
      option('Smooth', { enlarge: 'smooth' }, !byWhole),
    ],
  }
}

export const enlargedTrouble = (count: number, all: number, size: number): Trouble => ({
  id: 'enlarged',
  sentence: `${whole(count)} of ${whole(all)} pictures ${are(count)} smaller than ${size} × ${size} and ${count === 1 ? 'was' : 'were'} enlarged: that adds no detail.`,
  nextStep: 'Choose a smaller image side to train faster.',
})

export const ownSide = (side: number): Trouble => ({
  id: 'own-side',
  sentence: `All pictures are ${side} × ${side}: they are kept at this size.`,
  nextStep: 'Choose another image side to change that.',
})

export function narrowRange({ low, high }: Stretch, called: string): Trouble {
  const used = Math.max(1, Math.round((high - low) * 100))
  return {
    id: 'narrow-range',
    sentence: `${called} use ${used} % of their range from black to white; all were stretched over the whole of it alike.`,
    nextStep: '',
  }
}

export const scaledNumbers = (name: string, [low, high]: readonly [number, number]): Trouble => ({
  id: 'narrow-range',
  sentence: `${name} holds numbers from ${brief(low)} to ${brief(high)}: the least became black, the most white.`,
  nextStep: '',
})

function brief(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** What is said of the animations of a set: what was taken of them, and that no more can be where it cannot. */
export function ofAnimations(
  origins: readonly AnimationOrigin[],
  choice: DataChoice['frames'],
): { guesses: Guess[]; troubles: Trouble[] } {
  const [first] = origins
  if (first === undefined) return { guesses: [], troubles: [] }
  const firsts = origins.filter(({ every }) => every === 0)
  const locked = firsts.filter(({ firstOnly }) => firstOnly).length
  const frames = origins.reduce((sum, origin) => sum + origin.frames, 0)
  const count = `${whole(origins.length)} ${origins.length === 1 ? 'animation' : 'animations'}`
  const stride = Math.max(...origins.map(({ every }) => every))
  const offered = [...new Set([1, 2, 5, 10, stride])].filter((every) => every > 0).sort((a, b) => a - b)
  const label = (every: number) => (every === 1 ? 'All frames' : `Every ${ordinal(every)} frame`)
  const taken =
    stride === 0
      ? 'only the first frame is a picture'
      : `${label(stride).toLowerCase()} ${stride === 1 ? 'are pictures' : 'is a picture'}`
  const guess: Guess = {
    about: 'frames',
    sentence: `${count} of ${whole(frames)} frames: ${taken}.`,
    options: [
      ...offered.map((every) => option(label(every), { frames: every }, every === stride)),
      option('First frame', { frames: 0 }, stride === 0),
    ],
  }
  const trouble: Trouble = {
    id: 'first-frames',
    sentence:
      locked > 0
        ? `Only the first frame of ${whole(locked)} ${locked === 1 ? 'animation' : 'animations'} is used: this browser cannot take out the others.`
        : `Only the first frame of ${whole(firsts.length)} ${firsts.length === 1 ? 'animation' : 'animations'} is used.`,
    nextStep:
      locked > 0 ? 'Save the frames as PNG, or the animation as GIF.' : 'Take all frames, or every n-th.',
  }
  return {
    guesses: locked === origins.length ? [] : [guess],
    troubles: firsts.length > 0 && (locked > 0 || choice === 'auto') ? [trouble] : [],
  }
}

function ordinal(value: number): string {
  const ending =
    value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${ending}`
}

/** @param sheets that were found; of several, the first speaks */
export function ofSheets([sheet]: readonly SheetOrigin[]): Guess[] {
  if (sheet === undefined) return []
  const { tile, columns, rows, cut } = sheet
  const doubled = { width: tile.width * 2, height: tile.height * 2 }
  const fits = columns % 2 === 0 && rows % 2 === 0 && columns * rows > 8
  const grid = `${columns} × ${rows} tiles of ${sides(tile)}`
  return [
    {
      about: 'tile',
      sentence: cut
        ? `The sheet was cut into ${grid}.`
        : `A picture looks like a sheet of ${grid}; it stays one picture.`,
      options: [
        option(`Tiles of ${sides(tile)}`, { tile }, cut),
        ...(fits ? [option(`Tiles of ${sides(doubled)}`, { tile: doubled }, false)] : []),
        option('One picture', { tile: null }, !cut),
      ],
    },
  ]
}

/** @param kept what would show them as they are stored */
export const turnedRight = (name: string, choice: DataChoice): Guess => {
  const stored = choice.turn === 270 && choice.mirror
  return {
    about: 'turn',
    sentence: `${name}: EMNIST stores its pictures lying on their side; ${stored ? 'they stay so' : 'they were turned upright'}.`,
    options: [
      option('Upright', { turn: 0, mirror: false }, choice.turn === 0 && !choice.mirror),
      option('As stored', { turn: 270, mirror: true }, stored),
    ],
  }
}
