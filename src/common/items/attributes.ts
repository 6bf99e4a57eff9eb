/** What is told of items beside their class: whether each has something, or how much of it. Plain data. */

export interface AttributeName {
  readonly name: string
  /** `yes-no`: 1 or 0; `number`: as it was read. */
  readonly kind: 'yes-no' | 'number'
}

export interface Attribute extends AttributeName {
  /** One an item; NaN where it was not told. */
  readonly values: Float32Array
}

/** Items that come from the same thing, such as patches of one photograph: training sees all of them or none. */
export interface Groups {
  readonly names: readonly string[]
  /** Place of each item's group among the names. */
  readonly of: Uint16Array
  /** Places of those that training never sees. */
  readonly heldOut: readonly number[]
}

/** What a summary says of attributes. */
export function namesOf(attributes: readonly Attribute[]): AttributeName[] {
  return attributes.map(({ name, kind }) => ({ name, kind }))
}
