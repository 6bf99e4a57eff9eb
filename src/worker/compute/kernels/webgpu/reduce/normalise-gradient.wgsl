// Gradient of batch norm by x[rows, columns]: scale/√(variance + ε)·(dy − mean dy − x̂·mean(dy·x̂)), from the sums of
// normalise-sums.wgsl. Four columns of a row a thread. Uniforms: rows, columns, quads, epsilon.

fn main(index: i32) {
  let row = index / uniforms.quads;
  let column = 4 * (index % uniforms.quads);
  if (row >= uniforms.rows) {
    return;
  }
  let at = row * uniforms.columns + column;
  let count = f32(uniforms.rows);
  let inverse = inverseSqrt(read_variance(column) + uniforms.epsilon);
  let white = (read_x(at) - read_mean(column)) * inverse;
  let rest = read_dy(at) - read_sums(column) / count - white * read_along(column) / count;
  write(at, read_scale(column) * inverse * rest, uniforms.columns - column);
}
