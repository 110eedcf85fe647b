package dev.lifeboat.lab.setup;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.provider.ProviderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files of labs that hold passwords and keys, or what customers wrote.
public final class LabFiles {
  static final String SECRETS = "secrets.json";
  static final String AGENT = "agent.json";
  static final String KEEPER = "keeper.json";
  static final String GATEWAY = "gateway.json";

  public static final ProviderFiles KEPT =
      new ProviderFiles(
          Topology.FOLDER,
          Set.of(SECRETS, AGENT, KEEPER, GATEWAY),
          LabFiles::isLeftOut,
          LabFiles::secrets);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> LEFT_OUT = Set.of(SECRETS, "postgres", "objects", "ledgers");

  private LabFiles() {}

  /// A bucket's server and its gateway keep the names of customers' objects, and their headers.
  private static boolean isLeftOut(Path path) {
    var name = String.valueOf(path.getFileName());
    return LEFT_OUT.contains(name)
        || name.endsWith(UnitNames.s3(""))
        || name.endsWith(UnitNames.gateway(""))
        || Files.exists(path.resolve("PG_VERSION"));
  }

  /// Those of every lab, also of one that another version brought up.
  private static List<String> secrets(Path labs) throws IOException {
    var secrets = new ArrayList<String>();
    for (var lab : DurableFile.list(labs)) {
      var file = lab.resolve(SECRETS);
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
