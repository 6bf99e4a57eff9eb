// The gradient of gradient-term.wgsl by slopes [n, columns], whose squares' sums are `squares` [n]: four numbers a thread.
// Constant: CENTRED. Uniforms: size (of slopes), columns, factor, epsilon.
fn main(index: i32) {
  let i = 4 * index;
  if (i >= uniforms.size) {
    return;
  }
  let rows = min(vec4<i32>(i) + vec4<i32>(0, 1, 2, 3), vec4<i32>(uniforms.size - 1)) / uniforms.columns;
  let held = vec4<f32>(squares[rows.x], squares[rows.y], squares[rows.z], squares[rows.w]);
  var scale = vec4<f32>(2.0 * uniforms.factor * upstream[0]);
  if (CENTRED) {
    scale *= 1.0 - 1.0 / sqrt(held + uniforms.epsilon);
  }
  write(i, scale * read_slopes(i), uniforms.size - i);
}
