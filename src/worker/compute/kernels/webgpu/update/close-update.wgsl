// Ends an update, by one group of threads: the root of the sum of `squares` to the result, and the clock, `also`, is raised
// by one. Apart from the updates, all of which read the clock. Uniform: size (of squares).
fn main(index: i32) {
  let local = index % 64;
  var sums = vec4<f32>();
  for (var i = 4 * local; i < uniforms.size; i += 256) {
    let keep = vec4<i32>(i) + vec4<i32>(0, 1, 2, 3) < vec4<i32>(uniforms.size);
    sums += select(vec4<f32>(0), read_squares(i), keep);
  }
  let all = overAll(local, sums);
  if (local == 0) {
    result[0] = sqrt(all.x + all.y + all.z + all.w);
    also[0] += 1.0;
  }
}
