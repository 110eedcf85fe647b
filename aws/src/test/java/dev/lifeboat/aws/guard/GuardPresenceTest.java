package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether guards are heard. Method: what happens while somebody listens is done between two looks.
final class GuardPresenceTest {
  private static final GuardPresence.Post ORDERS = new GuardPresence.Post("shop", "west", "orders");
  private static final GuardPresence.Post STOCK = new GuardPresence.Post("mall", "west", "stock");

  private final MemoryDynamo journals = new MemoryDynamo();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Integer> looks = new ArrayList<>();
  private final List<GuardPresence.Post> alive = new ArrayList<>();
  private boolean blind;
  private final GuardPresence presence =
      new GuardPresence(
          wanted -> {
            looks.add(wanted.size());
            return MemoryDynamo.table(journals);
          },
          List.of(ORDERS, STOCK, new GuardPresence.Post("shop", "east", "orders")),
          span -> {
            pauses.add(span);
            for (var post : alive) {
              tell(post);
            }
          });

  private void tell(GuardPresence.Post post) throws InterruptedException {
    var state =
        blind
            ? new GuardedState(post.database(), Standing.UNKNOWN, "", "")
            : new GuardedState(post.database(), Standing.REPLICA, "0/20", "");
    try {
      new GuardReports(MemoryDynamo.table(journals), post.workload()).tell(post.region(), state);
    } catch (ProblemException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<String> missing(GuardPresence.Post post) throws Exception {
    return presence.missing(post).map(Problem::happened);
  }

  @Test
  void one_that_tells_anew_is_heard_at_the_second_look() throws Exception {
    tell(ORDERS);
    tell(STOCK);
    alive.addAll(List.of(ORDERS, STOCK));

    assertThat(missing(ORDERS)).isEmpty();
    assertThat(pauses).hasSize(1);
  }

  @Test
  void one_whose_word_stays_the_same_is_not_there() throws Exception {
    tell(ORDERS);

    assertThat(presence.missing(ORDERS))
        .hasValueSatisfying(it -> {
          assertThat(it.code()).isEqualTo(Code.LB2016);
          assertThat(it.happened()).isEqualTo("no guard in west was heard for 30 s");
          assertThat(it.action()).contains("lifeboat guard PLAN --region west");
        });
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(30));
  }

  /// It would not ask for the lease, and nobody could write after the promotion.
  @Test
  void one_that_cannot_ask_its_database_is_heard_in_vain() throws Exception {
    tell(ORDERS);
    alive.add(ORDERS);
    blind = true;

    assertThat(missing(ORDERS)).hasValue("the guard in west cannot ask its database orders");
  }

  @Test
  void one_that_never_told_anything_is_not_waited_for() throws Exception {
    assertThat(missing(ORDERS)).hasValue("no guard in west ever told of orders");
    assertThat(pauses).isEmpty();
  }

  /// Goal: many workloads cost one listening, and only who is silent is looked at again.
  @Test
  void all_of_a_region_are_listened_to_at_once_and_once() throws Exception {
    tell(ORDERS);
    tell(STOCK);
    alive.add(STOCK);

    assertThat(missing(STOCK)).isEmpty();
    assertThat(missing(ORDERS)).hasValue("no guard in west was heard for 30 s");
    assertThat(looks).containsExactly(2, 2, 1, 1, 1, 1);
  }
}
