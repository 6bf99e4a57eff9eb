// The parts of a split sum put together: result[i] = Σ over p of partial[p · size + i], four numbers a thread; then bias
// and rectifier where FINISH. `partial` holds `matrices` times `parts` stretches of `size` numbers, of which the last,
// from `edge` on, go to the second result where ALSO.
// Uniforms: size, edge, parts, matrices, period (columns), slope.

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
  if (i >= uniforms.edge) {
    putTotal(0, i - uniforms.edge, sums, uniforms.size - uniforms.edge);
    return;
  }
  let at = matrix * uniforms.edge + i;
  if (FINISH) {
    sums = finish(sums, i % uniforms.period, at);
  }
  write(at, sums, uniforms.edge - i);
  for (var j = uniforms.edge - i; j < 4; j++) {
    putTotal(0, i + j - uniforms.edge, vec4<f32>(sums[j]), min(i + j - uniforms.edge + 1, uniforms.size - uniforms.edge));
  }
}
