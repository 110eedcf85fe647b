package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
  private static final Path SOURCES =
      Path.of("../provision/src/test/resources/dev/lifeboat/provision/existing");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dr-lab/cdk.json", "backup-restore/cdk.json", "lamp/terraform.tfvars"})
  void what_is_made_of_a_seeds_file_passes_check(String source) {
    var plan = folder.resolve("new/lifeboat.yaml");

    var told = Invocation.of("import", "--from", SOURCES.resolve(source), "--to", plan);

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out())
        .contains("wrote   " + plan, "missing: ", "next    ")
        .containsPattern("line \\d+  write 'region: REGION' \\(a third region, for votes alone\\)");
    assertThat(Invocation.of("check", plan, "--plan-only").exitCode()).isZero();
  }

  @Test
  void the_document_and_standard_output_have_the_same_plan() throws Exception {
    var source = SOURCES.resolve("lamp/terraform.tfvars");

    var text = Invocation.of("import", "--from", source);
    var json = Invocation.of("import", "--from", source, "--json").json();

    assertThat(json.path("text").asString()).isEqualTo(text.out());
    assertThat(StreamSupport.stream(json.path("missing").spliterator(), false))
        .anySatisfy(gap ->
            assertThat(gap.path("path").asString())
                .isEqualTo("workloads.imported.resources.database.engine"));
    assertThat(json.path("file").isMissingNode()).isTrue();
  }

  @Test
  void a_file_that_is_there_is_left_as_it_is() throws Exception {
    var plan = Files.writeString(folder.resolve("lifeboat.yaml"), "mine");

    var told = Invocation.of("import", "--from", SOURCES.resolve("dr-lab/cdk.json"), "--to", plan);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", "already");
    assertThat(plan).hasContent("mine");
  }

  @Test
  void a_damaged_file_is_one_message_with_its_place_and_nothing_is_written() throws Exception {
    var source =
        Files.writeString(folder.resolve("terraform.tfvars"), "primary_region = var.region\n");

    var told = Invocation.of("import", "--from", source, "--to", folder.resolve("plan.yaml"));

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", "terraform.tfvars:1:18").doesNotContain("var.region");
    assertThat(folder.resolve("plan.yaml")).doesNotExist();
  }
}
