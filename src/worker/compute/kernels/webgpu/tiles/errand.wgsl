// Which of eight quadruples and which of sixteen terms a thread looks up, in the first and in the second of two rounds.
fn errand(local: i32, round: i32, across: bool) -> vec2<i32> {
  return select(vec2<i32>(local % 8, local / 8 + 8 * round), vec2<i32>(local / 16 + 4 * round, local % 16), across);
}

// A thread's four rows of four columns.
fn putTile(part: i32, row: i32, column: i32, sums: mat4x4<f32>, total: vec4<f32>) {
  if (column >= uniforms.columnsInAll) {
    return;
  }
  putRow(part, row, column, sums[0]);
  putRow(part, row + 1, column, sums[1]);
  putRow(part, row + 2, column, sums[2]);
  putRow(part, row + 3, column, sums[3]);
  if (SUMS > 0 && row == 0) {
    putTotals(part, column, total);
  }
}
