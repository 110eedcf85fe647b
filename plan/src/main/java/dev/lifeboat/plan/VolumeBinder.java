package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import java.time.Duration;
import java.util.Optional;

/// Binds a [Volume].
final class VolumeBinder {
  static final Keys KEYS =
      Keys.ofResource("Volume", Volume.TYPE)
          // How much may be lost is for a plan to say, never a default.
          .required("every", Volume.EVERY, DurationText.RULE);

  private VolumeBinder() {}

  static Optional<Resource> bind(Unbound volume) {
    var fields = volume.fields();
    var every = fields.read("every", Duration.class);
    var values = volume.values();
    return fields.make(() -> new Volume(volume.name(), every.orElseThrow(), values));
  }
}
