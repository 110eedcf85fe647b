package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.AccountPlans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions that would act for another plan, or for none.
final class FunctionsJarTest {
  private static final Path EXAMPLE =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  @TempDir private Path folder;

  private Path jar(String entry, String text) throws IOException {
    var file = folder.resolve("functions of mine.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static Plan plan() throws Exception {
    return AccountPlans.example("dr-lab-warm-standby");
  }

  @Test
  void a_jar_with_the_plan_in_it_is_taken_by_what_it_holds() throws Exception {
    var jar = FunctionsJar.of(jar("lifeboat.yaml", Files.readString(EXAMPLE)), plan());

    assertThat(jar.name()).matches("[0-9a-f]{12}-lifeboat-functions.jar");
  }

  @Test
  void a_jar_without_this_plan_is_refused_with_the_line_that_puts_it_there() throws Exception {
    var text = Files.readString(EXAMPLE);
    for (var in : Map.of("other.yaml", text, "lifeboat.yaml", text + "# newer").entrySet()) {
      var jar = jar(in.getKey(), in.getValue());
      assertThatThrownBy(() -> FunctionsJar.of(jar, plan()))
          .as(in.getKey())
          .isInstanceOfSatisfying(
              ProblemException.class,
              it -> {
                assertThat(it.problem().code()).isEqualTo(Code.LB1004);
                assertThat(it.problem().action())
                    .endsWith("jar --update --file \"%s\" lifeboat.yaml".formatted(jar));
              });
    }
  }

  /// Goal: nobody is sent to put a plan there that functions cannot read.
  @Test
  void a_plan_of_many_files_is_refused_by_that_name() throws Exception {
    var jar = jar("lifeboat.yaml", "plan: shop\ninclude: [teams/*.yaml]\n");

    assertThatThrownBy(() -> FunctionsJar.of(jar, plan()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            it -> {
              assertThat(it.problem().code()).isEqualTo(Code.LB1004);
              assertThat(it.problem().happened()).endsWith("lifeboat.yaml names other files");
              assertThat(it.problem().action()).doesNotContain("--update");
            });
  }

  /// Goal: nobody is sent round in a circle, for the file there never has the resolved plan's hash.
  @Test
  void a_plan_that_refers_to_the_environment_is_refused_by_that_name() throws Exception {
    var jar = jar("lifeboat.yaml", "plan: ${NAME:-shop}\n");

    assertThatThrownBy(() -> FunctionsJar.of(jar, plan()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            it -> {
              assertThat(it.problem().happened())
                  .endsWith("lifeboat.yaml refers to the environment");
              assertThat(it.problem().action()).doesNotContain("--update");
            });
  }

  @Test
  void what_is_no_jar_cannot_be_read() throws Exception {
    var file = Files.writeString(folder.resolve("text"), "functions");
    assertThatThrownBy(() -> FunctionsJar.of(file, plan())).isInstanceOf(ZipException.class);
  }
}
