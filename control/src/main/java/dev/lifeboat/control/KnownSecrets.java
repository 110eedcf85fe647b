package dev.lifeboat.control;

import dev.lifeboat.provider.ProviderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The secrets that we know by their value: providers', and the environment's.
final class KnownSecrets {
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          ".*(PASS|PWD|SECRET|TOKEN|CREDENTIAL|COOKIE|KEY|AUTH|DSN|DATABASE_URL).*",
          Pattern.CASE_INSENSITIVE);

  private KnownSecrets() {}

  /// Every secret that is known by its value.
  ///
  /// @param kept as [Checkup#of] takes it
  /// @throws IOException when a provider's cannot be read: they could not be removed then
  static List<String> of(Path state, List<ProviderFiles> kept, Map<String, String> environment)
      throws IOException {
    var secrets = new ArrayList<String>();
    environment.forEach((name, value) -> {
      if (SUSPICIOUS.matcher(name).matches() && !Files.exists(Path.of(value.replace('\0', '_')))) {
        secrets.add(value);
      }
    });
    for (var files : kept) {
      secrets.addAll(files.secrets().of(files.in(state)));
    }
    return secrets;
  }
}
