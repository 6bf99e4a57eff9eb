// Totals as a row of the result.
fn putTotal(row: i32, column: i32, total: vec4<f32>, columns: i32) {
  write(row * columns + column, total, columns - column);
}
