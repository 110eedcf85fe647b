package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.ReconcilerContract;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.TestMethodOrder;

/// The contract of a reconciler of the lab, one goal of a move after the other in one lab.
@TestMethodOrder(OrderAnnotation.class)
abstract class LabReconcilerContract<G extends Goal> extends ReconcilerContract<G> {
  /// With a pause after each: a minute, as an agent on a busy machine may need.
  private static final int TURNS = 600;

  private final MovedLab moved;
  private final String name;
  private final G goal;

  /// @param name of the reconciler's type, which other packages do not see
  LabReconcilerContract(MovedLab moved, String name, G goal) {
    this.moved = moved;
    this.name = name;
    this.goal = goal;
  }

  @Override
  protected final G goal() {
    return goal;
  }

  @Override
  protected final Reconciler<G> reconciler() {
    var lab = moved.lab();
    var reconciler = lab.lab.reconcilers(lab.shop).reconciler(goal);
    assertThat(reconciler.getClass().getSimpleName()).isEqualTo(name);
    return reconciler;
  }

  @Override
  protected final Attempt attempt(int number) {
    return moved.attempt(number);
  }

  @Override
  protected List<Attempt> late() {
    return List.of(moved.late());
  }

  @Override
  protected final int turns() {
    return TURNS;
  }

  @Override
  protected final void pause() {
    LabAwait.pause();
  }

  @Override
  protected void accepted(Observation seen) throws Exception {
    assertThat(seen).isNotInstanceOf(Observation.Unreachable.class);
  }

  @Override
  protected final void assertLooksOnly(ThrowingCallable act) throws Exception {
    assertNoEffect(act);
  }

  @Override
  protected final void assertNoEffect(ThrowingCallable act) throws Exception {
    var before = moved.lab().facts();
    assertThatCode(act).doesNotThrowAnyException();
    assertThat(moved.lab().facts()).isEqualTo(before);
  }

  @Override
  protected void cutOff() throws Exception {
    moved.lab().lab.faults().inject(way());
  }

  @Override
  protected void mend() throws Exception {
    moved.lab().lab.faults().heal(way());
  }

  private Fault way() {
    return new Fault.LinkCut("edge", goal.region());
  }
}
