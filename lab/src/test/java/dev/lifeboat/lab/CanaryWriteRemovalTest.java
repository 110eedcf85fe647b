package dev.lifeboat.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `check` wrote into somebody's store is gone again, or it is told.
final class CanaryWriteRemovalTest {
  private final List<String> written = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private Plan plan;

  @BeforeEach
  void read() throws Exception {
    plan =
        PlanReader.OF_ANY_PROVIDER
            .read(Path.of("..", "examples", "storefront", "lifeboat.yaml"))
            .orThrow();
  }

  @Test
  void a_write_that_was_taken_is_removed_and_nothing_is_told() throws Exception {
    assertThat(write(taken(), removed::add).concern()).isEmpty();

    assertThat(written).hasSize(1);
    assertThat(removed).hasSize(1).first().asString().startsWith("check-");
  }

  @Test
  void what_cannot_be_removed_is_told() throws Exception {
    assertThat(write(taken(), _ -> stays()).concern())
        .hasValueSatisfying(it -> assertThat(it.phrase()).contains("the database is silent"));
  }

  /// Nobody is told that a move is not affected by a service that may not work at all.
  @Test
  void an_error_or_silence_claims_nothing_of_a_move() throws Exception {
    for (var door : List.<CanaryWrite.Door>of((_, _) -> 502, silent())) {
      assertThat(means(door))
          .startsWith("whether users are served is not known either")
          .doesNotContain("a move is not affected");
      assertThat(problem(door).action())
          .as("the plan's request may be right")
          .doesNotContain("lab.canary");
    }
    assertThat(means((_, _) -> 404)).startsWith("a move is not affected");
  }

  private String means(CanaryWrite.Door door) throws InterruptedException {
    return problem(door).means();
  }

  private Problem problem(CanaryWrite.Door door) throws InterruptedException {
    return write(door, removed::add).concern().flatMap(Concern::problem).orElseThrow();
  }

  /// Method: Ctrl-C while the write is under way, which may have arrived all the same.
  @Test
  void an_interrupted_look_removes_what_it_may_have_written() {
    var interrupted = interrupted(write(this::interruptedWrite, removed::add));

    assertThat(removed).hasSize(1);
    assertThat(interrupted.getSuppressed()).isEmpty();
  }

  @Test
  void an_interrupted_look_tells_what_it_could_not_remove() {
    told(interrupted(write(this::interruptedWrite, _ -> stays())), "the database is silent");
  }

  /// Method: Ctrl-C while the row is being removed, after an answer and after none.
  @Test
  void who_interrupts_the_removal_has_it_done_again() {
    for (var door : List.of(taken(), silent())) {
      removed.clear();
      var interrupted =
          interrupted(
              write(
                  door,
                  client -> {
                    removed.add(client);
                    if (removed.size() == 1) {
                      throw new InterruptedException();
                    }
                  }));

      assertThat(removed).hasSize(2);
      assertThat(interrupted.getSuppressed()).isEmpty();
    }
  }

  @Test
  void who_interrupts_it_again_and_again_is_told_what_is_left() {
    var always =
        write(
            taken(),
            _ -> {
              throw new InterruptedException();
            });

    told(interrupted(always), "its removal was interrupted too");
  }

  private static void told(InterruptedException interrupted, String why) {
    assertThat(interrupted.getSuppressed())
        .singleElement()
        .isInstanceOfSatisfying(
            ProblemException.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB2024);
              assertThat(told.problem().happened()).contains("may be left", why);
              assertThat(told.problem().means()).contains("client 'check-");
            });
  }

  private static InterruptedException interrupted(CanaryWrite write) {
    return catchThrowableOfType(InterruptedException.class, write::concern);
  }

  private CanaryWrite write(CanaryWrite.Door door, CanaryWrite.Removal removal) {
    return new CanaryWrite(plan.canary(), plan.workload("shop"), door, removal);
  }

  private CanaryWrite.Door taken() {
    return (write, _) -> {
      written.add(write.path());
      return 201;
    };
  }

  private static CanaryWrite.Door silent() {
    return (_, _) -> {
      throw new IOException("no answer in time");
    };
  }

  private int interruptedWrite(Canary.Request write, String door) throws InterruptedException {
    written.add(write.path());
    throw new InterruptedException();
  }

  private static void stays() throws ProblemException {
    throw ProblemException.lasting(Code.LB2002, "the database is silent", "it stays", "look");
  }
}
