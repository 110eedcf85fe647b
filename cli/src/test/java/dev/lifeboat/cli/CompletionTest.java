package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private static final String PLAN = Invocation.STOREFRONT.toString();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dri | drill drills",
        "lab | lab",
        "lab b | break",
        "drill {plan} --scenario region-h | region-hang",
        "drill {plan} --scenario=region-h | --scenario=region-hang",
        "drill {plan} --scenario zo | ''",
        "drill {plan} --workload sh | shop",
        "drill {plan} --wo | --workload",
        "failover {plan} --to w | west",
        "failover {plan} --confirm s | storefront",
        "lab break {plan} post | postmaster",
        "lab break {plan} database o | orders",
        "lab heal {plan} region e | east",
        "runbook {plan} --mode sw | switchover",
        "runbook {plan} --format mer | mermaid",
        "simulate {plan} --leave clo | clock-rate",
        "explain LB3001 | LB3001",
        "completion f | fish",
        "man swi | switchover",
        "man lab u | up",
        "man lab up d | ''",
        "check examples | :plan",
        "status --state x | :folder",
        "simulate {plan} --report x | :file",
        "assess {plan} --prices x | :file",
        "assess {plan} --fail-on me | medium",
        "assess {plan} --rule s | seed",
        "nosuch x | ''"
      })
  void the_word_that_was_begun_is_completed(String line, String completed) {
    assertThat(words(after(line.replace("{plan}", PLAN).split(" ")))).isEqualTo(completed);
  }

  @Test
  void each_candidate_says_what_it_is() {
    assertThat(after("evidence", ""))
        .anySatisfy(line -> assertThat(line).startsWith("seal\tSeal a run that is over"));
    assertThat(after("--ver")).anySatisfy(line -> assertThat(line).startsWith("--version\t"));
    assertThat(after("")).noneSatisfy(line -> assertThat(line).containsPattern("\\.[A-Z]"));
  }

  /// Goal: a key costs no more than what may stand there.
  ///
  /// Method: the options of a command are not read before it is typed, nor what became of runs that
  /// cannot be meant, or of old ones.
  @Test
  void a_key_reads_no_more_than_it_offers() throws Exception {
    var line =
        Main.ofUnfinished(Invocation.terminal(new StringWriter(), new StringWriter()), List.of(""));
    assertThat(line.getSubcommands()).containsKeys("drill", "vault");
    assertThat(line.getSubcommands().values())
        .allSatisfy(it -> assertThat(it.getCommandSpec().options()).isEmpty());

    var runs = Files.createDirectories(folder.resolve("runs"));
    for (int i = 10; i < 35; i++) {
      Files.createDirectories(runs.resolve("20261120-0800%d-aaaa".formatted(i)));
    }
    var offered = after("report", "--state=" + folder, "");
    assertThat(offered).hasSize(25);
    assertThat(offered.subList(0, 20)).allSatisfy(it -> assertThat(it).contains("\tunknown "));
    assertThat(offered.subList(20, 25)).noneSatisfy(it -> assertThat(it).contains("\t"));
    assertThat(after("report", "--state=" + folder, "20261120-080011"))
        .singleElement()
        .satisfies(it -> assertThat(it).startsWith("20261120-080011-aaaa\tunknown "));
  }

  @Test
  void runs_are_offered_where_they_can_be_used() throws Exception {
    var past = new PastRuns(folder);
    past.open("20261120-080000-bbbb");
    var sealed = new Givens(folder).make("ended-run");

    assertThat(words(after("resume", "--state", folder.toString(), "")))
        .isEqualTo("20261120-080000-bbbb");
    assertThat(words(after("report", "--state=" + sealed.state(), ""))).isEqualTo(sealed.run());
    assertThat(words(after("evidence", "verify", "--state", sealed.state().toString(), "")))
        .isEqualTo(sealed.run() + " :folder");
  }

  @Test
  void an_option_is_offered_once_and_a_plan_that_cannot_be_read_offers_nothing() {
    assertThat(after("drill", PLAN, "--keep", "--ke")).isEmpty();
    assertThat(after("drill", "no/such.yaml", "--workload", "")).isEmpty();
    assertThat(after("complete", "")).isEmpty();
  }

  /// bash itself calls the function, which calls a `lifeboat` that is this build.
  @Test
  void bash_completes_words_values_plans_and_runs() throws Exception {
    var lifeboat = lifeboat();
    Files.copy(Invocation.STOREFRONT, folder.resolve("shop.yaml"));
    Files.writeString(folder.resolve("notes.txt"), "no plan");
    new PastRuns(folder.resolve(".lifeboat")).open("20261120-080000-bbbb");
    Files.writeString(folder.resolve("completion.bash"), Invocation.of("completion", "bash").out());
    var script = new ArrayList<String>(List.of("source ./completion.bash"));
    for (var line :
        List.of(
            "switc",
            "drill shop.yaml --workload=s",
            "drill sh",
            "resume ",
            "drill shop.yaml --scenario database")) {
      script.add("COMP_LINE='%s %s' COMP_POINT=${#COMP_LINE}".formatted(lifeboat, line));
      script.add("COMP_POINT=${#COMP_LINE}; _lifeboat; echo \"${COMPREPLY[*]}\"");
    }

    var said = bash(String.join("\n", script));

    assertThat(said.lines())
        .containsExactly(
            "switchover", "shop", "shop.yaml", "20261120-080000-bbbb", "database-loss");
  }

  /// And what stands in a word is never executed.
  @Test
  void a_word_with_a_blank_is_one_word() throws Exception {
    var plans = Files.createDirectory(folder.resolve("my plans"));
    Files.copy(Invocation.STOREFRONT, plans.resolve("shop.yaml"));
    var script = new ArrayList<String>();
    script.add(Invocation.of("completion", "bash").out());
    for (var line :
        List.of(
            "failover my\\ plans/shop.yaml --workload ",
            "failover 'my plans/shop.yaml' --to w",
            "failover 'shop.y",
            "failover $(touch made) --to ")) {
      script.add("COMP_LINE=\"%s %s\"".formatted(lifeboat(), line.replace("$", "\\$")));
      script.add("COMP_POINT=${#COMP_LINE}; _lifeboat; echo \"${COMPREPLY[*]}\"");
    }

    var said = bash(String.join("\n", script));

    assertThat(said.lines().limit(3)).containsExactly("shop", "west", "");
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void the_scripts_name_only_what_the_other_shells_have() {
    var zsh = Invocation.of("completion", "zsh").out();
    var fish = Invocation.of("completion", "fish").out();

    assertThat(zsh).startsWith("#compdef lifeboat").contains("compdef _lifeboat lifeboat");
    assertThat(fish).contains("complete -c lifeboat -f -a '(__lifeboat_complete)'");
    assertThat(List.of(zsh, fish)).allSatisfy(it -> assertThat(it).contains(" complete -- "));
  }

  private static List<String> after(String... words) {
    var all = new ArrayList<Object>(List.of("complete", "--"));
    all.addAll(List.of(words));
    var told = Invocation.of(all.toArray());
    assertThat(told.exitCode()).isZero();
    assertThat(told.err()).isEmpty();
    return told.out().lines().toList();
  }

  private static String words(List<String> lines) {
    return String.join(" ", lines.stream().map(line -> line.split("\t")[0]).toList());
  }

  /// A program that starts this build as the launcher does.
  private Path lifeboat() throws Exception {
    var program = folder.resolve("lifeboat");
    Files.writeString(
        program,
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private String bash(String script) throws Exception {
    var process =
        new ProcessBuilder("bash", "--norc", "--noprofile", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    return said;
  }
}
