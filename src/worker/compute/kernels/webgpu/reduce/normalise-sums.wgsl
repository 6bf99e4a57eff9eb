// Gradients of batch norm's offset, Σ dy (result), and scale, Σ dy·x̂ (`also`), over the rows of x[rows, columns] and dy: a
// group for each four columns. x̂ is x less its mean over its deviation. Uniforms: rows, columns, epsilon, firstGroup.

fn main(index: i32) {
  let local = index % 64;
  let column = 4 * (index / 64 + uniforms.firstGroup);
  let mean = read_mean(column);
  let scale = inverseSqrt(read_variance(column) + uniforms.epsilon);
  var sums = vec4<f32>();
  var along = vec4<f32>();
  for (var row = local; row < uniforms.rows; row += 64) {
    let at = row * uniforms.columns + column;
    let dy = read_dy(at);
    sums += dy;
    along += dy * (read_x(at) - mean) * scale;
  }
  let all = overAll(local, sums);
  let allAlong = overAll(local, along);
  if (local == 0) {
    write(column, all, uniforms.columns - column);
    putTotal(0, column, allAlong, uniforms.columns);
  }
}
