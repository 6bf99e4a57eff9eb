// The loss, by one group of threads. Reads real and fake through a frame's sumsOf.

fn main(index: i32) {
  let local = index % 64;
  let all = overAll(local, sumsOf(local));
  if (local == 0) {
    // Without reals their sum is nought, and so is their number.
    result[0] = all.x / f32(max(uniforms.reals, 1)) + all.y / f32(uniforms.fakes);
  }
}

// Of a value nobody asks for a gradient.
fn putFake(i: i32, slope: f32) {}

fn putReal(i: i32, slope: f32) {}
