package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The secrets that we know by their value: labs' passwords, and the environment's.
final class KnownSecrets {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          ".*(PASS|PWD|SECRET|TOKEN|CREDENTIAL|COOKIE|KEY|AUTH|DSN|DATABASE_URL).*",
          Pattern.CASE_INSENSITIVE);

  private KnownSecrets() {}

  /// Every secret that is known by its value.
  ///
  /// @param kept as [Checkup#of] takes it
  /// @throws IOException when a lab's passwords cannot be read: they could not be removed then
  static List<String> of(Path kept, Map<String, String> environment) throws IOException {
    var secrets = new ArrayList<String>();
    environment.forEach((name, value) -> {
      if (SUSPICIOUS.matcher(name).matches() && !Files.exists(Path.of(value.replace('\0', '_')))) {
        secrets.add(value);
      }
    });
    for (var lab : DurableFile.list(kept)) {
      var file = lab.resolve("secrets.json");
      if (Files.exists(file)) {
        passwords(file, secrets);
      }
    }
    return secrets;
  }

  private static void passwords(Path file, List<String> secrets) throws IOException {
    try {
      var lab = JSON.readTree(Files.readAllBytes(file));
      lab.findValues("password").stream().map(JsonNode::asString).forEach(secrets::add);
      lab.path("parts").forEach(key -> secrets.add(key.asString()));
    } catch (JacksonException damaged) {
      throw new IOException(
          "%s cannot be read, so what it holds could not be removed".formatted(file), damaged);
    }
  }
}
