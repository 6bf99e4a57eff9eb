/** Rows of tables on the page. */
import { learntColumns } from '../../../common/tables/learnt-columns.ts'
import type { PageKind } from '../kind.ts'
import { later } from '../../ui/kit/later.tsx'
import { wholeNumber } from '../../ui/kit/number-words.ts'
import { ROW_WORTH } from '../../ui/worth/row-choices.tsx'
import { FilmRows } from './film-rows.tsx'
import { RowToolbar } from './stage/row-toolbar.tsx'
import { stageWords } from './row-words.ts'

/** Come with the first table. */
const ColumnList = later(async () => (await import('./columns/column-list.tsx')).ColumnList)
const RowStage = later(async () => (await import('./stage/row-stage.tsx')).RowStage)

export const ROW: PageKind<'row'> = {
  stage: {
    Toolbar: RowToolbar,
    Overlay: RowStage,
    isWide: () => true,
    keyInToolbar: true,
    words: stageWords,
  },
  lowerPanel: 'below',
  portrait: () => 'The fake row under the hand, column by column',
  FilmCell: FilmRows,
  facts: ({ count, columns, item }) => {
    const learnt = item?.kind === 'row' ? learntColumns(item.encoding).length : null
    const all = item?.kind === 'row' ? item.encoding.columns.length : columns
    return [
      `${wholeNumber(count)} ${count === 1 ? 'row' : 'rows'}`,
      ...(all === undefined ? [] : [`${all} ${all === 1 ? 'column' : 'columns'}`]),
      ...(learnt === null || learnt === all ? [] : [`${learnt} learnt`]),
    ]
  },
  preview: ({ label, item }) =>
    `The columns of ${label}: how the values of each of the ${learntColumns(item.encoding).length} that are learnt are spread.`,
  Tools: null,
  worth: ROW_WORTH,
  Parts: ColumnList,
  offersCollapse: false,
}
