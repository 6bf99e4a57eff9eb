// What the update rules share. The code for one network is made of one SLOT after another: a parameter `p_SLOT`, its
// gradient `g_SLOT` and its moments. Each thread takes every threads-th number and leaves the sum of squares of its
// gradients in `squares`.

// What Adam's moments have grown to since they were zero, 1 − βᵗ.
var<private> grownMean: f32;
var<private> grownSquare: f32;

// 1 − e^y for y ≤ 0, right to the last digits: a device's own exp need not be, and the difference would lose them. A
// series for y/256, then eight times 1 − e^2y = (1 − e^y)(2 − (1 − e^y)).
fn grown(y: f32) -> f32 {
  let z = max(y, -20.0) / 256.0;
  var part = -z * (1.0 + z * (0.5 + z * (1.0 / 6.0 + z / 24.0)));
  for (var i = 0; i < 8; i++) {
    part *= 2.0 - part;
  }
  return part;
}

fn prepare() {
  let t = clock[0] + 1.0;
  grownMean = grown(t * settings.logBeta1);
  grownSquare = grown(t * settings.logBeta2);
}

fn bounded(parameter: f32) -> f32 {
  return select(parameter, clamp(parameter, -settings.bound, settings.bound), settings.bound > 0.0);
}
