// Writes the first `count` of four neighbours from number i on.
fn write(i: i32, numbers: vec4<f32>, count: i32) {
  for (var j = 0; j < min(count, 4); j++) {
    result[i + j] = numbers[j];
  }
}
