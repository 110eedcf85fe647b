package dev.lifeboat.vault;

import dev.lifeboat.vault.TrailEntry.Kind;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// Words in a trail that nobody acted upon yet.
record SampleTrail(VaultStore store, InstantSource clock) {
  void retain(VaultRetention rule) throws IOException {
    new Trail(store, SampleVaults.keys(store), new SecureRandom(), clock)
        .append(Kind.RETENTION, List.of(), rule.source(), List.of(rule.days()));
  }
}
