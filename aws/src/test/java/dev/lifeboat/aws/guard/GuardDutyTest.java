package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether whatever restarts processes should restart a guard.
final class GuardDutyTest {
  private boolean silent;
  private boolean held;
  private Optional<Placement> placed = Optional.of(Placement.first("shop", "east"));
  private Standing standing = Standing.OPEN;

  private GuardDuty in(String region) {
    return new GuardDuty(
        new WorkloadGuard.Place("shop", region),
        _ -> {
          if (silent) {
            throw ProblemException.passing(Code.LB2002, "silent", "nothing", "wait");
          }
          return placed;
        },
        () -> held,
        () ->
            List.of(
                new GuardedState(
                    "orders", standing, standing == Standing.REPLICA ? "0/20" : "", "")));
  }

  private static Optional<String> read(GuardDuty duty) throws Exception {
    var _ = duty.read("shop");
    return duty.failing();
  }

  @Test
  void beside_the_writer_it_does_its_work_while_it_holds_the_lease() throws Exception {
    assertThat(read(in("east"))).hasValue("the writer is here, and it does not hold the lease");
    held = true;
    assertThat(read(in("east"))).isEmpty();
  }

  @Test
  void elsewhere_it_does_its_work_while_it_sees_its_databases() throws Exception {
    standing = Standing.REPLICA;
    assertThat(read(in("west"))).isEmpty();
    standing = Standing.UNKNOWN;
    assertThat(read(in("west"))).hasValue("it cannot look at orders");
  }

  @Test
  void before_anybody_wrote_down_where_the_writer_is_there_is_nothing_to_do() throws Exception {
    placed = Optional.empty();
    assertThat(read(in("east"))).isEmpty();
  }

  /// Goal: no restart makes a silent region answer, and a lease is renewed meanwhile.
  @Test
  void a_silence_after_the_first_answer_is_no_failure_of_its_own() throws Exception {
    held = true;
    var duty = in("east");
    assertThat(duty.failing()).hasValueSatisfying(it -> assertThat(it).contains("not read yet"));
    assertThat(read(duty)).isEmpty();
    silent = true;
    assertThat(catchThrowable(() -> duty.read("shop"))).isInstanceOf(ProblemException.class);
    assertThat(duty.failing()).isEmpty();
  }
}
