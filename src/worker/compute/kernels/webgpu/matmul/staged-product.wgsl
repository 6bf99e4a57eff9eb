// For staged.wgsl: C = A · B for a batch of matrices, a part for each. Constants: TRANSPOSED_A (stored [k, m]), TRANSPOSED_B
// (stored [n, k]), BATCHED. Uniforms: m, n, k; outer, strideA, strideB. putRow is that of mat-mul-places.wgsl.
var<private> rowsOf: array<vec4<i32>, 2>;
var<private> columnsOf: array<vec4<i32>, 2>;
var<private> startA: i32;
var<private> startB: i32;

fn placeRows(round: i32, part: i32, row: i32) {
  rowsOf[round] = vec4<i32>(0, 1, 2, 3) + row;
  if (BATCHED) {
    startA = sourceOf(part, uniforms.strideA) * uniforms.m * uniforms.k;
  }
}

fn placeColumns(round: i32, part: i32, column: i32) {
  columnsOf[round] = vec4<i32>(0, 1, 2, 3) + column;
  if (BATCHED) {
    startB = sourceOf(part, uniforms.strideB) * uniforms.n * uniforms.k;
  }
}

fn fourRows(round: i32, part: i32, k: i32) -> vec4<f32> {
  let rows = rowsOf[round];
  let on = (rows < vec4<i32>(uniforms.m)) & vec4<bool>(k < uniforms.k);
  let places = select(rows * uniforms.k + k, k * uniforms.m + rows, vec4<bool>(TRANSPOSED_A));
  let at = select(vec4<i32>(0), startA + places, on);
  return select(vec4<f32>(0), vec4<f32>(one_a(at.x), one_a(at.y), one_a(at.z), one_a(at.w)), on);
}

fn fourColumns(round: i32, part: i32, k: i32) -> vec4<f32> {
  let columns = columnsOf[round];
  let on = (columns < vec4<i32>(uniforms.n)) & vec4<bool>(k < uniforms.k);
  let places = select(k * uniforms.n + columns, columns * uniforms.k + k, vec4<bool>(TRANSPOSED_B));
  let at = select(vec4<i32>(0), startB + places, on);
  return select(vec4<f32>(0), vec4<f32>(one_b(at.x), one_b(at.y), one_b(at.z), one_b(at.w)), on);
}

fn putTotals(part: i32, column: i32, total: vec4<f32>) {}
