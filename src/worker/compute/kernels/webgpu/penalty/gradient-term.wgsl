// factor·Σ squares, or factor·Σ(√(squares + ε) − 1)² where CENTRED, by one group of threads. Uniforms: size, factor, epsilon.
fn main(index: i32) {
  let local = index % 64;
  var sums = vec4<f32>();
  for (var i = local; i < uniforms.size; i += 64) {
    let off = sqrt(squares[i] + uniforms.epsilon) - 1.0;
    sums.x += select(squares[i], off * off, CENTRED);
  }
  let all = overAll(local, sums);
  if (local == 0) {
    result[0] = uniforms.factor * all.x;
  }
}
