// The parts of a split sum put together: result[i] = Σ over p of partial[p · size + i], four numbers a thread; then bias
// and rectifier where FINISH. `partial` holds `matrices` times `parts` stretches of `size` numbers.
// Uniforms: size, parts, matrices, columns, slope.

fn main(index: i32) {
  let quads = (uniforms.size + 3) / 4;
  let matrix = index / quads;
  let i = 4 * (index % quads);
  if (matrix >= uniforms.matrices) {
    return;
  }
  var sums = vec4<f32>(0);
  for (var p = 0; p < uniforms.parts; p++) {
    sums += read_partial((matrix * uniforms.parts + p) * uniforms.size + i);
  }
  if (FINISH) {
    sums = finish(sums, i % uniforms.columns);
  }
  write(matrix * uniforms.size + i, sums, uniforms.size - i);
}
