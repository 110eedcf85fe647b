package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  @TempDir private Path folder;

  @Test
  void the_verdict_comes_first_and_all_is_said_in_bounded_time() throws Exception {
    var given = new Givens(folder).make("quiet-lab");
    long began = System.nanoTime();

    var told = Invocation.of("doctor", given.plan(), "--state", given.state());

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.out().lines().findFirst().orElseThrow()).startsWith("lifeboat  TROUBLE  ");
    assertThat(told.out())
        .contains("  jdk  ", "  clock  ", "  disk  ", "  keys  ", "  runs  ", "  ports  ")
        .contains("agent of east    trouble  it does not answer", "agent of west", "agent of edge")
        .contains(
            "do       lifeboat lab status --state %s %s".formatted(given.state(), given.plan()));
    // Each command by itself, and what it names.
    assertThat(told.out())
        .contains(
            ("see 'lifeboat lab status %1$s --state %2$s'; if it was broken on purpose:"
                    + " 'lifeboat lab heal %1$s region west --state %2$s'")
                .formatted(given.plan(), given.state()));
  }

  /// As text has it: by the name of the program, about this plan, in this state folder.
  @Test
  void what_a_document_says_to_type_can_be_pasted() throws Exception {
    var given = new Givens(folder).make("nothing");

    var told = Invocation.of("doctor", given.plan(), "--state", given.state(), "--json").json();

    assertThat(told.path("findings").toString())
        .contains(
            "\"fix\":\"lifeboat lab up --state %s %s\"".formatted(given.state(), given.plan()));
  }

  @Test
  void a_damaged_run_is_trouble() throws Exception {
    var given = new Givens(folder).make("damaged-run");

    var told = Invocation.of("doctor", "--state", given.state());

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.out()).contains("runs             trouble  run " + given.run());
  }

  @Test
  void a_bundle_is_written_and_never_over_another_file() throws Exception {
    var given = new Givens(folder).make("ended-run");
    var file = folder.resolve("bundle.zip");

    var told = Invocation.of("doctor", given.plan(), "--state", given.state(), "--bundle", file);

    assertThat(told.out()).contains("bundle  " + file);
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .contains(
              "doctor.json",
              "plan.yaml",
              "version.txt",
              "state/runs/%s/journal.jsonl".formatted(given.run()));
    }
    var before = Files.getLastModifiedTime(file);
    var again = Invocation.of("doctor", "--state", given.state(), "--bundle", file);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("LB1004", "is there already");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  /// What helps is the plan that was read, whatever number of files it is in.
  @Test
  void a_bundle_has_the_whole_plan_of_a_folder() throws Exception {
    var plan = Files.createDirectories(folder.resolve("plan"));
    var main = plan.resolve("lifeboat.yaml");
    Files.writeString(main, Files.readString(Invocation.STOREFRONT) + "include: [team.yaml]\n");
    Files.writeString(
        plan.resolve("team.yaml"), "people: { clients: { globex: { tier: basic } } }");
    var file = folder.resolve("bundle.zip");
    var state = Files.createDirectories(folder.resolve("state"));

    var told = Invocation.of("doctor", plan, "--state", state, "--bundle", file);

    assertThat(told.out()).contains("bundle  " + file);
    try (var zip = new ZipFile(file.toFile())) {
      var packed = zip.getInputStream(zip.getEntry("plan.yaml")).readAllBytes();
      assertThat(new String(packed, StandardCharsets.UTF_8)).contains("globex");
    }
  }

  @Test
  void findings_are_told_where_the_bundle_cannot_be_written() {
    var told = Invocation.of("doctor", "--state", folder, "--bundle", "/proc/x.zip");

    assertThat(told.out()).startsWith("lifeboat  ").contains("  jdk ");
    assertThat(told.err()).contains("LB6001  the bundle ");
  }
}
