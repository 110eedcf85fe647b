package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Text;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Binds `vaults`.
final class VaultBinder {
  /// A folder, relative to the plan's, or a bucket.
  private static final PlanKey<String> URL =
      Text.any("write a folder, or s3://BUCKET/PREFIX").required("url");

  /// Of its bucket. Left out: as the environment says.
  static final PlanKey<String> REGION =
      Text.any("write the region of its bucket, such as eu-central-1").key("region");

  /// File with its key, relative to the plan's folder. Left out: a passphrase opens it.
  private static final PlanKey<String> KEYS =
      Text.any("write the path of a file with its key").key("keys");

  /// How long any backup in it stays at least.
  private static final PlanKey<Duration> RETAIN =
      PlanKey.span("retain", Duration.ofDays(1), DurationText.LONGEST);

  private static final Keys VAULT = Keys.of("Vault", URL, REGION, KEYS, RETAIN);

  /// Where backups are kept, by name.
  static final PlanKey<Object> VAULTS = new KeyType.Named(VAULT, 0).key("vaults").or(Map.of());

  private VaultBinder() {}

  static Map<String, VaultPlace> bind(PlanValue cursor) {
    var vaults = new LinkedHashMap<String, VaultPlace>();
    cursor
        .named("vault")
        .forEach((name, value) -> {
          var fields = value.fields(VAULT);
          var url = fields.read(URL);
          var region = fields.read(REGION);
          var keys = fields.read(KEYS);
          var retain = fields.read(RETAIN);
          value
              .make(() -> new VaultPlace(name, url.orElseThrow(), region, keys, retain))
              .ifPresent(it -> vaults.put(name, it));
        });
    return vaults;
  }
}
