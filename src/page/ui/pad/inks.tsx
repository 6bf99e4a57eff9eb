/** What the brush is dipped in: a few shades, or a few colours that people with any colour sight tell apart. */

const INKS = [
  { id: 'black', label: 'Black', rgb: [0, 0, 0], gray: true },
  { id: 'dark', label: 'Dark gray', rgb: [72, 72, 72], gray: true },
  { id: 'gray', label: 'Gray', rgb: [128, 128, 128], gray: true },
  { id: 'light', label: 'Light gray', rgb: [190, 190, 190], gray: true },
  { id: 'white', label: 'White', rgb: [255, 255, 255], gray: true },
  { id: 'red', label: 'Red', rgb: [213, 60, 40], gray: false },
  { id: 'orange', label: 'Orange', rgb: [240, 150, 30], gray: false },
  { id: 'yellow', label: 'Yellow', rgb: [245, 215, 70], gray: false },
  { id: 'green', label: 'Green', rgb: [40, 150, 80], gray: false },
  { id: 'blue', label: 'Blue', rgb: [40, 105, 190], gray: false },
  { id: 'brown', label: 'Brown', rgb: [125, 80, 50], gray: false },
] as const

export type InkId = (typeof INKS)[number]['id']

/** In [−1, 1]. @param channels 1: how bright it is */
export function inkOf(id: InkId, channels: 1 | 3): readonly number[] {
  const [red, green, blue] = INKS.find((ink) => ink.id === id)?.rgb ?? [255, 255, 255]
  const values = channels === 3 ? [red, green, blue] : [0.299 * red + 0.587 * green + 0.114 * blue]
  return values.map((value) => value / 127.5 - 1)
}

interface Props {
  coloured: boolean
  chosen: InkId
  onChoose: (id: InkId) => void
}

export function Inks({ coloured, chosen, onChoose }: Props) {
  // Two grays less leave room for colours.
  const shown = INKS.filter(({ id, gray }) => (coloured ? id !== 'dark' && id !== 'light' : gray))
  return (
    <div className="pad-inks" role="radiogroup" aria-label={coloured ? 'Colour' : 'Shade'}>
      {shown.map(({ id, label, rgb }) => (
        <label key={id} className="pad-ink" title={label}>
          <input
            type="radio"
            name="pad-ink"
            value={id}
            checked={id === chosen}
            aria-label={label}
            onChange={() => onChoose(id)}
          />
          <i aria-hidden="true" style={{ background: `rgb(${rgb.join(' ')})` }} />
        </label>
      ))}
    </div>
  )
}
