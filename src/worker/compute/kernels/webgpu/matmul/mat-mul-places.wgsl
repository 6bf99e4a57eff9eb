// Where the matrices of a batch lie, and where a product's rows go. Uniforms: m, n, rows, outer.

// Where matrix i of the result finds its factor: dimensions of length one have stride zero.
fn sourceOf(i: i32, strides: vec4<i32>) -> i32 {
  var rest = i;
  var at = 0;
  for (var d = 3; d >= 0; d--) {
    at += (rest % uniforms.outer[d]) * strides[d];
    rest /= uniforms.outer[d];
  }
  return at;
}

fn putRow(slice: i32, row: i32, column: i32, sums: vec4<f32>) {
  if (row >= uniforms.m) {
    return;
  }
  let at = (slice * uniforms.rows + row) * uniforms.n + column;
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, column, at);
  }
  write(at, numbers, uniforms.n - column);
}

fn put(slice: i32, row: i32, column: i32, sums: mat4x4<f32>) {
  // In a loop, as a processor takes as long to compile four copies as the rest of a product.
  var rows = sums;
  for (var i = 0; i < 4; i++) {
    putRow(slice, row + i, column, rows[i]);
  }
}
