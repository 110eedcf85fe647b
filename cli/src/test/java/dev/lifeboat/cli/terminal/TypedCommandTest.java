package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.ShellWord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told to be done can be pasted.
class TypedCommandTest {
  private static final int LINES = 500;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "lifeboat resume RUN|./lifeboat resume RUN",
        "bring it up with 'lifeboat lab up a.yaml'|bring it up with './lifeboat lab up a.yaml'",
        "name it: lifeboat resume RUN|name it: ./lifeboat resume RUN",
        "go on with  lifeboat resume RUN|go on with  ./lifeboat resume RUN",
        "use: lifeboat COMMAND; see 'lifeboat --help'|use: ./lifeboat COMMAND; see"
            + " './lifeboat --help'",
        "use lifeboat as you like|use lifeboat as you like"
      },
      delimiter = '|')
  void a_command_bears_the_name_that_the_program_was_started_with(String told, String shown) {
    assertThat(new TypedCommand("./lifeboat").in(told)).isEqualTo(shown);
    assertThat(new TypedCommand("lifeboat").in(told)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "see 'lifeboat lab status', or 'lifeboat lab down'|see 'lifeboat lab status p --state d', or"
            + " 'lifeboat lab down p --state d'",
        "lifeboat status|lifeboat status p --state d",
        "'lifeboat lab heal q region east'|'lifeboat lab heal q region east --state d'",
        "go on with  lifeboat resume R --state e|go on with  lifeboat resume R --state e",
        "have it kept: lifeboat resume R|have it kept: lifeboat resume --state d R",
        "look: 'lifeboat failover --dry-run'; or not|look: 'lifeboat failover p --dry-run --state"
            + " d'; or not",
        "give it a name: 'lifeboat failover --accept-loss REASON'|give it a name: 'lifeboat"
            + " failover p --accept-loss REASON --state d'",
        "begin one: lifeboat failover.|begin one: lifeboat failover p --state d.",
        "lifeboat watch --unpause|lifeboat watch p --state d --unpause",
        "'lifeboat watch 20261120-150411-7q2k'|'lifeboat watch 20261120-150411-7q2k --state d'",
        "run 'lifeboat adopt' once|run 'lifeboat adopt p --state d' once",
        "'lifeboat explain LB1001'|'lifeboat explain LB1001'",
        "keep it: lifeboat guard PLAN --region west|keep it: lifeboat guard p --state d --region"
            + " west",
        "anew: lifeboat lab down PLAN && lifeboat lab up PLAN|anew: lifeboat lab down p --state d &&"
            + " lifeboat lab up p --state d",
        "see 'lifeboat ledger PLAN --kept'; or not|see 'lifeboat ledger p --kept --state d'; or not"
      },
      delimiter = '|')
  void a_command_bears_the_plan_and_the_state_folder_that_were_named(String told, String shown) {
    assertThat(new TypedCommand("lifeboat", "p", "--state d").in(told)).isEqualTo(shown);
  }

  @Test
  void where_no_plan_is_known_its_place_is_held() {
    assertThat(new TypedCommand("./lifeboat").in("'lifeboat ledger PLAN --kept'"))
        .isEqualTo("'./lifeboat ledger PLAN --kept'");
  }

  /// Goal: what is told is given to bash, and the words are those that were meant, whatever stands
  /// in paths and names.
  ///
  /// Method: a script that prints its arguments has the name of the program; all lines are given to
  /// one shell.
  @Test
  void a_shell_reads_what_is_told_as_it_was_meant() throws Exception {
    long seed = Long.getLong("seed", 20_261_126);
    var random = new Random(seed);
    var name = Files.writeString(folder.resolve("life boat's $1!"), "printf '%s\\0' \"$@\"\n");
    var told = new StringBuilder();
    var meant = new ArrayList<String>();
    for (int i = 0; i < LINES; i++) {
      var plan = word(random);
      var state = word(random);
      var more = word(random);
      var typed =
          new TypedCommand(name.toString(), ShellWord.of(plan), "--state " + ShellWord.of(state));
      var sentence = "see 'lifeboat check PLAN --to %s'; or not";
      var line = typed.in(sentence.formatted(ShellWord.of(more)));
      assertThat(line).as("-Dseed=%d", seed).startsWith("see '").endsWith("'; or not");
      told.append("bash ").append(line, "see '".length(), line.lastIndexOf('\'')).append('\n');
      meant.addAll(List.of("check", plan, "--to", more, "--state", state));
    }

    assertThat(words(told.toString())).as("-Dseed=%d", seed).isEqualTo(meant);
  }

  private static String word(Random random) {
    var all = "ab '\"`$!\\\\;&|<>(){}[]*?~#=%^-+,:é漢";
    var word = new StringBuilder();
    for (int length = 1 + random.nextInt(8); length > 0; length--) {
      word.append(all.charAt(random.nextInt(all.length())));
    }
    return word.toString();
  }

  /// What interactive bash, which looks for exclamation marks, makes of `lines`.
  private List<String> words(String lines) throws Exception {
    var script = Files.writeString(folder.resolve("typed"), "set -H -o history\n" + lines);
    var shell =
        new ProcessBuilder("bash", "--norc", script.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    return List.of(said.substring(0, said.length() - 1).split("\0", -1));
  }

  @Test
  void a_path_is_quoted_where_a_shell_would_part_it() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);

    assertThat(file.typed()).isEqualTo(file.path().toString());
    assertThat(new PlanFile(file.reader(), Path.of("my plans/a $1.yaml"), file.plan(), "").typed())
        .isEqualTo("\"my plans/a \\$1.yaml\"");
  }
}
