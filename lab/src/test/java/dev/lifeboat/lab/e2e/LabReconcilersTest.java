package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each reconciler of the lab passes the contract when its turn comes in one move from east to
/// west: a lab for each test would take an hour.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
@TestClassOrder(OrderAnnotation.class)
final class LabReconcilersTest {
  /// While it holds, what west has is not in east.
  private static final Fault BETWEEN = new Fault.LinkCut("east", "west");

  private static final Fault NO_SERVICE = new Fault.ResourceLost("web", "west");

  private static MovedLab moved;

  @BeforeAll
  static void claim(SharedLab shared) throws Exception {
    moved = MovedLab.claim(shared.with(RunningLab::atOnce));
  }

  @AfterAll
  static void goHome() throws Exception {
    moved.goHome();
  }

  @Nested
  @Order(1)
  final class Binding extends LabReconcilerContract<Goal.Bound> {
    Binding() {
      super(moved, "ServiceBinding", new Goal.Bound("web", "west", "east"));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(service().binding()).isEqualTo("east");
      assertThat(instances()).hasSize(1);
    }
  }

  @Nested
  @Order(2)
  final class Capacity extends LabReconcilerContract<Goal.Running> {
    Capacity() {
      super(moved, "ServiceCapacity", new Goal.Running("web", "west", 2, 0));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(service().wanted()).isEqualTo(2);
      assertThat(instances()).hasSize(2);
    }
  }

  /// Nothing is asked for: instances are ready once they have started and their stores answer.
  @Nested
  @Order(3)
  final class Readiness extends LabReconcilerContract<Goal.Healthy> {
    Readiness() {
      super(moved, "ServiceReadiness", new Goal.Healthy("web", "west"));
    }

    @BeforeAll
    static void loseInstances() throws Exception {
      moved.lab().lab.faults().inject(NO_SERVICE);
    }

    @Override
    protected void accepted(Observation seen) throws Exception {
      assertThat(seen).isInstanceOf(Observation.Pending.class);
      moved.lab().lab.faults().heal(NO_SERVICE);
    }

    @Override
    protected void assertOneEffect() throws Exception {
      LabAwait.until(() -> living().size() == 2);
    }

    @Override
    protected List<Attempt> late() {
      return List.of();
    }

    /// Whoever hinders it, an instance that does not answer is not ready.
    @Override
    protected Class<? extends Observation> foundWhileCutOff() {
      return Observation.Pending.class;
    }
  }

  /// For a share of the users.
  @Nested
  @Order(4)
  final class Share extends OfTraffic<Goal.Routed> {
    Share() {
      super(
          "TrafficRoute",
          new Goal.Routed(
              "entry",
              "west",
              new Goal.Share(25, Duration.ofMillis(200), 1000, Duration.ofSeconds(20))));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(weight("east")).isEqualTo(75);
      assertThat(weight("west")).isEqualTo(25);
      assertThat(Objects.requireNonNull(table().trial()).region()).isEqualTo("west");
    }
  }

  @Nested
  @Order(5)
  final class TrafficClosed extends OfTraffic<Goal.Fenced> {
    TrafficClosed() {
      super("TrafficFence", new Goal.Fenced("entry", "east", Goal.Stop.ORDERLY));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(region("east").state()).isEqualTo(Table.State.CLOSED);
      assertThat(region("west").state()).isEqualTo(Table.State.OPEN);
    }
  }

  @Nested
  @Order(6)
  final class DatabaseFenced extends OfFence {
    DatabaseFenced() {
      super("DatabaseFence", "orders");
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertReplica(database("east"));
    }
  }

  @Nested
  @Order(7)
  final class BucketFenced extends OfFence {
    BucketFenced() {
      super("LabBucketFence", "images");
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(bucket("east").role()).isEqualTo(BucketRole.REPLICA);
      assertThat(bucket("east").epoch()).isEqualTo(moved.epoch());
    }
  }

  @Nested
  @Order(8)
  final class DatabasePromoted extends LabReconcilerContract<Goal.Promoted> {
    private static long timeline;

    DatabasePromoted() {
      super(moved, "DatabasePromotion", new Goal.Promoted("orders", "west"));
    }

    @BeforeAll
    static void place() throws Exception {
      moved.lab().lab.faults().inject(BETWEEN);
      moved.placeInWest();
      timeline = timeline();
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(database("west").duty().role()).isEqualTo(Role.WRITER);
      assertThat(database("west").duty().epoch()).isEqualTo(moved.epoch());
      assertThat(timeline()).isEqualTo(timeline + 1);
    }

    private static long timeline() throws Exception {
      return Objects.requireNonNull(database("west").server().sql()).timeline();
    }
  }

  @Nested
  @Order(9)
  final class BucketPromoted extends LabReconcilerContract<Goal.Promoted> {
    BucketPromoted() {
      super(moved, "LabBucketPromotion", new Goal.Promoted("images", "west"));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(bucket("west").role()).isEqualTo(BucketRole.WRITER);
      assertThat(bucket("west").epoch()).isEqualTo(moved.epoch());
    }
  }

  /// It may follow before it is asked to.
  @Nested
  @Order(10)
  final class BucketFollows extends LabReconcilerContract<Goal.Replicating> {
    BucketFollows() {
      super(
          moved,
          "LabBucketReplication",
          new Goal.Replicating("images", "east", "west", Goal.Level.STREAMING));
    }

    @Override
    protected void accepted(Observation seen) throws Exception {
      assertThat(seen).isInstanceOf(Observation.Pending.class);
      moved.lab().lab.faults().heal(BETWEEN);
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(bucket("west").reconciled()).isTrue();
      assertThat(bucket("east").role()).isEqualTo(BucketRole.REPLICA);
      assertThat(bucket("east").followed().orElseThrow().epoch()).isEqualTo(moved.epoch());
    }
  }

  @Nested
  @Order(11)
  final class DatabaseFollows extends LabReconcilerContract<Goal.Replicating> {
    DatabaseFollows() {
      super(
          moved,
          "DatabaseReplication",
          new Goal.Replicating("orders", "east", "west", Goal.Level.STREAMING));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertReplica(database("east"));
      assertThat(Objects.requireNonNull(database("west").server().sql()).replication()).hasSize(1);
    }
  }

  /// For all of them.
  @Nested
  @Order(12)
  final class Routed extends OfTraffic<Goal.Routed> {
    Routed() {
      super("TrafficRoute", new Goal.Routed("entry", "west"));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(weight("west")).isEqualTo(100);
      assertThat(region("east").state()).isEqualTo(Table.State.CLOSED);
    }
  }

  /// The front door stands at the edge, where no cut keeps anybody from it: it is frozen.
  private abstract static class OfTraffic<G extends Goal> extends LabReconcilerContract<G> {
    OfTraffic(String reconciler, G goal) {
      super(moved, reconciler, goal);
    }

    @Override
    protected final void cutOff() throws Exception {
      signal(Signal.STOP);
      // A thread of it may still answer when the signal is sent.
      LabAwait.until(OfTraffic::isSilent);
    }

    @Override
    protected final void mend() throws Exception {
      signal(Signal.CONT);
    }

    private static boolean isSilent() {
      try {
        table();
        return false;
      } catch (Exception silent) {
        return true;
      }
    }

    private static void signal(Signal signal) throws Exception {
      var lab = moved.lab().lab;
      var door =
          lab.clients()
              .host()
              .named(lab.folder().lab(), "edge", List.of("entry"), Optional.empty());
      lab.clients().host().kill(signal, door.stream().map(LivingProcess::pid).toList());
    }
  }

  private abstract static class OfFence extends LabReconcilerContract<Goal.Fenced> {
    OfFence(String reconciler, String store) {
      super(moved, reconciler, new Goal.Fenced(store, "east", Goal.Stop.ORDERLY));
    }

    /// The voters still answer, and say that nobody ended its lease.
    @Override
    protected final Class<? extends Observation> foundWhileCutOff() {
      return Observation.Pending.class;
    }
  }

  private static UnitState service() throws Exception {
    return Objects.requireNonNull(
        moved.lab().lab.clients().agent("west").state().units().get("web"));
  }

  private static List<LivingProcess> instances() throws Exception {
    var lab = moved.lab().lab;
    return lab.clients().host().named(lab.folder().lab(), "west", List.of("web"), Optional.empty());
  }

  private static List<LivingProcess> living() {
    try {
      return instances();
    } catch (Exception unread) {
      throw new IllegalStateException(unread);
    }
  }

  private static DatabaseState database(String region) throws Exception {
    return Objects.requireNonNull(
        moved.lab().lab.clients().agent(region).freshState("orders").databases().get("orders"));
  }

  private static void assertReplica(DatabaseState seen) {
    assertThat(seen.duty().role()).isEqualTo(Role.REPLICA);
    assertThat(seen.duty().epoch()).isEqualTo(moved.epoch());
  }

  private static BucketState bucket(String region) throws Exception {
    return moved.lab().lab.clients().bucket(region, "images").state();
  }

  private static Table table() throws Exception {
    return moved.lab().lab.clients().door("entry").table();
  }

  private static Table.Region region(String region) throws Exception {
    return Objects.requireNonNull(table().regions().get(region));
  }

  private static int weight(String region) throws Exception {
    return region(region).weight();
  }
}
