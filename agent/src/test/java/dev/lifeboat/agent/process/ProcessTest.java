package dev.lifeboat.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.TestFolder;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProcessTest {
  private final ProcessTable table = ProcessTable.ofThisHost();
  private Path state;
  private RegionScope scope;
  private Spawner spawner;

  @BeforeEach
  void make() throws Exception {
    state = TestFolder.create("process");
    scope = new RegionScope(state, "east", state, List.of());
    spawner = new Spawner(state, "east", state, Clock.systemUTC());
  }

  @AfterEach
  void end() throws Exception {
    table.killAll(scope, Duration.ofSeconds(5));
    TestFolder.delete(state);
  }

  /// Goal: what an agent started outlives the agent. Method: a JVM spawns a process; a signal to
  /// the JVM's whole process group, as a Ctrl-C sends it, and a SIGKILL of the JVM must not reach
  /// it.
  @Test
  void a_spawned_process_survives_the_death_of_its_spawner() throws Exception {
    var jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpawnAndDie.class.getName(),
                state.toString())
            .inheritIO()
            .start();
    var records = new ProcessRecords(state);
    Await.until("the sleeper is recorded", () -> records.living("sleeper").isPresent());
    var sleeper = records.read("sleeper").orElseThrow();

    assertThat(told(sleeper.pid(), "pgid=")).isNotEqualTo(told(jvm.pid(), "pgid="));
    jvm.destroyForcibly().waitFor();

    assertThat(sleeper.alive()).isTrue();
    assertThat(sleeper.command()).containsExactly("sleep", "60");
  }

  @Test
  void a_record_with_another_start_time_names_another_process() throws Exception {
    var living = sleep("a");
    var stranger =
        new ProcessRecord(
            "a",
            living.pid(),
            living.startTime().minusSeconds(60),
            living.command(),
            living.startedAt(),
            0);

    assertThat(living.alive()).isTrue();
    assertThat(stranger.alive()).isFalse();
  }

  @Test
  void a_missing_binary_dies_at_once_and_its_log_says_why() throws Exception {
    var record =
        spawner.spawn(
            new Spawner.Command("bad", List.of("/no/such/binary"), Map.of(), List.of(), state, 0));

    Await.until("it ended", () -> !record.alive());
    assertThat(Files.readString(spawner.logOf("bad"))).contains("/no/such/binary");
  }

  /// Goal: an operator's credentials reach no service. Method: a shell that prints what it has.
  @Test
  void of_its_starters_environment_a_process_gets_what_is_named() throws Exception {
    var printed = spawner.logOf("prints");
    var environment = Map.of("OWN", "its own");
    spawner.spawn(
        new Spawner.Command(
            "prints", List.of("sh", "-c", "env; echo end"), environment, List.of(), state, 0));
    Await.until("it printed", () -> Files.exists(printed) && ended(printed));

    var names =
        Files.readAllLines(printed).stream()
            .filter(line -> line.contains("="))
            .map(line -> line.substring(0, line.indexOf('=')));
    assertThat(names)
        .contains("PATH", "OWN", Spawner.LAB)
        .isSubsetOf(
            "PATH HOME LANG TZ TMPDIR JAVA_HOME OWN LIFEBOAT_LAB LIFEBOAT_REGION LIFEBOAT_PROCESS"
                .concat(" PWD OLDPWD SHLVL _") // Those are the shells' own.
                .split(" "));
  }

  private static boolean ended(Path printed) throws IOException {
    return Files.readString(printed).endsWith("end\n");
  }

  /// Goal: a region is killed whole. Method: a process whose record is lost, and one that forks all
  /// the time; after killAll a scan finds nothing.
  @Test
  @Tag("invariant-11")
  void kill_all_ends_what_has_no_record_and_what_forks_meanwhile() throws Exception {
    sleep("a");
    new ProcessRecords(state).remove("a");
    var script = "while true; do sleep 30 & sleep 0.01; done";
    spawner.spawn(
        new Spawner.Command("forks", List.of("sh", "-c", script), Map.of(), List.of(), state, 0));
    Await.until("it forked", () -> table.living(scope).size() > 4);

    assertThat(table.killAll(scope, Duration.ofSeconds(5))).isGreaterThan(4);

    assertThat(table.living(scope)).isEmpty();
  }

  /// As one look misses a process that is becoming another program.
  @Test
  void one_look_that_finds_nothing_does_not_end_kill_all() throws Exception {
    var hidden = sleep("a");
    var looks = new AtomicInteger();
    var blinking =
        new ProcessTable(
            () -> looks.incrementAndGet() == 1 ? List.of() : ProcessScan.ofThisHost().look());

    assertThat(blinking.killAll(scope, Duration.ofSeconds(5))).isEqualTo(1);

    Await.until("it is gone", () -> !hidden.alive());
  }

  @Test
  void processes_are_found_by_their_current_folder_and_shown_as_frozen() throws Exception {
    var data = Files.createDirectory(state.resolve("data"));
    var inside = List.of("sh", "-c", "cd " + data + " && exec env -i sleep 60");
    var pid = spawner.spawn(new Spawner.Command("b", inside, Map.of(), List.of(), state, 0)).pid();
    sleep("elsewhere");
    Await.until("it is in the folder", () -> table.processesIn(data).size() == 1);

    table.kill(Signal.STOP, List.of(pid));
    Await.until("it is frozen", () -> table.processesIn(data).getFirst().frozen());
    table.kill(Signal.CONT, List.of(pid));
    Await.until("it is thawed", () -> !table.processesIn(data).getFirst().frozen());

    assertThat(table.processesIn(data)).extracting(LivingProcess::pid).containsExactly(pid);
    assertThat(table.killAllIn(data, Duration.ofSeconds(5))).isEqualTo(1);
  }

  @Test
  void a_signal_to_everybody_is_refused() {
    assertThatThrownBy(() -> table.kill(Signal.KILL, List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_output_of_ps_and_lsof_is_understood() {
    var processes =
        """
          501     1 S    postgres: lifeboat-5432: app shop [local] idle
          502   501 T+   web --port 1 LIFEBOAT_LAB=/lab LIFEBOAT_REGION=east HOME=/x
          503   501 Z    (web)
        """;
    var folders = "p501\nfcwd\nn/lab/east/data\np502\nfcwd\nn/\n";

    var seen = PsScan.parse(processes, folders);

    assertThat(seen).hasSize(2);
    assertThat(seen.get(0).directory()).isEqualTo("/lab/east/data");
    assertThat(seen.get(1).process().frozen()).isTrue();
    assertThat(seen.get(1).parent()).isEqualTo(501);
    assertThat(seen.get(1).markers())
        .containsOnly(Map.entry("LIFEBOAT_LAB", "/lab"), Map.entry("LIFEBOAT_REGION", "east"));
  }

  @Test
  void a_process_name_with_parentheses_is_read() {
    assertThat(ProcStat.parse("7 (a ) b) T 3 7 7 0 -1 4 1 0 0 0 2 1 0 0 20 0 1 0 987654 8 9\n"))
        .contains(new ProcStat("a ) b", 'T', 3, 987654));
    assertThat(ProcStat.parse("7 (a ) b) T 3 7 7")).isEmpty();
  }

  /// Goal: records of one release are known again by the next. Method: the JVM's own word, by which
  /// they were kept, of this process and of one that has just begun.
  @Test
  void a_start_time_is_what_the_jvm_tells() throws Exception {
    for (long pid : List.of(ProcessHandle.current().pid(), sleep("a").pid())) {
      var told = ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow();

      assertThat(StartTime.of(pid)).contains(told.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  @Test
  void a_defunct_process_and_one_that_ended_have_no_start_time() throws Exception {
    // The shell becomes a sleep, which never collects its child. The child ends with its input.
    var parent =
        new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 60 3<&-").start();
    long child;
    try (var said = parent.inputReader()) {
      child = Long.parseLong(said.readLine());
    }
    Await.until("the shell is a sleep", () -> told(parent.pid(), "comm=").equals("sleep"));
    parent.getOutputStream().close();
    Await.until("the child is defunct", () -> StartTime.of(child).isEmpty());
    assertThat(ProcessHandle.of(child)).isPresent();

    parent.destroyForcibly().waitFor();

    assertThat(StartTime.of(parent.pid())).isEmpty();
  }

  private ProcessRecord sleep(String name) throws Exception {
    return spawner.spawn(
        new Spawner.Command(name, List.of("sleep", "60"), Map.of(), List.of(), state, 0));
  }

  private static String told(long pid, String what) throws Exception {
    var ps = new ProcessBuilder("ps", "-o", what, "-p", Long.toString(pid)).start();
    return new String(ps.getInputStream().readAllBytes()).trim();
  }
}
