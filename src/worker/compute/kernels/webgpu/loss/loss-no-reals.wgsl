fn putReal(i: i32, slope: f32) {}
