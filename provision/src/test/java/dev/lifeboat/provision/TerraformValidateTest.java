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
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Modules before Terraform itself, where whoever proves names a folder with its providers:
/// `-Dlifeboat.terraform=DIR`, as `terraform providers mirror` makes it. Elsewhere there is no
/// test.
final class TerraformValidateTest {
  private static final Optional<Path> PROVIDERS =
      Optional.ofNullable(System.getProperty("lifeboat.terraform")).map(Path::of);

  /// What an older provider than the modules ask for does not know: their version, and the runtime
  /// for which they ask for it.
  private static final Map<String, String> OLDER = Map.of(">= 6.0", ">= 5.0", "java25", "java21");

  /// The provider of AWS in a mirror, packed or unpacked.
  private static final Pattern VERSION =
      Pattern.compile("hashicorp/aws/(?:terraform-provider-aws_)?(\\d+)\\.");

  private static final int ASKED_FOR = 6;

  @TempDir private Path folder;

  @TestFactory
  @Tag("proof")
  Stream<DynamicTest> each_module_of_the_examples_is_valid() throws Exception {
    if (PROVIDERS.isEmpty()) {
      return Stream.empty();
    }
    var older = newest() < ASKED_FOR ? OLDER : Map.<String, String>of();
    var tests = new ArrayList<DynamicTest>();
    for (var example : ShippedPlans.onAws()) {
      var emitted = EmittedAccount.of(AccountPlans.example(example)).files();
      for (var module : written(example, emitted, older)) {
        tests.add(DynamicTest.dynamicTest(example + " " + module, () -> requireValid(module)));
      }
    }
    for (var module : written("guarded", GuardedExample.files().files(), older)) {
      tests.add(DynamicTest.dynamicTest("guarded " + module, () -> requireValid(module)));
    }
    return tests.stream();
  }

  /// The number before the first point of the newest provider's version.
  private static int newest() throws IOException {
    try (var files = Files.walk(PROVIDERS.orElseThrow())) {
      return files
          .map(it -> VERSION.matcher(it.toString().replace('\\', '/')))
          .filter(Matcher::find)
          .mapToInt(it -> Integer.parseInt(it.group(1)))
          .max()
          .orElseThrow();
    }
  }

  private TreeSet<Path> written(
      String example, Map<String, String> files, Map<String, String> older) throws Exception {
    var modules = new TreeSet<Path>();
    for (var file : files.entrySet()) {
      var path = folder.resolve(example).resolve(file.getKey());
      var text = file.getValue();
      for (var word : older.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      if (path.endsWith(ProvisionFiles.MODULE)) {
        modules.add(path.getParent());
      }
    }
    return modules;
  }

  private static void requireValid(Path module) throws Exception {
    var providers = PROVIDERS.orElseThrow().toAbsolutePath();
    run(module, "init", "-backend=false", "-input=false", "-plugin-dir=" + providers);
    run(module, "validate");
  }

  private static void run(Path module, String command, String... options)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("terraform", command, "-no-color"));
    words.addAll(List.of(options));
    var process =
        new ProcessBuilder(words).directory(module.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
  }
}
