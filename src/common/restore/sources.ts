/** From what pictures are restored. Each id is made on the device in src/worker/gan/tasks/restore/. Knows no tensors. */
import type { Entry } from '../catalog/entry.ts'

export const RESTORE_SOURCES = [
  {
    id: 'half',
    label: 'Half the side',
    meaning:
      'Shrunk to half its side by the mean of each four pixels, and enlarged again: super-resolution 2×.',
    source: 'Keys 1981 for the enlarging (bicubic, a = −½)',
  },
  {
    id: 'quarter',
    label: 'A quarter of the side',
    meaning: 'Shrunk to a quarter of its side, and enlarged again: super-resolution 4×.',
    source: 'Keys 1981 for the enlarging (bicubic, a = −½)',
  },
  {
    id: 'gray',
    label: 'Without colour',
    meaning: 'How bright each pixel is, and nothing of its colour.',
    source: 'ITU-R BT.601 luma',
  },
  {
    id: 'hole',
    label: 'With a hole',
    meaning: 'A part of the picture is missing, and the forger is told which.',
    source: 'Pathak et al. 2016 (context encoders)',
  },
  {
    id: 'noise',
    label: 'Noisy',
    meaning: 'Normal noise is added to every number.',
    source: 'Zhang et al. 2017 (DnCNN): noise of a known deviation',
  },
  {
    id: 'blur',
    label: 'Blurred',
    meaning: 'Blurred by a Gaussian.',
    source: 'Xu et al. 2014: deconvolution learnt from pairs',
  },
  {
    id: 'edges',
    label: 'Edges',
    meaning: 'Only where brightness changes: white lines on black.',
    source: 'Isola et al. 2017 (edges → photo), with Sobel’s operator in place of a learnt one',
  },
  {
    id: 'mosaic',
    label: 'Mosaic',
    meaning: 'Each block of pixels has one colour, its mean.',
    source: 'own: pixelation, as faces are hidden with',
  },
  {
    id: 'pairs',
    label: 'Its partner',
    meaning:
      'The other picture of each pair, as you brought them: two folders of the same names, or two pictures side by side.',
    source: 'Isola et al. 2017 (pix2pix)',
  },
] as const satisfies readonly Entry[]

export type RestoreSourceId = (typeof RESTORE_SOURCES)[number]['id']

/** What is made of the very picture that is wanted, rather than brought beside it. */
export type LostSourceId = Exclude<RestoreSourceId, 'pairs'>

export const LOST_SOURCES: readonly LostSourceId[] = RESTORE_SOURCES.flatMap(({ id }) =>
  id === 'pairs' ? [] : [id],
)

export const HOLES = [
  {
    id: 'centre',
    label: 'Centre',
    meaning: 'A square of half the side in the middle: a quarter of the pixels.',
    source: 'Pathak et al. 2016',
  },
  {
    id: 'random',
    label: 'Anywhere',
    meaning: 'Such a square anywhere; it may lie over the border.',
    source: 'as DiffAugment’s cutout (Zhao et al. 2020)',
  },
  {
    id: 'half',
    label: 'Half',
    meaning: 'One half of the picture: the upper, lower, left or right one.',
    source: 'own',
  },
  {
    id: 'brush',
    label: 'Strokes',
    meaning: 'Four straight strokes, as a hand wipes.',
    source: 'after the free-form masks of Yu et al. 2019, with straight strokes',
  },
] as const satisfies readonly Entry[]

export type HoleId = (typeof HOLES)[number]['id']
