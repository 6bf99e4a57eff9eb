/** Sliders by pages, since up to 256 do not fit. Pure. */

export interface PageOfSliders {
  /** Index of the first and last dimension shown, from 0. */
  readonly first: number
  readonly last: number
  readonly page: number
  readonly pages: number
}

export const PER_PAGE = 8

/** The page held within what there is; an empty latent has one empty page. */
export function pageOfSliders(page: number, dimensions: number): PageOfSliders {
  const pages = Math.max(1, Math.ceil(dimensions / PER_PAGE))
  const held = Math.min(pages - 1, Math.max(0, page))
  const first = held * PER_PAGE
  return { first, last: Math.min(dimensions, first + PER_PAGE) - 1, page: held, pages }
}
