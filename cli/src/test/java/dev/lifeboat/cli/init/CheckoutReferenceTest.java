package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References of a copied example to its checkout, whose folder may have any name. The checkout
/// here has the example's own files, and programs that only say how they were called.
@Timeout(60)
class CheckoutReferenceTest {
  private static final Pattern APP = Pattern.compile("\"app\": \"(.*)\"");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"dr-lab-warm-standby", "lamp-pilot-light"})
  void a_copy_is_tried_in_the_emulated_account_of_its_checkout(String example) throws Exception {
    var copy = copied(example);
    var script = copy.resolve("try");

    assertThat(script).isExecutable();
    assertThat(said(copy, script.toString())).isEqualTo("aws-testbed/try " + example);
  }

  @ParameterizedTest
  @CsvSource({
    "dr-lab-warm-standby, compile exec:java",
    "dr-lab-backup-restore, compile exec:java -Dexec.mainClass=drlab.BackupLab"
  })
  void the_keys_of_a_copy_are_read_by_the_stacks_of_its_checkout(String example, String does)
      throws Exception {
    var stacks = copied(example).resolve("cdk");
    var app = APP.matcher(Files.readString(stacks.resolve("cdk.json")));
    assertThat(app.find()).isTrue();

    var said = said(stacks, "sh", "-c", app.group(1).replace("\\\\", "\\"));

    var project = checkout().resolve("examples/dr-lab-warm-standby/cdk/pom.xml");
    assertThat(said).isEqualTo("mvnw -B -q -f %s %s".formatted(project, does));
    assertThat(ShippedExamples.ofThisProcess().folder())
        .satisfies(it -> assertThat(it.resolve("dr-lab-warm-standby/cdk/pom.xml")).exists());
  }

  @Test
  void its_plan_says_where_the_rest_is() throws Exception {
    assertThat(copied("saas-tiers").resolve("lifeboat.yaml"))
        .content()
        .contains("are only in " + checkout().resolve("examples/saas-tiers") + ".");
  }

  private Path checkout() {
    return folder.resolve("it's here");
  }

  private Path copied(String example) throws Exception {
    for (var program : new String[] {"aws-testbed/try", "mvnw"}) {
      var file = checkout().resolve(program);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\necho %s \"$@\"\n".formatted(program));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    copy(ShippedExamples.ofThisProcess().folder().resolve(example), example);
    var copy = folder.resolve("copy");
    new NewFiles(false)
        .write(
            new ShippedExamples(checkout().resolve("examples"))
                .files(example, copy.resolve("lifeboat.yaml")));
    return copy;
  }

  private void copy(Path from, String example) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(it -> !it.toString().contains("target")).toList()) {
        var to = checkout().resolve("examples").resolve(example).resolve(from.relativize(file));
        if (Files.isRegularFile(file)) {
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
  }

  private static String said(Path where, String... words) throws Exception {
    var process =
        new ProcessBuilder(words).directory(where.toFile()).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      var said = String.join("\n", out.readAllLines());
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said;
    }
  }
}
