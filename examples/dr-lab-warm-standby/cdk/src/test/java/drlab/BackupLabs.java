package drlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.assertions.Template;

/// Backup and restore as its `cdk.json` makes it, with the templates of a recovery.
final class BackupLabs {
  static final Path FOLDER = Path.of("..", "..", "dr-lab-backup-restore");

  static final List<String> STACKS =
      List.of("PrimaryNetworkStack", "PrimaryDataStack", "BackupStack", "PrimaryAppStack");
  static final List<String> TEMPLATES = List.of("RecoveryNetworkStack", "RecoveryAppStack");

  static final Lab AS_SHIPPED = Lab.made("cdk.backup", context(), BackupLab::build);

  /// With the other value of each key but the regions, which the plan has.
  static final Lab OTHERWISE =
      Lab.made(
          "cdk.backup-otherwise",
          context(
              Map.of(
                  "rto_target_hours", "2", // As a text, too.
                  "rpo_target_hours", 12,
                  "alarm_email", "",
                  "domain_name", "www.shop.example",
                  "hosted_zone_id", "ZOTHER")),
          BackupLab::build);

  private static final String ENDING = ".template.json";

  private BackupLabs() {}

  static Map<String, Object> context() {
    return Lab.context(FOLDER.resolve("cdk/cdk.json"));
  }

  private static Map<String, Object> context(Map<String, Object> changed) {
    var context = context();
    var config = new TreeMap<>(Lab.map(context.get("config")));
    config.putAll(changed);
    context.put("config", config);
    context.put("bucketPrefix", "shop");
    return context;
  }

  static Object plan(String... names) {
    return Lab.at(Lab.read(FOLDER.resolve("lifeboat.yaml")), names);
  }

  /// The file of a template of the recovery, without its ending, below the lab's folder.
  static String artifact(String template) throws IOException {
    var folder = Path.of(AS_SHIPPED.folder());
    try (var found = Files.list(folder.resolve("assembly-Recovery"))) {
      return found
          .map(it -> folder.relativize(it).toString())
          .filter(it -> it.contains(template) && it.endsWith(ENDING))
          .map(it -> it.substring(0, it.length() - ENDING.length()))
          .findFirst()
          .orElseThrow();
    }
  }

  static Template template(String stack) throws IOException {
    return Template.fromJSON(Lab.read(Path.of(AS_SHIPPED.folder(), artifact(stack) + ENDING)));
  }
}
