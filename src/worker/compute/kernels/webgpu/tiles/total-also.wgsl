// The first of a row's four totals that exist, to the second result.
fn putTotal(row: i32, column: i32, total: vec4<f32>, columns: i32) {
  for (var j = 0; j < min(columns - column, 4); j++) {
    also[column + j] = total[j];
  }
}
