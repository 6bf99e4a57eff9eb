// a ← δa + (1 − δ)x, with δ = decay, or min(decay, (1 + t)/(warmth + t)) where warmth is not 0; t is the clock.
var<private> kept: f32;

fn prepare() {
  let t = clock[0];
  let warm = min(settings.decay, (1.0 + t) / (settings.warmth + t));
  kept = select(settings.decay, warm, settings.warmth > 0.0);
}
