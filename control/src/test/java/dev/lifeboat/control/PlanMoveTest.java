package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.control.PlanMove.Part;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: a region is left by all that it has, in one command, also the second time.
///
/// Method: the shop depends on the accounts, and stands before them in the plan.
final class PlanMoveTest {
  @TempDir private Path state;
  private PlanFile file;
  private ScriptedRegions platform;

  @BeforeEach
  void place_both_in_east() throws Exception {
    file = TwoWorkloads.read(state);
    platform = new ScriptedRegions(state, Placement.first("shop", "east"), file.plan(), false);
    platform.placements().compareAndSet(Optional.empty(), Placement.first("accounts", "east"));
  }

  private PlanMove move(Mode mode, Optional<String> target) throws ProblemException {
    return PlanMove.of(file, platform, state, request(mode, target, Optional.empty()));
  }

  private static MoveRequest request(
      Mode mode, Optional<String> target, Optional<UnaryOperator<Instant>> at) {
    return new MoveRequest(mode, target, Optional.empty(), Overrides.NONE, at);
  }

  private List<Part> run(Mode mode, Optional<String> target) throws Exception {
    return move(mode, target).run(new ProgressLines().requester());
  }

  private void moveAlone(String workload) throws Exception {
    var moved = new ControlledWorkload(file, file.workload(workload), platform, state);
    var request = request(Mode.FAILOVER, Optional.empty(), Optional.empty());
    assertThat(Move.of(moved, request).run(new ProgressLines().requester()).state().done())
        .isTrue();
  }

  private void claim(String workload) throws Exception {
    var placed = platform.placements().read(workload);
    platform
        .placements()
        .compareAndSet(placed, placed.orElseThrow().claimedBy(new RunId("20261120-080000-bbbb")));
  }

  private void free(String workload) throws Exception {
    var placed = platform.placements().read(workload);
    platform.placements().compareAndSet(placed, placed.orElseThrow().released());
  }

  private List<String> writers() throws Exception {
    return List.of(
        platform.placements().read("accounts").orElseThrow().writer(),
        platform.placements().read("shop").orElseThrow().writer());
  }

  private static List<Code> refusals(List<Part> parts) {
    return parts.stream()
        .flatMap(it -> it instanceof Part.Refused(_, var why) ? Stream.of(why.code()) : null)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"FAILOVER", "SWITCHOVER"})
  void what_others_depend_on_goes_first_and_all_get_there(Mode mode) throws Exception {
    var parts = run(mode, Optional.empty());

    assertThat(parts).extracting(Part::workload).containsExactly("accounts", "shop");
    assertThat(parts).allMatch(it -> it instanceof Part.Ran && it.holds());
    assertThat(writers()).containsOnly("west");
  }

  @Test
  void all_come_home_and_home_needs_no_name() throws Exception {
    moveAlone("accounts");

    var parts = run(Mode.FAILBACK, Optional.empty());

    assertThat(parts.getFirst()).isInstanceOf(Part.Ran.class);
    assertThat(parts.getLast()).isEqualTo(new Part.There("shop", "east"));
    assertThat(writers()).containsOnly("east");
  }

  @Test
  void a_preview_sees_all_of_them_as_if_those_before_had_moved() throws Exception {
    assertThat(move(Mode.FAILOVER, Optional.empty()).look())
        .hasSize(2)
        .allMatch(it -> it instanceof Part.Seen && it.holds());
    assertThat(state.resolve("runs")).doesNotExist();
  }

  /// The second time: what has moved must not be moved back into the region that was left.
  @Test
  void one_that_is_there_already_stays() throws Exception {
    moveAlone("accounts");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> run(Mode.FAILOVER, Optional.empty()))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1004))
        .satisfies(it -> assertThat(it.problem().action()).contains("--to east or --to west"));
    assertThat(run(Mode.FAILOVER, Optional.of("west")).getFirst())
        .isEqualTo(new Part.There("accounts", "west"));
    assertThat(writers()).containsOnly("west");
    assertThat(run(Mode.FAILOVER, Optional.of("west"))).allMatch(it -> it instanceof Part.There);
  }

  /// Nobody knows then which region is the one to be left.
  @Test
  void one_whose_writer_is_unknown_is_not_passed_over() throws Exception {
    moveAlone("accounts");
    Files.delete(state.resolve("placements").resolve("shop.json"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> run(Mode.FAILOVER, Optional.empty()))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1004));
    assertThat(refusals(run(Mode.FAILOVER, Optional.of("west")))).containsExactly(Code.LB2007);
  }

  /// Its writer is there, and its users may not be.
  @Test
  void one_whose_run_is_open_is_not_there() throws Exception {
    moveAlone("accounts");
    claim("accounts");

    assertThat(refusals(run(Mode.FAILOVER, Optional.of("west"))))
        .containsExactly(Code.LB3003, Code.LB2022);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"FAILOVER", "SWITCHOVER"})
  void one_that_cannot_go_holds_up_what_depends_on_it(Mode mode) throws Exception {
    claim("accounts");

    assertThat(refusals(run(mode, Optional.of("west")))).containsExactly(Code.LB3003, Code.LB2022);
    assertThat(writers()).containsOnly("east");
  }

  @Test
  void one_that_cannot_go_holds_up_nobody_else() throws Exception {
    claim("shop");

    assertThat(refusals(run(Mode.FAILOVER, Optional.of("west")))).containsExactly(Code.LB3003);
    assertThat(writers()).containsExactly("west", "east");
  }

  @Test
  void what_a_person_saw_is_run_or_nothing_is() throws Exception {
    var seen = move(Mode.FAILOVER, Optional.of("west"));
    var runbooks = seen.confirmed(seen.look()).seen();
    moveAlone("accounts");

    var other = move(Mode.FAILOVER, Optional.of("east"));
    var bound = new PlanMove(other.workloads(), other.request(), other.target(), runbooks);
    assertThat(refusals(bound.run(new ProgressLines().requester()))).containsExactly(Code.LB3004);
  }

  /// It was refused when the others were shown, and could go a moment later.
  @Test
  void what_a_person_did_not_see_is_not_run() throws Exception {
    claim("shop");
    var seen = move(Mode.FAILOVER, Optional.of("west"));
    var bound = seen.confirmed(List.of());
    free("shop");

    assertThat(refusals(bound.run(new ProgressLines().requester())))
        .containsExactly(Code.LB3004, Code.LB2022);
    assertThat(writers()).containsOnly("east");
  }

  /// Its run has ended, and whether its claim is released nobody can tell.
  @Test
  void one_that_fails_after_it_was_begun_is_not_told_as_refused() throws Exception {
    var silence =
        Problem.passing(Code.LB2002, "it is silent", "it is not known", "wait").asException();
    var ann = new ProgressLines().requester();
    var requester =
        new Requester(
            ann.person(),
            ann.people(),
            ann.host(),
            event -> {
              if (event instanceof ProgressEvent.Journalled(_, var entry)
                  && entry.event() instanceof Event.RunEnded) {
                platform.fallSilent(silence);
              }
            });

    assertThat(move(Mode.FAILOVER, Optional.of("west")).run(requester).getFirst())
        .isInstanceOf(Part.Failed.class);
  }

  @Test
  void a_way_home_for_all_goes_home_and_at_no_one_moment() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> move(Mode.FAILBACK, Optional.of("west")))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1004));
    var at = request(Mode.FAILBACK, Optional.empty(), Optional.of(now -> now));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> PlanMove.of(file, platform, state, at))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1004));
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"FAILOVER", "SWITCHOVER"})
  void after_an_interrupt_none_is_begun(Mode mode) throws Exception {
    var move = move(mode, Optional.empty());
    var parts = new AtomicReference<List<Part>>();
    var mover =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              parts.set(move.run(new ProgressLines().requester()));
            });
    mover.join();

    assertThat(parts.get()).isEmpty();
    assertThat(state.resolve("runs")).doesNotExist();
  }
}
