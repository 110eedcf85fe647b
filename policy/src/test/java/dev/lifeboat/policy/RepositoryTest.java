package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the repository must not know: one person's machine, or where artefacts come from.
class RepositoryTest {

  /// Every kind of text that is written by hand; the scripts of the wrapper are Maven's.
  private static final String[] TEXTS = {
    ".java",
    ".xml",
    ".yaml",
    ".yml",
    ".md",
    ".json",
    ".sh",
    ".sql",
    ".properties",
    ".html",
    ".config",
    ".txt",
    "/lifeboat",
    "/run"
  };

  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w./-])/(root|work|home/\\w+|Users/\\w+)/");

  /// Hosts that serve artefacts. A mirror is the business of each person's own settings.
  private static final Pattern REGISTRY =
      Pattern.compile(
          "https?://[^/\\s]*(repo1?\\.maven|registry\\.|artifactory|nexus|mirror|pypi\\.)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VERSIONED =
      Pattern.compile("<dependency>(?:(?!</dependency>).)*<version>", Pattern.DOTALL);

  @Test
  void no_file_names_a_path_of_one_machine() {
    assertThat(Checkout.findings(Checkout.sources(TEXTS), source -> source.matches(MACHINE_PATH)))
        .as("say it from the root of the checkout, or take it from an option")
        .isEmpty();
  }

  @Test
  void only_the_maven_wrapper_names_a_registry() {
    assertThat(Checkout.sources(TEXTS))
        .filteredOn(source -> !source.path().startsWith(".mvn/wrapper/"))
        .as("artefacts come from where each person's Maven settings say")
        .flatMap(source -> source.matches(REGISTRY))
        .isEmpty();
  }

  /// Goal: a module of Terraform or a script that does not even parse stops a landing.
  @Test
  void ci_looks_at_what_the_labs_are_written_in_beside_java() throws Exception {
    assertThat(Checkout.ROOT.resolve(".ci/labs")).isExecutable();
    assertThat(Files.readString(Checkout.ROOT.resolve(".ci/run")))
        .containsPattern("(?m)^\\.ci/labs\\b");
  }

  /// An example's own build has no parent here whose versions it could take.
  @Test
  void a_version_of_a_dependency_stands_in_the_root_pom_alone() {
    assertThat(Checkout.sources("pom.xml"))
        .filteredOn(source -> !source.path().equals("pom.xml"))
        .filteredOn(source -> source.text().contains("<parent>"))
        .filteredOn(source -> VERSIONED.matcher(source.text()).find())
        .as("manage it in the root pom; a module names what it uses")
        .extracting(Checkout.Source::path)
        .isEmpty();
  }
}
