package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.ShippedPlans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Templates before the linter of CloudFormation that AWS maintains: cfn-lint, which `prepare`
/// installs with the schemas of all resources. Errors and warnings alike fail.
final class CfnLintTest {
  private static final Path MODULE = Path.of(System.getProperty("lifeboat.testbed"));

  private static final int SEEDS = 50;

  private record Verdict(int exit, String words) {}

  private static Verdict verdict(List<Path> templates) throws Exception {
    var words = new ArrayList<String>();
    words.add(MODULE.resolve(".venv/bin/cfn-lint").toString());
    templates.forEach(it -> words.add(it.toString()));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), said);
  }

  private static List<Path> write(Map<String, String> files, Path folder) throws IOException {
    var templates = new ArrayList<Path>();
    for (var file : files.entrySet()) {
      if (file.getKey().endsWith(".template.json")) {
        var path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        templates.add(Files.writeString(path, file.getValue()));
      }
    }
    return templates;
  }

  /// The linter takes seconds for a template on a busy machine.
  @Test
  void templates_of_the_examples_pass(@TempDir Path folder) throws Exception {
    var templates = new ArrayList<Path>();
    for (var name : ShippedPlans.onAws()) {
      var emitted = EmittedAccount.of(AccountPlans.example(name));
      templates.addAll(write(emitted.files(), folder.resolve(name)));
      assertThat(emitted.files())
          .containsKeys("experiments-primary/stack.template.json", "visitor/stack.template.json");
    }

    assertPass(templates, ShippedPlans.onAws().size());
  }

  @Test
  void templates_with_guards_on_fargate_pass(@TempDir Path folder) throws Exception {
    var templates = write(GuardedExample.files().files(), folder);

    assertThat(templates).contains(folder.resolve("guards-primary/stack.template.json"));
    assertPass(templates, 1);
  }

  @Test
  @Tag("proof")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void templates_of_generated_plans_pass(@TempDir Path folder) throws Exception {
    var templates = new ArrayList<Path>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var emitted = EmittedAccount.of(AccountPlans.random(seed));
      templates.addAll(write(emitted.files(), folder.resolve("seed-" + seed)));
    }

    assertPass(templates, SEEDS);
  }

  private static void assertPass(List<Path> templates, int plans) throws Exception {
    assertThat(templates).hasSizeGreaterThan(3 * plans);
    var verdict = verdict(templates);
    assertThat(verdict.exit()).as(verdict.words()).isZero();
    assertThat(verdict.words()).isBlank();
  }

  @Test
  void a_table_without_a_key_is_found_out(@TempDir Path folder) throws Exception {
    var files = EmittedAccount.of(AccountPlans.example("lamp-pilot-light")).files();
    var broken = files.get("arbiter/stack.template.json").replace("KeySchema", "Keys");

    var verdict = verdict(write(Map.of("broken.template.json", broken), folder));

    assertThat(verdict.exit()).isNotZero();
    assertThat(verdict.words()).contains("KeySchema");
  }
}
