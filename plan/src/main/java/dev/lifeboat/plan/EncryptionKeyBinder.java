package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// Binds `assess.keys`.
final class EncryptionKeyBinder {
  /// The day on which it was made or rotated last, by UTC.
  private static final PlanKey<LocalDate> ROTATED = DateText.TYPE.required("rotated");

  /// How old it may become.
  private static final PlanKey<Duration> EVERY =
      PlanKey.span("every", Duration.ofDays(1), DurationText.LONGEST).or(Duration.ofDays(365));

  private static final Keys KEY = Keys.of("Encryption key", ROTATED, EVERY);

  /// Keys that encrypt stores and vaults, by their names.
  static final PlanKey<Object> KEYS = new Named(KEY, 0).key("keys").or(Map.of());

  private EncryptionKeyBinder() {}

  static Map<String, EncryptionKey> bind(Fields assess, DeclaredNames declared) {
    var keys = new LinkedHashMap<String, EncryptionKey>();
    var said = assess.value(KEYS).map(it -> it.named("key")).orElse(Map.of());
    if (said.isEmpty()) {
      return keys;
    }
    var stores = declared.stores();
    said.forEach((name, value) -> {
      declared.ids().requireStore(stores, value, name);
      var fields = value.fields(KEY);
      var rotated = fields.read(ROTATED);
      var every = fields.get(EVERY);
      value
          .make(() -> new EncryptionKey(rotated.orElseThrow(), every))
          .ifPresent(it -> keys.put(name, it));
    });
    return keys;
  }
}
