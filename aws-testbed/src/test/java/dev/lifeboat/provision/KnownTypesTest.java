package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Types of each region as cfn-lint has them of AWS, beside those that the templates name.
final class KnownTypesTest {
  private static final Path INSTALLED =
      Path.of(System.getProperty("lifeboat.testbed"), ".venv", "lib");

  /// Of other partitions, and of a language of its own.
  private static final String ELSEWHERE = "(cn|us-gov|us-iso|eu-iso|eusc|sam).*";

  static List<Path> regions() throws IOException {
    try (Stream<Path> files = Files.walk(INSTALLED)) {
      return files
          .filter(it -> it.getParent().endsWith("cfnlint/data/schemas/providers"))
          .filter(it -> it.toString().endsWith(".json"))
          .filter(it -> !name(it).matches(ELSEWHERE))
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  /// CloudFormation refuses a template whole for one type that its region has not.
  @ParameterizedTest
  @MethodSource("regions")
  void each_region_knows_what_is_made_in_it(Path file) throws Exception {
    var known = new HashSet<>(JsonMapper.shared().readTree(Files.readString(file)).propertyNames());
    assertThat(known).hasSizeGreaterThan(100);
    for (var example : MovedExample.NAMES) {
      for (var role : Region.Role.values()) {
        var made = MovedExample.to(example, role, name(file)).resources();
        assertThat(made)
            .filteredOn(it -> it.folder().equals(role.word()))
            .as("%s in %s", role, name(file))
            .isNotEmpty()
            .allSatisfy(it -> assertThat(known).contains(it.type()));
        assertThat(made)
            .filteredOn(it -> it.folder().equals("experiments-" + role.word()))
            .as("experiments in %s", name(file))
            .allSatisfy(it -> assertThat(known).contains(it.type()));
      }
    }
  }
}
