// Four neighbours of NAME from number i on, where i is a multiple of four.
fn read_NAME(i: i32) -> vec4<f32> {
  return NAME[i >> 2u];
}

fn one_NAME(i: i32) -> f32 {
  return NAME[i >> 2u][i & 3];
}
