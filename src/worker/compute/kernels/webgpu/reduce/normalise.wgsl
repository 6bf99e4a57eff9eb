// Batch norm of x[rows, columns], and a rectifier: y = (x − mean)/√(variance + ε)·scale + offset, slope·y where y ≤ 0.
// Four columns of a row a thread. Uniforms: rows, columns, quads (of columns), epsilon, slope.

fn main(index: i32) {
  let row = index / uniforms.quads;
  let column = 4 * (index % uniforms.quads);
  if (row >= uniforms.rows) {
    return;
  }
  let at = row * uniforms.columns + column;
  let white = (read_x(at) - read_mean(column)) * inverseSqrt(read_variance(column) + uniforms.epsilon);
  let y = white * read_scale(column) + read_offset(column);
  write(at, select(uniforms.slope * y, y, y > vec4<f32>(0)), uniforms.columns - column);
}
