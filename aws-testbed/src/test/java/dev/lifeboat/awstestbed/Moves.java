package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Prerequisites;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.Answer;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;

/// Moves the writer of one workload, by the engine and at a pace for an account that answers at
/// once.
///
/// @param people whom its runs ask
/// @param folder of the runs
public record Moves(MovedWorkload moved, People people, Path folder) {
  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5));

  /// Where nobody is asked.
  public Moves(MovedWorkload moved, Path folder) {
    this(moved, new Nobody(), folder);
  }

  /// By people who agree to all that they are asked.
  public static Moves approved(MovedWorkload moved, Path folder) {
    return new Moves(moved, new Ann(), folder);
  }

  /// The old region is made a replica of the writer, which stays where it is.
  public void reprotect(String writer) throws Exception {
    var runs = runs();
    var request = request(runs, Mode.REPROTECT, moved.plan().pair().otherThan(writer));
    finish(runs, runs.open(request), writer);
  }

  /// Moves the writer to `target`, where it must be then.
  public void move(Mode mode, String target) throws Exception {
    move(mode, target, OptionalInt.empty());
  }

  /// As above.
  ///
  /// @param death the event of the journal after which the first controller dies; another one takes
  ///   the run up
  public void move(Mode mode, String target, OptionalInt death) throws Exception {
    var runs = runs();
    var request = request(runs, mode, target);
    if (mode == Mode.FAILOVER) {
      // As the command does.
      var reconcilers = moved.account().reconcilers(moved.workload());
      assertThat(new Prerequisites(request.runbook(), reconcilers).missing()).isEmpty();
    }
    var open = runs.open(request);
    if (death.isPresent()) {
      assertThatExceptionOfType(Killed.class)
          .isThrownBy(() -> run(open, new Mortal(death.getAsInt())));
    }
    finish(runs, death.isPresent() ? runs.resume(request.run(), "test") : open, target);
  }

  /// Begins a move that comes to wait for a person.
  ///
  /// @param listener told of each event
  /// @param why of the waiting
  public RunId halt(Mode mode, String target, Consumer<Entry> listener, Code why) throws Exception {
    var runs = runs();
    var request = request(runs, mode, target);
    assertThat(run(runs.open(request), listener).phase())
        .isInstanceOfSatisfying(
            RunState.Phase.WaitingForPerson.class,
            it -> assertThat(it.code()).as("%s", it).isEqualTo(why));
    return request.run();
  }

  /// Goes on with a run that waits, to its end.
  public void goOn(RunId run, String target) throws Exception {
    var runs = runs();
    finish(runs, runs.resume(run, "test"), target);
  }

  private Runs runs() {
    return new Runs(
        folder.resolve("runs"),
        moved.account().placements(),
        Clock.systemUTC(),
        new Random(),
        PACE,
        moved.account().copies());
  }

  private Runs.Request request(Runs runs, Mode mode, String target) throws Exception {
    var source = moved.plan().pair().otherThan(target);
    return new Runs.Request(
        runs.reserve().run(),
        Files.readAllBytes(moved.file()),
        moved.plan().sha256(),
        new AwsKind().compiler().compile(moved.plan(), moved.workload(), mode, source),
        "test",
        "region lost");
  }

  private void finish(Runs runs, Runs.OpenRun open, String target) throws Exception {
    var ended = run(open, entry -> {});
    assertThat(ended.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.Ended.class,
            it -> assertThat(it.outcome()).as("%s", it).isEqualTo(Event.Outcome.DONE));
    runs.release(ended);
    assertMovedTo(target);
  }

  /// The writer is in `region`, and no run is open.
  public void assertMovedTo(String region) throws Exception {
    var placed = moved.account().placements().required(moved.workload().name());
    assertThat(placed.writer()).isEqualTo(region);
    assertThat(placed.openRun()).isEmpty();
    var instance = moved.instance(region).orElseThrow();
    assertThat(instance.readReplicaSourceDBInstanceIdentifier()).isNull();
  }

  private RunState run(Runs.OpenRun open, Consumer<Entry> listener) throws Exception {
    try (var journal = open.journal()) {
      return new Runner(
              Clock.systemUTC(),
              journal,
              open.state(),
              World.of(moved.account(), moved.workload(), people),
              listener)
          .run();
    }
  }

  /// Dies once so many entries are durable.
  private static final class Mortal implements Consumer<Entry> {
    private int left;

    Mortal(int entries) {
      this.left = entries;
    }

    @Override
    public void accept(Entry entry) {
      left--;
      if (left == 0) {
        throw new Killed();
      }
    }
  }

  private static final class Killed extends RuntimeException {}

  private record Ann() implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.of(new Answer(true, "ann"));
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told ann";
    }
  }

  private record Nobody() implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }
}
