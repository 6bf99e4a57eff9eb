// A product of matrices that are looked up where they lie in pictures, 32 × 32 of it a group, by way of shared memory: each
// number is looked up once a group. A thread has 4 rows and 4 columns. What rows, columns and terms are, the code that
// follows says: placeRows and placeColumns are told where a thread looks, fourRows and fourColumns give its numbers for
// term k of a part, 0 where there is none, and putRow takes a row of the result. Constants: ACROSS_ROWS, ACROSS_COLUMNS
// (neighbouring terms lie side by side in memory, else neighbouring rows or columns), SUMS (not 0: totals of the columns
// go to putTotals). Uniforms: tilesWide, tilesHigh, columnsInAll, chunks (of sixteen terms in a part), firstGroup.

// Sixteen terms at a time, for each of them eight times four rows and columns.
var<workgroup> shelfRows: array<vec4<f32>, 128>;
var<workgroup> shelfColumns: array<vec4<f32>, 128>;

fn main(index: i32) {
  let group = index / 64 + uniforms.firstGroup;
  let local = index % 64;
  let firstColumn = 32 * (group % uniforms.tilesWide);
  let firstRow = 32 * (group / uniforms.tilesWide % uniforms.tilesHigh);
  let part = group / (uniforms.tilesWide * uniforms.tilesHigh);
  for (var round = 0; round < 2; round++) {
    placeRows(round, part, firstRow + 4 * errand(local, round, ACROSS_ROWS).x);
    placeColumns(round, part, firstColumn + 4 * errand(local, round, ACROSS_COLUMNS).x);
  }
  var sums = mat4x4<f32>();
  var total = vec4<f32>();
  for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
    // Whole quadruples, as two threads must not write to one.
    for (var round = 0; round < 2; round++) {
      let forRows = errand(local, round, ACROSS_ROWS);
      let forColumns = errand(local, round, ACROSS_COLUMNS);
      shelfRows[8 * forRows.y + forRows.x] = fourRows(round, part, 16 * chunk + forRows.y);
      shelfColumns[8 * forColumns.y + forColumns.x] = fourColumns(round, part, 16 * chunk + forColumns.y);
    }
    workgroupBarrier();
    for (var k = 0; k < 16; k++) {
      let a = shelfRows[8 * k + local / 8];
      let b = shelfColumns[8 * k + local % 8];
      sums += mat4x4<f32>(b * a.x, b * a.y, b * a.z, b * a.w);
      if (SUMS > 0) {
        total += b;
      }
    }
    workgroupBarrier();
  }
  putTile(part, firstRow + 4 * (local / 8), firstColumn + 4 * (local % 8), sums, total);
}
