// What four neighbours have from each other, where they are a subgroup (lib/fours.ts). That all four come here together follows from how
// work is shared out, and not from any text.

// Told by the start of every shader that has subgroups.
var<private> laneCount: i32;

// What each of the four has, one a column.
@diagnostic(off, subgroup_uniformity)
fn passedOn(own: vec4<f32>) -> mat4x4<f32> {
  return mat4x4<f32>(subgroupBroadcast(own, 0u), subgroupBroadcast(own, 1u), subgroupBroadcast(own, 2u),
    subgroupBroadcast(own, 3u));
}
