// Mean (result) and variance over rows (`also`, biased) of each column of x[rows, columns]: a group for each four columns,
// its threads taking rows in turn. Uniforms: rows, columns, firstGroup.

fn main(index: i32) {
  let local = index % 64;
  let column = 4 * (index / 64 + uniforms.firstGroup);
  let count = f32(uniforms.rows);
  var sums = vec4<f32>();
  for (var row = local; row < uniforms.rows; row += 64) {
    sums += read_x(row * uniforms.columns + column);
  }
  let mean = overAll(local, sums) / count;
  // From the differences: the mean of squares less the square of the mean loses digits.
  var squares = vec4<f32>();
  for (var row = local; row < uniforms.rows; row += 64) {
    let apart = read_x(row * uniforms.columns + column) - mean;
    squares += apart * apart;
  }
  let variance = overAll(local, squares) / count;
  if (local == 0) {
    write(column, mean, uniforms.columns - column);
    putTotal(0, column, variance, uniforms.columns);
  }
}
