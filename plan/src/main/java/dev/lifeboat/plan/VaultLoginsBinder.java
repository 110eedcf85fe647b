package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import dev.lifeboat.plan.KeyType.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds `assess.logins`.
final class VaultLoginsBinder {
  private static final String RULE = "write a login, such as the ARN of a role";

  /// Login with which backups are written.
  private static final PlanKey<String> WRITES = Text.any(RULE).required("writes");

  /// Login with which they are removed.
  private static final PlanKey<String> KEEPS = Text.any(RULE).required("keeps");

  private static final Keys OF_VAULT = Keys.of("Vault logins", WRITES, KEEPS);

  /// Who writes to vaults and who removes from them, by the vaults' names.
  static final PlanKey<Object> LOGINS = new Named(OF_VAULT, 0).key("logins").or(Map.of());

  private VaultLoginsBinder() {}

  static Map<String, VaultLogins> bind(Fields assess, DeclaredNames declared) {
    var logins = new LinkedHashMap<String, VaultLogins>();
    assess
        .value(LOGINS)
        .map(value -> value.named("key"))
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (!declared.vaults().containsKey(name)) {
            UnknownName.tellAtKey(
                value, name, "vault", () -> List.copyOf(declared.vaults().keySet()));
          }
          bind(value).ifPresent(it -> logins.put(name, it));
        });
    return logins;
  }

  private static Optional<VaultLogins> bind(PlanValue value) {
    var fields = value.fields(OF_VAULT);
    var writes = fields.read(WRITES);
    var keeps = fields.read(KEEPS);
    return value.make(() -> new VaultLogins(writes.orElseThrow(), keeps.orElseThrow()));
  }
}
