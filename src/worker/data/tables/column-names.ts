/** What the names of columns tell. */

/** Names that go together: x first. */
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/^x$/, /^y$/],
  [
    /^(lon|long|lng|longitude|longitud|länge|laenge|längengrad|geo_?lon|x_?lon)$/,
    /^(lat|latitude|latitud|breite|breitengrad|geo_?lat|y_?lat)$/,
  ],
  [/^(easting|east|ostwert|rechtswert|e)$/, /^(northing|north|nordwert|hochwert|n)$/],
]

/** A pair of columns whose names say that they are x and y; null where none do. */
export function namedPair<T extends { readonly name: string }>(
  columns: readonly T[],
): readonly [T, T] | null {
  const named = columns.map((column) => ({ column, name: bareName(column.name) }))
  for (const [isX, isY] of PAIRS) {
    const x = named.find(({ name }) => isX.test(name))
    const y = named.find(({ name }) => isY.test(name))
    if (x !== undefined && y !== undefined) return [x.column, y.column]
  }
  return alikeBut(named)
}

/** "pos_x" and "pos_y", "center.lon" and "center.lat", "PC1" and "PC2", "x0" and "x1". */
function alikeBut<T>(named: readonly { column: T; name: string }[]): readonly [T, T] | null {
  const STEPS: readonly (readonly [RegExp, string])[] = [
    [/(^|[^a-z])x(?![a-z])/, '$1y'],
    [/(^|[^a-z])(?:longitude|long|lon|lng)(?![a-z])/, '$1lat'],
    [/(?<!\d)0(?!\d)/, '1'],
    [/(?<!\d)1(?!\d)/, '2'],
  ]
  for (const [from, to] of STEPS) {
    for (const x of named) {
      if (!from.test(x.name)) continue
      const other = x.name.replace(from, to)
      const y = named.find(({ name }) => name === other || name.replace('latitude', 'lat') === other)
      if (y !== undefined && y !== x) return [x.column, y.column]
    }
  }
  return null
}

/** "Index", "id", "Unnamed: 0" and nothing at all stand over what numbers the rows. */
export function isCountName(name: string): boolean {
  return /^(|#|id|.*[_ ]id|index|idx|level_0|no\.?|nr\.?|num|number|nummer|row|row[_ ]?(id|name|names|number|num)|obs|unnamed: ?\d+|.+[_ ](no\.?|nr\.?|num|number|index|idx))$/i.test(
    name,
  )
}

export function isClassName(name: string): boolean {
  return /^(label|labels|class|classes|class[_ ]?(id|name|label)|target|targets|species|category|cluster|cluster[_ ]?id|group|kind|type|variety|emotion|digit|klasse|gruppe|art|label[_ ]?id)$/i.test(
    name,
  )
}

/** "X [cm]" and "x (m)" are x. */
function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s*[[(].*[\])]\s*$/, '')
    .trim()
}
